// The object as an argument, and as the place of a result.

#include "analysis/flow/Touches.h"

#include "analysis/events/Arguments.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::CallModel;
using effects::Formula;
using events::Callee;
using events::Event;
using events::none;
using events::Passing;
using events::VarId;
using Kind = events::Type::Kind;

static bool names(const std::optional<effects::Operand> &operand, unsigned index) {
  return operand && indexOf(*operand) == index;
}

static bool isNumber(TypeRef type) { return type && (type->kind == Kind::Integer || type->kind == Kind::Floating); }

/// `a == b`, `a < b`, `a - b` of objects.
static bool isComparison(const Event &event) {
  auto [scope, sign] = llvm::StringRef(event.callee.name).rsplit("operator");
  static constexpr llvm::StringLiteral signs[] = {"==", "!=", "<", ">", "<=", ">=", "<=>", "-"};
  return llvm::is_contained(signs, sign);
}

/// Whether a result of this model lies before the argument that it refers to.
static bool goesBack(const effects::Returns &returns) {
  return returns.offset && returns.offset->kind == Formula::Subtract;
}

bool isCutFrom(const CallModel &model, unsigned index) {
  return model.read && model.read->record == "token" && model.read->from.pointee && indexOf(model.read->from) == index;
}

static bool isCutInTurn(const CallModel &model, unsigned index) {
  return model.read && model.read->record == "token" && !model.read->into && !model.read->from.pointee &&
         indexOf(model.read->from) == index;
}

bool goesOn(const Event &call, const CallModel &model) {
  for (unsigned index = 0; index < call.arguments.size(); ++index)
    if (isCutInTurn(model, index)) {
      const events::Operand &from = events::withoutCasts(call.arguments[index].value);
      return from.kind == events::Operand::Null || (from.kind == events::Operand::Integer && from.integer == 0);
    }
  return false;
}

bool Touches::isReadBy(const Event &call) const {
  if (call.kind != Event::Call || call.callee.system || models.of(call))
    return false;
  bool given = call.object && origins.isHandle(*call.object);
  for (const events::Argument &argument : call.arguments)
    given |= origins.isHandle(argument.value);
  return given;
}

void Touches::copyInto(const Event &event, const CallModel &model) {
  const events::Operand *from = operandOf(event, model.copiesBytes->from);
  if (!from || !(origins.isHandle(*from) || origins.isData(*from)))
    touch(Touch::Change);
  else if (origins.isMapping(*from))
    fill(event, &model, "mapping");
  else
    touch(Touch::Fill);
}

void Touches::runArgument(const Event &event, const CallModel *model, unsigned index, const Alias &argument) {
  Passing passing = event.arguments[index].passing;
  bool changeable = passing == Passing::Reference || passing == Passing::Pointer;
  bool walked = model && llvm::any_of(model->walks, [&](const effects::Operand &operand) { return indexOf(operand) == index; });
  bool numberResult = event.place.root == none || isNumber(typeOf(event.place.root));
  const std::optional<effects::Returns> *returns = model ? &model->returns : nullptr;
  bool viewed = returns && *returns && names((*returns)->viewOf, index);
  VarId root = event.arguments[index].value.place.root;

  if (argument.kind == Alias::Inserter) {
    if (!fills(event, model, index))
      touch(Touch::Change);
    defineResult(event, argument);
    return;
  }
  if (argument.kind == Alias::Walker || argument.kind == Alias::Mark) {
    bool comparison = isComparison(event);
    bool isUnknown = argument.position.kind == Position::Unknown;
    if (comparison || (model && *returns && (*returns)->value && numberResult && event.arguments.size() > 1))
      return;
    if (model && model->read && names(model->read->into, index)) // `read(fd, buffer + done, …)`
      return fill(event, model, model->read->record);
    if (model && model->copiesBytes && names(model->copiesBytes->into, index)) // `memcpy(buffer + done, block, …)`
      return copyInto(event, *model);
    if (isUnknown) { // an end, as a rule
      if (!model && (!runCallee(event, index)))
        touch(Touch::Whole);
      return;
    }
    if (model && isCutFrom(*model, index)) {
      touch(Touch::Access, argument.position);
      return defineResult(event, {Alias::Mark, argument.position});
    }
    bool passesVariable = event.arguments[index].value.kind == events::Operand::Address && changeable;
    if (passesVariable || (!model && !callees(event, index)))
      return touch(Touch::Whole);
    touch(Touch::Access, argument.position);
    if (keepsElements(event))
      return touch(Touch::Whole); // `seen.insert(line)` of a view
    if (viewed && goesBack(**returns))
      return touch(Touch::Whole);
    bool position = viewed || (event.place.root != none && types.holds(typeOf(event.place.root)));
    if (position && event.callee.kind != Callee::Constructor)
      defineResult(event, {Alias::Mark, argument.position});
    return;
  }

  // All of it, or its front.
  if (!model) {
    if (!runCallee(event, index))
      touch(Touch::Whole);
    return;
  }
  bool carrier = root != none && known.count(root) && known[root].kind == Alias::Carrier;
  bool isPlace = !carrier || (typeOf(root) && typeOf(root)->kind == Kind::Pointer);
  if (model->copiesBytes && names(model->copiesBytes->into, index)) {
    copyInto(event, *model);
    if (viewed)
      defineResult(event, {Alias::Whole, {}});
  } else if (walked) {
    touch(Touch::Walk);
    if (viewed)
      defineResult(event, {Alias::Mark, {}});
  } else if (model->read && names(model->read->into, index)) {
    fill(event, model, model->read->record);
  } else if (isCutInTurn(*model, index) && event.place.root != none) {
    touch(Touch::Step, {Position::Variable, event.place.root, 0, nullptr});
    defineResult(event, {Alias::Mark, {Position::Constant, none, 0, nullptr}});
  } else if (model->read && indexOf(model->read->from) == index) {
    bool stream = isStream(root) || (known.count(root) && typeOf(root)->kind == Kind::Reference && isStream(root));
    touch(stream ? Touch::Step : changeable ? Touch::Whole : Touch::Access,
          stream ? Position{Position::Variable, root, 0, nullptr} : Position{Position::Constant, none, 0, nullptr});
    if (viewed)
      defineResult(event, stream ? Alias{Alias::Whole, {}} : Alias{Alias::Mark, {}});
  } else if (names(model->frees, index)) {
    touch(event.place.root == none ? Touch::Reset : Touch::Change);
    if (event.place.root != none && event.place.path.empty()) // realloc
      known.try_emplace(event.place.root, Alias{Alias::Carrier, {}});
  } else if (model->swaps) {
    touch(Touch::Whole);
  } else if (event.callee.kind == Callee::Constructor && event.object && event.object->place.root != none) {
    bool first = llvm::none_of(llvm::ArrayRef(event.arguments).take_front(index),
                               [&](const events::Argument &other) { return visit(other.value).kind != Alias::None; });
    const effects::TypeModel *type = models.typeOf(event.object->place.root);
    bool copies = type && (type->role == "container" || type->role == "stream" || type->role == "owner");
    if (!first || !type || !event.object->place.path.empty())
      touch(Touch::Whole);
    else if (copies)
      known.try_emplace(event.object->place.root, Alias{Alias::Carrier, {}});
    else
      define(event.object->place, {Alias::Whole, {}});
  } else if (viewed) {
    bool inserter = event.place.root != none && isInsert(event.place.root);
    bool behind = (*returns)->offset && !((*returns)->offset->kind == Formula::Number && (*returns)->offset->number == 0);
    defineResult(event, inserter ? Alias{Alias::Inserter, {}} : behind ? Alias{Alias::Mark, {}} : Alias{Alias::Whole, {}});
  } else if (model->returns && model->returns->value && numberResult) {
    touch(Touch::Size);
  } else if (isPlace && isComparison(event)) {
    return; // of iterators
  } else if (event.callee.kind == Callee::Method && event.object && !event.callee.constMethod && !changeable &&
             (!model->content.empty() || !model->updates.empty()) && !model->assignsFrom) {
    touch(Touch::Walk); // added to something else
  } else {
    touch(Touch::Whole);
  }
}

void Touches::runResult(const Event &event, const CallModel *model) {
  auto to = known.find(event.place.root);
  if (event.place.root == none || to == known.end())
    return;
  bool object = to->second.kind == Alias::Carrier;
  if (!event.place.path.empty()) {
    if ((object || to->second.kind == Alias::Whole) && fills(event, model, none))
      return;
    visit(event.place, true);
    return;
  }
  if (!object)
    return;
  bool again = llvm::any_of(event.arguments, [&](const events::Argument &argument) {
    return visit(argument.value).kind != Alias::None;
  });
  again |= event.object && visit(*event.object).kind != Alias::None;
  if (again)
    return; // the same block, or a copy of another carrier
  touch(Touch::Reset);
  // `text = all.str()`: what fills the one fills the other.
  bool copies = model && model->returns && (model->returns->copyOf || !model->returns->state.empty());
  if (copies && event.object && event.arguments.empty() && event.object->place.path.empty() && isStream(event.object->place.root) &&
      function.body.variables[event.object->place.root].storage == events::Variable::Local)
    known.try_emplace(event.object->place.root, Alias{Alias::Carrier, {}});
  if (model && model->effect == "load")
    return fill(event, model, "");
  std::optional<Handling> handling = !model && callees ? callees(event, ofResult) : std::nullopt;
  if (handling && handling->fills) {
    touch(Touch::Fill);
    touches.back().reading = handling->fills;
  }
}

} // namespace highwater::flow
