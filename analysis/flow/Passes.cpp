// One pass on each path, behind all that fills, with positions that only move forward.

#include "analysis/flow/Passes.h"

#include "analysis/flow/Mentions.h"
#include "analysis/flow/Table.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Terminator;
using events::Variable;
using events::VarId;

/// How far beside the position that moves a pass may look: so many elements can be kept.
constexpr std::int64_t widestWindow = 2;
/// Elements at the front that may be looked at ahead: a header.
constexpr std::int64_t longestHeader = 4;

Passes::Passes(const events::Unit &unit, const events::Function &function, const Graph &graph, CallModels &models,
               const Touches &touches)
    : unit(unit), function(function), graph(graph), models(models), touches(touches) {
  arrange();
}

static bool isMere(const Touch &touch) { return touch.kind == Touch::Size || touch.kind == Touch::Reset; }

void Passes::arrange() {
  bool first = true;
  auto enclosing = [&](unsigned loop) { return loop == none ? none : graph.loops[loop].parent; };
  for (const Touch &touch : touches.all()) {
    if (isMere(touch) || touch.kind == Touch::Change)
      continue;
    unsigned loop = graph.loopOf(touch.block);
    if (first)
      region = loop;
    first = false;
    while (region != none && !graph.contains(region, touch.block))
      region = enclosing(region);
  }
  // In a loop that does not begin it anew, all of it is one stage of what is around: a parameter is there before any loop.
  auto isAllOfARound = [&] {
    bool alone = llvm::all_of(touches.all(), [&](const Touch &touch) {
      return isMere(touch) || graph.contains(region, touch.block);
    });
    return alone && llvm::any_of(touches.all(), [&](const Touch &touch) {
             return touch.kind == Touch::Reset && graph.loopOf(touch.block) == region;
           });
  };
  while (region != none && !isAllOfARound())
    region = enclosing(region);

  size_t count = function.body.blocks.size();
  reach.assign(count, std::vector<bool>(count));
  for (BlockId block = count; block-- > 0;) {
    std::vector<BlockId> work{block};
    while (!work.empty()) {
      BlockId next = work.back();
      work.pop_back();
      for (BlockId successor : function.body.blocks[next].terminator.successors) {
        bool leaves = region != none && successor != none && !graph.contains(region, successor);
        bool back = region != none && successor == graph.loops[region].header;
        if (successor == none || leaves || back || reach[block][successor])
          continue;
        reach[block][successor] = true;
        work.push_back(successor);
      }
    }
  }
  for (const Touch &touch : touches.all()) {
    if (region != none && !graph.contains(region, touch.block))
      continue;
    Stage &stage = stageOf(touch);
    stage.touches.push_back(&touch);
    // Something read once, outside of any loop, is not yet an input.
    bool single = touch.kind == Touch::Fill && !touch.reading && stage.loop == none;
    stage.fills |= touch.kind == Touch::Fill && !single;
    stage.changes |= touch.kind == Touch::Change || single;
    stage.resets |= touch.kind == Touch::Reset;
  }
}

Passes::Stage &Passes::stageOf(const Touch &touch) {
  Stage stage;
  unsigned loop = graph.loopOf(touch.block);
  while (loop != region && loop != none) {
    stage.loop = loop;
    loop = graph.loops[loop].parent;
  }
  if (stage.loop == none) {
    stage.block = touch.block;
    stage.event = touch.event;
  }
  auto found = llvm::find(stages, stage);
  if (found != stages.end())
    return *found;
  stages.push_back(std::move(stage));
  return stages.back();
}

bool Passes::inStage(const Stage &stage, BlockId block, unsigned event) const {
  return stage.loop != none ? graph.contains(stage.loop, block) : stage.block == block && stage.event == event;
}

/// Whether a path leads from one stage to another.
bool Passes::precedes(const Stage &a, const Stage &b) const {
  if (a.loop == none && b.loop == none && a.block == b.block)
    return a.event < b.event;
  auto blocks = [&](const Stage &stage) {
    return stage.loop != none ? graph.loops[stage.loop].blocks : std::vector<BlockId>{stage.block};
  };
  std::vector<BlockId> to = blocks(b);
  return llvm::any_of(blocks(a), [&](BlockId from) {
    return llvm::any_of(to, [&](BlockId target) { return reach[from][target]; });
  });
}

bool Passes::isAccessForward(const Touch &touch, Forward &forward, Stage &stage) const {
  const Position &at = touch.position;
  if (at.kind == Position::Constant)
    return at.offset >= 0 && at.offset <= longestHeader;
  if (at.computed && at.offset == 0 && stage.loop != none) {
    std::set<VarId> counters = Table(function, graph, stage.loop).forwardCounters(*at.computed);
    stage.walkers.insert(counters.begin(), counters.end());
    if (!counters.empty())
      return true;
  }
  if (at.kind == Position::Unknown || std::abs(at.offset) > widestWindow)
    return false;
  stage.walkers.insert(at.variable);
  return stage.loop == none || forward.advances(at.variable);
}

/// Whether everything in a stage fits into one pass; says if there is any.
bool Passes::isPass(Stage &stage) {
  Forward forward(function, graph, models, touches, stage.loop);
  for (const Touch *touch : stage.touches)
    switch (touch->kind) {
    case Touch::Whole:
      return false;
    case Touch::Last:
      if (!stage.fills)
        return false;
      break;
    case Touch::Walk:
      if (stage.loop != none && (touch->event != none || graph.loopAt(touch->block) != stage.loop))
        return false;
      stage.passes = true;
      break;
    case Touch::Step: {
      auto begins = [&](const Touch &other) {
        return other.kind == Touch::Reset && stage.loop != none && graph.contains(stage.loop, other.block);
      };
      if (llvm::any_of(touches.all(), begins))
        return false;
      stage.walkers.insert(touch->position.variable);
      stage.passes = true;
      break;
    }
    case Touch::Access:
      if (!isAccessForward(*touch, forward, stage))
        return false;
      stage.passes |= !stage.fills && touch->position.kind != Position::Constant;
      break;
    default:
      break;
    }
  return true;
}

/// A second stage that goes on where the first one stopped belongs to the same pass.
bool Passes::continues(const Stage &first, const Stage &second) const {
  auto restarts = [&](VarId walker) {
    for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
      bool between = precedes(first, Stage{none, block, 0, {}, {}, {}, {}, {}, {}}) &&
                     precedes(Stage{none, block, ~0u - 1, {}, {}, {}, {}, {}, {}}, second);
      for (const Event &event : function.body.blocks[block].events)
        if (between && !inStage(first, block, 0) && !inStage(second, block, 0) && event.place.root == walker &&
            event.place.path.empty() && (event.kind == Event::Set || event.kind == Event::Call))
          return true;
    }
    return false;
  };
  return llvm::any_of(first.walkers, [&](VarId walker) { return second.walkers.count(walker) && !restarts(walker); });
}

bool Passes::arePasses() {
  for (Stage &stage : stages)
    if (!isPass(stage))
      return false;
  for (const Stage &first : stages) {
    if (!first.passes)
      continue;
    for (const Stage &second : stages) {
      if (first == second || !precedes(first, second))
        continue;
      if (second.fills || second.changes || (second.passes && !continues(first, second)))
        return false;
    }
    if (first.changes || first.fills)
      return false;
  }
  return true;
}

/// A named reference to an element must not outlive the round of the pass that it belongs to; a header may.
bool Passes::areAliasesLocal() const {
  for (const auto &[id, alias] : touches.aliases()) {
    const Variable &variable = function.body.variables[id];
    if (alias.kind != Alias::Element || variable.storage == Variable::Temporary)
      continue;
    if (variable.storage != Variable::Local)
      return false;
    bool header = alias.position.kind == Position::Constant && writesOf(function, id).size() == 1;
    bool local = false;
    for (BlockId block = 0; block < function.body.blocks.size(); ++block)
      for (const Event &event : function.body.blocks[block].events)
        local |= event.kind == Event::Declare && event.place.root == id && llvm::any_of(stages, [&](const Stage &stage) {
          return (stage.passes || stage.fills) && stage.loop != none && graph.contains(stage.loop, block);
        });
    if (!local && !header)
      return false;
  }
  return true;
}

/// Within a loop around all of it, each round begins with nothing.
bool Passes::isAnew(const Stage &fill) const {
  return region == none || llvm::any_of(stages, [&](const Stage &stage) {
    return stage.resets && stage.loop == none && (stage == fill || precedes(stage, fill));
  });
}

bool Passes::areFilledThenPassed() {
  bool filled = false, passed = false;
  for (const Stage &stage : stages)
    filled |= stage.fills;
  if (!filled || !arePasses())
    return false;
  for (const Stage &stage : stages) {
    passed |= stage.passes;
    if (stage.fills && !isAnew(stage))
      return false;
  }
  return passed && areAliasesLocal() && areIndependent() && !isInputWritten();
}

Handling::Use Passes::use() {
  for (const Stage &stage : stages)
    if (stage.fills || stage.changes)
      return Handling::Whole;
  if (!arePasses() || !areAliasesLocal())
    return Handling::Whole;
  bool touched = llvm::any_of(touches.all(), [](const Touch &touch) { return !isMere(touch); });
  return touched ? Handling::Pass : Handling::Nothing;
}

bool Passes::isFilledOnly() const {
  return llvm::all_of(touches.all(), [](const Touch &touch) {
    return isMere(touch) || touch.kind == Touch::Fill || touch.kind == Touch::Change || touch.kind == Touch::Last;
  });
}

bool Passes::isReturnedAsFilled() const {
  return llvm::all_of(touches.all(), [&](const Touch &touch) {
    bool returned = touch.kind == Touch::Whole && touch.event != none;
    if (returned) {
      const Event &event = function.body.blocks[touch.block].events[touch.event];
      returned = event.place.root != none && event.place.path.empty() &&
                 function.body.variables[event.place.root].storage == Variable::Result;
    }
    return returned || isMere(touch) || touch.kind == Touch::Fill || touch.kind == Touch::Change || touch.kind == Touch::Last;
  });
}

} // namespace highwater::flow
