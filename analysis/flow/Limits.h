// Numbers that a test keeps below a limit, where another path makes them smaller or leaves them as they were:
// `if (cache.size() >= most) evict(); cache.insert(x);`, `if (used + n > size) return false; used += n;`.

#pragma once

#include "analysis/flow/State.h"

#include <optional>

namespace highwater::flow {

/// What holds where a condition that was computed as a number does; nothing if it is none that compares.
std::optional<Comparison> comparisonOf(const size::Expr &condition);
/// The number that is 1 where `left op right` holds and else 0; unknown for equality.
size::Expr conditionOf(llvm::StringRef op, const size::Expr &left, const size::Expr &right);

/// Whether an expression is made of a number that a loop is changing.
bool changesInLoop(const size::Expr &expression);

/// A test that says that `number` is at most `limit`.
struct Limit { size::Expr number, limit; };
/// Both readings if the test is that they differ: then something that counts has not come that far yet.
std::vector<Limit> limitsOf(const Comparison &test);

/// `number` with what is tested in it no more than the limit; as it is if it does not depend on that. `other`: what is in its
/// place on the other path.
size::Expr limited(const size::Expr &number, const size::Expr &other, const Limit &limit);
/// Whether what is `mine` is smaller on the other path: emptied there, made less by something, or kept as it was.
bool isMore(const size::Expr &mine, const size::Expr &other);

/// Two paths meet. What `tests` say of numbers on the way to `kept` limits those that the other path leaves different, and
/// guards those that it makes smaller together with them.
void settleLimits(State &kept, State &other, llvm::ArrayRef<Comparison> tests);

/// Of how many blocks of the caller's are freed on two paths, the one that says how many are where a number has reached its limit:
/// where it has not, none are, as on the other one. Null if neither says that.
ValueRef freedAtLimit(const Root &freed, const ValueRef &mine, const ValueRef &theirs);

/// Two paths out of a function meet, with what they return at `result`. If one reports that something failed, what the other
/// one makes smaller is smaller: who goes on after a failure is not the one whose memory is asked for. And if the result says
/// whether something was below a limit, the caller will know.
void settleResults(State &mine, State &theirs, const Location &result);

} // namespace highwater::flow
