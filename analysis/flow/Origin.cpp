// Arithmetic on influences: what makes a value large, and what keeps it small.

#include "analysis/flow/Origin.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <algorithm>
#include <cmath>

namespace highwater::flow {

static constexpr unsigned mostOrigins = 8;

bool Number::operator==(const Number &other) const {
  auto same = [](const auto &a, const auto &b) { return a == b || (a && b && *a == *b); };
  return label == other.label && max == other.max && constant == other.constant && term == other.term &&
         same(alternatives, other.alternatives) && same(vouches, other.vouches);
}

Number constantNumber(std::int64_t value) {
  Number number;
  number.constant = value;
  number.max = static_cast<double>(value);
  return number;
}

std::optional<Op> opOf(llvm::StringRef spelling) {
  return llvm::StringSwitch<std::optional<Op>>(spelling)
      .Case("+", Op::Add)
      .Case("-", Op::Sub)
      .Case("*", Op::Mul)
      .Case("/", Op::Div)
      .Case("%", Op::Rem)
      .Case("&", Op::And)
      .Case("|", Op::Or)
      .Case("^", Op::Xor)
      .Case("<<", Op::Shl)
      .Case(">>", Op::Shr)
      .Default(std::nullopt);
}

double largest(unsigned bytes, bool isSigned) { return std::exp2(8.0 * bytes - (isSigned ? 1 : 0)) - 1; }

size_t Origin::Hash::operator()(const Origin &origin) const {
  return llvm::hash_combine(origin.outside, origin.id, llvm::hash_combine_range(origin.limits.begin(), origin.limits.end()),
                            llvm::hash_combine_range(origin.via.begin(), origin.via.end()));
}

template <typename T> static unsigned intern(auto &ids, std::vector<const T *> &values, const T &value) {
  auto [entry, isNew] = ids.try_emplace(value, static_cast<unsigned>(values.size()));
  if (isNew)
    values.push_back(&entry->first);
  return entry->second;
}

OriginId Origins::source(const Source &source) {
  Origin origin;
  origin.outside = true;
  origin.id = flow::intern(sourceIds, sources, source);
  return intern(origin);
}

OriginId Origins::input(PathId path) {
  Origin origin;
  origin.id = path;
  return intern(origin);
}

OriginId Origins::intern(Origin origin) { return flow::intern(originIds, origins, origin); }

unsigned Origins::site(const Site &site) { return flow::intern(siteIds, sites, site); }

bool Origins::isOutside(const Label &label) const {
  return llvm::any_of(label, [&](OriginId id) { return isOutside(id); });
}

/// One way from a source is enough: the first that was found.
Label Origins::join(const Label &a, const Label &b) const {
  Label result = a;
  for (OriginId id : b) {
    bool known = llvm::any_of(result, [&](OriginId other) {
      return other == id || (origins[id]->outside && origins[other]->outside && origins[id]->id == origins[other]->id &&
                             origins[id]->limits == origins[other]->limits);
    });
    if (!known && result.size() < mostOrigins)
      result.insert(llvm::lower_bound(result, id), id);
  }
  return result;
}

Label Origins::blame(const Number &a, const Number &b) const {
  if (a.max <= harmless && b.max > harmless && !b.label.empty())
    return b.label;
  if (b.max <= harmless && a.max > harmless && !a.label.empty())
    return a.label;
  return join(a.label, b.label);
}

static double product(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

static std::optional<std::int64_t> fold(Op op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (op) {
  case Op::Add:
    return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
  case Op::Sub:
    return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
  case Op::Mul:
    return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
  case Op::Div:
    return b > 0 ? std::optional(a / b) : std::nullopt;
  case Op::Rem:
    return b > 0 ? std::optional(a % b) : std::nullopt;
  case Op::And:
    return a & b;
  case Op::Or:
    return a | b;
  case Op::Xor:
    return a ^ b;
  case Op::Shl:
    return a >= 0 && b >= 0 && b < 62 && a < (std::int64_t(1) << (62 - b)) ? std::optional(a << b) : std::nullopt;
  case Op::Shr:
    return b >= 0 && b < 64 ? std::optional(a >> b) : std::nullopt;
  case Op::Min:
    return std::min(a, b);
  case Op::Max:
    return std::max(a, b);
  case Op::Narrow:
    return std::nullopt;
  }
  return std::nullopt;
}

Number Origins::combine(Op op, const Number &a, const Number &b) {
  if (a.constant && b.constant)
    if (auto value = fold(op, *a.constant, *b.constant))
      return constantNumber(*value);
  Number result;
  bool cleanA = a.label.empty(), cleanB = b.label.empty();
  Label both = blame(a, b);
  // What the program itself chooses, nobody knows how large, does not make others' influence larger.
  bool joins = op == Op::Add || op == Op::Mul || op == Op::Or || op == Op::Xor || op == Op::Shl || op == Op::Max;
  if (joins && !both.empty() && ((cleanA && a.max == unlimited) || (cleanB && b.max == unlimited))) {
    result.label = both;
    result.max = cleanA && a.max == unlimited ? b.max : a.max;
    return result;
  }
  switch (op) {
  case Op::Add:
    result.label = both;
    result.max = a.max + b.max;
    break;
  case Op::Sub: // what is taken away makes nothing larger
    result.label = a.label;
    result.max = b.constant && *b.constant < 0 ? a.max - static_cast<double>(*b.constant) : a.max;
    break;
  case Op::Mul:
    result.label = both;
    result.max = product(a.max, b.max);
    break;
  case Op::Div:
    result.label = a.label;
    result.max = b.constant && *b.constant > 0 ? a.max / static_cast<double>(*b.constant) : a.max;
    break;
  case Op::Rem:
    result.max = std::min(a.max, b.constant ? static_cast<double>(*b.constant) - 1 : b.max);
    if (!cleanB || b.constant)
      result.label = cleanB ? a.label : both;
    break;
  case Op::And:
    if (b.constant && *b.constant < 0) { // clears low bits only
      result.label = a.label;
      result.max = a.max;
      break;
    }
    result.max = std::min(a.max, b.max);
    if ((!cleanA || a.max < unlimited) && (!cleanB || b.max < unlimited))
      result.label = both;
    break;
  case Op::Or:
  case Op::Xor: {
    result.label = both;
    double larger = std::max(a.max, b.max);
    result.max = larger < unlimited ? std::min(a.max + b.max, std::exp2(std::ceil(std::log2(std::max(larger, 0.0) + 1))) - 1)
                                    : unlimited;
    break;
  }
  case Op::Shl:
    result.label = both;
    result.max = b.max < 64 ? product(a.max, std::exp2(b.max)) : unlimited;
    break;
  case Op::Shr:
    result.label = a.label;
    result.max = b.constant && *b.constant >= 0 ? std::floor(a.max / std::exp2(static_cast<double>(*b.constant))) : a.max;
    break;
  case Op::Min: {
    Bound other = boundBy(b);
    bool limits = other.clean || !other.limits.empty() || cleanB;
    result = limits ? limited(a, other) : limited(b, boundBy(a));
    result.max = std::min(a.max, b.max);
    result.constant.reset();
    result.term = 0;
    result.alternatives = nullptr;
    result.vouches = nullptr;
    break;
  }
  case Op::Max:
    result.label = both;
    result.max = std::max(a.max, b.max);
    break;
  case Op::Narrow:
    result.label = a.label;
    result.max = std::min(a.max, b.max);
    break;
  }
  return result;
}

void addSorted(PathList &list, PathId path) {
  auto at = llvm::lower_bound(list, path);
  if (at == list.end() || *at != path)
    list.insert(at, path);
}

Number Origins::limited(Number number, const Bound &bound) {
  number.max = std::min(number.max, bound.max);
  if (bound.clean)
    number.label.clear();
  if (bound.limits.empty() || number.label.empty())
    return number;
  Label label;
  for (OriginId id : number.label) {
    Origin origin = *origins[id];
    for (PathId limit : bound.limits)
      addSorted(origin.limits, limit);
    label = join(label, {intern(std::move(origin))});
  }
  number.label = std::move(label);
  return number;
}

Bound Origins::boundBy(const Number &number) const {
  Bound bound;
  bound.max = number.max;
  if (number.label.empty()) {
    bound.clean = number.max == unlimited;
    return bound;
  }
  // Callers decide whether this limit is one.
  for (OriginId id : number.label) {
    const Origin &origin = *origins[id];
    if (origin.outside && origin.limits.empty())
      return {number.max, false, {}};
    for (PathId limit : origin.limits)
      addSorted(bound.limits, limit);
    if (!origin.outside)
      addSorted(bound.limits, origin.id);
  }
  return bound;
}

double largerMax(const Number &a, const Number &b) {
  // What the program itself chooses, nobody knows how large, does not make others' influence larger.
  if (a.label.empty() && a.max == unlimited && !b.label.empty())
    return b.max;
  if (b.label.empty() && b.max == unlimited && !a.label.empty())
    return a.max;
  return std::max(a.max, b.max);
}

static bool isLimit(const Bound &bound) { return bound.clean || bound.max < unlimited || !bound.limits.empty(); }
bool says(const Bound &bound) { return isLimit(bound) || bound.nonzero; }

Bound meet(const Bound &a, const Bound &b) {
  Bound result{std::min(a.max, b.max), a.clean || b.clean, a.limits, a.nonzero || b.nonzero};
  for (PathId path : b.limits)
    addSorted(result.limits, path);
  return result;
}

Bound weaker(const Bound &a, const Bound &b) {
  bool nonzero = a.nonzero && b.nonzero;
  if (!isLimit(a) || !isLimit(b))
    return {unlimited, false, {}, nonzero};
  Bound result{std::max(a.max, b.max), a.clean && b.clean, a.limits, nonzero};
  if (result.max == unlimited && !result.clean)
    result.clean = (a.clean || a.max < unlimited) && (b.clean || b.max < unlimited);
  for (PathId path : b.limits)
    addSorted(result.limits, path);
  return result;
}

} // namespace highwater::flow
