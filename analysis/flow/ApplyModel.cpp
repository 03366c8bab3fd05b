// A call model as changes of the state: contents, state variables, sources and reads, ownership, the result.

#include "analysis/flow/CallScope.h"

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

class Application {
public:
  Application(const CallModel &model, const CallSite &site, const Evaluator &evaluator, State &state)
      : model(model), site(site), evaluator(evaluator), values(evaluator.values), state(state),
        scope(site, evaluator, state) {}

  CallOutcome run();

private:
  void assign();
  void constructObject();
  void addContents();
  void updateState();
  void grow(const ValueRef &before, ValueRef &after, const std::string &changedName, bool relative);
  void enterSource();
  void readRecord();
  void release();
  void giveResult();
  ValueRef taken(const effects::Operand &operand, Content::How how);
  ValueRef newObject(TypeRef type) const;
  ValueRef constructed(const Content &content, TypeRef type);

  const CallModel &model;
  const CallSite &site;
  const Evaluator &evaluator;
  const Values &values;
  State &state;
  CallScope scope;
  CallOutcome outcome;
};

bool isVectorRule(const Formula &growth) {
  return growth.kind == Formula::Call && growth.name == "max" && growth.parts.size() == 2 &&
         growth.parts[0].kind == Formula::Multiply;
}

/// A pointer that owns a new block.
ValueRef ownedBlock(Expr bytes, ValueRef element = emptyValue()) {
  auto block = std::make_shared<Value>();
  block->kind = Value::Block;
  block->state["bytes"] = std::move(bytes);
  block->state["count"] = 1;
  if (element->kind != Value::Empty)
    block->parts["element"] = std::move(element);
  auto pointer = std::make_shared<Value>();
  pointer->kind = Value::Pointer;
  pointer->parts["target"] = block;
  return pointer;
}

/// The type of a content slot of a modelled object.
TypeRef slotType(const ValueRef &object, const std::string &slot) {
  if (!object->model || !object->type)
    return {};
  auto found = object->model->slots.find(slot);
  auto index = found == object->model->slots.end() ? std::nullopt : typeArgument(found->second);
  return index && *index < object->type->arguments.size() ? object->type.with(object->type->arguments[*index]) : TypeRef();
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
  if (how == Content::Move || (how == Content::Forward && movable)) {
    for (const Location &place : from.places)
      if (value->kind != Value::Scalar)
        state.store(place, values.fresh(value->type));
    return value;
  }
  return from.places.empty() ? value : values.copied(value, from.places[0]);
}

void Application::constructObject() {
  if (site.event.callee.kind != events::Callee::Constructor)
    return;
  for (const Location &place : site.object.places)
    state.store(place, values.fresh(site.objectType));
}

void Application::assign() {
  if (model.assignsFrom) {
    ValueRef value = taken(*model.assignsFrom, Content::Forward);
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

void Application::addContents() {
  for (const Content &content : model.content) {
    ValueRef value = content.construct ? emptyValue() : taken(content.from, content.how);
    Resolved into = scope.resolve(content.into);
    Step slot{Step::Slot, content.slot};
    for (const Location &place : into.places) {
      ValueRef object = values.expand(state.load(place));
      if (content.construct && object->model)
        value = constructed(content, slotType(object, content.slot));
      bool single = object->model && object->model->role == "owner";
      state.store(place.at(slot), single ? value : values.join(values.part(object, slot), value));
    }
  }
}

/// The capacity follows the size by the type's growth rule; the replaced block lives on during the step.
void Application::grow(const ValueRef &before, ValueRef &after, const std::string &name, bool relative) {
  const effects::TypeModel *type = after->model;
  if (name != "size" || !type || !type->growthCapacity || !after->state.count("capacity"))
    return;
  Expr size = after->state.at("size");
  Expr old = before->state.count("capacity") ? before->state.at("capacity") : Expr(0);
  Expr capacity;
  if (model.growth == "exact")
    capacity = Expr::max({old, size});
  else if (isVectorRule(*type->growthCapacity))
    capacity = relative ? Expr::apply(Function::Growth, {old, size}) : Expr::max({old, size});
  else
    capacity = evaluate(*type->growthCapacity, ValueScope(*after));
  if (size.isAtMost(old))
    return;
  after = changed(after, [&](Value &copy) { copy.state["capacity"] = capacity; });
  if (!type->growthTransient.empty() && !old.isZero())
    outcome.transient = outcome.transient + storage(values, before);
  outcome.allocates = true;
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
    if (owner.fields.empty())
      continue;
    std::string name = owner.fields.back();
    owner.fields.pop_back();
    Resolved object = scope.resolve(owner);
    for (const Location &place : object.places) {
      ValueRef before = values.expand(state.load(place));
      if (before->kind != Value::Object || (before->model && !before->model->state.count(name)))
        continue; // streams that are not of strings have no size
      Expr previous = before->state.count(name) ? before->state.at(name) : Expr(0);
      ValueRef after = changed(before, [&](Value &copy) {
        copy.state[name] = update->relative ? previous + number : number;
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
      state.store(place, changed(values.expand(state.load(place)), [&](Value &copy) { copy.text = text; }));
  }
}

void Application::enterSource() {
  if (!model.source)
    return;
  Resolved of = scope.resolve(model.source->of);
  ValueRef from = values.expand(of.value);
  Subject text = scope.textOf(from), source;
  if (model.source->kind == "stdin")
    source = Subject("stdin");
  else if (model.source->kind == "text")
    source = text;
  else if (model.source->kind == "directory")
    source = text.empty() ? Subject() : Subject("dir", {text});
  else if (!from->source.empty())
    source = from->source;
  else if (!text.empty())
    source = Subject(model.source->kind == "environment" ? "env" : "file", {text});
  auto stamp = [&](const ValueRef &value) {
    ValueRef handle = values.expand(value);
    if (handle->kind == Value::Empty || handle->kind == Value::Unknown) {
      auto pointer = std::make_shared<Value>();
      pointer->kind = Value::Pointer;
      handle = pointer;
    }
    return changed(handle, [&](Value &copy) { copy.source = source; });
  };
  if (model.source->into.base == effects::Operand::Result) {
    outcome.result = stamp(outcome.result);
    return;
  }
  for (const Location &place : scope.resolve(model.source->into).places)
    state.store(place, stamp(state.load(place)));
}

void Application::readRecord() {
  if (!model.read)
    return;
  Resolved handle = scope.resolve(model.read->from);
  ValueRef reader = values.expand(handle.value);
  if (reader->kind == Value::Pointer && reader->source.empty()) {
    handle = memberOf(evaluator, state, handle, "element");
    reader = values.expand(handle.value);
  }
  Subject source = !reader->source.empty() ? reader->source : scope.textOf(reader);
  if (source.empty())
    source = Subject("stream", {Subject(site.event.callee.name)});
  llvm::StringRef kind = model.read->record;
  Subject record(kind.str(), {source});
  bool cuts = kind == "token" || kind == "separator";
  if (cuts && model.read->separator) {
    Subject separator = scope.text(*model.read->separator);
    if (separator.empty())
      if (auto code = evaluate(*model.read->separator, scope).asConstant(); code && *code > 0 && *code < 256)
        separator = literalText(std::string(1, static_cast<char>(*code)));
    record = Subject(kind.str(), {source, separator.empty() ? literalText(",") : separator});
  }
  if (model.read->into)
    for (const Location &place : handle.places)
      state.store(place, changed(values.expand(state.load(place)), [&](Value &copy) { copy.record = record; }));

  Expr length = kind == "all" ? measured("bytes", source) : measured("len", record);
  if (model.read->limit)
    length = Expr::min({length, evaluate(*model.read->limit, scope)});
  if (!model.read->into) {
    outcome.result = changed(scalar(measured("position", record)), [&](Value &copy) { copy.record = record; });
    return;
  }
  Resolved into = scope.resolve(*model.read->into);
  for (const Location &place : into.places) {
    ValueRef target = values.expand(state.load(place));
    if (target->kind == Value::Object && target->state.count("size")) {
      ValueRef filled = changed(target, [&](Value &copy) {
        copy.state["size"] = length;
        if (auto capacity = copy.state.find("capacity"); capacity != copy.state.end())
          capacity->second = Expr::max({capacity->second, length});
        copy.text = record;
      });
      state.store(place, filled);
      outcome.allocates = true;
    } else if (target->kind == Value::Scalar || target->kind == Value::Empty || target->kind == Value::Unknown) {
      state.store(place, changed(scalar(measured("value", record)), [&](Value &copy) { copy.text = record; }));
    }
  }
  outcome.result = changed(scalar(length), [&](Value &copy) { copy.record = record; });
}

void Application::release() {
  if (model.frees) {
    Resolved pointer = scope.resolve(*model.frees);
    ValueRef value = values.expand(pointer.value);
    std::vector<Location> owners = value->parts.count("target") ? pointer.places : std::vector<Location>();
    for (Location target : value->targets) { // an alias: free what its owner holds
      while (!target.path.empty() && target.path.back().kind != Step::Target)
        target.path.pop_back();
      if (target.path.empty())
        continue;
      target.path.pop_back();
      owners.push_back(target);
    }
    for (const Location &owner : owners)
      state.store(owner, changed(values.expand(state.load(owner)), [](Value &copy) { copy.parts.erase("target"); }));
  }
  for (const effects::Allocation &allocation : model.allocates)
    for (const Location &place : scope.resolve(allocation.into).places)
      state.store(place, ownedBlock(evaluate(allocation.heap, scope)));
  if (model.empties)
    for (const Location &place : scope.resolve(*model.empties).places)
      state.store(place, values.fresh(values.expand(state.load(place))->type));
}

/// What a constructor of `type` makes of the call's arguments from the first that `content` names.
ValueRef Application::constructed(const Content &content, TypeRef type) {
  unsigned first = content.from.index;
  if (!type || first > site.arguments.size())
    return emptyValue();
  if (type->kind == events::Type::Array) // of so many elements, each as by default
    return values.fresh(type.pointee());
  if (first == site.arguments.size())
    return values.fresh(type);
  ValueRef single = values.expand(site.arguments[first].value);
  bool same = single->type && single->type.unit == type.unit && single->type.id == type.id;
  if (first + 1 == site.arguments.size() && (type->kind != events::Type::Record || same))
    return taken(content.from, content.how);
  if (!values.modelOf(type))
    return values.fresh(type);
  events::Event event;
  event.kind = events::Event::Call;
  event.callee.kind = events::Callee::Constructor;
  event.callee.name = type->name + "::" + type->name.substr(type->name.rfind(':') + 1);
  event.callee.record = type.id;
  event.arguments.assign(site.event.arguments.begin() + first, site.event.arguments.end());
  CallSite inner(evaluator, state, event);
  Location scratch{{events::none, Subject("scratch")}, {}, type};
  state.store(scratch, values.fresh(type));
  inner.objectType = type;
  inner.object = {state.load(scratch), {scratch}};
  if (const CallModel *constructor = findModel(evaluator, state, inner))
    Application(*constructor, inner, evaluator, state).run();
  ValueRef result = state.load(scratch);
  state.forget(scratch.root);
  return result;
}

ValueRef Application::newObject(TypeRef type) const {
  ValueRef object = values.fresh(type);
  return object->kind == Value::Object || object->kind == Value::Record ? object : emptyValue();
}

void Application::giveResult() {
  if (!model.returns)
    return;
  const effects::Returns &returns = *model.returns;
  if (returns.viewOf) {
    Resolved of = scope.resolve(*returns.viewOf);
    bool target = !returns.viewOf->fields.empty() && returns.viewOf->fields.back() == "target";
    if (target && values.expand(site.object.value)->kind == Value::Object)
      while (values.expand(of.value)->kind == Value::Pointer) { // an alias may refer to another owner's slot
        std::vector<Location> places = evaluator.referents(of.value, of.places);
        if (places.empty())
          break;
        of = {state.load(places), places};
      }
    auto view = std::make_shared<Value>();
    view->kind = Value::Pointer;
    view->targets = of.places;
    if (ValueRef pointer = values.expand(of.value); returns.viewOf->base == effects::Operand::Argument &&
                                                    returns.viewOf->fields.empty() && !returns.viewOf->pointee &&
                                                    pointer->kind == Value::Pointer && !pointer->type) {
      view->targets = evaluator.referents(pointer, of.places); // a pointer into the same memory
      view->number = pointer->number;
    }
    view->text = scope.textOf(of.value);
    view->record = outcome.result->record;
    if (view->record.head() == "token" && !model.read->into)
      view->text = view->record; // the piece itself
    if (returns.offset)
      view->number = evaluate(*returns.offset, scope);
    // An element chosen by a number is any of them, unless a loop counts through them.
    if (!returns.offset && !returns.viewOf->fields.empty() && returns.viewOf->fields.back() == "element") {
      unsigned loop = events::none;
      for (const Resolved &argument : site.arguments)
        if (ValueRef index = values.expand(argument.value); index->kind == Value::Scalar && loop == events::none)
          loop = evaluator.visitor(index->number);
      for (Location &target : view->targets)
        if (!target.path.empty()) {
          target.path.back().weak = loop == events::none;
          target.path.back().loop = loop;
        }
    }
    TypeRef type = site.resultType;
    if (type && type->kind == events::Type::Record)
      if (const auto *viewModel = values.modelOf(type); viewModel && viewModel->role == "view")
        view->type = type;
    outcome.result = view;
  } else if (returns.copyOf) {
    outcome.result = taken(*returns.copyOf, Content::Copy);
  } else if (returns.moveOf) {
    outcome.result = taken(*returns.moveOf, Content::Move);
  } else if (returns.heap) {
    ValueRef object = newObject(site.resultType);
    TypeRef content = returns.content.empty() ? TypeRef() : slotType(object, returns.content[0].slot);
    outcome.result = ownedBlock(evaluate(*returns.heap, scope),
                                content ? constructed(returns.content[0], content) : emptyValue());
    outcome.allocates = true;
  } else if (!returns.state.empty() || !returns.content.empty() || returns.text) {
    Subject piece = scope.pieceOf(scope.textOf(site.object.value));
    ValueRef object = newObject(site.resultType);
    object = changed(object, [&](Value &copy) {
      for (const effects::Update &update : returns.state)
        if (!update.target.fields.empty())
          copy.state[update.target.fields.back()] = evaluate(update.value, scope);
      if (returns.text)
        copy.text = scope.text(*returns.text);
      if (!piece.empty()) {
        copy.text = piece;
        copy.state["size"] = lengthOf(piece);
        if (auto capacity = object->state.find("capacity"); capacity != object->state.end())
          copy.state["capacity"] = capacity->second;
      }
      if (copy.state.count("capacity") && copy.state.count("size"))
        copy.state["capacity"] = Expr::max({copy.state["size"], copy.state["capacity"]});
    });
    for (const Content &content : returns.content)
      object = values.withPart(object, {Step::Slot, content.slot}, taken(content.from, content.how));
    outcome.result = object;
    outcome.allocates = true;
  } else if (returns.value) {
    Subject record = outcome.result->record;
    outcome.result = changed(scalar(evaluate(*returns.value, scope)), [&](Value &copy) { copy.record = record; });
  }
}

CallOutcome Application::run() {
  constructObject();
  assign();
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
  giveResult();
  enterSource();
  // A handle's answer about itself (`if (file)`) is about the last record it gave.
  ValueRef handle = values.expand(site.object.value);
  if (outcome.result->record.empty() && !handle->record.empty() && site.resultType &&
      site.resultType->kind == events::Type::Integer && !model.read) {
    ValueRef answer = outcome.result->kind == Value::Scalar ? outcome.result : scalar(Expr::unknown("a condition"));
    outcome.result = changed(answer, [&](Value &copy) { copy.record = handle->record; });
  }
  return outcome;
}

CallOutcome applyModel(const CallModel &model, const CallSite &site, const Evaluator &evaluator, State &state) {
  return Application(model, site, evaluator, state).run();
}

} // namespace highwater::flow
