// What calls do to what they are given, as far as lifetimes go: keep it, or give it back.

#include "analysis/program/Analysis.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using flow::Ending;
using events::Callee;
using events::Event;
using events::none;
using events::Unit;
using events::Variable;
using events::VarId;

/// Bodies of longer chains of calls are not looked at for what they do to lifetimes.
static constexpr unsigned longestChain = 100;

static llvm::StringRef bareName(const Callee &callee) {
  llvm::StringRef name = callee.name;
  size_t colon = name.rfind("::");
  return colon == llvm::StringRef::npos ? name : name.substr(colon + 2);
}

bool Analysis::keeps(const Unit &unit, const Event &event, unsigned argument) {
  const Callee &callee = event.callee;
  if (callee.kind == Callee::Destructor)
    return false;
  if (callee.kind == Callee::Indirect)
    return true;
  std::vector<const effects::CallModel *> models = values.catalog.functions(callee.name).vec();
  const effects::TypeModel *type = values.modelOf({&unit, callee.record});
  if (type)
    models = values.catalog.methods(*type, callee.kind == Callee::Constructor ? "(construct)" : bareName(callee));
  if (type || !models.empty())
    return llvm::any_of(models, [&](const effects::CallModel *model) {
      auto found = model->arguments.find(argument);
      return found != model->arguments.end() && found->second.until == "program";
    });
  std::vector<FunctionReference> bodies = targets(unit, callee);
  if (bodies.empty())
    return !callee.system;
  return llvm::any_of(bodies, [&](FunctionReference reference) {
    if (unfinished.count(reference))
      return false; // a recursion says nothing new
    const events::Function &function = linkage.function(reference);
    const flow::Borrows &borrows = bodyOf(reference).borrows;
    for (VarId variable = 0; variable < function.body.variables.size(); ++variable) {
      const Variable &candidate = function.body.variables[variable];
      bool same = argument == none ? candidate.storage == Variable::This
                                   : candidate.storage == Variable::Parameter && candidate.index == argument;
      if (same && borrows.leaves(variable))
        return true;
    }
    return false;
  });
}

/// `clear()`, `shrink_to_fit()`: no arguments, nothing returned, and nothing left but an empty or a tighter object.
static bool isEmptying(const effects::CallModel &model) {
  auto shrinks = [](const effects::Update &update) {
    const effects::Formula &value = update.value;
    return !update.relative && (value.kind == effects::Formula::Number ? value.number == 0
                                                                       : value.kind == effects::Formula::Name);
  };
  return !model.returns && model.content.empty() && !model.updates.empty() && llvm::all_of(model.updates, shrinks);
}

/// `free(p)`, `p`'s part for a path; of a variable itself: anything in it.
static bool isNamed(const events::Place &place, VarId variable, llvm::ArrayRef<std::string> path) {
  return place.root == variable && (path.empty() || llvm::ArrayRef<std::string>(flow::pathOf(place)) == path);
}

Ending Analysis::endingOf(const Unit &unit, const events::Function &function, const Event &event, VarId variable,
                          llvm::ArrayRef<std::string> path) {
  if (event.kind == Event::Free)
    return isNamed(event.place, variable, path) ? Ending::Frees : Ending::No;
  if (event.kind != Event::Call)
    return Ending::No;
  auto names = [&](const events::Operand &operand) { return isNamed(operand.place, variable, path); };
  bool argument = llvm::any_of(event.arguments, [&](const auto &argument) { return names(argument.value); });
  bool object = event.object && names(*event.object);
  for (const effects::CallModel *model : values.catalog.functions(event.callee.name))
    if (model->frees && model->frees->index < event.arguments.size() && names(event.arguments[model->frees->index].value))
      return event.place.valid() ? Ending::No : Ending::Frees; // `p = realloc(p, n)` goes on with it
  if (argument && event.callee.kind == Callee::Function && !event.place.valid())
    if (std::vector<FunctionReference> bodies = targets(unit, event.callee); bodies.size() == 1) {
      Releasing releasing = releasingOf(bodies[0]);
      return releasing.frees && !releasing.more ? Ending::Frees : Ending::No;
    }
  const effects::TypeModel *type =
      event.object && event.callee.kind == Callee::Method ? values.modelOf({&unit, event.callee.record}) : nullptr;
  if (!type || (!object && !argument))
    return Ending::No;
  auto isNew = [&](const events::Operand &operand) {
    return operand.place.root != none && operand.place.path.empty() &&
           function.body.variables[operand.place.root].storage == Variable::Temporary;
  };
  for (const effects::CallModel *model : values.catalog.methods(*type, bareName(event.callee))) {
    if (model->params.size() != event.arguments.size() && !model->anyParams)
      continue;
    if (object && model->empties && event.arguments.empty())
      return Ending::Frees;
    if (object && event.arguments.empty() && isEmptying(*model))
      return Ending::Empties;
    if (model->swaps && event.arguments.size() == 1 &&
        isNew(object ? event.arguments[0].value : *event.object))
      return Ending::Empties; // `std::vector<T>().swap(v)`
  }
  return Ending::No;
}

/// The variable by which a body knows an argument, its object or its result; `none` if it never looks at it.
static VarId variableOf(const events::Function &function, unsigned argument) {
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    const Variable &candidate = function.body.variables[id];
    bool same = argument == none                           ? candidate.storage == Variable::This
                : argument == flow::CallKnowledge::result ? candidate.storage == Variable::Result
                                                          : candidate.storage == Variable::Parameter &&
                                                                candidate.index == argument;
    if (same)
      return id;
  }
  return none;
}

bool Analysis::connects(const Unit &unit, const Event &event, unsigned to, unsigned from) {
  if (event.callee.kind == Callee::Indirect || event.callee.isVirtual || !values.catalog.functions(event.callee.name).empty() ||
      values.modelOf({&unit, event.callee.record}))
    return true;
  std::vector<FunctionReference> bodies = targets(unit, event.callee);
  return bodies.empty() || llvm::any_of(bodies, [&](FunctionReference reference) {
           const events::Function &function = linkage.function(reference);
           if (unfinished.count(reference) || unfinished.size() > longestChain || function.body.blocks.empty())
             return true;
           VarId target = variableOf(function, to), source = variableOf(function, from);
           if (to == flow::CallKnowledge::result && target == none)
             return true; // a coroutine: the frame refers to what it was given
           return target != none && source != none && bodyOf(reference).borrows.reach(target).test(source);
         });
}

std::optional<std::vector<flow::PartPath>> Analysis::touchesOf(const Unit &unit, const Event &event,
                                                              unsigned argument) {
  if (event.kind != Event::Call || unfinished.size() > longestChain || event.callee.kind == Callee::Indirect ||
      event.callee.isVirtual || !values.catalog.functions(event.callee.name).empty() || values.modelOf({&unit, event.callee.record}))
    return std::nullopt;
  std::vector<FunctionReference> bodies = targets(unit, event.callee);
  std::set<flow::PartPath> touched;
  for (FunctionReference reference : bodies) {
    const events::Function &function = linkage.function(reference);
    if (unfinished.count(reference) || function.body.blocks.empty())
      return std::nullopt;
    const flow::Borrows &borrows = bodyOf(reference).borrows;
    VarId root = variableOf(function, argument);
    if (root == none)
      continue; // it never looks at it
    if (borrows.owners.partsOf(root).empty())
      return std::nullopt;
    for (flow::OwnerId part : borrows.owners.partsOf(root)) {
      const flow::PartPath &path = borrows.owners.part(part).path;
      if (!borrows.isMentioned(part) || borrows.owners.isDivided(part))
        continue;
      if (path[0] != "*")
        return std::nullopt;
      touched.insert(flow::PartPath(path.begin() + 1, path.end()));
    }
  }
  if (bodies.empty())
    return std::nullopt;
  return std::vector<flow::PartPath>(touched.begin(), touched.end());
}

bool Analysis::ownsItsBlock(FunctionReference reference, VarId pointer) {
  bool owns = false;
  for (const events::Block &block : linkage.function(reference).body.blocks)
    for (const Event &event : block.events) {
      if (event.place.root != pointer || !event.place.path.empty() || event.kind == Event::Use ||
          event.kind == Event::Declare || event.kind == Event::End || event.kind == Event::Free)
        continue;
      if (event.kind == Event::Set && event.value.kind == events::Operand::Null)
        continue;
      bool allocates = event.kind == Event::Allocate;
      if (event.kind == Event::Call) {
        for (const effects::CallModel *model : values.catalog.functions(event.callee.name))
          allocates |= model->returns && model->returns->heap;
        for (FunctionReference body : targets(linkage.unit(reference), event.callee))
          allocates |= summaryOf(body).result->parts.count("target") != 0;
      }
      if (!allocates)
        return false;
      owns = true;
    }
  return owns;
}

bool Analysis::endsQuietly(flow::TypeRef type) {
  auto found = linkage.definition(type->destructorUsr, *type.unit);
  return found && !releasingOf(*found).more;
}

bool Analysis::deletesQuietly(flow::TypeRef deleter) {
  bool known = false;
  for (const events::Function &function : deleter.unit->functions)
    if (function.record == deleter.id && llvm::StringRef(function.name).ends_with("::operator()")) {
      auto found = linkage.definition(function.usr, *deleter.unit);
      if (!found || releasingOf(*found).more)
        return false;
      known = true;
    }
  return known;
}

/// Whether an event changes what neither the object nor an argument itself has: `reference[0] = 1`, `--shared->uses`.
static bool changesOthers(const events::Function &function, const Event &event) {
  if (event.place.root == none || event.kind == Event::Use || event.kind == Event::Declare || event.kind == Event::Free)
    return false;
  auto leads = [](const events::Projection &step) { return step.kind == events::Projection::Deref; };
  const std::vector<events::Projection> &path = event.place.path;
  Variable::Storage storage = function.body.variables[event.place.root].storage;
  bool given = storage == Variable::This || storage == Variable::Parameter;
  return llvm::any_of(llvm::ArrayRef(path).drop_front(given && !path.empty() ? 1 : 0), leads);
}

Analysis::Releasing Analysis::releasingOf(FunctionReference reference) {
  // A recursive one (a tree) does no more than what its other calls do.
  auto [known, inserted] = releasers.try_emplace(reference);
  if (!inserted)
    return known->second;
  Releasing releasing;
  const events::Function &function = linkage.function(reference);
  const Unit &unit = linkage.unit(reference);
  releasing.more = !function.gaveUp.empty();
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      bool global = event.place.root != none &&
                    (function.body.variables[event.place.root].storage == Variable::Global ||
                     function.body.variables[event.place.root].storage == Variable::StaticLocal);
      if ((global && event.kind != Event::Use && event.kind != Event::Declare) || changesOthers(function, event))
        releasing.more = true;
      judge(unit, event, releasing);
      if (event.kind == Event::End && pointerTypes.effectful({&unit, function.body.variables[event.place.root].type}))
        releasing.more = true;
    }
  return releasers[reference] = releasing;
}

void Analysis::judge(const Unit &unit, const Event &event, Releasing &releasing) {
  if (event.kind == Event::Free)
    releasing.frees = true;
  if (event.kind == Event::Allocate)
    releasing.more = true;
  if (event.kind != Event::Call)
    return;
  const Callee &callee = event.callee;
  auto models = values.catalog.functions(callee.name);
  if (!models.empty()) {
    bool frees = llvm::any_of(models, [](const effects::CallModel *model) { return model->frees.has_value(); });
    (frees ? releasing.frees : releasing.more) = true;
    return;
  }
  if (const effects::TypeModel *type = values.modelOf({&unit, callee.record})) {
    bool quiet = callee.kind == Callee::Destructor || callee.kind == Callee::Constructor || callee.constMethod;
    bool invokes = false; // a callable: whatever it was made of
    for (const effects::CallModel *model : values.catalog.methods(*type, bareName(callee))) {
      releasing.frees |= model->empties.has_value();
      quiet |= model->empties || (model->updates.empty() && model->content.empty() && model->returns);
      invokes |= model->invokes.has_value();
    }
    releasing.more |= !quiet || invokes || type->effectful;
    return;
  }
  std::vector<FunctionReference> bodies = targets(unit, callee);
  if (bodies.empty() && callee.kind != Callee::Destructor)
    releasing.more = true;
  for (FunctionReference body : bodies) {
    Releasing inner = releasingOf(body);
    releasing.frees |= inner.frees;
    releasing.more |= inner.more;
  }
}

} // namespace highwater::program
