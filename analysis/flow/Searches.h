// Searches for a text among those that were kept: a loop that ends where one is equal, and otherwise goes through all. What
// follows the second outcome happens once for each different text: `for (n = table[h]; n; n = n->next) if (!strcmp(n->key,
// word)) return n; n = malloc(…)`.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// What the result of a comparison has as its source: the text that is looked for.
constexpr llvm::StringLiteral comparedHead = "compared";
/// In the state of a pointer: how often it is null.
constexpr llvm::StringLiteral nullShare = "null";

/// In the state of an index, or of a pointer to an element: how often a search ended there at an element that is not in use.
constexpr llvm::StringLiteral vacantShare = "vacant";

/// Whether a branch goes to a block where what it tests is null or 0.
bool endsVacant(const events::Terminator &branch, events::BlockId to);

/// Where a search for a text ends: `while (slots[i].key && strcmp(slots[i].key, key)) ++i`, by the test of what is in use.
void noteVacant(const Evaluator &evaluator, State &state, const events::Operand &condition, bool found);

/// Of a text that is met again and again: how often it is one that was not met before.
size::Expr freshShare(const size::Subject &text);

/// The text that a branch compares with, and on which side it is equal.
struct TextTest {
  size::Subject text;
  unsigned equal;
};
std::optional<TextTest> textTest(const Evaluator &evaluator, const State &state, const events::Operand &condition);

/// The text that a branch asks the order of, among those that were kept: `cmp < 0`; empty if it asks for none.
size::Subject orderedText(const Evaluator &evaluator, const State &state, const events::Operand &condition);

/// How often a branch that asks whether a pointer is null takes each side.
std::optional<std::pair<size::Expr, size::Expr>> nullShares(const Evaluator &evaluator, const State &state,
                                                            const events::Operand &condition);

} // namespace highwater::flow
