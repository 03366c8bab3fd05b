// Variables of a body, and the emission of events on them.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;
using events::Variable;

events::Event &Lowering::emit(Event::Kind kind, SourceLocation at) {
  Event &event = body.blocks[block].events.emplace_back();
  event.kind = kind;
  if (inlined)
    at = inlinedAt;
  if (at.isValid())
    lastAt = at;
  event.location = shared.locations.at(lastAt);
  event.statement = statement;
  ++emitted;
  return event;
}

void Lowering::set(Place place, Operand value, SourceLocation at, bool initializes) {
  Event &event = emit(Event::Set, at);
  event.place = std::move(place);
  event.value = std::move(value);
  event.initializes = initializes;
}

void Lowering::transfer(bool move, Place place, Place source, SourceLocation at, bool initializes) {
  Event &event = emit(move ? Event::Move : Event::Copy, at);
  event.place = std::move(place);
  event.source = std::move(source);
  event.initializes = initializes;
}

/// The number of a constant of integer type.
static std::optional<std::int64_t> constantOf(const clang::VarDecl *declaration) {
  const clang::VarDecl *initialized = nullptr; // of several declarations, the one with the value
  const clang::Expr *initializer = declaration->getAnyInitializer(initialized);
  if (!declaration->getType().isConstQualified() || !declaration->getType()->isIntegralOrEnumerationType() ||
      !initializer || initializer->isValueDependent() || initialized->isInvalidDecl())
    return std::nullopt;
  const clang::APValue *value = initialized->evaluateValue();
  if (!value || !value->isInt() || !value->getInt().isRepresentableByInt64())
    return std::nullopt;
  return value->getInt().getExtValue();
}

void Lowering::registerGlobal(const clang::VarDecl *declaration) {
  auto [entry, isNew] =
      shared.globals.try_emplace(declaration->getCanonicalDecl(), shared.unit.globals.size());
  if (!isNew)
    return;
  Variable global;
  global.name = qualifiedName(declaration);
  global.type = shared.types.of(declaration->getType());
  global.storage = Variable::Global;
  global.usr = shared.keys.of(declaration);
  const clang::VarDecl *definition = declaration->getDefinition();
  global.location = shared.locations.at((definition ? definition : declaration)->getLocation());
  global.constant = declaration->getType().isConstQualified();
  shared.unit.globals.push_back(std::move(global));
}

events::VarId Lowering::variable(const clang::VarDecl *declaration) {
  auto [entry, isNew] =
      variables.try_emplace(declaration->getCanonicalDecl(), body.variables.size());
  if (!isNew)
    return entry->second;
  events::VarId id = entry->second;
  Variable variable;
  variable.name = declaration->getNameAsString();
  variable.type = shared.types.of(declaration->getType());
  variable.location = shared.locations.at(declaration->getLocation());
  variable.constant = declaration->getType().isConstQualified();
  if (declaration->isStaticLocal()) {
    variable.storage = Variable::StaticLocal;
    variable.usr = shared.keys.of(declaration);
  } else if (declaration->hasGlobalStorage()) {
    variable.storage = Variable::Global;
    variable.name = qualifiedName(declaration);
    variable.usr = shared.keys.of(declaration);
    variable.value = constantOf(declaration);
    registerGlobal(declaration);
  } else if (const auto *parameter = llvm::dyn_cast<clang::ParmVarDecl>(declaration)) {
    variable.storage = Variable::Parameter;
    variable.index = parameter->getFunctionScopeIndex();
  }
  if (auto scope = syntax.scopes.find(declaration); scope != syntax.scopes.end())
    variable.scope = scope->second;
  if (declaration->getType()->isPointerType() || declaration->getType()->isRecordType())
    ++owners;
  body.variables.push_back(std::move(variable));
  return id;
}

events::VarId Lowering::temporary(QualType type, SourceLocation at) {
  Variable variable;
  variable.type = shared.types.of(type);
  variable.storage = Variable::Temporary;
  variable.location = shared.locations.at(inlined ? inlinedAt : at);
  body.variables.push_back(std::move(variable));
  return body.variables.size() - 1;
}

/// The object that `this` points to.
events::Place Lowering::thisObject() {
  if (inlinedThis)
    return *inlinedThis;
  if (thisVariable == events::none) {
    thisVariable = body.variables.size();
    Variable variable;
    variable.storage = Variable::This;
    if (const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function);
        method && method->isInstance())
      variable.type = shared.types.of(method->getThisType());
    body.variables.push_back(std::move(variable));
  }
  return {thisVariable, {{events::Projection::Deref, "", nullptr}}};
}

events::Place Lowering::result(QualType type) {
  if (resultVariable == events::none) {
    resultVariable = body.variables.size();
    Variable variable;
    variable.storage = Variable::Result;
    variable.type = shared.types.of(type);
    body.variables.push_back(std::move(variable));
  }
  return {resultVariable, {}};
}

events::Place highwater::lower::fieldOf(events::Place place, std::string name) {
  place.path.push_back({events::Projection::Field, std::move(name), nullptr});
  return place;
}

events::Place highwater::lower::derefOf(events::Place place) {
  place.path.push_back({events::Projection::Deref, "", nullptr});
  return place;
}

events::Place highwater::lower::elementOf(events::Place place,
                                          std::optional<events::Operand> index) {
  std::shared_ptr<const events::Operand> shared;
  if (index)
    shared = std::make_shared<const events::Operand>(std::move(*index));
  place.path.push_back({events::Projection::Element, "", std::move(shared)});
  return place;
}

events::Operand highwater::lower::addressOf(events::Place place, events::TypeId type) {
  events::Operand operand;
  operand.kind = events::Operand::Address;
  operand.place = std::move(place);
  operand.type = type;
  return operand;
}
