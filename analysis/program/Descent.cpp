// Paths are walked forward over the blocks of the body.

#include "analysis/program/Descent.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Searches.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::BlockId;
using events::Event;
using events::Operand;
using events::Projection;
using events::Variable;
using flow::TypeRef;

/// The type of the nodes that a parameter leads to, directly or by way of a link; none if it leads to none.
static TypeRef nodeBehind(TypeRef parameter) {
  for (unsigned level = 0; level < 2 && parameter && parameter->kind == events::Type::Pointer; ++level) {
    parameter = parameter.pointee();
    if (flow::isNode(parameter))
      return parameter;
  }
  return {};
}

/// The parameter of which a link is passed: `p->left`, `&(*p)->left`, `p->children[i]`.
static std::optional<unsigned> passesLinkOf(const events::Function &function, const Operand &argument) {
  const Operand &link = events::withoutCasts(argument);
  if ((link.kind != Operand::Read && link.kind != Operand::Address) || link.place.root == events::none)
    return std::nullopt;
  const Variable &variable = function.body.variables[link.place.root];
  bool leadsOn = llvm::any_of(link.place.path, [](const Projection &step) { return step.kind == Projection::Field; });
  return variable.storage == Variable::Parameter && leadsOn ? std::optional(variable.index) : std::nullopt;
}

/// The parameter that a call of the function itself takes one level further.
static std::optional<unsigned> takesFurther(const events::Unit &unit, const events::Function &function, const Event &call) {
  for (unsigned index = 0; index < call.arguments.size() && index < function.parameters.size(); ++index)
    if (nodeBehind({&unit, function.parameters[index]}) && passesLinkOf(function, call.arguments[index].value) == index)
      return index;
  return std::nullopt;
}

/// The blocks that can come to run from these on, ways that lead through others excepted.
static std::set<BlockId> reachedFrom(const events::Body &body, std::vector<BlockId> waiting, llvm::ArrayRef<BlockId> others = {}) {
  std::set<BlockId> reached;
  while (!waiting.empty()) {
    BlockId block = waiting.back();
    waiting.pop_back();
    if (block != events::none && !llvm::is_contained(others, block) && reached.insert(block).second)
      llvm::append_range(waiting, body.blocks[block].terminator.successors);
  }
  return reached;
}

static std::set<BlockId> reachedBehind(const events::Body &body, BlockId block) {
  return reachedFrom(body, body.blocks[block].terminator.successors);
}

/// Whether the function may come to its end without any of these blocks.
static bool avoids(const events::Body &body, llvm::ArrayRef<BlockId> blocks) {
  return llvm::any_of(reachedFrom(body, {0}, blocks), [&](BlockId block) {
    return body.blocks[block].terminator.kind == events::Terminator::Exit;
  });
}

std::optional<Descent> descentOf(const events::Unit &unit, const events::Function &function, const flow::Graph &graph,
                                 llvm::function_ref<bool(const Event &)> allocates) {
  std::optional<unsigned> parameter;
  std::vector<BlockId> calls, allocations;
  for (BlockId block = 0; block < function.body.blocks.size(); ++block)
    for (const Event &event : function.body.blocks[block].events) {
      if (event.kind == Event::Call && event.callee.usr == function.usr) {
        auto further = takesFurther(unit, function, event);
        if (!further || parameter.value_or(*further) != *further || event.callee.isVirtual)
          return std::nullopt;
        parameter = further;
        calls.push_back(block);
      }
    }
  for (BlockId block = 0; parameter && block < function.body.blocks.size(); ++block)
    if (llvm::any_of(function.body.blocks[block].events, [&](const Event &event) {
          return (event.kind != Event::Call || event.callee.usr != function.usr) && allocates(event);
        }))
      allocations.push_back(block);
  auto isOnTheWay = [&](BlockId block) { return graph.reachable(block) && llvm::is_contained(calls, block); };
  for (BlockId call : calls) {
    std::set<BlockId> behind = reachedBehind(function.body, call);
    bool again = llvm::count(calls, call) > 1 || llvm::any_of(behind, isOnTheWay);
    bool makes = llvm::any_of(allocations, [&](BlockId block) {
      return block == call || behind.count(block) || reachedBehind(function.body, block).count(call);
    });
    if (again || makes)
      return std::nullopt;
  }
  if (!parameter)
    return std::nullopt;
  llvm::append_range(calls, allocations);
  return Descent{*parameter, avoids(function.body, calls)};
}

static size::Subject argumentOf(const Descent &descent) {
  return size::Subject("arg", {size::Subject(std::to_string(descent.parameter))});
}

/// What the function returns where it returns a node that it was given.
static flow::ValueRef nodeGiven(const events::Unit &unit, const events::Function &function, const Descent &descent) {
  TypeRef given{&unit, function.parameters[descent.parameter]}, result{&unit, function.result};
  bool same = result && result->kind == events::Type::Pointer && flow::isNode(result.pointee()) && flow::isNode(given.pointee());
  return same ? flow::symbolic(argumentOf(descent), given) : flow::emptyValue();
}

void leaveOnce(const events::Unit &unit, const events::Function &function, const Descent &descent, flow::Outcome &outcome) {
  if (!descent.finds || outcome.ordered.empty())
    return;
  size::Expr share = flow::freshShare(outcome.ordered);
  flow::State found(outcome.exit.valuesOf());
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (function.body.variables[id].storage == Variable::Result)
      found.store({{id, {}}, {}, {&unit, function.result}}, nodeGiven(unit, function, descent));
  outcome.exit.shares = {{0, 0, share}};
  found.shares = {{0, 1, size::restOf(share)}};
  outcome.exit.comparisons.clear();
  outcome.exit.join(found);
}

void addToTree(summary::Summary &summary, const Descent &descent) {
  size::Subject link("deref", {argumentOf(descent)});
  auto found = summary.post.find({events::none, link});
  if (found == summary.post.end() || found->second->kind != flow::Value::Pointer || !found->second->state.count("least"))
    return;
  found->second = flow::changed(found->second, [](flow::Value &copy) {
    size::Expr blocks = copy.state.at("blocks") + copy.state.at("least");
    copy.state.erase("least");
    flow::setBlocks(copy, blocks);
  });
}

summary::Summary passedOn(const events::Unit &unit, const events::Function &function, const Descent &descent) {
  summary::Summary summary;
  summary.usr = function.usr;
  summary.name = function.name;
  summary.result = nodeGiven(unit, function, descent);
  return summary;
}

} // namespace highwater::program
