// Room grows in steps: with the average, all would have taken the same one.

#include "analysis/flow/Spreads.h"

#include "analysis/flow/Keys.h"

#include "analysis/size/Counted.h"
#include "analysis/size/Replace.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;

/// The records of the keys that `divisors` count: how many different ones there are, or how large those may be that are indices.
/// Nothing where keys lead to others.
static Subject allKeys(const std::set<Symbol> &divisors) {
  Subject all;
  bool nested = false;
  for (const Symbol &divisor : divisors) {
    bool isIndex = divisor.measure == "value" && divisor.varying;
    if (divisor.measure != "distinct" && !isIndex)
      continue;
    nested |= !all.empty() && !isIndex;
    all = all.empty() ? divisor.subject : amongKeys(Subject("distinct", {all}), divisor.subject);
  }
  return nested ? Subject() : all;
}

Expr unevenAmongKeys(const Expr &bytes) {
  return Expr::mean(size::withSizes(bytes, [](const Expr &average) {
    Subject keys = allKeys(size::symbolsDividedBy(average));
    return keys.empty() ? average : average * Expr::symbol({"spread", keys, true});
  }));
}

} // namespace highwater::flow
