// What the result of a call says of a text: a condition on a record, a key that is looked for, a comparison.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Application.h"
#include "analysis/flow/Chances.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/Searches.h"

namespace highwater::flow {

using effects::Formula;
using size::Subject;

/// `strcmp(argv[i], "--size")`: that a word is like a literal, in either order.
Subject Application::equality(const Formula &left, const Formula &right) const {
  Subject texts[] = {scope.textOf(scope.resolve(*left.operand).value), scope.textOf(scope.resolve(*right.operand).value)};
  for (unsigned side : {0, 1})
    if (isWord(texts[side]) && texts[1 - side].head() == "lit")
      return asked("equal", texts[side], texts[1 - side].parts()[0].head());
  return {};
}

/// `drawn(low, high, whole)`, of constants; `chance(p)`.
Subject Application::drawing(const Formula &value) const {
  if (value.name == "chance") {
    Subject bound = boundOf(*scalar(evaluate(value.parts[0], scope)));
    return bound.empty() ? Subject() : Subject("below", {drawn(0, 1, false), bound});
  }
  std::vector<double> numbers;
  for (const Formula &part : value.parts)
    if (auto constant = evaluate(part, scope).asConstant())
      numbers.push_back(*constant);
  return numbers.size() == 3 ? drawn(numbers[0], numbers[1], numbers[2] != 0) : Subject();
}

/// What a call asks of a record, if that is what its result tells.
Subject Application::question(const Formula &value) const {
  if (value.kind == Formula::Subtract && value.parts[0].kind == Formula::Number && value.parts[0].number == 1)
    return notHolding(question(value.parts[1]));
  if (value.kind == Formula::Call && (value.name == "drawn" || value.name == "chance"))
    return drawing(value);
  if (value.kind != Formula::Call || value.parts.empty() || !value.parts[0].operand)
    return {};
  bool two = value.parts.size() > 1 && value.parts[1].operand;
  if (value.name == "met" && two)
    return lookedUp(*value.parts[0].operand, *value.parts[1].operand);
  if (value.name == "same" && two) // an iterator, and the end
    for (const Formula &part : value.parts)
      if (Subject found = values.expand(scope.resolve(*part.operand).value)->source; !notHolding(found).empty())
        return notHolding(found);
  if (value.name == "compare" && two) // 0 where they are equal
    return value.parts.size() == 2 ? notHolding(equality(value.parts[0], value.parts[1])) : Subject();
  return asked(value.name, scope.textOf(scope.resolve(*value.parts[0].operand).value),
               two ? scope.spelled(*value.parts[1].operand) : std::nullopt);
}

/// `strcmp(entry->key, word)`: what is looked for, rather than what was kept.
Subject Application::comparedText(const Formula &result) const {
  if (result.kind != Formula::Call || result.name != "compare")
    return {};
  Subject least;
  for (const Formula &part : result.parts)
    if (part.operand && part.operand->base == effects::Operand::Argument && part.operand->index < site.event.arguments.size()) {
      const events::Operand &given = events::withoutCasts(site.event.arguments[part.operand->index].value);
      Subject text = scope.textOf(scope.resolve(*part.operand).value);
      bool plain = given.kind == events::Operand::Read ? given.place.path.empty() : given.kind == events::Operand::Address;
      bool nearer = least.empty() || (least.head() == "text" && (text.head() != "text" || text.depth() < least.depth()));
      if (plain && !text.empty() && text.head() != "lit" && nearer) // what was kept is behind pointers
        least = text;
    }
  return least.empty() ? least : Subject(comparedHead.str(), {least});
}

} // namespace highwater::flow
