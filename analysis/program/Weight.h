// How heavy a size is for a check: what one text contributes is small, what counts rows or bytes of an input is not.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::program {

/// Weighs sizes that speak of one function's parameters. A single text (a word, a line, an argument, a path, a label) is
/// taken as short: only how many of them there are makes a size grow, or that the text is that of a whole input.
class Weight {
public:
  /// `fewWords`: whether what the callers decide is made of the command line's words, which are few and short.
  Weight(const events::Unit &unit, const events::Function &function, const flow::Values &values,
         std::function<bool(const size::Symbol &)> fewWords)
      : unit(unit), function(function), values(values), fewWords(std::move(fewWords)) {}

  /// Which of the peaks to speak of.
  struct Change { size::Expr before, after; };
  /// How `after` is lower by both of these, for most sizes that the inputs may have; nothing if it is not.
  std::optional<Change> lowering(const size::Expr &before, const size::Expr &after, double share, double bytes) const;
  /// Whether the size is known and grows without bound with some input.
  bool grows(const size::Expr &bytes) const;
  /// With what is short or made of few words as a number.
  size::Expr withFewWords(const size::Expr &bytes) const;

  /// Whether all that makes a size grow is how large containers of the caller are, and nothing in `others` depends on them:
  /// it may be ten dimensions beside a million cells.
  bool isUnrelated(const size::Expr &bytes, const size::Expr &others) const;

private:
  /// What numbers are taken for that are stated rather than counted: as many as samples, or as clusters.
  enum class Numbers { Many, Few };
  /// Bytes on the ray that `size::magnitude` looks along, infinite when unknown.
  double of(const size::Expr &bytes, Numbers numbers, double scale) const;
  size::Expr largest(const size::Expr &peak, Numbers numbers, double scale) const;
  size::Expr withShortTexts(const size::Expr &bytes) const;
  /// The length of a single text, or how many arguments there are.
  bool isShort(const size::Symbol &symbol) const;
  bool isShort(flow::TypeRef type, unsigned depth = 0) const;
  flow::TypeRef typeOf(const size::Subject &object) const;

  const events::Unit &unit;
  const events::Function &function;
  const flow::Values &values;
  std::function<bool(const size::Symbol &)> fewWords;
};

} // namespace highwater::program
