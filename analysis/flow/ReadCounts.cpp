// Counts are state of handles, wherever those are kept.

#include "analysis/flow/ReadCounts.h"

#include "analysis/flow/Readings.h"
#include "analysis/flow/Turns.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

/// Minus the records that were read at least where reading came to its end.
static constexpr double endOfReads = -1e9;

/// How much further an iteration brings what reads `source`; 0 if it does not read it.
static Expr readAnIteration(const Values &values, const ValueRef &before, const ValueRef &after, llvm::StringRef kind,
                            const Subject &source) {
  ValueRef from = values.expand(before), to = values.expand(after);
  auto first = from->state.find(kind.str()), last = to->state.find(kind.str());
  bool reads = to->source == source || (to->kind == Value::Pointer && to->text == source);
  if (reads && first != from->state.end() && last != to->state.end())
    return last->second - first->second;
  if (to->kind == Value::Record)
    for (const auto &[name, part] : to->parts)
      if (Expr read = readAnIteration(values, values.part(from, {Step::Field, name}), part, kind, source); !read.isZero())
        return read;
  return 0;
}

static Expr readAnIteration(llvm::StringRef kind, const Subject &source, const State &head, const State &back) {
  for (const auto &[root, before] : head.roots())
    if (auto found = back.roots().find(root); found != back.roots().end())
      if (Expr read = readAnIteration(head.valuesOf(), before, found->second, kind, source); !read.isZero())
        return read;
  return 0;
}

/// `p = end` behind a number: as many as the pointer passes.
static void countPassed(Guard &guard, const State &head, const State &back) {
  Expr passed = readAnIteration(passedName(guard.record), guard.record.parts()[0], head, back);
  if (passed.asConstant().value_or(0) > 0)
    guard.perIteration = passed;
  else if (guard.record.head() == "number" || guard.perIteration.isZero())
    guard.record = {}; // another loop goes over them
}

void countReads(Guard &guard, const State &head, const State &back) {
  if (isPiece(guard.record) || guard.perIteration.isZero())
    return countPassed(guard, head, back);
  Subject record = anyReading(guard.record);
  if ((record.head() != "word" && record.head() != "line") || record.parts().empty())
    return;
  const Subject &source = record.parts()[0];
  Expr lines = Expr(0) - readAnIteration("-line", source, head, back);
  if (lines.isUnknown() || (record.head() == "word" && !lines.isZero() && !lines.asConstant()))
    lines = 0;
  if (record.head() == "word" && lines.isZero())
    guard.record = record, guard.perIteration = Expr::max({1, Expr(readAnIteration("word", source, head, back).asConstant().value_or(0))});
  else if (!lines.isZero())
    guard.record = Subject("line", {source}), guard.perIteration = Expr::max({1, lines});
  if (guard.perIteration.asConstant().value_or(0) >= -endOfReads / 2) // all there is
    guard.perIteration = countOf(guard.record);
}

/// The least that was read by the handles in a value, of one source or any, in other terms.
static ValueRef withLeast(const ValueRef &value, const Subject &source, llvm::function_ref<Expr(const Expr &)> number) {
  ValueRef result = value;
  if (value->kind == Value::Record) {
    for (const auto &[name, part] : value->parts)
      if (ValueRef after = withLeast(part, source, number); after != part)
        result = changed(result, [&, key = name](Value &copy) { copy.parts[key] = after; });
    return result;
  }
  for (llvm::StringRef kind : {"-line", "-word"})
    if (auto count = value->state.find(kind.str()); count != value->state.end() && (source.empty() || value->source == source))
      result = changed(result, [&, before = count->second](Value &copy) { copy.state[kind.str()] = number(before); });
  return result;
}

Expr fewerRead(const Expr &a, const Expr &b) {
  auto isEnd = [](const Expr &count) { return count.asConstant().value_or(0) <= endOfReads / 2; };
  return isEnd(a) ? b : isEnd(b) ? a : Expr::max({a, b});
}

void endReads(State &state, const Subject &record) {
  Subject any = anyReading(record);
  if (any.parts().empty() || (any.head() != "line" && any.head() != "word"))
    return;
  state.rewriteAll([&](const Root &, const ValueRef &value) {
    return withLeast(value, any.parts()[0], [](const Expr &) { return Expr(endOfReads); });
  });
  endPositions(state, any.parts()[0]);
}

void readByAll(State &state, const LoopClosure &closure, const Expr &trips) {
  state.rewriteAll([&](const Root &, const ValueRef &value) {
    return withLeast(value, {}, [&](const Expr &count) { return closure.fallen(count, trips); });
  });
}

void leaveEarly(State &state, const LoopClosure &closure, llvm::function_ref<bool(const Leaf &)> counts) {
  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &number) { return closure.beforeCountingDown(number, counts); };
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
  state.rewriteAll([&](const Root &, const ValueRef &value) {
    return withLeast(value, {}, [&](const Expr &count) { return closure.at(count, 0); });
  });
}

} // namespace highwater::flow
