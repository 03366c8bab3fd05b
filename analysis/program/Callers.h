// Who calls whom from where, as far as the units tell.

#pragma once

#include "analysis/program/Linkage.h"

#include <set>

namespace highwater::program {

struct CallPlace {
  FunctionReference caller;
  events::BlockId block = 0;
  unsigned event = 0;
};

class Callers {
public:
  explicit Callers(const Linkage &linkage);

  /// All calls of a function; null if there may be others: its address is taken, it is called by what no unit shows, other
  /// units may know it and are not here.
  const std::vector<CallPlace> *of(FunctionReference function, bool wholeProgram) const;
  /// Those that are known, whether or not there may be others.
  llvm::ArrayRef<CallPlace> knownOf(FunctionReference function) const;

private:
  const Linkage &linkage;
  std::map<std::string, std::vector<CallPlace>> calls; ///< by the USR that is called
  std::set<std::string> exposed;                       ///< USRs of functions that may be called from elsewhere
};

} // namespace highwater::program
