// What linking units gives: who defines what, who overrides whom.

#pragma once

#include "analysis/program/Program.h"

#include <map>

namespace highwater::program {

struct Linkage {
  std::vector<events::Unit> units;
  std::map<std::string, FunctionReference> bodies;                  ///< by USR; the first unit wins
  std::map<std::string, std::vector<std::string>> overriders;       ///< by USR, transitively, sorted

  explicit Linkage(std::vector<events::Unit> units);
  const events::Function &function(FunctionReference reference) const;
  const events::Unit &unit(FunctionReference reference) const { return units[reference.unit]; }
};

} // namespace highwater::program
