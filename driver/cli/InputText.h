// The command line that is asked about, and the text that subjects spell under it.

#pragma once

#include "analysis/size/Symbol.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

/// PROGRAM and its arguments; empty when none was given: then nothing of argv is known.
using CommandLine = std::vector<std::string>;

/// `argv(1)`, `argv(--size, -s)`, `lit("x")`, `concat(a, b)`, `part(a, from, count)`, `env("X")`. Nothing when any part is not known.
std::optional<std::string> resolveText(const size::Subject &subject, const CommandLine &line);

/// A record with its separators, sizes and the like as the command line spells them: `token(line(f), lit(";"))`.
size::Subject spelledOut(const size::Subject &record, const CommandLine &line);

/// Whether the text comes from the command line (and not from the program itself).
bool mentionsArguments(const size::Subject &subject);

/// Whether a source is the file that a word of the command line names, if that is no option and not the program.
bool isWordThatNames(const size::Subject &source, const CommandLine &line);

/// The number that text spells at its start, as strtod reads it.
std::optional<double> spelledNumber(const std::string &text);

} // namespace highwater::driver
