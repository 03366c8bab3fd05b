// Formulas are total: a name without meaning is an Unknown with its reason.

#include "analysis/flow/Formula.h"

#include "analysis/size/Letters.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <cmath>

namespace highwater::flow {

using effects::Formula;
using size::Expr;
using size::Function;

std::optional<unsigned> typeArgument(llvm::StringRef name) {
  unsigned index;
  if (!name.consume_front("T") || name.getAsInteger(10, index))
    return std::nullopt;
  return index;
}

/// Bytes of one object, or of a pair of two.
static Expr sizeOf(const Formula &formula, const FormulaScope &scope) {
  std::uint64_t total = 0, align = 1;
  for (const Formula &part : formula.parts) {
    auto index = typeArgument(part.name);
    TypeRef type = index ? scope.argument(*index) : TypeRef();
    if (!type || !type->size)
      return Expr::unknown("the size of " + part.name + " is not known");
    total = (total + type->align - 1) / type->align * type->align + type->size;
    align = std::max(align, type->align);
  }
  return Expr((total + align - 1) / align * align);
}

static bool isSlowHash(TypeRef type) {
  using Kind = events::Type::Kind;
  return type && type->kind != Kind::Integer && type->kind != Kind::Floating && type->kind != Kind::Pointer;
}

/// Texts that are known, compared as strcmp does; with a third part, so many characters of them.
static Expr compareTexts(const Formula &formula, const FormulaScope &scope) {
  if (formula.name == "empty") {
    effects::Operand size = *formula.parts[0].operand;
    size.fields.push_back("size");
    auto spelled = scope.spelled(*formula.parts[0].operand);
    if (auto length = scope.operand(size).asConstant(); length == 0.0 || (spelled && spelled->empty()))
      return Expr(1);
    return spelled ? Expr(0) : Expr::unknown("a comparison of texts");
  }
  std::optional<std::string> texts[2];
  for (unsigned index : {0, 1})
    if (formula.parts[index].operand)
      texts[index] = scope.spelled(*formula.parts[index].operand);
  if (!texts[0] || !texts[1])
    return Expr::unknown("a comparison of texts");
  llvm::StringRef left = *texts[0], right = *texts[1];
  if (formula.name == "find") {
    size_t at = left.find(right);
    return Expr(at == llvm::StringRef::npos ? -1 : static_cast<double>(at));
  }
  if (formula.name == "starts" && formula.parts.size() == 3 && evaluate(formula.parts[2], scope).asConstant() != 0.0)
    return Expr::unknown("a comparison of texts");
  if (formula.name == "starts")
    return Expr(left.starts_with(right) ? 1 : 0);
  if (formula.parts.size() == 3) {
    auto limit = evaluate(formula.parts[2], scope).asConstant();
    if (!limit || *limit < 0)
      return Expr::unknown("a comparison of texts");
    left = left.take_front(static_cast<size_t>(*limit));
    right = right.take_front(static_cast<size_t>(*limit));
  }
  return Expr(formula.name == "equal" ? left == right : left.compare(right));
}

/// A power that is a small whole number, of anything; of a number that is at least 1, any.
static Expr power(const Expr &base, const Expr &exponent) {
  auto times = exponent.asConstant(), number = base.asConstant();
  if (times && number)
    return Expr(std::pow(*number, *times));
  if (number && *number >= 1)
    return Expr::apply(Function::Exp2, {exponent * std::log2(*number)});
  constexpr double most = 4;
  if (!times || *times < 0 || *times > most || *times != std::floor(*times))
    return Expr::unknown("a power that is not followed");
  Expr result = 1;
  for (double done = 0; done < *times; ++done)
    result = result * base;
  return result;
}

/// Of what is at most this: a number that is not known, and -1, the largest there is, make it no smaller.
static bool isNoLimit(const Expr &number) { return number.isUnknown() || number.asConstant().value_or(0) < 0; }

static Expr call(const Formula &formula, const FormulaScope &scope) {
  llvm::StringRef name = formula.name;
  if (name == "processors" || name == "threads")
    return Expr::symbol({name == "threads" ? "threads" : "hardware_concurrency", {}});
  bool one = formula.parts.size() == 1 && formula.parts[0].operand;
  if (name == "compare" || name == "equal" || name == "starts" || name == "find" || (name == "empty" && one))
    return compareTexts(formula, scope);
  if (name == "same" && formula.parts.size() == 2 && formula.parts[0].operand && formula.parts[1].operand)
    return scope.same(*formula.parts[0].operand, *formula.parts[1].operand);
  if (name == "met" || name == "same")
    return Expr::unknown("whether a key is there");
  if (name == "drawn" || name == "chance")
    return Expr::unknown("a number drawn at random");
  if (name == "holds" && formula.parts[0].operand) {
    Expr share = scope.measure(name, *formula.parts[0].operand);
    return share.isUnknown() && formula.parts.size() > 1 ? evaluate(formula.parts[1], scope) : share;
  }
  if (name == "sizeof")
    return !formula.parts.empty() && formula.parts[0].operand ? scope.measure(name, *formula.parts[0].operand)
                                                              : sizeOf(formula, scope);
  if (name == "heap" || name == "slowhash" || name == "alignof") {
    auto index = formula.parts.empty() ? std::nullopt : typeArgument(formula.parts[0].name);
    if (!index)
      return formula.parts.empty() || !formula.parts[0].operand
                 ? Expr::unknown("'" + formula.name + "' wants a type argument")
                 : scope.measure(name, *formula.parts[0].operand);
    if (name == "heap")
      return scope.heapOfArgument(*index);
    TypeRef type = scope.argument(*index);
    return name == "alignof" ? Expr(type ? type->align : 1) : Expr(isSlowHash(type) ? 1 : 0);
  }
  if (name == "arraysize" && formula.parts.size() == 2) { // T[] has as many elements as the second says
    auto index = typeArgument(formula.parts[0].name);
    TypeRef type = index ? scope.argument(*index) : TypeRef();
    bool array = type && type->kind == events::Type::Array && !type->size;
    TypeRef counted = array ? type.pointee() : type;
    if (!counted || !counted->size)
      return Expr::unknown("the size of " + formula.parts[0].name + " is not known");
    return Expr(counted->size) * (array ? evaluate(formula.parts[1], scope) : Expr(1));
  }
  if (name == "distance" && formula.parts.size() == 2 && formula.parts[0].operand && formula.parts[1].operand)
    return scope.distance(*formula.parts[0].operand, *formula.parts[1].operand);
  if (name == "separators" && formula.parts.size() == 2 && formula.parts[0].operand && formula.parts[1].operand)
    return scope.separators(*formula.parts[0].operand, *formula.parts[1].operand);
  if ((name == "bytes" || name == "rows" || name == "len" || name == "given" || name == "words" || name == "value" || name == "fields" ||
       name == "distinct" || name == "entries" || name == "offset") &&
      formula.parts.size() == 1) {
    if (formula.parts[0].operand)
      return scope.measure(name, *formula.parts[0].operand);
    if (formula.parts[0].name == "source") {
      effects::Operand self;
      return scope.measure(name, self);
    }
  }

  std::vector<Expr> parts;
  for (const Formula &part : formula.parts)
    parts.push_back(evaluate(part, scope));
  if (name == "min" && !llvm::all_of(parts, isNoLimit))
    llvm::erase_if(parts, isNoLimit);
  if (name == "pos" && parts[0].isUnknown() && formula.parts[0].kind == Formula::Subtract)
    parts[0] = evaluate(formula.parts[0].parts[0], scope);
  auto apply = [&](Function function) { return Expr::apply(function, parts); };
  if (name == "pow")
    return power(parts[0], parts[1]);
  if (name == "max")
    return Expr::max(parts);
  if (name == "min")
    return Expr::min(parts);
  if (name == "g" && parts.size() == 1)
    return Expr::apply(Function::Growth, {Expr(0), parts[0]});
  std::optional<Function> function = llvm::StringSwitch<std::optional<Function>>(name)
                                         .Case("chunk", Function::Chunk)
                                         .Case("grow", Function::Growth)
                                         .Case("sgrow", Function::StringGrowth)
                                         .Case("above", Function::Above)
                                         .Case("buckets", Function::Buckets)
                                         .Case("buckets_libcxx", Function::BucketsLibcxx)
                                         .Case("floor", Function::Floor)
                                         .Case("ceil", Function::Ceil)
                                         .Case("log2", Function::Log2)
                                         .Case("roundup", Function::RoundUp)
                                         .Case("pos", Function::Positive)
                                         .Default(std::nullopt);
  if (function)
    return apply(*function);
  bool ofLetter = name == "lowered" || name == "raised" || size::lettersOf(name);
  return Expr::unknown(ofLetter ? "a letter of a text" : "'" + formula.name + "' is no function of sizes");
}

Expr evaluate(const Formula &formula, const FormulaScope &scope) {
  switch (formula.kind) {
  case Formula::Number:
    return Expr(formula.number);
  case Formula::Interval:
    return Expr::interval(formula.number, formula.high);
  case Formula::Unknown:
    return Expr::unknown("the model does not say");
  case Formula::Name:
    if (formula.operand)
      return scope.operand(*formula.operand);
    if (auto value = scope.state(formula.name))
      return *value;
    return Expr::unknown("'" + formula.name + "' is not known here");
  case Formula::Add:
    return evaluate(formula.parts[0], scope) + evaluate(formula.parts[1], scope);
  case Formula::Subtract:
    return evaluate(formula.parts[0], scope) - evaluate(formula.parts[1], scope);
  case Formula::Multiply:
    return evaluate(formula.parts[0], scope) * evaluate(formula.parts[1], scope);
  case Formula::Divide:
    return evaluate(formula.parts[0], scope) / evaluate(formula.parts[1], scope);
  case Formula::Call:
    return call(formula, scope);
  }
  return Expr::unknown("not a formula");
}

} // namespace highwater::flow
