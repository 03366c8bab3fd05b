// Formulas for people: `rows(f)*chunk(len(line(f)) + 1) + 32*g(rows(f))`.

#include "analysis/size/Node.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

#include <cmath>

namespace highwater::size {

namespace {

class Printer {
public:
  using Name = llvm::function_ref<std::string(const Symbol &)>;
  Printer(Name name, llvm::StringRef times) : name(name), times(times) {}

  std::string print(const Expr &expression);

private:
  std::string fresh(const Expr &expression);
  std::string application(const ApplyNode &node);
  std::string list(llvm::StringRef head, llvm::ArrayRef<Expr> operands);
  std::string sum(const SumNode &node);
  std::string term(double coefficient, const Expr &product);
  std::string factor(const Expr &base, int power, bool alone);
  std::string fold(const ApplyNode &node, bool alone);

  Name name;
  llvm::StringRef times;
  llvm::DenseMap<const Expr::Node *, std::string> done;
};

} // namespace

static std::string number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15)
    return fmt::format("{:.0f}", value);
  return fmt::format("{:.6g}", value);
}

/// A coefficient in front of and one below the term: 2/3 reads better than 0.666667.
static std::pair<double, int> fraction(double value) {
  if (std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr) == value)
    return {value, 1};
  for (int below = 2; below <= 100; ++below)
    if (double above = value * below; std::abs(above - std::round(above)) < 1e-12 * std::abs(above))
      return {std::round(above), below};
  return {value, 1};
}

std::string Printer::print(const Expr &expression) {
  // Shared parts are spelled out each time; nobody reads a formula that is longer than a page.
  constexpr std::size_t LongestText = 4000;
  if (auto found = done.find(&expression.get()); found != done.end())
    return found->second;
  std::string text = fresh(expression);
  if (text.size() > LongestText)
    text = "…";
  done.try_emplace(&expression.get(), text);
  return text;
}

std::string Printer::fresh(const Expr &expression) {
  const Expr::Node &node = expression.get();
  switch (node.kind) {
  case Kind::Constant:
    return number(as<ConstantNode>(node).value);
  case Kind::Unknown:
    return "unknown (" + as<UnknownNode>(node).reason + ")";
  case Kind::Interval:
    return "[" + number(as<IntervalNode>(node).low) + ", " + number(as<IntervalNode>(node).high) + "]";
  case Kind::Symbol:
    return name(as<SymbolNode>(node).symbol);
  case Kind::Product:
    return term(1, expression);
  case Kind::Sum:
    return sum(as<SumNode>(node));
  case Kind::Mean:
  case Kind::Worst:
    return fold(as<ApplyNode>(node), /*alone=*/true);
  default:
    return application(as<ApplyNode>(node));
  }
}

std::string Printer::list(llvm::StringRef head, llvm::ArrayRef<Expr> operands) {
  std::vector<std::string> texts;
  for (const Expr &operand : operands)
    texts.push_back(print(operand));
  if (head == "max" || head == "min")
    llvm::sort(texts, [](const std::string &left, const std::string &right) {
      return std::pair(right.size(), llvm::StringRef(left)) < std::pair(left.size(), llvm::StringRef(right));
    });
  return (head + "(" + llvm::join(texts, ", ") + ")").str();
}

std::string Printer::application(const ApplyNode &node) {
  if (node.kind != Kind::Apply)
    return list(node.kind == Kind::Max ? "max" : "min", node.operands);
  if (node.function == Function::Growth && node.operands[0].isZero())
    return list("g", node.operands[1]);
  if (node.function == Function::Guarded)
    return print(node.operands[0]);
  return list(nameOf(node.function), node.operands);
}

/// A mean reads as its body, since that is what the reader of `rows*chunk(len + 1)` expects; it is marked only where
/// other factors would be taken for part of it.
std::string Printer::fold(const ApplyNode &node, bool alone) {
  const Expr &body = node.operands[0];
  if (node.kind == Kind::Worst)
    return list("largest", body);
  bool atom = kindOf(body) != Kind::Product && kindOf(body) != Kind::Sum;
  return atom || (alone && kindOf(body) == Kind::Product) ? print(body) : "E[" + print(body) + "]";
}

std::string Printer::factor(const Expr &base, int power, bool alone) {
  std::string text = kindOf(base) == Kind::Mean ? fold(as<ApplyNode>(base), alone) : print(base);
  if (kindOf(base) == Kind::Sum)
    text = "(" + text + ")";
  return power == 1 ? text : fmt::format("{}^{}", text, power);
}

std::string Printer::term(double coefficient, const Expr &product) {
  auto [above, below] = fraction(coefficient);
  ProductView view(product);
  auto isFold = [](const Factor &factor) { return kindOf(factor.base) == Kind::Mean; };
  auto varies = [&](const Factor &factor) { return isFold(factor) || factor.base.hasVarying(); };
  // One mean among factors that do not vary can be read in one way only.
  bool alone = llvm::count_if(view.factors, varies) <= 1 &&
               llvm::none_of(view.factors, [&](const Factor &factor) { return isFold(factor) && factor.power != 1; });
  std::vector<std::string> upper, lower;
  for (const Factor &part : view.factors)
    (part.power > 0 ? upper : lower).push_back(factor(part.base, std::abs(part.power), alone));
  // The short ones first: `rows(f)*chunk(len(line(f)) + 1)`.
  auto shorter = [](const std::string &left, const std::string &right) {
    return std::pair(left.size(), llvm::StringRef(left)) < std::pair(right.size(), llvm::StringRef(right));
  };
  llvm::sort(upper, shorter);
  llvm::sort(lower, shorter);
  if (above != 1 || upper.empty())
    upper.insert(upper.begin(), number(above));
  if (below != 1)
    lower.insert(lower.begin(), number(below));
  std::string text = llvm::join(upper, times);
  if (lower.empty())
    return text;
  std::string divisor = llvm::join(lower, times);
  return text + "/" + (lower.size() > 1 ? "(" + divisor + ")" : divisor);
}

/// How fast a product grows, and how many factors it has: what comes first in a sum.
static std::pair<int, unsigned> rank(const Expr &product) {
  double degree = std::log(magnitude(product, 1e12) / magnitude(product, 1e9)) / std::log(1e3);
  unsigned factors = 0;
  for (const Factor &factor : ProductView(product).factors)
    factors += factor.power > 0 ? factor.power : 0;
  return {std::isfinite(degree) ? static_cast<int>(std::round(4 * degree)) : 0, factors};
}

std::string Printer::sum(const SumNode &node) {
  struct Piece {
    std::pair<int, unsigned> rank;
    std::string text;
    bool negative;
  };
  std::vector<Piece> pieces;
  for (const Term &part : node.terms)
    pieces.push_back({rank(part.product), term(std::abs(part.coefficient), part.product), part.coefficient < 0});
  llvm::sort(pieces, [](const Piece &left, const Piece &right) {
    if (left.negative != right.negative)
      return right.negative;
    return std::pair(right.rank, llvm::StringRef(left.text)) < std::pair(left.rank, llvm::StringRef(right.text));
  });
  if (node.constant > 0) {
    auto negatives = llvm::find_if(pieces, [](const Piece &piece) { return piece.negative; });
    pieces.insert(negatives, {{}, number(node.constant), false});
  } else if (node.constant < 0) {
    pieces.push_back({{}, number(-node.constant), true});
  }
  std::string text;
  for (const Piece &piece : pieces) {
    if (text.empty())
      text = piece.negative ? "-" : "";
    else
      text += piece.negative ? " - " : " + ";
    text += piece.text;
  }
  return text;
}

std::string Expr::str() const {
  return Printer([](const Symbol &symbol) { return symbol.str(); }, "*").print(*this);
}

std::string Expr::str(llvm::function_ref<std::string(const Symbol &)> name) const {
  return Printer(name, "·").print(*this);
}

} // namespace highwater::size
