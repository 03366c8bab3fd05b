// How a command line names sources and what to parse of them: what several verbs have in common.

#pragma once

#include "driver/cli/Arguments.h"
#include "driver/cli/Database.h"

namespace highwater::driver {

inline constexpr Option buildOption = {"build", 'p', "DIR",
                                       "Folder of compile_commands.json, or the file; default: found above the\n"
                                       "sources or in a build*/ beside them"};
inline constexpr Option flagOption = {
    "flag", 0, "FLAG", "Compile the named sources with this flag instead of a database; may be repeated"};
inline constexpr Option entryOption = {"entry", 0, "[FILE:]FUNC", "Function to start from (default: the only main)"};
inline constexpr Option allocatorOption = {
    "allocator", 0, "NAME", "Whose blocks the program's heap is made of: glibc (default), jemalloc or tcmalloc"};
inline constexpr Option shapeOption = {
    "shape", 0, "FILE", "What --save-shape wrote, in place of inputs that are not at hand; may be repeated.\n"
                        "--assume 'bytes(argv[1])=20GiB' says how large they are"};
inline constexpr Option wholeSummariesOption = {
    "summaries", 0, "FILE|DIR", "What 'highwater summarize' or 'link' wrote; may be repeated. Alone, nothing\n"
                                "is parsed"};
inline constexpr Option skipWithoutDatabaseOption = {
    "skip-without-database", 0, "", "Without a compile database, say so and exit with 0, unless CI is set"};
inline constexpr Option strictOption = {"strict", 0, "", "Exit with 3 when any source could not be analysed"};
inline constexpr Option noCacheOption = {
    "no-cache", 0, "", "Parse every source, and neither use nor fill the project's .highwater/"};
inline constexpr Option jobsOption = {"jobs", 'j', "N", "Sources parsed at once (default: all cores)"};
inline constexpr Option outputOption = {"output", 'o', "FILE", "File to write"};

/// What -p and `paths` say; flags behind `--` are not for every verb.
DatabaseQuery databaseQuery(const Arguments &arguments, std::vector<std::string> paths);

} // namespace highwater::driver
