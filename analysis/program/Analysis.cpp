// Summaries on demand: a callee is summarised when the first call of it is met; recursion is cut after some rounds.

#include "analysis/program/Analysis.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Callee;
using events::none;
using flow::CallOutcome;

Linkage::Linkage(std::vector<events::Unit> linked) : units(std::move(linked)) {
  std::map<std::string, std::vector<std::string>> direct;
  for (unsigned unit = 0; unit < units.size(); ++unit)
    for (unsigned index = 0; index < units[unit].functions.size(); ++index) {
      const events::Function &function = units[unit].functions[index];
      bodies.try_emplace(function.usr, FunctionReference{unit, index});
      for (const std::string &base : function.overrides)
        direct[base].push_back(function.usr);
    }
  for (const auto &[base, unused] : direct) {
    std::set<std::string> all;
    std::vector<std::string> work{base};
    while (!work.empty()) {
      std::string next = std::move(work.back());
      work.pop_back();
      if (auto found = direct.find(next); found != direct.end())
        for (const std::string &overrider : found->second)
          if (all.insert(overrider).second)
            work.push_back(overrider);
    }
    overriders[base].assign(all.begin(), all.end());
  }
}

const events::Function &Linkage::function(FunctionReference reference) const {
  return units[reference.unit].functions[reference.index];
}

Analysis::Analysis(const Linkage &linkage, const flow::Values &values, const ProgramOptions &options,
                   std::vector<Release> releases)
    : linkage(linkage), values(values), options(options), releases(std::move(releases)),
      pointerTypes(values, [this](llvm::StringRef destructor) { return endsQuietly(destructor); }) {}

Analysis::Analysis(Analysis &base, Release release)
    : linkage(base.linkage), values(base.values), options(base.options), releases(base.releases),
      pointerTypes(values, [this](llvm::StringRef destructor) { return endsQuietly(destructor); }), callees(base.callees) {
  releases.push_back(release);
  // Only functions that reach the edited one change.
  for (const auto &[function, summary] : base.summaries)
    if (!reachedFrom(function).count(release.function))
      summaries.emplace(function, summary);
}

const Body &Analysis::bodyOf(FunctionReference reference) {
  if (auto known = bodies.find(reference); known != bodies.end())
    return *known->second;
  const events::Function &function = linkage.function(reference);
  const events::Unit &unit = linkage.unit(reference);
  unfinished.insert(reference);
  auto mayKeep = [&](const events::Event &event, unsigned argument) { return keeps(unit, event, argument); };
  auto touches = [&](const events::Event &event, unsigned argument) { return touchesOf(unit, event, argument); };
  auto ending = [this, &unit, &function](const events::Event &event, events::VarId variable,
                                         llvm::ArrayRef<std::string> path) {
    return endingOf(unit, function, event, variable, path);
  };
  auto body = std::make_unique<Body>(unit, function, pointerTypes, flow::CallKnowledge{mayKeep, touches}, ending);
  unfinished.erase(reference);
  return *bodies.emplace(reference, std::move(body)).first->second;
}

flow::Outcome Analysis::interpret(FunctionReference reference, llvm::raw_ostream *out) {
  const Body &body = bodyOf(reference);
  flow::RunOptions run;
  for (const Release &release : releases)
    if (release.function == reference) {
      const flow::Owners &owners = body.borrows.owners;
      events::VarId root = owners.rootOf(release.owner);
      flow::TypeRef type{&linkage.unit(reference), linkage.function(reference).body.variables[root].type};
      if (owners.isPart(release.owner))
        run.released.push_back({release.owner, root, owners.part(release.owner).path, owners.part(release.owner).type});
      else
        run.released.push_back({release.owner, root, {}, type});
    }
  run.diesAt = [&](flow::OwnerId owner, events::BlockId block, unsigned event) {
    return body.liveness.dies(owner, block, event);
  };
  run.known = options.number;
  flow::Interpreter interpreter(linkage.unit(reference), linkage.function(reference), body.graph, values, *this,
                                std::move(run));
  stack.push_back(reference);
  flow::Outcome outcome = interpreter.run(out);
  stack.pop_back();
  return outcome;
}

const summary::Summary &Analysis::summaryOf(FunctionReference reference) {
  if (auto known = summaries.find(reference); known != summaries.end())
    return known->second;
  if (auto running = inProgress.find(reference); running != inProgress.end()) {
    running->second.reentered = true;
    return running->second.last;
  }
  const events::Function &function = linkage.function(reference);
  auto &progress = inProgress.emplace(reference, Progress()).first->second;
  if (!function.gaveUp.empty()) {
    stack.push_back(reference);
    assume("'" + function.name + "' is not analysed: " + function.gaveUp, flow::siteOf(linkage.unit(reference), function, function.location));
    stack.pop_back();
  } else {
    bool outermost = inProgress.size() == 1 || !llvm::any_of(inProgress, [&](const auto &other) {
      return other.first != reference && other.second.reentered;
    });
    do {
      progress.reentered = false;
      progress.last = summary::summarize(linkage.unit(reference), function, values, interpret(reference, nullptr));
    } while (progress.reentered && outermost && ++progress.rounds < options.recursionRounds);
    if (progress.reentered) {
      stack.push_back(reference);
      assume("recursion of '" + function.name + "' is followed " + std::to_string(options.recursionRounds) + " levels deep",
             flow::siteOf(linkage.unit(reference), function, function.location));
      stack.pop_back();
    }
  }
  auto node = inProgress.extract(reference);
  return summaries.emplace(reference, std::move(node.mapped().last)).first->second;
}

std::vector<FunctionReference> Analysis::targets(const Callee &callee) const {
  std::vector<FunctionReference> result;
  auto add = [&](const std::string &usr) {
    if (auto found = linkage.bodies.find(usr); found != linkage.bodies.end())
      result.push_back(found->second);
  };
  add(callee.usr);
  if (callee.isVirtual)
    if (auto found = linkage.overriders.find(callee.usr); found != linkage.overriders.end())
      for (const std::string &usr : found->second)
        if (result.size() < 8)
          add(usr);
  return result;
}

std::optional<CallOutcome> Analysis::apply(const flow::CallSite &site, const flow::Evaluator &evaluator,
                                           flow::State &state, std::vector<flow::Peak> &peaks) {
  std::vector<FunctionReference> bodies = targets(site.event.callee);
  if (site.event.callee.kind == Callee::Indirect) {
    flow::ValueRef target = evaluator.evaluate(state, site.event.callee.target);
    if (target->origin.head() == "function")
      if (auto found = linkage.bodies.find(target->origin.parts()[0].head()); found != linkage.bodies.end())
        bodies.push_back(found->second);
  }
  if (bodies.empty())
    return std::nullopt;
  std::optional<CallOutcome> joined;
  std::optional<flow::State> after;
  for (FunctionReference reference : bodies) {
    callees[stack.back()].insert(reference);
    flow::State branch = state;
    CallOutcome outcome = summary::apply(summaryOf(reference), site, evaluator, branch, peaks);
    if (!joined) {
      joined = std::move(outcome);
      after = std::move(branch);
      continue;
    }
    joined->result = values.join(joined->result, outcome.result);
    after->join(branch);
  }
  state = std::move(*after);
  return joined;
}

void Analysis::run(flow::TypeRef callable, const flow::Resolved &object, const flow::Evaluator &evaluator,
                   flow::State &state, std::vector<flow::Peak> &peaks) {
  for (unsigned index = 0; index < callable.unit->functions.size(); ++index) {
    const events::Function &function = callable.unit->functions[index];
    if (function.record != callable.id || !llvm::StringRef(function.name).ends_with("operator()"))
      continue;
    unsigned unit = callable.unit - linkage.units.data();
    callees[stack.back()].insert({unit, index});
    events::Event call;
    call.kind = events::Event::Call;
    call.callee.name = function.name;
    call.callee.usr = function.usr;
    flow::CallSite site(evaluator, state, call);
    site.object = object;
    summary::apply(summaryOf({unit, index}), site, evaluator, state, peaks);
  }
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
  for (FunctionReference reached : reachedFrom(function))
    if (auto found = assumptions.find(reached); found != assumptions.end())
      all.insert(found->second.begin(), found->second.end());
  return {all.begin(), all.end()};
}

void Analysis::dump(FunctionReference function, llvm::raw_ostream &out) {
  summaryOf(function);
  out << linkage.function(function).name << ":\n";
  interpret(function, &out);
}

} // namespace highwater::program
