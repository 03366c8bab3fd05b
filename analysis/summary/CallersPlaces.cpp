// What the caller has where its callee knows less: nothing behind null pointers and in objects of another class, the whole
// object of a base, the block that is replaced.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/summary/Substitution.h"

namespace highwater::summary {

using flow::Location;
using flow::Value;
using flow::ValueRef;
using size::Expr;
using size::Subject;

/// What a null pointer would lead to: nothing comes from there.
bool Substitution::isBehindNull(const Subject &place) {
  if (place.head() == "deref" && !place.parts().empty())
    return flow::isNull(*resolve(place.parts()[0]).value) || isBehindNull(place.parts()[0]);
  if (place.head() == "target") {
    const Value &owner = *resolve(place.parts()[0]).value;
    return (owner.kind == Value::Object && owner.origin.empty() && !owner.parts.count("target")) || isBehindNull(place.parts()[0]);
  }
  bool otherClass = place.head() == "field" && flow::isAlternative(place.parts()[1].head()) &&
                    resolve(place).value->kind == Value::Empty;
  return otherClass || (place.head() == "field" && isBehindNull(place.parts()[0]));
}

/// Of what a callee replaces: the bytes of one block as its caller has it.
Expr Substitution::replaced(const Value &pointer) const {
  if (auto block = pointer.parts.find("target"); pointer.kind == Value::Pointer && block != pointer.parts.end()) {
    Expr bytes = Expr::mean(values.heap(block->second));
    return bytes.isUnknown() ? Expr(0) : bytes;
  }
  bool open = pointer.kind == Value::Pointer && !pointer.origin.empty();
  return open ? Expr::symbol({flow::replacedMeasure.str(), pointer.origin}) : Expr(0);
}

std::optional<Location> ownerBehind(const Value &pointer) {
  if (pointer.kind != Value::Pointer || pointer.parts.count("target") || !pointer.origin.empty())
    return std::nullopt;
  std::set<Location> owners;
  for (Location owner : pointer.targets) {
    while (!owner.path.empty() && owner.path.back().kind != flow::Step::Target)
      owner.path.pop_back();
    if (owner.path.empty())
      continue;
    owner.path.pop_back();
    owners.insert(owner);
  }
  return owners.size() == 1 ? std::optional(*owners.begin()) : std::nullopt;
}

/// Of a pointer that leads to blocks that another one owns, those.
Expr Substitution::blocksBehind(const ValueRef &pointer) const {
  auto owner = ownerBehind(*pointer);
  return flow::blocksOf(owner ? values.expand(state.load(*owner)) : pointer);
}

/// How many of the blocks that a place of the caller owns the callee freed, under whatever name.
std::optional<Expr> Substitution::freedOf(const Subject &pointer, const flow::Resolved &found) const {
  if (auto gone = freed.find(Subject("deref", {pointer})); gone != freed.end())
    return gone->second;
  auto gone = found.places.size() == 1 ? freedBehind.find(found.places[0]) : freedBehind.end();
  return gone == freedBehind.end() ? std::nullopt : std::optional(gone->second);
}

/// An object of the caller's, of which the callee knows a base.
ValueRef Substitution::whole(const Subject &base) { return values.expand(flow::wholeObject(resolve(base), state).value); }

} // namespace highwater::summary
