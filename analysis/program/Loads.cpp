// Only functions from which both a source and a sink can be reached are looked at, with what they call.

#include "analysis/program/Loads.h"

#include "analysis/program/Analysis.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Event;
using flow::InflowSummary;

Loads::Loads(const Linkage &linkage, const flow::Values &values) : linkage(linkage), values(values) {}

/// What a call with this model may do, whatever it is given.
static void judge(const effects::CallModel &model, bool &source, bool &sink) {
  bool environment = model.source && (model.source->kind == "environment" || model.source->kind == "arguments");
  bool later = (model.source && model.source->kind == "stream") || model.effect == "map"; // read through what it gives
  source |= model.read.has_value() || environment || later || !model.outside.empty();
  sink |= (model.returns && model.returns->heap) || !model.allocates.empty() || model.stack || !model.updates.empty();
}

Loads::Traits Loads::traitsOf(FunctionReference reference) {
  auto [entry, isNew] = traits.try_emplace(reference);
  if (!isNew)
    return entry->second;
  const events::Function &function = linkage.function(reference);
  const events::Unit &unit = linkage.unit(reference);
  Traits found;
  found.source = function.isMain;
  for (const events::Variable &variable : function.body.variables)
    found.source |= variable.storage == events::Variable::Global && values.catalog.object(variable.name);
  auto follow = [&](llvm::StringRef usr) {
    if (auto body = linkage.definition(usr, unit)) {
      Traits inner = traitsOf(*body);
      found.source |= inner.source;
      found.sink |= inner.sink;
    }
  };
  auto followOperand = [&](const events::Operand &operand, auto &self) -> void {
    if (operand.kind == events::Operand::Function)
      follow(operand.text);
    for (const events::Operand &part : operand.operands)
      self(part, self);
  };
  for (const events::Variable &variable : function.body.variables)
    if (const events::Type &type = unit.types[variable.type]; !type.destructorUsr.empty())
      follow(type.destructorUsr);
  for (const events::Variable &variable : function.body.variables)
    if (const events::Type &type = unit.types[variable.type]; type.closure)
      follow(callOperator({&unit, variable.type}));
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      found.sink |= event.kind == Event::Allocate && event.array;
      found.sink |= event.kind == Event::Set && !event.place.path.empty() && event.place.path.back().field == "(count)";
      followOperand(event.value, followOperand);
      if (event.kind == Event::Allocate)
        follow(unit.types[event.type].destructorUsr);
      if (event.kind != Event::Call)
        continue;
      for (const events::Argument &argument : event.arguments)
        followOperand(argument.value, followOperand);
      if (event.callee.kind == events::Callee::Indirect)
        continue;
      if (const effects::CallModel *model = findModel(values, unit, event, {&unit, event.callee.record}))
        judge(*model, found.source, found.sink);
      else
        for (const std::string &usr : targets(unit, event.callee, ""))
          follow(usr);
    }
  return traits[reference] = found;
}

const InflowSummary &Loads::analyse(FunctionReference reference) {
  auto [entry, isNew] = summaries.try_emplace(reference);
  if (!isNew) // while a function is being looked at, calls of it do nothing
    return entry->second;
  const events::Function &function = linkage.function(reference);
  flow::Graph graph(function.body);
  InflowSummary summary = flow::Inflow(tables, linkage.unit(reference), function, graph, values, *this).run();
  return summaries[reference] = std::move(summary);
}

void Loads::lookAtAll() {
  done = true;
  for (unsigned unit = 0; unit < linkage.units.size(); ++unit)
    for (unsigned index = 0; index < linkage.units[unit].functions.size(); ++index) {
      FunctionReference reference{unit, index};
      const events::Function &function = linkage.function(reference);
      if (!function.gaveUp.empty() || function.body.blocks.empty())
        continue;
      Traits has = traitsOf(reference);
      if (has.source && has.sink)
        analyse(reference);
    }
}

const InflowSummary *Loads::summaryOf(const events::Unit &caller, llvm::StringRef usr) {
  auto body = linkage.definition(usr, caller);
  if (!body)
    return nullptr;
  const events::Function &function = linkage.function(*body);
  if (!function.gaveUp.empty() || function.body.blocks.empty())
    return nullptr;
  return &analyse(*body);
}

std::vector<std::string> Loads::targets(const events::Unit &caller, const events::Callee &callee,
                                        llvm::StringRef made) {
  std::vector<std::string> result;
  auto add = [&](const std::string &usr) {
    if (linkage.definition(usr, caller))
      result.push_back(usr);
  };
  llvm::ArrayRef<std::string> overriders = linkage.overriders(callee.usr);
  if (!made.empty()) {
    for (const std::string &usr : overriders)
      if (auto body = linkage.definition(usr, caller)) {
        const events::Function &function = linkage.function(*body);
        if (linkage.unit(*body).types[function.record].spelling == made)
          return {usr};
      }
  }
  add(callee.usr);
  constexpr unsigned mostTargets = 8;
  if (callee.isVirtual)
    for (const std::string &usr : overriders)
      if (result.size() < mostTargets)
        add(usr);
  return result;
}

std::string Loads::callOperator(flow::TypeRef callable) {
  for (const events::Function &function : callable.unit->functions)
    if (function.record == callable.id && llvm::StringRef(function.name).ends_with("operator()"))
      return function.usr;
  return "";
}

void Loads::found(const flow::Sink &sink) {
  Load load;
  load.site = sink.site;
  load.what = sink.what;
  load.bytes = sink.bytes();
  for (flow::OriginId id : sink.count.label) {
    if (!tables.origins.isOutside(id))
      continue;
    const flow::Source &source = tables.origins.sourceOf(id);
    load.source = source.what;
    load.entered = source.site;
    for (unsigned site : tables.origins[id].via)
      load.path.push_back(tables.origins.siteAt(site));
    break;
  }
  llvm::append_range(load.path, sink.path);
  load.within = sink.within;
  auto [entry, isNew] = loads.try_emplace(load.site, load);
  if (!isNew && load.bytes > entry->second.bytes)
    entry->second = std::move(load);
}

void Loads::dump(FunctionReference function, llvm::raw_ostream &out) {
  out << linkage.function(function).name << ":\n";
  print(analyse(function), tables, out);
}

std::vector<Load> Loads::of(const events::Function &function) {
  if (!done)
    lookAtAll();
  std::vector<Load> result;
  for (const auto &[site, load] : loads)
    if (site.function == function.name && site.file == function.file)
      result.push_back(load);
  return result;
}

} // namespace highwater::program
