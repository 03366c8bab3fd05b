// Random expressions and bindings for property tests. Seeded, so that a failure is the same on every run.

#pragma once

#include "analysis/size/Expr.h"

#include <map>
#include <random>

namespace highwater::size {

/// Binds what it was given, and nothing else.
struct Values : Binding {
  std::map<Symbol, Range> numbers;
  std::map<Symbol, std::vector<Draw>> samples;

  std::optional<Range> number(const Symbol &symbol) const override;
  std::vector<Draw> draws(const Symbol &symbol) const override;
};

/// What a generated expression may contain.
struct Shape {
  bool negative = true;      ///< negative coefficients and differences
  bool falling = true;       ///< functions and quotients that fall, or are not monotone, in some argument
  bool varying = true;       ///< means and worsts
  bool intervals = true;
};

class RandomExpr {
public:
  explicit RandomExpr(unsigned seed, Shape shape = {}) : engine(seed), shape(shape) {}

  /// Coefficients are small multiples of 1/4, so that sums of them are exact.
  Expr next(unsigned depth = 4);
  Symbol symbol();
  Symbol varyingSymbol();
  /// Whole values for all symbols there are, at least 1 (quotients are not continuous at 0).
  Values values();
  unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>(0, limit - 1)(engine); }

private:
  Expr leaf();
  Expr coefficient();
  Expr application(unsigned depth);

  std::mt19937 engine;
  Shape shape;
  bool inFold = false;
};

/// Some symbols to write tests with.
Symbol rowsOf(const char *file = "in.csv");
Symbol lengthOfLine(const char *file = "in.csv");
Symbol fieldsOfLine(const char *file = "in.csv");

inline Expr chunk(const Expr &n) { return Expr::apply(Function::Chunk, {n}); }
inline Expr g(const Expr &n) { return Expr::apply(Function::Growth, {0, n}); }

/// The best value; fails the test and is NaN if there is none.
double best(const Expr &expression, const Binding &binding);

/// Equal up to rounding.
bool near(double left, double right);

} // namespace highwater::size
