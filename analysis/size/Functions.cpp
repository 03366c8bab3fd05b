// What containers do with a number. Measured on glibc 2.36, libstdc++ 12 and libc++ 22, x86-64.

#include "analysis/size/Functions.h"

#include "analysis/size/Allocator.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace highwater::size {

struct Spelling {
  Function function;
  llvm::StringLiteral name;
  unsigned arity;
};

static constexpr Spelling Spellings[] = {
    {Function::Chunk, "chunk", 1},
    {Function::Growth, "grow", 2},
    {Function::LastGrowth, "regrow", 2},
    {Function::StringGrowth, "sgrow", 3},
    {Function::Above, "above", 3},
    {Function::Buckets, "buckets", 1},
    {Function::BucketsLibcxx, "bucketsLibcxx", 1},
    {Function::Floor, "floor", 1},
    {Function::Ceil, "ceil", 1},
    {Function::Log2, "log2", 1},
    {Function::Exp2, "exp2", 1},
    {Function::Div, "div", 2},
    {Function::RoundUp, "roundup", 2},
    {Function::Positive, "pos", 1},
    {Function::Guarded, "guarded", 3},
    {Function::OrElse, "orelse", 2},
};

static const Spelling &spellingOf(Function function) {
  const Spelling &spelling = Spellings[static_cast<std::size_t>(function)];
  assert(spelling.function == function);
  return spelling;
}

llvm::StringRef nameOf(Function function) { return spellingOf(function).name; }
unsigned arityOf(Function function) { return spellingOf(function).arity; }

std::optional<Function> functionNamed(llvm::StringRef name) {
  for (const Spelling &spelling : Spellings)
    if (spelling.name == name)
      return spelling.function;
  return std::nullopt;
}

static double roundUp(double value, double multiple) {
  return multiple > 0 ? std::ceil(value / multiple) * multiple : value;
}

/// The smallest 2^k >= value, for value > 0.
static double powerOfTwoFor(double value) {
  int exponent = 0;
  double fraction = std::frexp(value, &exponent); // value = fraction·2^exponent, fraction in [0.5, 1)
  return std::ldexp(1, fraction == 0.5 ? exponent - 1 : exponent);
}

static double grow(double capacity, double count) {
  capacity = std::max(capacity, 0.0);
  if (count <= capacity)
    return capacity;
  count = std::ceil(count);
  if (capacity == 0)
    return powerOfTwoFor(count);
  double grown = capacity * powerOfTwoFor(count / capacity);
  if (grown < count) // the quotient was rounded down to a power of two
    grown *= 2;
  return std::isfinite(grown) ? grown : count;
}

static double growBefore(double capacity, double count) {
  capacity = std::max(capacity, 0.0);
  if (count <= capacity)
    return capacity;
  double grown = grow(capacity, count);
  return capacity == 0 && grown <= 1 ? 0 : grown / 2;
}

/// libc++ rounds each doubled block, terminator included, to 16 bytes: 22, 47, 95, 191.
static double growStringLibcxx(double capacity, double count) {
  while (capacity < count)
    capacity = roundUp(2 * capacity + 1, 16) - 1;
  return capacity;
}

static double growString(double capacity, double count, double inlined) {
  constexpr double InlineOfLibcxx = 22;
  double first = std::max({capacity, inlined, 0.0});
  if (count <= first)
    return first;
  return inlined == InlineOfLibcxx ? growStringLibcxx(first, std::ceil(count)) : grow(first, count);
}

// The bucket counts that tables pass through as elements are added one by one.
static constexpr double PrimesLibstdcxx[] = {
    13,       29,        59,        127,       257,       541,        1109,       2357,
    5087,     10273,     20753,     42043,     85229,     172933,     351061,     712697,
    1447153,  2938679,   5967347,   12117689,  24607243,  49969847,   101473717,  206062531,
    418451333, 849749479, 1725587117, 3504151727, 8589934583, 25769803693,
};
static constexpr double PrimesLibcxx[] = {
    2,        5,         11,        23,        47,         97,         197,         397,         797,
    1597,     3203,      6421,      12853,     25717,      51437,      102877,      205759,      411527,
    823117,   1646237,   3292489,   6584983,   13169977,   26339969,   52679969,    105359939,   210719881,
    421439783, 842879579, 1685759167, 3371518343, 6743036717, 13486073473, 26972146961,
};

static double buckets(llvm::ArrayRef<double> primes, double elements) {
  if (elements <= 0)
    return 0;
  const double *found = std::lower_bound(primes.begin(), primes.end(), elements);
  // Nobody's table is larger; doubling is what both libraries do.
  return found != primes.end() ? *found : grow(primes.back(), elements);
}

/// Divisors are counts: the smallest but 0 is 1, and 0 divides nothing.
static double divide(double value, double by) { return by == 0 ? value : value / by; }

static double finite(double value) {
  return std::isfinite(value) ? value : std::copysign(std::numeric_limits<double>::max(), value);
}

double call(Function function, llvm::ArrayRef<double> arguments) {
  double first = arguments[0];
  switch (function) {
  case Function::Chunk: return charged(allocatorInUse(), first);
  case Function::Growth: return grow(first, arguments[1]);
  case Function::LastGrowth: return growBefore(first, arguments[1]);
  case Function::StringGrowth: return growString(first, arguments[1], arguments[2]);
  case Function::Above: return first > arguments[1] ? arguments[2] : 0;
  case Function::Buckets: return buckets(PrimesLibstdcxx, first);
  case Function::BucketsLibcxx: return buckets(PrimesLibcxx, first);
  case Function::Floor: return std::floor(first);
  case Function::Ceil: return std::ceil(first);
  case Function::Log2: return first < 1 ? 0 : std::log2(first);
  case Function::Exp2: return finite(std::exp2(first));
  case Function::Div: return finite(divide(first, arguments[1]));
  case Function::RoundUp: return finite(roundUp(first, arguments[1]));
  case Function::Positive: return std::max(first, 0.0);
  case Function::Guarded:
  case Function::OrElse: return first;
  }
  return 0;
}

} // namespace highwater::size
