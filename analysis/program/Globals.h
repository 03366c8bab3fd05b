// Which globals a function may look at, itself or through what it calls.

#pragma once

#include "analysis/flow/Owners.h"
#include "analysis/program/Linkage.h"

#include <set>

namespace highwater::program {

/// Globals of the units that nobody but their functions can reach, in the order in which one calls the other.
class Globals {
public:
  Globals(const Linkage &linkage, const effects::Catalog &catalog, bool wholeProgram);

  /// USRs of the globals that a function and its callees mention. What only gives memory back does not count.
  const std::set<std::string> &mentionedBy(FunctionReference function) const;
  /// Those that may be told to be dead, as owners of a function that does not mention them itself.
  std::vector<flow::Part> ownersOf(FunctionReference function) const;
  /// The variable, with its unit; null if it is not one of these.
  const std::pair<const events::Unit *, const events::Variable *> *find(llvm::StringRef usr) const;

private:
  void collect(const events::Unit &unit, const events::Function &function, const effects::Catalog &catalog,
               FunctionReference reference);
  void close();

  const Linkage &linkage;
  std::map<std::string, std::pair<const events::Unit *, const events::Variable *>> known;
  std::map<FunctionReference, std::set<std::string>> mentioned;
  std::map<FunctionReference, std::set<FunctionReference>> callees;
  std::set<FunctionReference> elsewhere; ///< functions that run whenever somebody else likes
};

} // namespace highwater::program
