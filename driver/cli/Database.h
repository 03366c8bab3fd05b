// How the sources are compiled: a compile database found like clang's tools find it, or flags given by hand.

#pragma once

#include "driver/cli/Overlay.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

/// One unit to parse.
struct Command {
  std::string directory; ///< where the compiler runs
  std::string file;      ///< absolute, without dots
  std::string output;    ///< the object, absolute; empty when the database does not say
  std::vector<std::string> arguments; ///< with the compiler in front
  std::shared_ptr<const Overlay> overlay; ///< contents to read instead of what is on disk; null: none
  std::string assumedFrom; ///< the file whose flags these are, when the database does not know this one
};

struct Database {
  std::string path; ///< of compile_commands.json; empty: flags given by hand
  std::vector<Command> commands; ///< in the database's order, a file once per output
};

/// What the user said about it.
struct DatabaseQuery {
  std::optional<std::string> build;  ///< -p: a folder or the file itself
  std::vector<std::string> paths;    ///< where to look from; the working directory when empty
  std::optional<std::vector<std::string>> flags; ///< given by hand: `paths` are the sources
};

/// The path of compile_commands.json; an error says where it was looked for.
llvm::Expected<std::string> findDatabase(const DatabaseQuery &query);

llvm::Expected<Database> loadDatabase(const DatabaseQuery &query);

/// The commands of what the paths name: files, and all that lies in folders. Everything when there are no paths. A header
/// stands for the cheapest unit that includes it. A path that stands for nothing is an error.
llvm::Expected<std::vector<Command>> loadCommands(const DatabaseQuery &query);

/// Each file once: the first of its commands.
std::vector<Command> eachFileOnce(std::vector<Command> commands);

/// Absolute and without `.` and `..`.
std::string absolutePath(llvm::StringRef path, llvm::StringRef directory = "");

} // namespace highwater::driver
