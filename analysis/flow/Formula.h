// A model's formula becomes a symbolic size, given what its names stand for.

#pragma once

#include "analysis/effects/Model.h"
#include "analysis/flow/Value.h"
#include "analysis/size/Expr.h"

namespace highwater::flow {

/// What the names of a formula mean at one place.
struct FormulaScope {
  virtual ~FormulaScope() = default;
  /// A state variable (`size`), by its bare name.
  virtual std::optional<size::Expr> state(llvm::StringRef name) const = 0;
  /// The number an operand is (`arg0`, `arg0.size`).
  virtual size::Expr operand(const effects::Operand &operand) const = 0;
  /// `len`, `bytes`, `rows` … of an operand.
  virtual size::Expr measure(llvm::StringRef measure, const effects::Operand &operand) const = 0;
  virtual size::Expr distance(const effects::Operand &from, const effects::Operand &to) const = 0;
  /// Whether two iterators are in one place.
  virtual size::Expr same(const effects::Operand &, const effects::Operand &) const {
    return size::Expr::unknown("whether an iterator is where another one is");
  }
  /// How often a letter is in a text.
  virtual size::Expr separators(const effects::Operand &, const effects::Operand &) const {
    return size::Expr::unknown("how often a letter occurs is not known");
  }
  /// The heap held by one content of type argument `index`.
  virtual size::Expr heapOfArgument(unsigned index) const = 0;
  virtual TypeRef argument(unsigned index) const = 0;
  /// What an operand spells, if that is known.
  virtual std::optional<std::string> spelled(const effects::Operand &) const { return std::nullopt; }
};

size::Expr evaluate(const effects::Formula &formula, const FormulaScope &scope);

/// `T3` is 3.
std::optional<unsigned> typeArgument(llvm::StringRef name);

} // namespace highwater::flow
