// What linking units gives: who defines what, who overrides whom.

#pragma once

#include "analysis/program/Program.h"

#include <map>

namespace highwater::program {

class Linkage {
public:
  explicit Linkage(std::vector<events::Unit> units);

  const events::Function &function(FunctionReference reference) const;
  const events::Unit &unit(FunctionReference reference) const { return units[reference.unit]; }

  /// The definition that code of `from` reaches by a USR. Several programs may define one name: a unit's own definition
  /// comes first, else that of the nearest unit.
  std::optional<FunctionReference> definition(llvm::StringRef usr, const events::Unit &from) const;
  /// Whether no unit before has a function of this one's USR.
  bool isFirst(FunctionReference reference) const;
  /// USRs of what overrides a virtual method, transitively, sorted.
  llvm::ArrayRef<std::string> overriders(llvm::StringRef usr) const;

  const std::vector<events::Unit> units;

private:
  std::map<std::string, std::vector<FunctionReference>, std::less<>> bodies;
  std::map<std::string, std::vector<std::string>, std::less<>> overridden;
};

/// Whether `a` is nearer to `from` than `b` is, all three main files of units: it shares more of its folders. A total
/// order, so that what is linked does not depend on the order of units.
bool isNearer(llvm::StringRef a, llvm::StringRef b, llvm::StringRef from);

} // namespace highwater::program
