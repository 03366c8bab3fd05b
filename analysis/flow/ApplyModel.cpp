// A call model as changes of the state: assignments, contents, state variables and the growth that follows.

#include "analysis/flow/Application.h"

#include "analysis/flow/Blocks.h"
#include "analysis/flow/Sharing.h"
#include "analysis/flow/Views.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::CallModel;
using effects::Content;
using effects::Formula;
using events::Passing;
using size::Expr;
using size::Function;
using size::Subject;

namespace {

bool isVectorRule(const Formula &growth) {
  return growth.kind == Formula::Call && growth.name == "max" && growth.parts.size() == 2 &&
         growth.parts[0].kind == Formula::Multiply;
}

/// State variables of one value, for growth formulas.
struct ValueScope final : FormulaScope {
  explicit ValueScope(const Value &value) : value(value) {}
  std::optional<Expr> state(llvm::StringRef name) const override {
    auto found = value.state.find(name.str());
    return found == value.state.end() ? std::nullopt : std::optional(found->second);
  }
  Expr operand(const effects::Operand &) const override { return Expr::unknown("growth depends on state only"); }
  Expr measure(llvm::StringRef, const effects::Operand &) const override {
    return Expr::unknown("growth depends on state only");
  }
  Expr distance(const effects::Operand &, const effects::Operand &) const override {
    return Expr::unknown("growth depends on state only");
  }
  Expr heapOfArgument(unsigned) const override { return Expr(0); }
  TypeRef argument(unsigned index) const override {
    return value.type && index < value.type->arguments.size() ? value.type.with(value.type->arguments[index])
                                                              : TypeRef();
  }
  const Value &value;
};

/// The block behind a type's capacity without what its elements hold.
Expr storage(const Values &values, const ValueRef &value) {
  if (value->model && value->model->growthStorage)
    return evaluate(*value->model->growthStorage, ValueScope(*value));
  ValueRef shell = changed(value, [](Value &copy) { copy.parts.clear(); });
  Expr heap = values.heap(shell);
  return heap.isUnknown() ? Expr(0) : heap;
}

} // namespace

/// The content of an operand, copied or moved out of where it was.
ValueRef Application::taken(const effects::Operand &operand, Content::How how) {
  Resolved from = scope.resolve(operand);
  bool target = operand.base == effects::Operand::This && operand.fields.size() == 1 && operand.fields[0] == "target";
  if (target && values.expand(site.object.value)->kind == Value::Pointer)
    from = site.object; // the owner is the pointer itself
  bool movable = false;
  if (operand.base == effects::Operand::Argument && operand.index < site.event.arguments.size() &&
      operand.fields.empty()) {
    Passing passing = site.event.arguments[operand.index].passing;
    movable = passing == Passing::RvalueReference || passing == Passing::Value;
  }
  ValueRef value = values.expand(from.value);
  if (value->kind == Value::Unknown)
    return value;
  if (operand.base == effects::Operand::Argument && operand.fields.size() == 1 && operand.fields[0] == "element")
    if (ValueRef range = values.expand(scope.resolve({operand.base, operand.index, false, {}}).value); isArguments(range))
      value = changed(value, [&](Value &copy) { // which word an element is, its index tells
        auto first = range->number.asConstant();
        copy.text = Subject("argv", {Subject("from " + std::to_string(first ? static_cast<long>(*first) : 0))});
      });
  if (how == Content::Move || (how == Content::Forward && movable)) {
    for (const Location &place : from.places)
      if (value->kind != Value::Scalar)
        state.store(place, values.fresh(value->type));
    return value;
  }
  return copyOf({value, from.places});
}

/// As `taken`; what a variable that ends soon shares with its copy counts where the copy is.
ValueRef Application::takenInto(const Location &place, const effects::Operand &operand, Content::How how) {
  Resolved from = scope.resolve(operand);
  bool hands = from.places.size() == 1 && handsOn(evaluator, from.places[0], from.value);
  ValueRef value = taken(operand, how);
  bool moved = from.places.size() == 1 && values.heap(state.load(from.places[0])).isZero() && !values.heap(value).isZero();
  if (moved)
    moveAlong(state, from.places[0], place);
  if (!hands || moved)
    return value;
  state.store(from.places[0], aliasOf(values, from.value, place));
  return withShared(values, value, from.value);
}

void Application::constructObject() {
  if (site.event.callee.kind != events::Callee::Constructor)
    return;
  for (const Location &place : site.object.places)
    state.store(place, values.fresh(site.objectType));
}

void Application::assign() {
  if (model.assignsFrom) {
    ValueRef value = site.object.places.size() == 1 ? takenInto(site.object.places[0], *model.assignsFrom, Content::Forward)
                                                    : taken(*model.assignsFrom, Content::Forward);
    for (const Location &place : site.object.places)
      state.store(place, value);
  }
  if (model.swaps) {
    Resolved other = scope.resolve(*model.swaps);
    ValueRef mine = site.object.places.empty() ? (site.arguments.empty() ? emptyValue() : site.arguments[0].value)
                                               : site.object.value;
    const std::vector<Location> &here = site.object.places.empty() && !site.arguments.empty()
                                            ? site.arguments[0].places
                                            : site.object.places;
    state.store(here, other.value);
    state.store(other.places, mine);
  }
}

/// The capacity follows the size by the type's growth rule; the replaced block lives on during the step.
void Application::grow(const ValueRef &before, ValueRef &after, const std::string &name, bool relative) {
  const effects::TypeModel *type = after->model;
  if (name != "size" || !type || !type->growthCapacity || !after->state.count("capacity"))
    return;
  Expr size = after->state.at("size");
  Expr old = before->state.count("capacity") ? before->state.at("capacity") : Expr(0);
  auto atOnce = [&] { return evaluate(*type->growthCapacity, ValueScope(*after)); };
  Expr capacity;
  if (model.growth == "exact")
    capacity = Expr::max({old, size});
  else if (isVectorRule(*type->growthCapacity))
    capacity = relative ? Expr::apply(Function::Growth, {old, size})
               : old.isZero()             ? size
                                          : Expr::max({old, Expr::apply(Function::Above, {size, old, atOnce()})});
  else
    capacity = atOnce();
  auto sizeBefore = before->state.find("size");
  if (size.isAtMost(old) || (sizeBefore != before->state.end() && size.isAtMost(sizeBefore->second)))
    return;
  after = changed(after, [&](Value &copy) { copy.state["capacity"] = capacity; });
  if (!type->growthTransient.empty() && !old.isZero())
    outcome.transient = outcome.transient + storage(values, before);
  outcome.allocates = true;
}

/// Whether what a model calls by this name is a member that programs read, not a state that only models know.
static bool isField(const ValueRef &value, const std::string &name) {
  return value->kind == Value::Object && value->model && value->model->role == "plain" && !value->model->state.count(name);
}

void Application::updateState() {
  std::vector<std::pair<const effects::Update *, Expr>> numbers; // all from the state before the call
  for (const effects::Update &update : model.updates)
    numbers.push_back({&update, evaluate(update.value, scope)});
  bool setsCapacity = llvm::any_of(model.updates, [](const effects::Update &update) {
    return update.target.fields.size() == 1 && update.target.fields[0] == "capacity";
  });
  for (auto &[update, number] : numbers) {
    effects::Operand owner = update->target;
    if (owner.fields.empty()) { // a number that the call fills, or a pointer to what is behind one
      bool behind = update->value.kind == Formula::Call && update->value.name == "behind";
      ValueRef value = behind ? behindNumber(*update->value.parts[0].operand) : scalar(number);
      if (update->value.kind == Formula::Call && update->value.name == "formatted")
        value = changed(scalar(Expr::unknown("a letter of a text")), [&](Value &copy) { copy.text = scope.text(update->value); });
      for (const Location &place : scope.resolve(owner).places)
        state.store(place, value);
      continue;
    }
    std::string name = owner.fields.back();
    owner.fields.pop_back();
    Resolved object = scope.resolve(owner);
    if (name == "fill") {
      fillBytes(object, number);
      continue;
    }
    for (const Location &place : object.places) {
      ValueRef before = values.expand(state.load(place));
      if (name == "offset") { // of an iterator
        if (before->kind == Value::Pointer)
          state.store(place, changed(before, [&](Value &copy) { copy.number += number, copy.state[steppedName.str()] = 1; }));
        continue;
      }
      if (isField(before, name)) { // `status.st_size`
        state.store(place.at({Step::Slot, name}), scalar(number));
        continue;
      }
      if (before->kind != Value::Object || (before->model && !before->model->state.count(name)))
        continue; // streams that are not of strings have no size
      Expr previous = before->state.count(name) ? before->state.at(name) : Expr(0);
      ValueRef after = changed(before, [&](Value &copy) {
        Expr changed = update->relative ? previous + number : number;
        copy.state[name] = name == "size" ? limitKeys(copy, changed, number, update->relative) : changed;
      });
      if (!setsCapacity)
        grow(before, after, name, update->relative);
      else if (name == "capacity" && after->model && !after->model->growthTransient.empty() && !previous.isZero() &&
               previous != number)
        outcome.transient = outcome.transient + storage(values, before);
      state.store(place, after);
    }
    outcome.allocates = true;
  }
  if (model.text) {
    Subject text = scope.text(*model.text);
    for (const Location &place : site.object.places)
      state.store(place, changed(values.expand(state.load(place)),
                                 [&](Value &copy) { copy.text = text, copy.record = scope.searchedFor(text); }));
  }
}

CallOutcome Application::run() {
  constructObject();
  assign();
  countKeys();
  addContents();
  updateState();
  release();
  if (model.transient) {
    Expr extra = evaluate(*model.transient, scope);
    if (!extra.isUnknown())
      outcome.transient = outcome.transient + extra;
    outcome.allocates = true;
  }
  readRecord();
  if (model.read)
    scope.result = outcome.result;
  seek();
  takeOption();
  giveResult();
  enterSource();
  // A handle's answer about itself (`if (file)`) is about the last record it gave.
  ValueRef handle = values.expand(site.object.value);
  if (outcome.result->record.empty() && !handle->record.empty() && site.resultType &&
      site.resultType->kind == events::Type::Integer && !model.read) {
    ValueRef answer = outcome.result->kind == Value::Scalar ? outcome.result : scalar(Expr::unknown("a condition"));
    outcome.result = changed(answer, [&](Value &copy) {
      copy.record = handle->record;
      if (llvm::StringRef(site.event.callee.name).ends_with("::operator!"))
        copy.text = Subject("not", {handle->record});
    });
  }
  return outcome;
}

CallOutcome applyModel(const CallModel &model, const CallSite &site, const Evaluator &evaluator, State &state,
                       ValueRef result, Construct construct) {
  return Application(model, site, evaluator, state, std::move(result), std::move(construct)).run();
}

} // namespace highwater::flow
