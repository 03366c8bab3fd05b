// What a call gives back: releases, new blocks and objects, views and numbers.

#include "analysis/flow/Application.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Keyed.h"
#include "analysis/flow/KnownHeap.h"
#include "analysis/flow/Readings.h"
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

/// Pages of their own in place of a block of the heap.
static void mapPages(Value &block) {
  auto bytes = block.state.extract("bytes");
  bytes.key() = mappedName.str();
  block.state.insert(std::move(bytes));
}

/// A pointer that owns a new block.
ValueRef ownedBlock(Expr bytes, ValueRef element) {
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

/// Whether what one pointer owns is in place of what it owned when the function began.
static bool isRegrown(const ValueRef &pointer, const std::vector<Location> &places) {
  return pointer->state.count("least") && addedBlocks(pointer).isZero() && places.size() == 1 && !isOneOfMany(places[0]);
}

/// `m.emplace(…)`: an iterator beside whether it was added, where that is what the call gives.
static ValueRef besideVerdict(const Values &values, TypeRef type, ValueRef view, const Subject &met) {
  const effects::TypeModel *pair = values.modelOf(type);
  if (!pair || !pair->slots.count("first") || !pair->slots.count("second"))
    return view;
  return changed(values.fresh(type), [&](Value &copy) {
    copy.parts["first"] = std::move(view);
    copy.parts["second"] = changed(scalar(Expr::unknown("whether a key is new")), [&](Value &verdict) {
      verdict.text = notHolding(met);
    });
  });
}

void Application::release() {
  if (model.frees) {
    Resolved pointer = scope.resolve(*model.frees);
    if (std::vector<Location> content = evaluator.referents(pointer.value, pointer.places); content.size() == 1)
      moved = state.load(content[0]);
    ValueRef freed = values.expand(pointer.value);
    bool replaces = model.returns && model.returns->heap, grows = replaces && !freed->origin.empty(); // by realloc
    fillsUp = replaces && freed->origin.empty() && pointer.places.size() == 1 && isAnyOfMany(pointer.places[0]);
    if (grows && (!freed->parts.count("target") || isRegrown(freed, pointer.places))) {
      regrown = freed->origin; // as many blocks as before, or the first
      if (freed->parts.count("target"))
        state.store(pointer.places[0], changed(freed, disown));
    } else if (!fillsUp) { // else it stays until it is known where the new one goes
      state.release(freed, pointer.places);
    }
  }
  if (!model.read)
    allocate();
  if (model.empties)
    for (const Location &place : scope.resolve(*model.empties).places) {
      ValueRef held = values.expand(state.load(place));
      bool stand = held->kind == Value::Record && model.empties->base == effects::Operand::This; // a closure for its thread
      state.store(place, values.fresh(stand && site.objectType ? site.objectType : held->type));
    }
}

/// Blocks that are handed out through arguments.
/// A handle that is given another block reads what it read before.
static ValueRef withHandle(const ValueRef &block, const Value &handle) {
  auto held = handle.parts.find("target");
  if (handle.kind != Value::Pointer || handle.source.empty() || held == handle.parts.end())
    return block;
  return changed(block, [&](Value &copy) {
    copy.source = handle.source, copy.record = handle.record, copy.position = handle.position;
    copy.state.insert(handle.state.begin(), handle.state.end());
    copy.parts["target"] = changed(copy.parts["target"], [&](Value &inner) { inner.parts = held->second->parts; });
  });
}

void Application::allocate() {
  for (const effects::Allocation &allocation : model.allocates)
    for (const Location &place : scope.resolve(allocation.into).places)
      state.store(place, withHandle(ownedBlock(evaluate(allocation.heap, scope)), *values.expand(state.load(place))));
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
      for (const auto &[name, passed] : pointer->state)
        if (isPassedName(name))
          view->state[name] = passed;
    }
    view->text = scope.textOf(of.value);
    if (Subject piece = returns.text ? scope.text(*returns.text) : Subject(); piece.parts().size() > 1 || piece.head() == "lit" || isPerRecord(piece) || view->text.head() == "text")
      view->text = piece;
    if (view->text.head() == "argv")
      if (llvm::StringRef from = view->text.parts()[0].head(); from.consume_front("from ")) {
        long first = 0;
        from.getAsInteger(10, first);
        bool indexed = site.arguments.size() == 1 && values.expand(site.arguments[0].value)->kind == Value::Scalar;
        view->text = argument(indexed ? values.expand(site.arguments[0].value)->number + Expr(static_cast<double>(first))
                                      : Expr::unknown("which word"));
      }
    for (const effects::Update &update : returns.state)
      if (Expr number = evaluate(update.value, scope); !number.isUnknown() && !update.target.fields.empty())
        view->state[update.target.fields.back()] = number;
    if (Subject piece = returns.text ? scope.pieceOf(scope.textOf(of.value)) : Subject(); !piece.empty()) {
      view->text = piece;
      view->state["size"] = lengthOf(piece);
    }
    view->record = returns.text ? scope.searchedFor(view->text) : outcome.result->record;
    if (view->record.head() == "separator") // how many of them it has passed
      view->state[passedName(view->record)] += Expr(1);
    llvm::StringRef record = view->record.head();
    if ((record == "token" || record == "column" || record == "between") && model.read && !model.read->into)
      view->text = view->record; // the piece itself
    if (rest->kind == Value::Pointer)
      view->targets = rest->targets;
    if (returns.offset)
      view->number = evaluate(*returns.offset, scope);
    if (auto behind = returns.value ? evaluate(*returns.value, scope).asConstant() : std::nullopt) {
      if (*behind < 0)
        view = std::make_shared<Value>(*pointerTo({}));
      else
        view->number += Expr(*behind);
    }
    // An element chosen by a number is any of them, unless a loop counts through them.
    llvm::StringRef part = returns.viewOf->fields.empty() ? "" : llvm::StringRef(returns.viewOf->fields.back());
    ValueRef object = values.expand(site.object.value);
    bool many = object->kind == Value::Object && object->model && object->model->slots.count("key");
    if (part == "value" && many && !site.arguments.empty())
      for (Location &target : view->targets)
        if (!target.path.empty() && target.path.back().name == part) {
          target.path.back().name = slotUnder(evaluator, *object, part, scope.textOf(site.arguments[0].value));
          if (target.path.back().name != part)
            view->text = scope.textOf(state.load(target));
        }
    bool position = returns.offset && !site.event.callee.returnsReference; // `begin`, and not `front`
    if (!position && (part == "element" || (part == "value" && many))) {
      unsigned loop = object->state.count(steppedName.str()) ? evaluator.visitor(object->number) : events::none; // `*it`
      std::optional<unsigned> place;
      for (const Resolved &argument : site.arguments)
        if (ValueRef index = values.expand(argument.value); index->kind == Value::Scalar && loop == events::none) {
          loop = evaluator.visitor(index->number);
          if (auto constant = index->number.asConstant(); constant && *constant >= 0 && part == "element")
            place = static_cast<unsigned>(*constant);
        }
      for (Location &target : view->targets)
        if (!target.path.empty()) {
          target.path.back().weak = loop == events::none;
          target.path.back().loop = loop;
          target.path.back().index = place;
        }
    }
    TypeRef type = site.resultType;
    if (type && type->kind == events::Type::Record)
      if (const auto *viewModel = values.modelOf(type); viewModel && viewModel->role == "view")
        view->type = type;
    if (Subject met = returns.value ? question(*returns.value) : Subject(); !met.empty())
      view->source = met;
    outcome.result = besideVerdict(values, type, view, whetherMet());
  } else if (returns.copyOf) {
    outcome.result = taken(*returns.copyOf, Content::Copy);
  } else if (returns.moveOf) {
    outcome.result = taken(*returns.moveOf, Content::Move);
  } else if (returns.heap) {
    ValueRef object = newObject(site.resultType);
    TypeRef content = returns.content.empty() ? TypeRef() : slotType(*object, returns.content[0].slot);
    outcome.result = ownedBlock(evaluate(*returns.heap, scope),
                                content ? constructed(returns.content[0], content) : moved);
    if (returns.text)
      outcome.result = changed(outcome.result, [&](Value &copy) { copy.text = scope.text(*returns.text); });
    outcome.result = changed(outcome.result, [&](Value &copy) {
      ValueRef &block = copy.parts["target"];
      for (const effects::Update &update : returns.state)
        block = changed(block, [&](Value &inner) { inner.state[update.target.fields.back()] = evaluate(update.value, scope); });
      if (TypeRef type = site.resultType; type && type->kind == events::Type::Pointer && type.pointee() && type.pointee()->size)
        block = blockOf(values, block, type.pointee());
      if (model.effect == "map")
        block = changed(block, mapPages);
    });
    if (model.frees && regrown.empty()) // in place of a block, or the first
      outcome.result = changed(outcome.result, [&](Value &copy) {
        copy.state["least"] = 1;
        if (fillsUp)
          setBlocks(copy, 0);
      });
    if (!regrown.empty())
      outcome.result = changed(outcome.result, [&](Value &copy) {
        copy.origin = regrown;
        copy.state["least"] = 1;
        setBlocks(copy, 0);
      });
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
    if (returns.value->kind == Formula::Call && (returns.value->name == "min" || returns.value->name == "max"))
      for (const Resolved &argument : site.arguments) // `std::min(end + 1, text.size())`: what one of them was searched for
        if (record.empty())
          record = values.expand(argument.value)->record;
    Expr number = evaluate(*returns.value, scope);
    Subject compared = number.isUnknown() ? comparedText(*returns.value) : Subject();
    if (!number.isUnknown() || record.empty() || record != outcome.result->record) // else what was read is as much as is known
      outcome.result = changed(scalar(number), [&](Value &copy) {
        copy.record = record;
        copy.source = compared;
        copy.text = number.asConstant() ? Subject() : question(*returns.value);
        if (returns.value->kind == Formula::Number) // as a condition it always comes out the same
          copy.share = returns.value->number == 0 ? 0 : 1;
      });
  }
}

} // namespace highwater::flow
