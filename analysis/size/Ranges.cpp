// Range arithmetic: what functions make of [low, best, high].

#include "analysis/size/Functions.h"

#include "llvm/ADT/SmallVector.h"

#include <algorithm>

namespace highwater::size {

static bool isExact(const Range &range) { return range.low == range.high; }

/// Rounding may push a bound past the best value.
static Range ordered(double low, double best, double high) {
  return {std::min(low, best), best, std::max(high, best)};
}

Range sum(const Range &left, const Range &right, double scale) {
  double low = scale * right.low, high = scale * right.high;
  return {left.low + std::min(low, high), left.best + scale * right.best, left.high + std::max(low, high)};
}

Range product(const Range &left, const Range &right) {
  if (left.low >= 0 && right.low >= 0)
    return {left.low * right.low, left.best * right.best, left.high * right.high};
  auto [low, high] = std::minmax({left.low * right.low, left.low * right.high, left.high * right.low,
                                  left.high * right.high});
  return ordered(low, left.best * right.best, high);
}

static Range inverse(const Range &value) {
  auto invert = [](double number) { return number == 0 ? 1 : 1 / number; };
  double best = invert(value.best);
  if (value.low > 0 || value.high < 0)
    return ordered(invert(value.high), best, invert(value.low));
  if (value.low < 0) // the sign is not known: nothing sensible is small
    return ordered(std::min(-1.0, invert(value.low)), best, std::max(1.0, invert(value.high)));
  // Divisors are counts: 0 counts as 1, else the smallest is 1.
  double smallest = std::min(1.0, value.high);
  return ordered(std::min(1.0, invert(value.high)), best, std::max(1.0, invert(smallest)));
}

Range power(const Range &value, int exponent) {
  if (exponent < 0)
    return power(inverse(value), -exponent);
  Range result = value;
  for (int i = 1; i < exponent; ++i)
    result = product(result, value);
  if (exponent % 2 == 0 && result.low < 0)
    result.low = 0;
  return result;
}

/// What only doubles: the result lies between the count and twice the count, unless it fitted before.
static Range growth(Function function, llvm::ArrayRef<Range> arguments, double best) {
  Range capacity = arguments[0];
  const Range &count = arguments[1];
  double slack = 0;
  if (function == Function::StringGrowth) {
    capacity.low = std::max(capacity.low, arguments[2].low);
    capacity.high = std::max(capacity.high, arguments[2].high);
    slack = 16; // libc++ rounds blocks
  }
  capacity.low = std::max(capacity.low, 0.0);
  capacity.high = std::max(capacity.high, 0.0);
  if (function == Function::LastGrowth)
    return ordered(std::max(capacity.low, count.low > 1 ? count.low / 2 : 0), best,
                   std::max(capacity.high, count.high));
  double high = count.high <= capacity.low ? capacity.high
                                           : std::max(capacity.high, 2 * (count.high + 1) + slack);
  return ordered(std::max(capacity.low, count.low), best, high);
}

static Range above(llvm::ArrayRef<Range> arguments, double best) {
  const Range &count = arguments[0], &limit = arguments[1], &value = arguments[2];
  if (count.low > limit.high)
    return value;
  if (count.high <= limit.low)
    return ordered(0, best, 0);
  return ordered(std::min(0.0, value.low), best, std::max(0.0, value.high));
}

Range call(Function function, llvm::ArrayRef<Range> arguments) {
  llvm::SmallVector<double, 3> low, best, high;
  for (const Range &argument : arguments) {
    low.push_back(argument.low);
    best.push_back(argument.best);
    high.push_back(argument.high);
  }
  double value = call(function, llvm::ArrayRef<double>(best));
  if (std::ranges::all_of(arguments, isExact))
    return Range::exactly(value);
  switch (function) {
  case Function::Growth:
  case Function::LastGrowth:
  case Function::StringGrowth:
    if (!isExact(arguments[0]) || (function == Function::StringGrowth && !isExact(arguments[2])))
      return growth(function, arguments, value);
    break;
  case Function::Above:
    return above(arguments, value);
  case Function::Guarded:
  case Function::OrElse:
    return arguments[0];
  case Function::Div: {
    Range quotient = product(arguments[0], inverse(arguments[1]));
    return ordered(quotient.low, value, quotient.high);
  }
  case Function::RoundUp:
    if (!isExact(arguments[1]))
      return ordered(low[0], value, high[0] + std::max(high[1], 0.0));
    break;
  default:
    break;
  }
  return ordered(call(function, llvm::ArrayRef<double>(low)), value, call(function, llvm::ArrayRef<double>(high)));
}

} // namespace highwater::size
