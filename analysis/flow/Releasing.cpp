// Blocks that are freed: by who owns them here, or by a function that its caller gave them.

#include "analysis/flow/Blocks.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

/// Where a function finds what its caller knows by this name.
static Location placeOf(const Subject &subject) {
  if (subject.head() == "field")
    return placeOf(subject.parts()[0]).at({Step::Field, subject.parts()[1].head()});
  return {{events::none, subject}, {}, {}};
}

/// `old = t->slots; t->slots = larger; …; free(old);`: the block at a place of the caller's was put there in place of the one that is freed
/// now, as with realloc. Whether it is so.
static bool replaceFreed(State &state, const Subject &pointer) {
  if (pointer.head() != "field")
    return false;
  Location place = placeOf(pointer);
  ValueRef now = state.load(place);
  if (now->kind != Value::Pointer || now->origin != pointer || !now->parts.count("target") || now->state.count("least") ||
      addedBlocks(now).asConstant() != 1.0)
    return false;
  state.store(place, changed(now, [](Value &copy) {
    copy.state["least"] = 1;
    setBlocks(copy, 0);
  }));
  return true;
}

void State::release(const ValueRef &pointer, const std::vector<Location> &held, const Expr &blocks) {
  std::vector<Location> owners = pointer->parts.count("target") ? held : std::vector<Location>();
  for (Location target : pointer->targets) { // an alias: free what its owner holds
    if (owners.empty() && target.root.external.head() == "deref" && target.path.empty() && !replaceFreed(*this, target.root.external.parts()[0])) {
      Root freed{events::none, Subject(freedHead.str(), {target.root.external})};
      ValueRef before = load({freed, {}, {}});
      if (before->kind == Value::Scalar)
        store({freed, {}, {}}, scalar(before->number + blocks));
      types.try_emplace({events::none, target.root.external.parts()[0]}, pointer->type); // a global perhaps that is only read
    }
    while (!target.path.empty() && target.path.back().kind != Step::Target)
      target.path.pop_back();
    if (target.path.empty())
      continue;
    target.path.pop_back();
    owners.push_back(target);
  }
  for (const Location &owner : owners) {
    ValueRef old = values->expand(load(owner));
    Expr left = blocksOf(old) - blocks;
    bool all = left.isZero() || left.isUnknown() || (blocksOf(old).asConstant() == 1.0 && !isOneOfMany(owner));
    store(owner, changed(old, [&](Value &copy) {
      if (all)
        return disown(copy);
      copy.state.erase("least");
      setBlocks(copy, left);
    }));
  }
}

} // namespace highwater::flow
