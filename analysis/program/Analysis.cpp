// Running functions, and what their calls do.

#include "analysis/program/Analysis.h"

#include "analysis/flow/Interpreter.h"
#include "analysis/program/Dispatch.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Callee;
using events::none;
using flow::CallOutcome;

Analysis::Analysis(const Linkage &linkage, const flow::Values &values, const ProgramOptions &options,
                   std::vector<Release> releases)
    : linkage(linkage), values(values), options(options), releases(std::move(releases)),
      pointerTypes(values, [this](flow::TypeRef type) { return endsQuietly(type); },
                   [this](flow::TypeRef type) { return deletesQuietly(type); }) {}

Analysis::Analysis(Analysis &base, Release release) : Analysis(base, std::vector<Release>{release}) {}

Analysis::Analysis(Analysis &base, const std::vector<Release> &more)
    : linkage(base.linkage), values(base.values), options(base.options), releases(base.releases),
      pointerTypes(values, [this](flow::TypeRef type) { return endsQuietly(type); },
                   [this](flow::TypeRef type) { return deletesQuietly(type); }), callees(base.callees),
      knownGlobals(base.knownGlobals) {
  releases.insert(releases.end(), more.begin(), more.end());
  // Only functions that reach an edited one change.
  for (const auto &[instance, summary] : base.summaries)
    if (std::set<FunctionReference> reached = reachedFrom(instance.first);
        llvm::none_of(more, [&](const Release &release) { return reached.count(release.function) > 0; }))
      summaries.emplace(instance, summary);
}

flow::Outcome Analysis::interpret(FunctionReference reference, const Context &context, llvm::raw_ostream *out,
                                  std::function<void(events::VarId, const flow::PartPath &, const size::Expr &)> given) {
  const Body &body = bodyOf(reference);
  flow::RunOptions run;
  for (const Release &release : releases)
    if (release.function == reference) {
      const flow::Owners &owners = body.borrows.owners;
      events::VarId root = owners.rootOf(release.owner);
      if (owners.isForeign(release.owner)) {
        run.released.push_back({release.owner, root, owners.part(release.owner).path, owners.part(release.owner).type, false});
        continue;
      }
      flow::TypeRef type{&linkage.unit(reference), linkage.function(reference).body.variables[root].type};
      if (release.inPieces)
        run.inPieces.push_back({root, release.part});
      else if (owners.isPart(release.owner))
        run.released.push_back({release.owner, root, owners.part(release.owner).path, owners.part(release.owner).type, false});
      else
        run.released.push_back({release.owner, root, {}, type, release.moved});
    }
  run.diesAt = [&](flow::OwnerId owner, events::BlockId block, unsigned event) {
    return body.liveness.dies(owner, block, event);
  };
  run.given = std::move(given);
  run.known = options.number;
  run.spelled = options.text;
  run.passed = context.passed;
  run.placed = context.placed;
  if (linkage.function(reference).isMain)
    run.start = startOf(reference);
  flow::Interpreter interpreter(linkage.unit(reference), linkage.function(reference), body.graph, values, *this,
                                std::move(run));
  stack.push_back(reference);
  flow::Outcome outcome = interpreter.run(out);
  stack.pop_back();
  return outcome;
}

std::vector<FunctionReference> Analysis::targets(const events::Unit &caller, const Callee &callee) const {
  std::vector<FunctionReference> result;
  auto add = [&](const std::string &usr) {
    if (auto found = linkage.definition(usr, caller))
      result.push_back(*found);
  };
  add(callee.usr);
  if (callee.isVirtual)
    for (const std::string &usr : linkage.overriders(callee.usr))
      if (result.size() < 8)
        add(usr);
  return result;
}

std::optional<CallOutcome> Analysis::apply(const flow::CallSite &site, const flow::Evaluator &evaluator,
                                           flow::State &state, std::vector<flow::Peak> &peaks) {
  std::vector<FunctionReference> bodies = targets(evaluator.unit, site.event.callee);
  flow::CallSite whole = site;
  std::vector<Reached> reached;
  if (site.event.callee.isVirtual) {
    whole.object = flow::wholeObject(site.object, state);
    reached = reachedBy(whole.object, std::move(bodies), linkage, state);
    bodies.clear();
  }
  if (site.event.callee.kind == Callee::Indirect) {
    const events::Operand &operand = site.event.callee.target;
    flow::Resolved callable{evaluator.evaluate(state, operand), {}};
    if (operand.kind == events::Operand::Read)
      callable.places = evaluator.locate(state, operand.place);
    for (const flow::Target &target : flow::targetsOf(evaluator, state, callable))
      if (auto found = linkage.definition(target.function, evaluator.unit))
        bodies.push_back(*found);
    if (std::vector<flow::Location> open = flow::openPlaces(callable); bodies.empty() && !open.empty()) {
      CallOutcome outcome;
      outcome.open = std::move(open);
      return outcome;
    }
  }
  for (FunctionReference body : bodies)
    reached.push_back({body, ""});
  if (reached.empty())
    return std::nullopt;
  std::optional<CallOutcome> result;
  std::vector<flow::State> branches;
  for (const Reached &one : reached) {
    FunctionReference reference = one.function;
    callees[stack.back()].insert(reference);
    flow::State &branch = branches.emplace_back(state);
    CallOutcome open;
    bool overrides = linkage.function(reference).usr != site.event.callee.usr || !one.alternative.empty();
    flow::CallSite from = overrides ? whole : site;
    from.object = objectOf(from.object, one, state);
    Context context = contextOf(reference, from, evaluator, state, open);
    const summary::Summary &summary = summaryOf(reference, context);
    noteOwnCall(reference, context, from);
    if (auto watch = watches.find(reference); watch != watches.end())
      watch->second(summary, from, evaluator, state);
    std::vector<flow::Peak> inner;
    CallOutcome outcome = summary::apply(summary, from, evaluator, branch, inner);
    onlyIfReached(whole.object, one, state, inner);
    peaks.insert(peaks.end(), inner.begin(), inner.end());
    outcome.open = std::move(open.open);
    if (!result) {
      result = std::move(outcome);
      continue;
    }
    result->result = values.join(result->result, outcome.result);
    result->open.insert(result->open.end(), outcome.open.begin(), outcome.open.end());
  }
  state = joined(whole.object, reached, std::move(branches), state);
  return result;
}

std::vector<flow::Calls::Code> Analysis::codeOf(const flow::Target &target, size_t arguments) const {
  if (!target.function.empty()) {
    const events::Unit &caller = stack.empty() ? linkage.units.front() : linkage.unit(stack.back());
    auto found = linkage.definition(target.function, caller);
    if (!found)
      return {};
    return {{&linkage.unit(*found), &linkage.function(*found)}};
  }
  std::vector<Code> result;
  flow::TypeRef type = target.object.value->type;
  for (const events::Function &function : type.unit->functions)
    if (function.record == type.id && llvm::StringRef(function.name).ends_with("::operator()") &&
        function.parameters.size() == arguments)
      result.push_back({type.unit, &function});
  return result;
}

/// How well an argument fits a parameter: 0 not at all.
static unsigned fit(flow::TypeRef parameter, flow::TypeRef argument) {
  using Kind = events::Type::Kind;
  auto bare = [](flow::TypeRef type) { return type && type->kind == Kind::Reference ? type.pointee() : type; };
  parameter = bare(parameter);
  argument = bare(argument);
  if (!parameter || !argument)
    return 1;
  bool numbers = (parameter->kind == Kind::Integer || parameter->kind == Kind::Floating) &&
                 (argument->kind == Kind::Integer || argument->kind == Kind::Floating);
  if (parameter->spelling == argument->spelling)
    return 4;
  if (parameter->kind == argument->kind && parameter->kind == Kind::Record)
    return parameter->name == argument->name ? 3 : 1;
  if (numbers)
    return parameter->kind == argument->kind ? 3 : 2;
  bool pointers = (parameter->kind == Kind::Pointer || parameter->kind == Kind::Array) &&
                  (argument->kind == Kind::Pointer || argument->kind == Kind::Array);
  return pointers ? 2 : parameter->kind == Kind::Record ? 1 : 0;
}

std::optional<flow::Calls::Code> Analysis::constructorOf(const flow::CallSite &site, const flow::Evaluator &evaluator) const {
  flow::TypeRef type = site.objectType;
  std::optional<Code> best;
  unsigned most = 0;
  for (const events::Function &function : type.unit->functions) {
    if (function.parameters.size() < site.arguments.size() || !isConstructor(function, type))
      continue;
    if (site.arguments.empty() && takesItself(function, type))
      continue;
    unsigned score = 1;
    for (unsigned index = 0; index < site.arguments.size() && score; ++index) {
      const events::Argument &given = site.event.arguments[index];
      unsigned one = fit({type.unit, function.parameters[index]},
                         evaluator.type(given.parameter ? given.parameter : given.value.type));
      score = one ? score + one : 0;
    }
    if (score > most && function.parameters.size() == site.arguments.size())
      ++score; // nothing left to default arguments
    if (score > most) {
      most = score;
      best = Code{type.unit, &function};
    }
  }
  return best;
}

void Analysis::assume(std::string what, flow::Site where) {
  if (!stack.empty())
    assumptions[stack.back()].insert({std::move(what), std::move(where)});
}

std::set<FunctionReference> Analysis::reachedFrom(FunctionReference function) const {
  std::set<FunctionReference> reached{function};
  std::vector<FunctionReference> work{function};
  while (!work.empty()) {
    FunctionReference next = work.back();
    work.pop_back();
    if (auto found = callees.find(next); found != callees.end())
      for (FunctionReference callee : found->second)
        if (reached.insert(callee).second)
          work.push_back(callee);
  }
  return reached;
}

std::vector<Assumption> Analysis::assumptionsOf(FunctionReference function) {
  summaryOf(function);
  std::set<Assumption> all;
  for (const flow::Location &open : summaryOf(function).open)
    all.insert({"what calls through '" + open.root.external.str() + "' reach is not known",
                flow::siteOf(linkage.unit(function), linkage.function(function), linkage.function(function).location)});
  for (FunctionReference reached : reachedFrom(function))
    if (auto found = assumptions.find(reached); found != assumptions.end())
      all.insert(found->second.begin(), found->second.end());
  return {all.begin(), all.end()};
}

std::map<std::pair<events::VarId, flow::PartPath>, size::Expr> Analysis::givenByCalls(FunctionReference function) {
  summaryOf(function);
  std::map<std::pair<events::VarId, flow::PartPath>, size::Expr> largest;
  interpret(function, {}, nullptr, [&](events::VarId variable, const flow::PartPath &path, const size::Expr &heap) {
    if (heap.isUnknown() || heap.isZero())
      return;
    auto [found, isFirst] = largest.try_emplace({variable, path}, heap);
    if (!isFirst && size::magnitude(found->second) < size::magnitude(heap))
      found->second = heap;
  });
  return largest;
}

void Analysis::dump(FunctionReference function, llvm::raw_ostream &out) {
  summaryOf(function);
  out << linkage.function(function).name << ":\n";
  interpret(function, {}, &out);
}

} // namespace highwater::program
