// What is held of an object, or of a member of one, that is taken to hold one piece of its contents at a time.

#include "analysis/flow/KnownHeap.h"
#include "analysis/flow/State.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;

/// The heap of one piece: an element of a sequence; of a text or a block of bytes as much as one reads at once.
static Expr pieceOf(const Values &values, const ValueRef &value, const Expr &whole) {
  constexpr double block = 64 * 1024;
  if (whole.isZero())
    return 0;
  ValueRef holder = values.expand(value);
  if (holder->kind == Value::Pointer)
    holder = values.expand(values.part(holder, {Step::Target, ""}));
  auto element = holder->parts.find("element");
  if (element == holder->parts.end() || !element->second->type || element->second->type->size <= 1)
    return block;
  Expr heap = values.heap(element->second);
  return heap.isUnknown() ? Expr(0) : Expr::worst(heap);
}

Expr State::knownHeapOf(const Root &root, const ValueRef &value) const {
  Expr heap = knownHeap(*values, value);
  if (!pieces)
    return heap;
  for (const Location &piece : *pieces) {
    if (!(piece.root == root))
      continue;
    ValueRef part = value;
    for (const Step &step : piece.path)
      part = values->part(values->expand(part), step);
    Expr whole = values->heap(part);
    if (!whole.isUnknown())
      heap = heap - whole + pieceOf(*values, part, whole);
  }
  return heap;
}

bool State::isInPieces(const std::vector<Location> &places) const {
  return pieces && !places.empty() &&
         llvm::all_of(places, [&](const Location &place) {
           return llvm::any_of(*pieces, [&](const Location &piece) {
             size_t common = std::min(piece.path.size(), place.path.size());
             return piece.root == place.root && std::equal(piece.path.begin(), piece.path.begin() + common, place.path.begin());
           });
         });
}

} // namespace highwater::flow
