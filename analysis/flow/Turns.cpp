// The place of a record is its position behind the beginning of the iteration.

#include "analysis/flow/Turns.h"

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Readings.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

Subject iterationOf(unsigned loop) { return Subject("iteration", {Subject(std::to_string(loop))}); }

Subject endPosition() { return Subject("ended"); }

Subject commonPosition(const Subject &a, const Subject &b) {
  if (a == b || b == endPosition())
    return a;
  return a == endPosition() ? b : Subject();
}

static const Subject &originOf(const Subject &position) {
  return position.head() == "past" ? originOf(position.parts()[0]) : position;
}

bool isInIteration(const Subject &position, unsigned loop) { return originOf(position) == iterationOf(loop); }

static ValueRef ended(const ValueRef &value, const Subject &source) {
  ValueRef result = value;
  for (const auto &[name, part] : value->parts)
    if (ValueRef after = ended(part, source); after != part)
      result = changed(result, [&, key = name](Value &copy) { copy.parts[key] = after; });
  if (value->source == source && !value->position.empty())
    result = changed(result, [](Value &copy) { copy.position = endPosition(); });
  return result;
}

void endPositions(State &state, const Subject &source) {
  state.rewriteAll([&](const Root &, const ValueRef &value) { return ended(value, source); });
}

/// How many records, all of this kind, are between the beginning of an iteration and a position.
static std::optional<unsigned> recordsUntil(const Subject &position, const Subject &begin, llvm::StringRef kind) {
  if (position == begin)
    return 0;
  if (position.head() != "past" || position.parts()[1] != Subject(kind.str()))
    return std::nullopt;
  auto before = recordsUntil(position.parts()[0], begin, kind);
  return before ? std::optional(*before + 1) : std::nullopt;
}

Turns::Turns(unsigned loop, const State &back) : begin(iterationOf(loop)) {
  for (const auto &[root, value] : back.roots())
    count(back.valuesOf(), value);
}

void Turns::count(const Values &values, const ValueRef &given) {
  ValueRef value = values.expand(given);
  for (const auto &[name, part] : value->parts)
    count(values, part);
  if (value->source.empty() || value->position == endPosition())
    return;
  auto [known, isNew] = ends.try_emplace(value->source, value->position);
  if (!isNew && known->second != value->position)
    known->second = {};
}

bool Turns::areSeveral() const {
  return llvm::any_of(ends, [&](const auto &end) {
    return originOf(end.second) == begin && end.second != begin && end.second.parts()[0] != begin;
  });
}

Subject Turns::closed(const Subject &subject) const {
  if (originOf(subject) == begin)
    return {};
  bool reading = subject.head() == "reading" && originOf(subject.parts()[1]) == begin;
  if (reading) {
    const Subject &record = subject.parts()[0];
    auto end = record.parts().empty() ? ends.end() : ends.find(record.parts()[0]);
    auto of = end == ends.end() ? std::nullopt : recordsUntil(end->second, begin, record.head());
    auto place = recordsUntil(subject.parts()[1], begin, record.head());
    if (!of || *of < 2 || !place || *place >= *of)
      return record;
    return Subject("turn", {record, Subject(std::to_string(*place)), Subject(std::to_string(*of))});
  }
  std::vector<Subject> parts;
  for (const Subject &part : subject.parts())
    parts.push_back(closed(part));
  if (parts == subject.parts())
    return subject;
  return subject.head() == "either" ? eitherReading(parts) : Subject(subject.head(), std::move(parts));
}

Expr Turns::closed(const Expr &number) const {
  return number.substitute([&](const size::Symbol &symbol) -> std::optional<Expr> {
    Subject subject = closed(symbol.subject);
    return subject == symbol.subject ? std::nullopt : std::optional(Expr::symbol({symbol.measure, subject, symbol.varying}));
  });
}

void Turns::close(State &state) const {
  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &number) { return closed(number); };
  rewriter.subject = [&](const Subject &subject) { return closed(subject); };
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
  state.condition = closed(state.condition);
  for (State::Taken &taken : state.shares)
    taken.share = closed(taken.share);
}

void Turns::close(Guard &guard) const {
  guard.record = closed(guard.record);
  for (Expr *number : {&guard.left, &guard.right, &guard.perIteration, &guard.count})
    *number = closed(*number);
}

/// Records of several kinds that follow one another are told apart where all iterations read as many.
void Interpreter::closeTurns(unsigned loop, Region &body, std::vector<Leaf> &leaves, std::vector<Peak> &found) const {
  Turns turns(loop, *body.back);
  for (Leaf &leaf : leaves)
    leaf.initial = turns.closed(leaf.initial), leaf.update = turns.closed(leaf.update);
  turns.close(*body.back);
  for (Arrival &exit : body.exits) {
    turns.close(exit.state);
    if (exit.guard)
      turns.close(*exit.guard);
  }
  for (Peak &peak : found)
    rewrite(peak, [&](const Expr &number) { return turns.closed(number); });
}

} // namespace highwater::flow
