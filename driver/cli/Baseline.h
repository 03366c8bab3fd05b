// Findings that a project has accepted, for now: known by check, file, function and object, never by line.

#pragma once

#include "driver/findings/Key.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace highwater::driver {

class Baseline {
public:
  /// Errors name the file.
  static llvm::Expected<Baseline> read(llvm::StringRef path);

  /// Takes accepted findings out of `findings` and returns how many. Of more findings with one key than were accepted,
  /// the last ones stay.
  size_t filter(std::vector<checks::Finding> &findings, llvm::StringRef root);

  /// One message for each entry that no filtered finding had, if `judged`.
  std::vector<std::string> stale(const std::function<bool(const Key &)> &judged) const;

  /// Accepts `findings`, and of the old entries those that were not `judged`. The number of findings in it.
  static llvm::Expected<size_t> write(llvm::StringRef path, llvm::ArrayRef<checks::Finding> findings,
                                      llvm::StringRef root, const Baseline *old,
                                      const std::function<bool(const Key &)> &judged);

private:
  std::string path;
  std::map<Key, unsigned> accepted, found;
};

} // namespace highwater::driver
