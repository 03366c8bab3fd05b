// Hashes of files, to see whether a stored unit still is what its sources say.

#pragma once

#include "driver/summaries/StoredUnit.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace highwater::driver {

/// Reads each file once, and again when its time or size changes. May be used by several threads.
class FileHashes {
public:
  /// Nothing if the file cannot be read.
  std::optional<std::uint64_t> of(const std::string &path);

  /// From now on the file counts as having this text, whatever is on disk.
  void assume(const std::string &path, llvm::StringRef text);

  enum Leniency {
    Strict,
    AbsentIsFresh, ///< a build may hand on units without their sources
    HeadersOnly,   ///< the main file does not count
  };
  /// The first input that is not what it was; empty if all are.
  std::string firstChanged(const StoredUnit &unit, Leniency leniency = Strict);

private:
  struct Known {
    std::int64_t time = 0; ///< of the last change, nanoseconds
    std::uint64_t size = 0, hash = 0;
  };
  std::mutex mutex;
  std::map<std::string, Known> known;
  std::map<std::string, std::uint64_t> assumed;
};

} // namespace highwater::driver
