// What functions return when they failed, or when they found that something is full.

#include "analysis/flow/Blocks.h"
#include "analysis/flow/Differences.h"
#include "analysis/flow/Limits.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;

/// Where one path returns 1 and the other 0: what the last test says on the way to either is what the result says, if it is
/// about a number that one of them changes.
static void settleAnswer(State &yes, State &no, const Location &result) {
  auto tell = [&](State &kept, State &other, bool answer) {
    for (const Comparison &test : kept.comparisons)
      for (const Limit &limit : limitsOf(test)) {
        if (test.op == "!=")
          continue;
        bool about = false;
        Walk look{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs, bool) {
                    about |= limited(mine, theirs, limit) != mine;
                    return mine;
                  }};
        for (const Location &place : placesOf(kept, other))
          look.visit(kept.load(place), other.load(place));
        if (!about)
          continue;
        ValueRef told = scalar(conditionOf(answer ? "<=" : ">", limit.number, limit.limit));
        kept.store(result, told);
        other.store(result, told);
        return true;
      }
    return false;
  };
  if (!tell(yes, no, true))
    tell(no, yes, false);
}

static void settleFailure(State &failed, const State &done) {
  Walk walk{failed.valuesOf(), [](const Expr &mine, const Expr &theirs, bool) { return isMore(mine, theirs) ? theirs : mine; }};
  for (const Location &place : placesOf(failed, done)) {
    if (place.root.external.empty())
      continue;
    if (place.root.external.head() == freedHead) {
      failed.store(place, done.load(place));
      continue;
    }
    ValueRef before = failed.load(place);
    if (ValueRef now = walk.visit(before, done.load(place)); now != before)
      failed.store(place, now);
  }
}

/// `return -1;`, `return NULL;`
static bool isFailure(const ValueRef &result) {
  if (result->kind == Value::Pointer)
    return isNull(*result);
  return result->kind == Value::Scalar && !result->several && result->number.asConstant().value_or(0) < 0;
}

void settleResults(State &mine, State &theirs, const Location &result) {
  ValueRef here = mine.valuesOf().expand(mine.load(result)), there = mine.valuesOf().expand(theirs.load(result));
  if (isFailure(here) != isFailure(there))
    isFailure(here) ? settleFailure(mine, theirs) : settleFailure(theirs, mine);
  auto says = [](const ValueRef &value) {
    return value->kind == Value::Scalar && !value->several ? value->number.asConstant() : std::nullopt;
  };
  if (says(here) == 1.0 && says(there) == 0.0)
    return settleAnswer(mine, theirs, result);
  if (says(here) == 0.0 && says(there) == 1.0)
    return settleAnswer(theirs, mine, result);
}

} // namespace highwater::flow
