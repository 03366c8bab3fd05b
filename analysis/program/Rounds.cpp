// Summaries on demand: a callee is summarised when the first call of it is met. A cycle of calls is composed in rounds, with
// what its outermost function did in the one before, until that stays as it is or goes on in a way that is known.

#include "analysis/program/Analysis.h"
#include "analysis/program/Descent.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

/// All that are running inside the one at `place` depend on what it will be.
void Analysis::waitFor(size_t place) {
  for (size_t inner = place; inner < running.size(); ++inner)
    running[inner]->waitsFor = std::min(running[inner]->waitsFor, place);
}

const summary::Summary &Analysis::summaryOf(FunctionReference reference, const Context &context) {
  Instance instance{reference, context.key};
  if (auto known = summaries.find(instance); known != summaries.end()) {
    if (auto other = preliminary.find(instance); other != preliminary.end())
      waitFor(other->second);
    return known->second;
  }
  if (auto again = inProgress.find(instance); again != inProgress.end()) {
    again->second.reentered = true;
    waitFor(again->second.place);
    return again->second.last;
  }
  Progress &progress = inProgress.emplace(instance, Progress()).first->second;
  progress.place = progress.waitsFor = running.size();
  running.push_back(&progress);
  const events::Function &function = linkage.function(reference);
  if (function.gaveUp.empty()) {
    compose(instance, context, progress);
  } else {
    stack.push_back(reference);
    assume("'" + function.name + "' is not analysed: " + function.gaveUp, flow::siteOf(linkage.unit(reference), function, function.location));
    stack.pop_back();
  }
  running.pop_back();
  auto node = inProgress.extract(instance);
  if (progress.waitsFor < progress.place)
    preliminary[instance] = progress.waitsFor;
  return summaries.emplace(instance, std::move(node.mapped().last)).first->second;
}

void Analysis::compose(const Instance &instance, const Context &context, Progress &progress) {
  FunctionReference reference = instance.first;
  const events::Unit &unit = linkage.unit(reference);
  const events::Function &function = linkage.function(reference);
  constexpr size_t largestCycle = 40;
  auto descent = descentOf(unit, function, bodyOf(reference).graph, [&](const events::Event &event) {
    return mayAllocate(unit, event, reference);
  });
  if (descent)
    progress.last = passedOn(unit, function, *descent);
  auto isInside = [&](const auto &other) { return other.second >= progress.place; };
  for (;;) {
    progress.reentered = false;
    progress.calls.clear();
    flow::Outcome outcome = interpret(reference, context, nullptr);
    if (descent)
      leaveOnce(unit, function, *descent, outcome);
    summary::Summary next = summary::summarize(unit, function, values, std::move(outcome));
    if (descent)
      addToTree(next, *descent);
    bool settled = descent || (!progress.rounds.empty() && isSame(progress.last, next, values));
    progress.last = next;
    progress.rounds.push_back(std::move(next));
    if (!progress.reentered || progress.waitsFor < progress.place || settled)
      break;
    size_t members = llvm::count_if(preliminary, isInside);
    if (progress.rounds.size() < options.recursionRounds && members <= largestCycle) {
      for (const auto &[inner, place] : preliminary)
        if (place >= progress.place)
          summaries.erase(inner);
      std::erase_if(preliminary, isInside);
      continue;
    }
    if (auto all = goneOn(progress.rounds, shrinkingOf(progress.calls), values)) {
      progress.last = std::move(*all);
      break;
    }
    stack.push_back(reference);
    assume("recursion of '" + function.name + "' is followed " + std::to_string(progress.rounds.size()) + " levels deep",
           flow::siteOf(unit, function, function.location));
    stack.pop_back();
    break;
  }
  if (progress.waitsFor == progress.place)
    std::erase_if(preliminary, isInside); // they are what they are from now on
}

/// Whether an event, or what a callee with a body does, may allocate memory. What `from` calls itself for is not asked.
bool Analysis::mayAllocate(const events::Unit &unit, const events::Event &event, FunctionReference from, unsigned depth) const {
  if (event.kind == events::Event::Allocate)
    return true;
  if (event.kind != events::Event::Call || depth > 4)
    return event.kind == events::Event::Call;
  if (const effects::CallModel *model = flow::findModel(values, unit, event, {&unit, event.callee.record}))
    return (model->returns && model->returns->heap) || !model->allocates.empty() || model->transient || model->invokes;
  for (FunctionReference target : targets(unit, event.callee))
    for (const events::Block &block : linkage.function(target).body.blocks)
      if (target != from && llvm::any_of(block.events, [&](const events::Event &inner) {
            return mayAllocate(linkage.unit(target), inner, target, depth + 1);
          }))
        return true;
  return false;
}

/// A function that calls itself: what it passes.
void Analysis::noteOwnCall(FunctionReference function, const Context &context, const flow::CallSite &site) {
  auto again = inProgress.find({function, context.key});
  if (again == inProgress.end())
    return;
  std::vector<size::Expr> arguments;
  for (const flow::Resolved &argument : site.arguments) {
    flow::ValueRef value = values.expand(argument.value);
    bool number = value->kind == flow::Value::Scalar || value->kind == flow::Value::Pointer;
    arguments.push_back(number && stack.back() == function ? value->number : size::Expr::unknown("not a number"));
  }
  again->second.calls[site.event.location.offset] = std::move(arguments);
}

} // namespace highwater::program
