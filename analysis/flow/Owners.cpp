// Parts come from the types; how deep they go is limited, and what lies deeper belongs to the deepest part.

#include "analysis/flow/Owners.h"

#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Place;
using events::Projection;
using events::Variable;
using events::VarId;
using Kind = events::Type::Kind;

static constexpr unsigned deepest = 2, mostParts = 48, mostVariables = 2000;

PartPath pathOf(const Place &place) {
  PartPath path;
  for (const Projection &step : place.path) {
    if (step.kind == Projection::Element)
      break;
    path.push_back(step.kind == Projection::Deref ? "*" : step.field);
  }
  return path;
}

Owners::Owners(const events::Unit &unit, const events::Function &function, PointerTypes &types,
               llvm::ArrayRef<Part> globals)
    : unit(unit), function(function), types(types), byRoot(function.body.variables.size()) {
  if (function.body.variables.size() <= mostVariables) {
    for (VarId root = 0; root < function.body.variables.size(); ++root)
      addParts(root);
    findNames();
  }
  for (const Part &global : globals)
    if (types.ownsMemory(global.type))
      parts.push_back(global);
  divided.resize(count());
  for (const Part &outer : parts)
    for (OwnerId inner : outer.root == none ? std::vector<OwnerId>() : byRoot[outer.root])
      if (part(inner).path.size() > outer.path.size() &&
          std::equal(outer.path.begin(), outer.path.end(), part(inner).path.begin()))
        divided.set(find(outer.root, outer.path));
}

/// A class of the project whose members are looked at one by one.
static bool isPlain(TypeRef type, PointerTypes &types) {
  return type && type->kind == Kind::Record && !type->system && !type->closure && !types.modelOf(type);
}

void Owners::add(VarId root, PartPath path, TypeRef type) {
  if (byRoot[root].size() == mostParts)
    return;
  byRoot[root].push_back(function.body.variables.size() + parts.size());
  parts.push_back({root, std::move(path), type});
}

void Owners::addFields(VarId root, const PartPath &prefix, TypeRef record, unsigned depth) {
  for (const events::Field &field : record->fields) {
    TypeRef type = record.with(field.type);
    if (!types.ownsMemory(type))
      continue;
    PartPath path = prefix;
    path.push_back(field.name);
    add(root, path, type);
    if (depth == deepest)
      continue;
    TypeRef inner = type;
    if (TypeRef content = types.contentOf(type)) {
      path.push_back("*");
      inner = content;
    }
    if (isPlain(inner, types))
      addFields(root, path, inner, depth + 1);
  }
}

void Owners::addParts(VarId root) {
  const Variable &variable = function.body.variables[root];
  if (variable.storage == Variable::Temporary || variable.storage == Variable::Result)
    return;
  TypeRef type{&unit, variable.type};
  if (!type)
    return;
  PartPath prefix;
  if (TypeRef content = types.contentOf(type)) {
    prefix.push_back("*");
    type = content;
    if (!type || type->kind == Kind::Pointer || !types.ownsMemory(type))
      return;
    add(root, prefix, type);
  }
  if (isPlain(type, types))
    addFields(root, prefix, type, 1);
}

OwnerId Owners::findGlobal(llvm::StringRef usr) const {
  for (VarId id = 0; id < function.body.variables.size(); ++id)
    if (function.body.variables[id].storage == Variable::Global && function.body.variables[id].usr == usr)
      return id;
  for (OwnerId id = function.body.variables.size(); id < count(); ++id)
    if (isForeign(id) && part(id).path[0] == usr)
      return id;
  return none;
}

OwnerId Owners::find(VarId root, llvm::ArrayRef<std::string> path) const {
  if (path.empty())
    return root;
  for (OwnerId id : byRoot[root])
    if (llvm::ArrayRef<std::string>(part(id).path) == path)
      return id;
  return none;
}

static bool hasElement(const Place &place) {
  return llvm::any_of(place.path, [](const Projection &step) { return step.kind == Projection::Element; });
}

/// The place that an event makes its result another name of: `T &r = place`, `p = &place`, `owner.operator->()`.
std::optional<Place> Owners::named(const Event &event) const {
  if (event.kind == Event::Set) {
    const Operand *value = &event.value;
    while (value->kind == Operand::Cast)
      value = &value->operands[0];
    if (value->kind == Operand::Address && !hasElement(value->place))
      return value->place;
    return std::nullopt;
  }
  if (event.kind != Event::Call || !event.object || event.object->kind != Operand::Address ||
      hasElement(event.object->place) || !types.dereferences({&unit, event.callee.record}, event.callee))
    return std::nullopt;
  Place target = event.object->place;
  target.path.push_back({Projection::Deref, "", nullptr});
  return target;
}

void Owners::findNames() {
  std::vector<unsigned> definitions(function.body.variables.size());
  llvm::BitVector exposed(function.body.variables.size());
  auto expose = [&](const Operand &operand, auto &self) -> void {
    if (operand.kind == Operand::Address && operand.place.root != none && operand.place.path.empty())
      exposed.set(operand.place.root);
    for (const Operand &part : operand.operands)
      self(part, self);
  };
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      if (event.kind == Event::Use || event.kind == Event::End || event.kind == Event::Declare)
        continue;
      if (event.place.root != none && event.place.path.empty()) {
        ++definitions[event.place.root];
        auto place = named(event);
        Kind kind = unit.types[function.body.variables[event.place.root].type].kind;
        Variable::Storage storage = function.body.variables[event.place.root].storage;
        if (place && place->root != none && place->root != event.place.root &&
            (storage == Variable::Local || storage == Variable::Temporary) &&
            (kind == Kind::Pointer || kind == Kind::Reference))
          names[event.place.root] = *place;
      }
      expose(event.value, expose);
      if (event.object && unit.types[event.callee.record].kind != Kind::Record)
        expose(*event.object, expose);
      for (const events::Argument &argument : event.arguments)
        expose(argument.value, expose);
    }
  for (auto name = names.begin(); name != names.end();) {
    VarId root = name->second.root;
    bool moves = llvm::any_of(name->second.path, [](const Projection &step) { return step.kind == Projection::Deref; }) &&
                 (definitions[root] > 1 || exposed.test(root)) && !types.contentOwned({&unit, function.body.variables[root].type});
    if (definitions[name->first] != 1 || exposed.test(name->first) || moves)
      name = names.erase(name);
    else
      ++name;
  }
}

Place Owners::canonical(const Place &place) const {
  Place result = place;
  for (unsigned hop = 0; hop < 8; ++hop) {
    auto name = names.find(result.root);
    if (name == names.end() || result.path.empty())
      return result;
    bool follows = result.path[0].kind == Projection::Deref;
    if (!follows && result.path[0].kind != Projection::Element)
      return result;
    std::vector<Projection> path = name->second.path;
    path.insert(path.end(), result.path.begin() + follows, result.path.end());
    result = {name->second.root, std::move(path)};
  }
  return result;
}

void Owners::touch(const Place &place, llvm::ArrayRef<std::string> below, llvm::BitVector &into) const {
  if (place.root == none)
    return;
  Place named = canonical(place);
  into.set(named.root);
  if (byRoot[named.root].empty())
    return;
  PartPath path = pathOf(named);
  if (path.size() == named.path.size())
    path.insert(path.end(), below.begin(), below.end());
  for (OwnerId id : byRoot[named.root]) {
    const PartPath &other = part(id).path;
    size_t common = std::min(path.size(), other.size());
    if (std::equal(path.begin(), path.begin() + common, other.begin()))
      into.set(id);
  }
}

VarId Owners::extending(VarId temporary) const {
  for (const auto &[name, place] : names) {
    const Variable &variable = function.body.variables[name];
    if (place.root == temporary && place.path.empty() && !variable.name.empty() && variable.scope != none &&
        unit.types[variable.type].kind == Kind::Reference)
      return name;
  }
  return none;
}

bool Owners::isWithin(OwnerId inner, OwnerId outer) const {
  if (isForeign(inner) || isForeign(outer) || !isPart(inner) || inner == outer || rootOf(inner) != rootOf(outer))
    return false;
  llvm::ArrayRef<std::string> path = part(inner).path;
  return !isPart(outer) || (path.size() > part(outer).path.size() &&
                            path.take_front(part(outer).path.size()) == llvm::ArrayRef<std::string>(part(outer).path));
}

std::string Owners::nameOf(OwnerId id) const {
  if (isForeign(id))
    return part(id).path[1];
  const Variable &variable = function.body.variables[rootOf(id)];
  bool self = variable.storage == Variable::This;
  std::string name = self ? "" : variable.name;
  if (!isPart(id))
    return name;
  bool pointer = false;
  for (const std::string &step : part(id).path) {
    if (step == "*") {
      pointer = unit.types[variable.type].kind != Kind::Reference || !name.empty();
      continue;
    }
    if (llvm::StringRef(step).starts_with("("))
      continue; // a base class, or a member without a name
    bool first = name.empty();
    bool reference = name == variable.name && unit.types[variable.type].kind == Kind::Reference;
    name += (first ? "" : pointer && !reference ? "->" : ".") + step;
    pointer = false;
  }
  return name;
}

} // namespace highwater::flow
