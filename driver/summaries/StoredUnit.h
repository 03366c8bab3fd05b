// A translation unit as it is kept: its events, and what they were made from. docs/summaries.md shows the format.
//
// Files in the project are named relative to its root, so that the text does not depend on where the project lies.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <string>
#include <vector>

namespace highwater::driver {

/// What lowers sources: another version may make other events of them.
extern const llvm::StringLiteral toolVersion;

/// A file that was read.
struct Input {
  std::string path; ///< absolute
  std::uint64_t hash = 0;
};

struct StoredUnit {
  std::string mainFile;              ///< absolute
  std::string target;                ///< that the build made of it; empty when not known
  std::uint64_t flags = 0;           ///< hash of the compile command
  std::vector<Input> inputs;         ///< the main file and all it includes, sorted
  std::vector<std::string> droppedFlags; ///< that clang refused
  llvm::StringRef section;           ///< all of it, as it was read
  llvm::StringRef events;            ///< the text form of its events, relative to the root; a part of `section`
  unsigned eventsLine = 0;           ///< where it begins, for errors
};

/// `unit` has absolute names, the texts of `meta` are not looked at.
void writeStoredUnit(const StoredUnit &meta, const events::Unit &unit, llvm::StringRef root, llvm::raw_ostream &out);

/// The units of a text, one behind the other. Errors name `path:line`, and say so if another version wrote it.
llvm::Expected<std::vector<StoredUnit>> readStoredUnits(llvm::StringRef text, llvm::StringRef path,
                                                        llvm::StringRef root);

/// All of its events, with absolute names.
llvm::Expected<events::Unit> eventsOf(const StoredUnit &stored, llvm::StringRef path, llvm::StringRef root);

/// The hash of contents of files and of words, as inputs have it.
std::uint64_t contentHash(llvm::StringRef text);

} // namespace highwater::driver
