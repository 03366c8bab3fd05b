// Where it is known how often each path is taken, numbers are averaged; else the larger one stays.

#include "analysis/flow/JoinNumbers.h"

#include "analysis/flow/Blocks.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Options.h"
#include "analysis/size/Condition.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

namespace highwater::flow {

using size::Expr;
using size::Function;

/// Capacities, and whatever else does not grow by what is added but jumps.
static bool jumps(const Expr &sum) {
  Expr number = sum - sum.constantTerm();
  return !number.operandsOf(Function::Growth).empty() || !number.operandsOf(Function::StringGrowth).empty() ||
         !number.operandsOf(Function::Buckets).empty() || !number.operandsOf(Function::Above).empty() ||
         !number.operandsOfMax().empty();
}

Expr oppositeOf(const Expr &share) {
  if (const size::Symbol *sampled = share.asSymbol(); sampled && sampled->measure == "share")
    return *shareOf(notHolding(sampled->subject));
  return size::restOf(share);
}

Expr shareBehind(const State::Shares &taken, size_t common) {
  Expr share = 1;
  for (const State::Taken &one : llvm::drop_begin(taken, common))
    share = share * one.share;
  return share;
}

bool isAlways(const Expr &share) {
  auto sum = share.substitute([](const size::Symbol &symbol) -> std::optional<Expr> {
    bool opposite = symbol.measure == "share" && size::Condition(symbol.subject).opposite;
    return opposite ? std::optional(Expr(1) - *shareOf(notHolding(symbol.subject))) : std::nullopt;
  }).asConstant();
  constexpr double rounded = 1e-9; // what adding up loses
  return sum && std::abs(*sum - 1) < rounded;
}

/// Whether a number is what is given, or else the other one.
static bool fallsBackTo(const Expr &number, const Expr &other) {
  std::vector<Expr> parts = number.operandsOf(Function::OrElse);
  return !parts.empty() && (parts[1] == other || fallsBackTo(parts[1], other));
}

/// min(x, limit) and min(y, limit): what both are limited by, and what is, x and y.
static std::optional<std::pair<std::vector<Expr>, std::pair<Expr, Expr>>> limitedAlike(const Expr &a, const Expr &b) {
  std::vector<Expr> mine = a.operandsOfMin(), theirs = b.operandsOfMin(), shared;
  for (const Expr &operand : mine)
    if (llvm::is_contained(theirs, operand))
      shared.push_back(operand);
  auto isShared = [&](const Expr &operand) { return llvm::is_contained(shared, operand); };
  llvm::erase_if(mine, isShared);
  llvm::erase_if(theirs, isShared);
  if (shared.empty() || mine.size() != 1 || theirs.size() != 1)
    return std::nullopt;
  return std::pair(shared, std::pair(mine[0], theirs[0]));
}

Expr joinNumbers(const Expr &a, const Expr &b, const std::optional<Expr> &share) {
  if (a == b || fallsBackTo(a, b))
    return a;
  if (fallsBackTo(b, a))
    return b;
  bool reset = a.asConstant().has_value() != b.asConstant().has_value();
  if (!share || reset || jumps(a) || jumps(b))
    return Expr::max({a, b});
  if (auto limited = limitedAlike(a, b)) {
    limited->first.push_back(joinNumbers(limited->second.first, limited->second.second, share));
    return Expr::min(limited->first);
  }
  if (!b.operandsOfMin().empty() && a.operandsOfMin().empty())
    return joinNumbers(b, a, oppositeOf(*share));
  if (const size::Symbol *kept = a.asSymbol(); kept && b.mentions(*kept) && !b.asLinearIn(*kept))
    return joinNumbers(b, a, oppositeOf(*share));
  if (const size::Symbol *kept = b.asSymbol(); kept && a.mentions(*kept) && !a.asLinearIn(*kept))
    if (Expr step = size::termsWithout(a, *kept); !step.isZero() && step.isNonNegative()) // added where there is room, say
      return a - step + step * *share;
  std::vector<Expr> limited = a.operandsOfMin();
  const size::Symbol *symbol = b.asSymbol();
  if (limited.empty() || !symbol) {
    if (Expr more = a - b; more.isNonNegative())
      return b + more * *share;
    if (Expr more = b - a; more.isNonNegative())
      return a + more * oppositeOf(*share);
    return a * *share + b * (Expr(1) - *share);
  }
  for (Expr &operand : limited) // counted up to a limit, which stays
    if (Expr more = operand - b; !more.mentions(*symbol))
      operand = b + more * *share;
  return Expr::min(limited);
}

/// A value with as many of the blocks that its pointers own.
static ValueRef weighed(const Values &values, const ValueRef &given, const Expr &share) {
  ValueRef value = values.expand(given), result = given;
  if (value->kind == Value::Pointer)
    return value->parts.count("target") ? changed(value, [&](Value &copy) { setBlocks(copy, blocksOf(value) * share); }) : given;
  for (const auto &[name, part] : value->parts)
    if (ValueRef less = weighed(values, part, share); less != part)
      result = changed(values.expand(result), [&, key = name](Value &copy) { copy.parts[key] = less; });
  return result;
}

std::optional<ValueRef> addedOnOneSide(const Values &values, const Value &a, const Value &b, const std::optional<Expr> &share) {
  auto mine = a.parts.find("target"), theirs = b.parts.find("target");
  bool left = mine == a.parts.end(), right = theirs == b.parts.end();
  auto isOneMore = [](const Value &pointer) { // whose contents are its own, however many there are
    auto blocks = pointer.state.find("blocks");
    return blocks == pointer.state.end() || !blocks->second.isZero();
  };
  if (left != right && isOneMore(left ? b : a))
    return std::nullopt;
  if (!share || a.kind != Value::Pointer || a.origin.empty() || a.origin != b.origin || left == right)
    return std::nullopt;
  return left ? weighed(values, theirs->second, oppositeOf(*share)) : weighed(values, mine->second, *share);
}

} // namespace highwater::flow
