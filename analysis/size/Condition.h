// Conditions on texts: `equal(part(line, 0, 1), '#')`, `below(column(line, 2), '0.5')`, `not(…)`. The text comes first.

#pragma once

#include "analysis/size/Symbol.h"

#include "llvm/ADT/StringRef.h"

namespace highwater::size {

/// Whether a subject with this head is a condition:
/// - `equal(text, other)`, `starts(text, other)`: the text is, or begins with, another one;
/// - `met(text)`: it came before in its input;
/// - `below(text, bound)`, `atmost(text, bound)`, `amounts(text, bound)`: the number that it spells is <, <= or == the one that
///   the bound spells;
/// - `not(condition)`: the opposite; `both(condition, condition)`, `oneof(condition, condition)`.
bool isConditionHead(llvm::StringRef head);

/// Whether it is one of those on numbers that texts spell.
bool comparesNumber(llvm::StringRef head);

/// What holds, or does not.
struct Condition {
  explicit Condition(const Subject &spelled);

  Subject holds;         ///< without `not`
  bool opposite = false; ///< whether it does not
};

} // namespace highwater::size
