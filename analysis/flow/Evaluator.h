// Operands and places of the IR in terms of abstract values.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// A text whose letters a loop goes through, and how many it meets.
struct LetterWalk {
  size::Subject text;
  size::Expr count;
  bool operator==(const LetterWalk &) const = default;
};

/// Reads one function's operands against a state. Where an element is chosen by an index, the index decides whether
/// the element is one that the running loop visits in turn or any of them.
class Evaluator {
public:
  Evaluator(const events::Unit &unit, const events::Function &function, const Values &values);

  /// The root that stands for a variable: itself, or what the caller passed.
  Location variable(events::VarId id) const;
  /// All objects that a place may name.
  std::vector<Location> locate(const State &state, const events::Place &place) const;
  ValueRef evaluate(const State &state, const events::Operand &operand) const;
  size::Expr number(const State &state, const events::Operand &operand) const;
  /// The one number that a condition or index always is, as far as is known.
  std::optional<double> decided(const State &state, const events::Operand &operand) const;
  /// Whether a comparison of two numbers holds; nothing if that is not known, or if it is none.
  std::optional<bool> decide(llvm::StringRef op, const size::Expr &a, const size::Expr &b) const;
  TypeRef type(events::TypeId id) const { return {&unit, id}; }
  TypeRef typeOf(events::VarId id) const { return type(function.body.variables[id].type); }

  /// What a pointer or reference value leads to.
  std::vector<Location> referents(const ValueRef &pointer, const std::vector<Location> &held) const;

  /// The numbers that active loops count with; an index made of them visits each element in turn.
  struct Counter { size::Symbol symbol; unsigned loop; };
  std::vector<Counter> counters;
  /// Active loops over the elements of a range, innermost last.
  std::vector<unsigned> walks;
  /// Loops that are run iteration by iteration, and which one it is.
  std::map<unsigned, unsigned> unrolled;
  /// What loops that search a text letter by letter find, such as words; innermost last.
  std::vector<size::Subject> scanned;
  /// Loops that ask of each letter of a text which one it is: `if (*p == ',') ++n;`, `n += *p == ','`.
  std::map<unsigned, LetterWalk> letterWalks;
  /// The innermost loop that is running; none outside of all.
  unsigned region = events::none;
  /// In which loop what a variable holds was put there: there is another one in each iteration of that.
  std::map<events::VarId, unsigned> begun;
  /// Whether a place is a variable that holds something else in the next iteration, or ends with the call, that runs.
  bool endsSoon(const Location &place) const;
  /// In which loop the members of a record were last given blocks of their own.
  std::map<events::VarId, unsigned> filled;
  /// Whether that was in the one that is running.
  bool isRefilled(events::VarId record) const;
  /// Whether a variable keeps what it holds behind this iteration, or behind the call that runs.
  bool livesOn(events::VarId id) const;
  /// The loop that visits each element in turn when the index is this; none if it may be any element.
  unsigned visitor(const size::Expr &index) const;

  /// Numbers that are known beforehand (a command line); may be empty.
  std::function<std::optional<double>(const size::Symbol &)> known;
  /// Likewise texts.
  std::function<std::optional<std::string>(const size::Subject &)> spelled;
  /// The one number that an expression is, if that is known.
  std::optional<double> constant(const size::Expr &number) const;
  /// The word at an index: the value of the option that was found, if one was and this is no fixed place.
  size::Subject wordAt(const State &state, const size::Expr &index) const;
  /// What a text spells, if that is known.
  std::optional<std::string> spelling(const size::Subject &text) const;

  const events::Unit &unit;
  const events::Function &function;
  const Values &values;

private:
  unsigned armForMany(const State &state, const events::Operand &select) const;
  std::optional<size::Expr> smallerOrLarger(const State &state, const events::Operand &select) const;
  size::Subject textEndingAt(const State &state, const events::Place &place) const;
  std::optional<bool> endOfLine(const State &state, const events::Operand &condition, const Value &letter) const;
  ValueRef binary(const State &state, const events::Operand &operand) const;
  ValueRef typed(const ValueRef &value, events::TypeId type) const;
  ValueRef word(const State &state, const events::Place &place) const;
  std::optional<size::Subject> wordInTurn(const State &state, const events::Place &place) const;
  ValueRef character(const State &state, const events::Place &place) const;
  unsigned visitor(const State &state, const events::Operand *index) const;
};

/// Where a pointer is that is compared with another one: from where both began, as far as the caller knows.
size::Expr offsetOf(const Value &pointer, const Value &other);

/// Whether a pointer leads to the words of the command line, and the text of one of them.
bool isArguments(const ValueRef &pointer);
size::Subject argument(const size::Expr &index);
/// Whether a pointer or reference leads to one of a range of words.
bool isChosenWord(const ValueRef &pointer);
/// Of a range made of such words: which one it begins with.
std::optional<unsigned> firstWord(const Values &values, const ValueRef &range);
/// The word that now stands at an index, where options were taken and what is none of them was put behind them.
std::optional<unsigned> wordInOrder(const State &state, unsigned index);
/// The text of `literal`.
size::Subject literalText(llvm::StringRef literal);
/// The text of one character; empty if there is none with this code.
size::Subject characterText(double code);
/// What a text spells from one character on, and only so many of them: the text itself if that is all of it.
size::Subject partOf(const size::Subject &text, std::size_t from, std::optional<std::size_t> count = std::nullopt);
/// A text that is computed from another one alone, and so takes no more different values than that; empty if they are few.
size::Subject imageOf(const size::Subject &text);
/// Whether what happens now happens once to what a handle reads: outside of loops, or in the one that opens it.
bool isReadOnce(const Evaluator &evaluator, const Value &cursor);
/// What a part is of of which nobody knows where it begins; any other text itself.
size::Subject wholeOf(const size::Subject &text);
/// A record read where a handle is; of many texts that are read from their beginnings, the piece at that place of each.
size::Subject readingOf(const size::Subject &record, const size::Subject &position);
/// Whether a text or record differs from record to record of its input.
bool isPerRecord(const size::Subject &subject);
/// The symbol for `measure` of `subject`, or its value where the subject tells (the length of a literal).
size::Expr measured(llvm::StringRef measure, const size::Subject &subject);
/// How many characters a text has.
size::Expr lengthOf(const size::Subject &text);

} // namespace highwater::flow
