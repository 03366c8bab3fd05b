// Conditions on records, such as `line[0] == '#'`: how often they hold, a sample of the input can tell.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// `equal(part(line, 0, 1), '#')` for a comparison of a letter with its code; empty if it is none of a record's.
size::Subject letterIs(const Value &letter, const size::Expr &code);

/// The condition that a comparison of a letter, or of what says whether a condition holds, comes to.
size::Subject comparedWith(const Value &left, llvm::StringRef op, const size::Expr &right);

/// `starts(line, '>')`, `empty(line)`: what a model's formula asks of a record; empty if it asks nothing of one.
size::Subject asked(llvm::StringRef question, const size::Subject &text, const std::optional<std::string> &other);

/// Whether a text, or what a number is read from, is one that was met before in its input.
size::Subject metBefore(const size::Subject &text);

/// The opposite condition.
size::Subject notHolding(const size::Subject &condition);

/// How often a condition holds; nothing if it is no such condition.
std::optional<size::Expr> shareOf(const size::Subject &condition);

/// The letter of a text at one place, as a number that knows where it is from.
ValueRef letterAt(const size::Subject &text, unsigned index);

} // namespace highwater::flow
