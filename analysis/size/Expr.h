// Symbolic sizes: sums of products over symbols and opaque monotone functions, in a canonical form.

#pragma once

#include "analysis/size/Symbol.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace highwater::size {

/// Opaque functions, each monotone (non-decreasing) in every argument where all are >= 0, save where
/// noted. They are never expanded, so that rounding and doubling are applied to bound values only.
enum class Function {
  Chunk,     ///< chunk(n): bytes glibc charges for malloc(n); chunk(0) is 0 (nothing was asked for)
  Growth,    ///< grow(c, n): capacity after growing from c by doubling to hold n: n <= c ? c : c·2^k or 2^k if c is 0. Not monotone in c
  LastGrowth,///< regrow(c, n): the capacity before the last doubling in grow(c, n); c if none. Not monotone in c
  StringGrowth, ///< sgrow(c, n, inline): the capacity of a string grown from c by appending to n characters; inline 15
             ///< doubles as libstdc++ does, 22 as libc++ does. Not monotone in c
  Above,     ///< above(n, limit, value): value if n > limit, else 0. Monotone in n and value
  Buckets,   ///< buckets(n): libstdc++'s prime table, the bucket count that n elements need; 0 if none (its one bucket is no heap)
  BucketsLibcxx,
  Floor, Ceil,
  Log2,      ///< log2(n), 0 for n < 1
  Exp2,      ///< exp2(n): 2^n
  Div,       ///< div(a, b): a / b; a if b is 0. Falling in b >= 1
  RoundUp,   ///< roundup(n, m): the next multiple of m; n if m is 0. Not monotone in m
  Positive,  ///< pos(x): max(0, x), for differences
  Guarded,   ///< guarded(x, n, limit): x, on a path that n is at most `limit` on. What loops keep from growing on
  OrElse,    ///< orelse(x, y): x if all that it depends on is known when it is evaluated, else y. What an option is and its default
};

/// As formulas spell it: `chunk`, `grow` …
llvm::StringRef nameOf(Function function);
/// `g(n)` is grow(0, n) and has no function of its own.
std::optional<Function> functionNamed(llvm::StringRef name);
unsigned arityOf(Function function);

/// low <= best <= high; all three equal when the value is exact.
struct Range {
  double low = 0, best = 0, high = 0;
  static Range exactly(double value) { return {value, value, value}; }
};

/// One value of a varying symbol and how often it was seen.
struct Draw {
  double value = 0;
  double weight = 1;
};

/// What is known about symbols when a formula is evaluated.
class Binding {
public:
  virtual ~Binding() = default;
  /// The value of a symbol; of a varying one: its mean.
  virtual std::optional<Range> number(const Symbol &symbol) const = 0;
  /// The sampled draws of a varying symbol; empty when there is no sample (then the mean is used).
  virtual std::vector<Draw> draws(const Symbol &) const { return {}; }
};

/// The outcome of an evaluation: a value, or the reasons why there is none.
struct Evaluation {
  std::optional<Range> value;      ///< nothing if any symbol was unbound or any part unknown
  std::set<Symbol> unbound;
  std::set<std::string> reasons;   ///< of the Unknowns met
};

/// An immutable expression in canonical form: equal sums and products are structurally equal however they
/// were built. Unknown is sticky: any operation on it is unknown with the first operand's reason (reasons
/// are ordered, so the result does not depend on the order of operands). Units are bytes or counts.
class Expr {
public:
  Expr();                                   ///< 0
  Expr(double value);                       // NOLINT: numbers are expressions
  Expr(int value) : Expr(static_cast<double>(value)) {}
  Expr(unsigned long value) : Expr(static_cast<double>(value)) {}
  Expr(long value) : Expr(static_cast<double>(value)) {}
  Expr(unsigned value) : Expr(static_cast<double>(value)) {}
  Expr(long long value) : Expr(static_cast<double>(value)) {}
  Expr(unsigned long long value) : Expr(static_cast<double>(value)) {}
  static Expr symbol(Symbol symbol);
  static Expr unknown(std::string reason);
  /// A constant known only to lie in [low, high]; its best value is the geometric mean if low > 0, else the mean. Equal
  /// intervals are the same unknown constant: what was acquired as [1, 2] and released as [1, 2] leaves 0.
  static Expr interval(double low, double high);
  /// As adding them one by one, in one step.
  static Expr sum(llvm::ArrayRef<Expr> operands);
  static Expr max(llvm::ArrayRef<Expr> operands);   ///< flattens, sorts, drops constants and operands that another one dominates by structure
  static Expr min(llvm::ArrayRef<Expr> operands);
  static Expr apply(Function function, llvm::ArrayRef<Expr> operands); ///< folds when all operands are constant
  /// The expectation of `body` over the varying symbols in it; `body` itself when it has none, and linear parts are
  /// pulled out (the mean of a sum is the sum of the means, constant factors move out).
  static Expr mean(const Expr &body);
  /// The largest value of `body` over the varying symbols in it.
  static Expr worst(const Expr &body);

  friend Expr operator+(const Expr &, const Expr &);
  friend Expr operator-(const Expr &, const Expr &);
  friend Expr operator*(const Expr &, const Expr &);
  /// Exact where it divides a monomial (negative powers of symbols cancel); else Div.
  friend Expr operator/(const Expr &, const Expr &);
  Expr &operator+=(const Expr &other) { return *this = *this + other; }
  Expr &operator-=(const Expr &other) { return *this = *this - other; }

  bool isZero() const;
  bool isUnknown() const;
  llvm::StringRef reason() const;           ///< of an unknown
  std::optional<double> asConstant() const;
  /// The symbol this expression is, if it is nothing but one.
  const Symbol *asSymbol() const;
  /// The operands, if this is nothing but an application of `function`, a max or a min; else empty.
  std::vector<Expr> operandsOf(Function function) const;
  std::vector<Expr> operandsOfMax() const;
  std::vector<Expr> operandsOfMin() const;
  double constantTerm() const;              ///< of a sum; 0 if it has none
  bool mentions(const Symbol &symbol) const;
  void collectSymbols(std::set<Symbol> &into) const;
  bool hasVarying() const;                  ///< outside of any mean or worst
  bool isNonNegative() const;               ///< by structure, for all values >= 0 of the symbols

  /// Replaces symbols: `replace` returns nothing to keep one. Sharing inside the graph is kept (memoised).
  Expr substitute(llvm::function_ref<std::optional<Expr>(const Symbol &)> replace) const;

  /// If this is a·s + b with a and b free of `symbol`: {a, b}.
  std::optional<std::pair<Expr, Expr>> asLinearIn(const Symbol &symbol) const;

  Evaluation evaluate(const Binding &binding) const;
  /// Whether this can be shown by structure alone to be <= `other` for all values >= 0 of the symbols.
  bool isAtMost(const Expr &other) const;

  /// Human-readable and canonical: `rows(argv[1])*chunk(len(line(argv[1])) + 1) + 32*g(rows(argv[1]))`; grow(0, n) prints as g(n).
  std::string str() const;
  /// As above, with names for symbols chosen by the caller (the legend of a report), `·` for products.
  std::string str(llvm::function_ref<std::string(const Symbol &)> name) const;
  /// A form that `parse` reads back; for files. Never depends on addresses.
  std::string serialize() const;
  static std::optional<Expr> parse(llvm::StringRef text);

  std::strong_ordering operator<=>(const Expr &other) const; ///< structural, total, the same on every run; no meaning otherwise
  bool operator==(const Expr &other) const;
  std::size_t hash() const;

  struct Node;                              // private to this folder, see Node.h
  explicit Expr(std::shared_ptr<const Node> node) : node(std::move(node)) {}
  const Node &get() const { return *node; }

private:
  std::shared_ptr<const Node> node;
};

/// The degree abstraction: the growth of an expression along one ray, on which every input-sized symbol is `scale` and
/// every per-record symbol is small. Used to compare and to prune, never shown as a value.
double magnitude(const Expr &expression, double scale = 1e9);
/// The value for a text of 1 GB in lines of eight fields, where numbers on the command line are small.
double magnitudeInExample(const Expr &expression);

/// Whether the size grows without bound with some symbol (so: proportional to an input).
bool growsWithInput(const Expr &expression);

} // namespace highwater::size
