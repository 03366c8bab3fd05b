// What an iteration leaves in such a number came from a search, which is its record.

#include "analysis/flow/Cursors.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Subject;
using size::Symbol;

/// What was searched for to set the number that was one of `tested` when the iteration began.
static Subject searchedFor(const Values &values, const ValueRef &before, const ValueRef &after, const std::set<Symbol> &tested) {
  ValueRef from = values.expand(before), to = values.expand(after);
  if (from->kind == Value::Record && to->kind == Value::Record)
    for (const auto &[name, part] : from->parts)
      if (Subject found = searchedFor(values, part, values.part(to, {Step::Field, name}), tested); !found.empty())
        return found;
  const Symbol *symbol = from->kind == Value::Scalar ? from->number.asSymbol() : nullptr;
  bool searches = to->record.head() == "token" || to->record.head() == "separator";
  return symbol && tested.count(*symbol) && searches ? Subject("token", to->record.parts()) : Subject();
}

std::optional<Guard> overPieces(const Guard &guard, const State &head, const State &back) {
  std::set<Symbol> tested;
  guard.left.collectSymbols(tested);
  guard.right.collectSymbols(tested);
  for (const auto &[root, before] : head.roots())
    if (auto after = back.roots().find(root); after != back.roots().end())
      if (Subject pieces = searchedFor(head.valuesOf(), before, after->second, tested); !pieces.empty()) {
        Guard passed;
        passed.kind = Guard::Record;
        passed.record = pieces;
        return passed;
      }
  return std::nullopt;
}

} // namespace highwater::flow
