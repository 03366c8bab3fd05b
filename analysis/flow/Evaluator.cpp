// Places lead through pointers, references and containers; operands stay symbolic.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Arms.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Evaluator.h"

#include "analysis/flow/Filters.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/Searches.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::none;
using events::Operand;
using events::Projection;
using events::Variable;
using size::Expr;
using size::Function;
using size::Subject;

Evaluator::Evaluator(const events::Unit &unit, const events::Function &function, const Values &values)
    : unit(unit), function(function), values(values) {}

bool Evaluator::endsSoon(const Location &place) const {
  if (!place.path.empty())
    return false;
  if (place.root.external.head() == "arg") // an object that was passed by value
    return region == events::none && place.rootType && place.rootType->kind == events::Type::Record;
  if (!place.root.external.empty() || place.root.variable == events::none)
    return false;
  auto where = begun.find(place.root.variable);
  return (where == begun.end() ? events::none : where->second) == region;
}

bool Evaluator::isRefilled(events::VarId record) const {
  auto where = filled.find(record);
  return where != filled.end() && where->second == region;
}

bool Evaluator::livesOn(events::VarId id) const { return !endsSoon({{id, {}}, {}, {}}); }

Location Evaluator::variable(events::VarId id) const {
  const Variable &variable = function.body.variables[id];
  TypeRef type = typeOf(id);
  switch (variable.storage) {
  case Variable::Parameter:
    if (function.isMain && variable.index == 0)
      return {{none, Subject("argc")}, {}, type};
    if (function.isMain && variable.index == 1)
      return {{none, Subject("arguments")}, {}, type};
    return {{none, Subject("arg", {Subject(std::to_string(variable.index))})}, {}, type};
  case Variable::This:
    return {{none, Subject("this")}, {}, type};
  case Variable::Global:
  case Variable::StaticLocal:
    return {{none, Subject("global", {Subject(variable.usr), Subject(variable.name)})}, {}, type};
  default:
    return {{id, {}}, {}, type};
  }
}

std::vector<Location> Evaluator::referents(const ValueRef &value,
                                           const std::vector<Location> &held) const {
  ValueRef pointer = values.expand(value);
  if (pointer->kind != Value::Pointer)
    return {};
  if (!pointer->parts.count("target"))
    return pointer->targets;
  std::vector<Location> result;
  for (const Location &location : held)
    result.push_back(contentOf(location));
  // A new node on one path, on the other one that of the caller which was there.
  if (!pointer->origin.empty() && isNode(pointer->parts.at("target")->type))
    llvm::copy_if(pointer->targets, std::back_inserter(result), [&](const Location &target) {
      return target.path.empty() && target.root.external == Subject("deref", {pointer->origin});
    });
  return result;
}

unsigned Evaluator::visitor(const Expr &index) const {
  for (const Counter &counter : llvm::reverse(counters))
    if (index.mentions(counter.symbol))
      return counter.loop;
  return none;
}

unsigned Evaluator::visitor(const State &state, const Operand *index) const {
  if (index)
    return visitor(number(state, *index));
  return walks.empty() ? none : walks.back();
}

std::vector<Location> Evaluator::locate(const State &state, const events::Place &place) const {
  if (place.root == none)
    return {};
  std::vector<Location> current{variable(place.root)};
  for (const Projection &projection : place.path) {
    std::vector<Location> next;
    for (const Location &location : current) {
      ValueRef value = values.expand(state.load(location));
      if (projection.kind == Projection::Field) {
        bool modelled = value->kind == Value::Object;
        if (modelled && events::isBase(projection.field)) {
          next.push_back(location); // a model speaks of the whole object
          continue;
        }
        std::string field = projection.field;
        bool entry = modelled && value->model->slots.count("key") && !value->model->slots.count(field);
        if (entry && field == "first")
          field = "key";
        else if (entry && field == "second")
          field = "value";
        Step step{modelled ? Step::Slot : Step::Field, field};
        if (entry) {
          step.loop = visitor(state, nullptr);
          step.weak = step.loop == none;
        }
        next.push_back(location.at(step));
        continue;
      }
      bool isElement = projection.kind == Projection::Element;
      unsigned loop = isElement ? visitor(state, projection.index.get()) : none;
      if (isElement && value->kind != Value::Pointer) {
        next.push_back(location.at({Step::Slot, "element", loop == none, loop}));
        continue;
      }
      // A reference that a model answers with a value is that value.
      if (!isElement && value->kind != Value::Pointer && value->kind != Value::Empty && value->kind != Value::Unknown)
        next.push_back(location);
      for (Location target : referents(value, {location})) {
        if (isElement && !target.path.empty() && target.path.back().name == "element") {
          target.path.back().weak = loop == none;
          target.path.back().loop = loop;
        }
        next.push_back(std::move(target));
      }
    }
    current = std::move(next);
  }
  return current;
}

Expr Evaluator::number(const State &state, const Operand &operand) const {
  ValueRef value = values.expand(evaluate(state, operand));
  if (value->kind == Value::Scalar)
    return value->number;
  if (value->kind == Value::Unknown)
    return Expr::unknown(value->reason);
  if (value->kind == Value::Empty)
    return Expr::unknown("a value that was never set");
  return Expr::unknown("not a number");
}

std::optional<double> Evaluator::decided(const State &state, const Operand &operand) const {
  ValueRef value = values.expand(evaluate(state, operand));
  if (value->kind != Value::Scalar || value->several)
    return std::nullopt;
  return value->number.asConstant();
}

ValueRef Evaluator::evaluate(const State &state, const Operand &operand) const {
  switch (operand.kind) {
  case Operand::None:
    return unknownValue("a value that is not followed");
  case Operand::Integer:
    return scalar(Expr(static_cast<double>(operand.integer)));
  case Operand::Real:
    return scalar(Expr(operand.real));
  case Operand::Text: {
    auto value = std::make_shared<Value>();
    value->kind = Value::Pointer;
    value->text = literalText(operand.text);
    return value;
  }
  case Operand::Null:
    return pointerTo({});
  case Operand::Read: {
    const events::Place &place = operand.place;
    if (place.root == none || place.path.empty())
      return typed(state.load(locate(state, place)), operand.type);
    bool isLetter = type(operand.type) && type(operand.type)->kind == events::Type::Integer && type(operand.type)->size == 1;
    if (ValueRef text = isLetter ? character(state, place) : word(state, place))
      return text;
    if (ValueRef text = isLetter ? word(state, place) : character(state, place))
      return text;
    ValueRef read = typed(state.load(locate(state, place)), operand.type);
    bool filled = read->kind == Value::Scalar && !read->text.empty();
    return !filled ? read : isLetter ? letterOf(*this, state, place, read) : numberAt(*this, state, place, read);
  }
  case Operand::Address: {
    ValueRef result = pointerTo(locate(state, operand.place));
    if (auto text = wordInTurn(state, operand.place))
      return changed(result, [&](Value &copy) { copy.text = *text; });
    if (operand.place.path.size() == 1 && operand.place.path.back().kind == Projection::Deref)
      if (ValueRef pointer = values.expand(state.load(variable(operand.place.root))); isChosenWord(pointer))
        return changed(result, [&](Value &copy) { copy.text = pointer->text; });
    if (!operand.place.path.empty() && operand.place.path.back().kind == Projection::Element &&
        operand.place.path.back().index) {
      Expr offset = number(state, *operand.place.path.back().index);
      ValueRef index = values.expand(evaluate(state, *operand.place.path.back().index));
      auto vacant = index->state.find(vacantShare.str());
      return changed(result, [&](Value &copy) {
        copy.number = offset;
        if (vacant != index->state.end())
          copy.state.insert(*vacant);
      });
    }
    return result;
  }
  case Operand::Unary: {
    if (operand.text == "!")
      return changed(scalar(Expr::unknown("a condition")), [&](Value &copy) {
        ValueRef inner = values.expand(evaluate(state, operand.operands[0]));
        if (inner->kind == Value::Scalar && !inner->several) {
          if (auto number = inner->number.asConstant())
            copy.number = Expr(*number == 0 ? 1 : 0);
          else if (comparisonOf(inner->number))
            copy.number = Expr(1) - inner->number;
        }
        copy.record = inner->record;
        copy.text = notHolding(inner->text);
        copy.share = inner->share < 0 ? -1 : 1 - inner->share;
      });
    Expr value = number(state, operand.operands[0]);
    return scalar(operand.text == "-" ? Expr(0) - value : operand.text == "+" ? value : Expr::unknown("'~'"));
  }
  case Operand::Binary:
    return binary(state, operand);
  case Operand::Cast: {
    ValueRef value = values.expand(evaluate(state, operand.operands[0]));
    TypeRef target = type(operand.type);
    if (value->kind == Value::Pointer && target && target->kind == events::Type::Pointer)
      if (auto block = value->parts.find("target"); block != value->parts.end())
        return changed(value, [&](Value &copy) {
          copy.parts["target"] = blockOf(values, block->second, target.pointee());
        });
    return value;
  }
  case Operand::Select: {
    if (auto condition = decided(state, operand.operands[0]))
      return evaluate(state, operand.operands[*condition != 0 ? 1 : 2]);
    if (auto extremum = smallerOrLarger(state, operand))
      return scalar(*extremum);
    if (ValueRef given = givenOrElse(*this, state, operand))
      return given;
    if (unsigned arm = armForMany(state, operand)) {
      ValueRef many = evaluate(state, operand.operands[arm]);
      auto start = multipliedFrom(many, number(state, operand.operands[3 - arm]));
      return start ? scalar(*start) : many;
    }
    return values.join(evaluate(state, operand.operands[1]), evaluate(state, operand.operands[2]));
  }
  case Operand::SizeOf: {
    TypeRef measured = type(operand.type);
    return scalar(measured ? Expr(measured->size) : Expr::unknown("the size of a type is not known"));
  }
  case Operand::Function: {
    std::vector<Subject> parts{Subject(operand.text)};
    for (const Operand &label : operand.operands)
      parts.push_back(literalText(label.text));
    return pointerTo({{{none, Subject(functionHead.str(), std::move(parts))}, {}, {}}});
  }
  }
  return unknownValue("a value that is not followed");
}

} // namespace highwater::flow
