// From touches to a verdict: where the object is filled, where it is passed over, and whether the one only follows the
// other.

#include "analysis/flow/Consumption.h"

#include "analysis/flow/Member.h"
#include "analysis/flow/Mentions.h"
#include "analysis/flow/Passes.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Variable;
using events::VarId;

struct Consumption::Context {
  Context(const events::Unit &unit, const events::Function &function, const Values &values, const OpenedBy &opens)
      : models(unit, function, values), origins(function, models, opens) {}
  CallModels models;
  Origins origins;
};

Consumption::Consumption(const events::Unit &unit, const events::Function &function, const Graph &graph,
                         const Values &values, PointerTypes &types, HandlingOf callees, OpenedBy opens)
    : unit(unit), function(function), graph(graph), types(types), callees(std::move(callees)), opens(std::move(opens)),
      context(std::make_unique<Context>(unit, function, values, this->opens)) {}

Consumption::~Consumption() = default;

/// A sequence keeps the order in which it was filled; nothing else can be streamed.
static bool isSequence(TypeRef type, const Values &values) {
  if (!type)
    return false;
  if (type->kind == events::Type::Pointer)
    return true;
  const effects::TypeModel *model = type->kind == events::Type::Record ? values.modelOf(type) : nullptr;
  if (!model)
    return false;
  bool block = model->slots.count("target") && type->arguments.size() && model->role == "owner";
  return block || model->role == "stream" || model->slots.count("element") || model->argumentClass == "text";
}

std::optional<Streamable> Consumption::streamable(VarId variable) const {
  const Values &values = context->models.evaluator.values;
  if (!isSequence(context->models.evaluator.typeOf(variable), values))
    return std::nullopt;
  Touches touches(unit, function, context->models, context->origins, types, callees, variable);
  Passes passes(unit, function, graph, context->models, touches);
  if (!passes.areFilledThenPassed())
    return std::nullopt;
  Streamable result;
  result.variable = variable;
  result.carriers = touches.carriers();
  result.readings = passes.readings();
  result.passes = passes.sites();
  result.once = !passes.isRepeated() && opensFile();
  result.letters = hasLetters(variable);
  if (result.readings.empty())
    return std::nullopt;
  return result;
}

bool Consumption::hasLetters(VarId variable) const {
  TypeRef type = context->models.evaluator.typeOf(variable);
  const effects::TypeModel *model = context->models.evaluator.values.modelOf(type);
  TypeRef element = type->kind == events::Type::Pointer ? type.pointee()
                    : type->arguments.empty()           ? TypeRef()
                                                        : type.with(type->arguments[0]);
  return (model && model->argumentClass == "text") || (element && element->size == 1);
}

bool Consumption::opensFile() const {
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events)
      if (const effects::CallModel *call = event.kind == Event::Call ? context->models.of(event) : nullptr)
        if (call->source && call->source->kind == "file")
          return true;
  return false;
}

Handling Consumption::handling(VarId parameter) const {
  Handling result;
  Touches touches(unit, function, context->models, context->origins, types, callees, parameter);
  Passes passes(unit, function, graph, context->models, touches);
  result.use = passes.use();
  if (std::vector<Site> sites = passes.sites(); !sites.empty())
    result.pass = sites[0];
  if (passes.isFilledOnly())
    if (std::vector<Reading> readings = passes.readings(); !readings.empty())
      result.fills = readings[0];
  return result;
}

Handling Consumption::handling(const Member &member) const {
  Handling result = handling(member.variable);
  if (member.escapes)
    return {Handling::Whole, {}, std::nullopt};
  if (result.fills)
    noteAlongside(member, *result.fills);
  return result;
}

/// What filling may compute of all that is read: in its loop, or from how many there are.
void Consumption::noteAlongside(const Member &member, Reading &reading) const {
  Touches touches(unit, function, context->models, context->origins, types, callees, member.variable);
  Passes passes(unit, function, graph, context->models, touches);
  std::set<std::string> alongside = member.mentioned(passes.fillingBlocks());
  reading.alongside.insert(alongside.begin(), alongside.end());
  if (llvm::any_of(touches.all(), [](const Touch &touch) { return touch.kind == Touch::Size; }))
    reading.alongside.insert("");
}

std::optional<Reading> Consumption::returnedReading(const Member &member) const {
  std::optional<Reading> reading = returnedReading(member.variable);
  if (reading)
    noteAlongside(member, *reading);
  return reading;
}

std::optional<Reading> Consumption::returnedReading(VarId local) const {
  Touches touches(unit, function, context->models, context->origins, types, callees, local);
  Passes passes(unit, function, graph, context->models, touches);
  std::vector<Reading> readings = passes.readings();
  return readings.empty() || !passes.isReturnedAsFilled() ? std::nullopt : std::optional(readings[0]);
}

std::optional<Reading> Consumption::resultReading() const {
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    if (function.body.variables[id].storage != Variable::Result)
      continue;
    if (!isSequence(context->models.evaluator.typeOf(id), context->models.evaluator.values))
      return std::nullopt;
    // The result itself, or the local that becomes it.
    std::set<VarId> candidates{id};
    for (const events::Block &block : function.body.blocks)
      for (const Event &event : block.events)
        if (event.place.root == id && event.place.path.empty() && event.kind != Event::Declare)
          forEachVariable(event, [&](VarId variable) { candidates.insert(variable); });
    for (VarId candidate : candidates) {
      Variable::Storage storage = function.body.variables[candidate].storage;
      if (storage != Variable::Local && storage != Variable::Result && storage != Variable::Temporary)
        continue;
      if (std::optional<Reading> reading = returnedReading(candidate))
        return reading;
    }
  }
  return std::nullopt;
}

void Consumption::print(llvm::raw_ostream &out) const {
  static constexpr const char *words[] = {"fill", "change", "reset", "size", "access", "step", "walk", "last", "whole"};
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    const Variable &variable = function.body.variables[id];
    bool own = variable.storage == Variable::Local || variable.storage == Variable::Parameter || variable.storage == Variable::Temporary;
    TypeRef type = context->models.evaluator.typeOf(id);
    while (type && type->kind == events::Type::Reference)
      type = type.pointee();
    if (!own || !isSequence(type, context->models.evaluator.values))
      continue;
    Touches touches(unit, function, context->models, context->origins, types, callees, id);
    out << "  " << (variable.name.empty() ? "$" + std::to_string(id) : variable.name) << ':';
    for (const Touch &touch : touches.all()) {
      out << ' ' << words[touch.kind];
      if (touch.kind == Touch::Access)
        out << '[' << (touch.position.kind == Position::Unknown ? "?" : "");
      if (touch.kind == Touch::Access && touch.position.kind == Position::Variable)
        out << function.body.variables[touch.position.variable].name << '+';
      if (touch.kind == Touch::Access && touch.position.kind != Position::Unknown)
        out << touch.position.offset;
      out << (touch.kind == Touch::Access ? "]" : "") << '@' << touch.block << ':' << touch.location.line;
    }
    out << (streamable(id) ? "; one pass\n" : "\n");
  }
}

} // namespace highwater::flow
