// The words of a command line that nobody gave: whose value one is where a test found an option, and what holds without it.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// `argv(1)`, `argv(--size)`: one word.
bool isWord(const size::Subject &text);

/// Whether a word goes by an option, `argv(--size)`, or by a place: `argv(1)`, `argv(?)`.
bool isNamed(const size::Subject &word);
bool hasPlace(const size::Subject &word);

/// The value of the option that a library took off the words, whichever that is.
size::Subject optionValue();
size::Subject codeOfOption(double code);

/// What one side of a test finds to be given. After `arg == "--size"`, `arg.starts_with("--size=")` or `case 's':` that is the
/// value of the option, `argv(--size)`; after `if (text)` a word of the command line or the environment. Empty if it is neither.
size::Subject valueFoundOn(const Evaluator &evaluator, const State &state, const events::Operand &condition, bool holds);
/// Likewise where the code of an option is `code`.
size::Subject valueOfOption(const size::Subject &taken, double code);

/// The value of an option that goes by either of two names.
size::Subject eitherValue(const size::Subject &a, const size::Subject &b);

/// What is cut out of the word that an option begins is its value: `argv[i] + 7`, `arg.substr(arg.find('=') + 1)`.
void nameValues(State &state);

/// Two paths meet, and on the way to `given` something turned out to be there: numbers that are read from it are those of the
/// other path if it is not given. `found`: what it is; empty for the words whose number was tested.
void settleDefaults(State &given, State &other, const size::Subject &found);
/// Whether a test is about how many words there are.
bool countsWords(const Comparison &test);

/// `argc > 2 ? atoi(argv[2]) : 100`: the number that is given, or the other one. Null if this is no such choice.
ValueRef givenOrElse(const Evaluator &evaluator, const State &state, const events::Operand &select);

} // namespace highwater::flow
