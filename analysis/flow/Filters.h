// Conditions on records, such as `line[0] == '#'`: how often they hold, a sample of the input can tell.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// `equal(part(line, 0, 1), '#')` for a comparison of a letter with its code; empty if it is none of a record's.
size::Subject letterIs(const Value &letter, const size::Expr &code);

/// What spells the number that a value is, if records do: `column(line, 2)`; `spelling(arg0)` if it is a number of the caller that
/// may be read from one; else empty.
size::Subject spellingOf(const Value &value);

/// What spells a number that is the same for all records: of the program, of the command line, or `amount(arg1)` of the caller;
/// else empty.
size::Subject boundOf(const Value &value);

/// The condition that a comparison of a letter, of a number that a record spells, or of what says whether a condition holds,
/// comes to.
size::Subject comparedWith(const Value &left, llvm::StringRef op, const Value &right);

/// `starts(line, '>')`, `empty(line)`: what a model's formula asks of a record; empty if it asks nothing of one.
size::Subject asked(llvm::StringRef question, const size::Subject &text, const std::optional<std::string> &other);

/// Whether a text, or what a number is read from, is one that was met before in its input.
size::Subject metBefore(const size::Subject &text);

/// The opposite condition.
size::Subject notHolding(const size::Subject &condition);

/// Both conditions (`&&`), or one of them (`||`); empty if one is none.
size::Subject bothOrEither(llvm::StringRef op, const size::Subject &first, const size::Subject &second);

/// Whether it is a condition on numbers that records spell.
bool asksForNumber(const size::Subject &condition);

/// What a function returns where it was tested whether a record was read: `return true`, `return !line.empty()`.
ValueRef answerAbout(const size::Subject &record, const ValueRef &result);

/// How often a condition holds; nothing if it is no such condition.
std::optional<size::Expr> shareOf(const size::Subject &condition);

/// How often a verdict on one of many is true; unknown if that is not known.
size::Expr shareWhere(const Value &verdict);

/// The letter of a text at one place, as a number that knows where it is from.
ValueRef letterAt(const size::Subject &text, unsigned index);
/// `line[2]`, `*p` of characters that were read as one text: the letter there, or one of which nobody knows which it is.
ValueRef letterOf(const Evaluator &evaluator, const State &state, const events::Place &place, const ValueRef &read);
/// `shape[1]` of an array of numbers that was filled with a block: what lies at this place of it.
ValueRef numberAt(const Evaluator &evaluator, const State &state, const events::Place &place, const ValueRef &read);

} // namespace highwater::flow
