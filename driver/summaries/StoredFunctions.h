// One stored unit, of which only those functions are read that somebody calls.

#pragma once

#include "driver/summaries/StoredUnit.h"

#include "analysis/events/References.h"

#include "llvm/ADT/StringMap.h"

#include <map>
#include <string>
#include <vector>

namespace highwater::driver {

class StoredFunctions {
public:
  /// The head of `stored`, whose text must outlive this; errors name `path:line`.
  static llvm::Expected<StoredFunctions> read(const StoredUnit &stored, llvm::StringRef path, llvm::StringRef root);

  /// The unit with all its functions, but no bodies, and relative names.
  const events::Unit &declarations() const { return head; }
  /// Whether no other unit can name it.
  bool isInternal(const events::Function &function) const;
  /// One of `declarations()`.
  const events::Function *find(llvm::StringRef usr) const;

  /// Reads a function, one of `declarations()`, and says what it refers to; nothing if it was read before.
  const events::References *take(const events::Function &header);

  /// The unit with the functions taken, and absolute names.
  events::Unit unit() const;
  bool anyTaken() const { return !taken.empty(); }

private:
  events::Unit head;
  std::string root;
  std::vector<llvm::StringRef> texts; ///< of the functions
  llvm::StringMap<unsigned> byUsr;
  struct Taken {
    events::Function function;
    events::References references;
  };
  std::map<unsigned, Taken> taken;
};

} // namespace highwater::driver
