// How expressions are stored; private to this folder.
//
// An expression is a constant, an unknown, an atom (interval, symbol, application, max, min, mean, worst), a product (powers
// of atoms, no coefficient) or a sum (constant + coefficient × product). Canonical: a product is never a lone atom, a sum
// is never a lone product with coefficient 1, and both are sorted by fingerprint. Unknown is never inside anything. A sum
// is the base of a factor only where multiplying out would have been too large.

#pragma once

#include "analysis/size/Expr.h"
#include "analysis/size/Fingerprint.h"

#include "llvm/ADT/SmallVector.h"

namespace highwater::size {

enum class Kind : std::uint8_t {
  Constant, Unknown, Interval, Symbol, Apply, Max, Min, Mean, Worst, Product, Sum,
};

struct Expr::Node {
  explicit Node(Kind kind) : kind(kind) {}

  Kind kind;
  bool varying = false;      ///< has a varying symbol outside of any mean or worst
  bool nonNegative = false;  ///< by structure, for all values >= 0 of the symbols
  std::uint16_t depth = 0;
  std::uint32_t written = 1; ///< nodes, when written out: what is shared counts each time
  std::uint64_t symbols = 0; ///< a bit per symbol (hashed): zero means there are none
  Fingerprint print;
};

struct ConstantNode : Expr::Node {
  explicit ConstantNode(double value);
  double value;
};

struct UnknownNode : Expr::Node {
  explicit UnknownNode(std::string reason);
  std::string reason;
};

struct IntervalNode : Expr::Node {
  IntervalNode(double low, double high);
  double low, high;
};

struct SymbolNode : Expr::Node {
  explicit SymbolNode(Symbol symbol);
  Symbol symbol;
};

/// Apply, and with no function: Max, Min, Mean, Worst.
struct ApplyNode : Expr::Node {
  ApplyNode(Kind kind, Function function, llvm::ArrayRef<Expr> operands);
  Function function;
  llvm::SmallVector<Expr, 2> operands;
};

struct Factor {
  Expr base;
  int power;                 ///< never 0
};

struct ProductNode : Expr::Node {
  explicit ProductNode(llvm::ArrayRef<Factor> factors);
  llvm::SmallVector<Factor, 2> factors;
};

struct Term {
  double coefficient;        ///< never 0
  Expr product;              ///< an atom or a product
};

struct SumNode : Expr::Node {
  SumNode(double constant, llvm::ArrayRef<Term> terms);
  double constant;
  llvm::SmallVector<Term, 3> terms;
};

inline Kind kindOf(const Expr &expression) { return expression.get().kind; }
inline const Fingerprint &printOf(const Expr &expression) { return expression.get().print; }

/// Unchecked downcast; the caller has looked at the kind.
template <typename NodeType> const NodeType &as(const Expr::Node &node) {
  return static_cast<const NodeType &>(node);
}
template <typename NodeType> const NodeType &as(const Expr &expression) {
  return as<NodeType>(expression.get());
}

/// Deeper nesting is no formula that anybody could read; it would only exhaust the stack of those that walk it.
constexpr unsigned MaximalDepth = 200;
/// Neither is a longer one: comparisons walk what is shared again and again.
constexpr unsigned MaximalLength = 8'000;

template <typename NodeType, typename... Arguments> Expr makeNode(Arguments &&...arguments) {
  auto node = std::make_shared<NodeType>(std::forward<Arguments>(arguments)...);
  if (node->depth > MaximalDepth)
    return Expr::unknown("formula nested too deeply");
  if (node->written > MaximalLength)
    return Expr::unknown("formula too long");
  return Expr(std::shared_ptr<const Expr::Node>(std::move(node)));
}

/// The unknown with the smallest reason among the operands, if any is unknown.
std::optional<Expr> anyUnknown(const Expr &left, const Expr &right);
std::optional<Expr> anyUnknown(llvm::ArrayRef<Expr> operands);

/// Any expression (not unknown) read as constant + terms.
class SumView {
public:
  explicit SumView(const Expr &expression);
  SumView(const SumView &) = delete;
  double constant = 0;
  llvm::ArrayRef<Term> terms;

private:
  std::optional<Term> single;
};

/// Any expression but a constant or an unknown read as factors; a sum is one factor.
class ProductView {
public:
  explicit ProductView(const Expr &expression);
  ProductView(const ProductView &) = delete;
  llvm::ArrayRef<Factor> factors;

private:
  std::optional<Factor> single;
};

/// The canonical form of a sum of terms in any order; products that turned out to be constants or sums are folded in.
Expr sumOf(double constant, llvm::SmallVectorImpl<Term> &terms);
/// The canonical form of a product of factors in any order, without multiplying out; 1 if everything cancels.
Expr productOf(llvm::SmallVectorImpl<Factor> &factors);
/// Every coefficient times `multiply`, divided by `divide`.
Expr scaled(const Expr &expression, double multiply, double divide = 1);

/// The max or min of operands; without `prune`, of what is known to need all of them (it was written down that way).
Expr extremum(Kind kind, llvm::ArrayRef<Expr> operands, bool prune);

/// Calls `visit` on the direct parts of a node.
void forEachPart(const Expr::Node &node, llvm::function_ref<void(const Expr &)> visit);

} // namespace highwater::size
