// What can hold memory in one function: its variables, and the members of the records that they are or lead to.
//
// Liveness and borrows are told for each: `table.cells` may be dead while `table.labels` is still needed.

#pragma once

#include "analysis/flow/Holds.h"

#include "llvm/ADT/BitVector.h"

namespace highwater::flow {

/// The ids below the number of variables are the variables themselves, as a whole.
using OwnerId = unsigned;

/// Steps from a variable to a part of it: names of members, and `*` for what a pointer, reference or smart pointer leads to.
using PartPath = std::vector<std::string>;

/// Without a root: a global that only callees mention, with its USR and its name as the path.
struct Part {
  events::VarId root = events::none;
  PartPath path;
  TypeRef type;
};

class Owners {
public:
  Owners(const events::Unit &unit, const events::Function &function, PointerTypes &types,
         llvm::ArrayRef<Part> globals = {});

  unsigned count() const { return function.body.variables.size() + parts.size(); }
  bool isPart(OwnerId id) const { return id >= function.body.variables.size(); }
  const Part &part(OwnerId id) const { return parts[id - function.body.variables.size()]; }
  events::VarId rootOf(OwnerId id) const { return isPart(id) ? part(id).root : id; }
  /// The variable itself for an empty path; `none` if that part is not told apart.
  OwnerId find(events::VarId root, llvm::ArrayRef<std::string> path) const;
  const std::vector<OwnerId> &partsOf(events::VarId root) const { return byRoot[root]; }
  bool isForeign(OwnerId id) const { return rootOf(id) == events::none; }
  /// A global by its USR; `none` if it is not among the owners.
  OwnerId findGlobal(llvm::StringRef usr) const;
  /// Whether an owner is a part of another one.
  bool isWithin(OwnerId inner, OwnerId outer) const;
  /// Whether a part is told apart further.
  bool isDivided(OwnerId id) const { return divided.test(id); }

  /// A place with references and pointers that only ever name one place replaced by that place.
  events::Place canonical(const events::Place &place) const;
  /// The variable and those of its parts that a mention of the place, or of what lies `below` it, speaks of.
  void touch(const events::Place &place, llvm::ArrayRef<std::string> below, llvm::BitVector &into) const;
  /// The reference that a temporary lives as long as; `none` if there is none.
  events::VarId extending(events::VarId temporary) const;
  /// `s.cells` for people.
  std::string nameOf(OwnerId id) const;

private:
  void addParts(events::VarId root);
  void addFields(events::VarId root, const PartPath &prefix, TypeRef record, unsigned depth);
  void add(events::VarId root, PartPath path, TypeRef type);
  void findNames();
  std::optional<events::Place> named(const events::Event &event) const;

  const events::Unit &unit;
  const events::Function &function;
  PointerTypes &types;
  std::vector<Part> parts;
  std::vector<std::vector<OwnerId>> byRoot;
  std::map<events::VarId, events::Place> names;
  llvm::BitVector divided;
};

/// The steps of a place up to the first element that is chosen; whether it ends there.
PartPath pathOf(const events::Place &place);

} // namespace highwater::flow
