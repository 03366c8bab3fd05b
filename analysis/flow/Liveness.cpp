// Backward bit vectors; a destructor is no use, unless it does more than to give back memory.

#include "analysis/flow/Liveness.h"

#include "analysis/flow/Mentions.h"
#include "analysis/flow/Solver.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Operand;
using events::VarId;
using Kind = events::Type::Kind;

/// With what the variables among them borrow from.
static llvm::BitVector withReferents(const llvm::BitVector &spoken, const Borrows &borrows) {
  llvm::BitVector used = spoken;
  for (unsigned variable : spoken.set_bits())
    if (!borrows.owners.isPart(variable))
      used |= borrows.reach(variable);
  return used;
}

Liveness::Liveness(const events::Unit &unit, const events::Function &function, const Graph &graph,
                   const Borrows &borrows, PointerTypes &types, EndingOf ending)
    : function(function), graph(graph), borrows(borrows), types(types), ending(std::move(ending)),
      noticed(function.body.variables.size()) {
  for (VarId variable = 0; variable < function.body.variables.size(); ++variable)
    if (types.effectful({&unit, function.body.variables[variable].type}))
      noticed.set(variable);
  for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
    auto &all = steps.emplace_back();
    for (unsigned index = 0; index < function.body.blocks[block].events.size(); ++index)
      all.push_back(stepOf(unit, block, index));
    ends.push_back(withReferents(borrows.spokenAtEnd(block), borrows));
  }
  struct Problem {
    using State = llvm::BitVector;
    State bottom() const { return State(self.borrows.owners.count()); }
    State join(State a, const State &b) const { return a |= b, a; }
    State transfer(State live, BlockId block) const {
      live |= self.ends[block];
      for (const Step &step : llvm::reverse(self.steps[block]))
        self.stepBack(live, step);
      return live;
    }
    const Liveness &self;
  };
  std::vector<llvm::BitVector> out = solveBackward(function.body, graph, Problem{*this});
  after.resize(out.size());
  for (BlockId block = 0; block < out.size(); ++block) {
    llvm::BitVector live = out[block];
    live |= ends[block];
    auto &points = after[block];
    points.assign(steps[block].size() + 1, {});
    points.back() = live;
    for (unsigned index = steps[block].size(); index-- > 0;) {
      stepBack(live, steps[block][index]);
      points[index] = live;
    }
  }
}

llvm::ArrayRef<std::string> Liveness::pathOf(OwnerId owner) const {
  return borrows.owners.isPart(owner) ? llvm::ArrayRef<std::string>(borrows.owners.part(owner).path)
                                      : llvm::ArrayRef<std::string>();
}

/// The place whose content an event replaces without looking at it: a buffer that is given up, not used again.
std::optional<events::Place> Liveness::replaced(const events::Unit &unit, const Event &event) const {
  // `v = f()` by the operator of a class that has a model
  if (event.kind == Event::Call && event.object && event.object->kind == Operand::Address && event.arguments.size() == 1 &&
      event.arguments[0].passing == events::Passing::RvalueReference && types.modelOf({&unit, event.callee.record}) &&
      llvm::StringRef(event.callee.name).ends_with("::operator="))
    return event.object->place;
  if (event.place.root == none || event.initializes)
    return std::nullopt;
  bool sets = event.kind == Event::Set || event.kind == Event::Call || event.kind == Event::Allocate;
  bool pointer = sets && event.place.path.empty() &&
                 unit.types[function.body.variables[event.place.root].type].kind == Kind::Pointer;
  return event.kind == Event::Move || pointer ? std::optional(event.place) : std::nullopt;
}

Liveness::Step Liveness::stepOf(const events::Unit &unit, BlockId block, unsigned index) const {
  const Owners &owners = borrows.owners;
  const Event &event = function.body.blocks[block].events[index];
  Step step;
  llvm::BitVector spoken = borrows.spoken(block, index);
  auto drop = [&](VarId variable) {
    spoken.reset(variable);
    for (OwnerId part : owners.partsOf(variable))
      spoken.reset(part);
  };
  auto endsAll = [&](VarId variable) {
    step.ends.push_back(variable);
    step.ends.insert(step.ends.end(), owners.partsOf(variable).begin(), owners.partsOf(variable).end());
  };
  if (event.kind == Event::Declare && event.place.path.empty())
    endsAll(event.place.root);
  if (event.kind == Event::End && noticed.test(event.place.root))
    owners.touch({event.place.root, {}}, {}, spoken); // a lock is given back, a thread joined
  if (std::optional<events::Place> target = replaced(unit, event)) {
    events::Place place = owners.canonical(*target);
    PartPath path = flow::pathOf(place);
    OwnerId owner = path.size() == place.path.size() ? owners.find(place.root, path) : none;
    llvm::BitVector others(owners.count()); // is it spoken of on the other side, too?
    auto touch = [&](const events::Place &other) { owners.touch(other, {}, others); };
    forEachPlace(event.source, touch);
    forEachPlace(event.value, touch);
    for (const events::Argument &argument : event.arguments)
      forEachPlace(argument.value, touch);
    if (event.object && event.object->place.root != target->root)
      forEachPlace(*event.object, touch);
    if (owner != none && !others.test(owner)) {
      step.ends.push_back(owner);
      spoken.reset(owner);
      if (event.object && event.place.root != none)
        spoken.reset(event.place.root); // `v = f()` as a value is `v` again
      for (OwnerId part : owners.partsOf(place.root)) {
        const PartPath &inner = owners.part(part).path;
        if (inner.size() > path.size() && std::equal(path.begin(), path.end(), inner.begin())) {
          step.ends.push_back(part);
          spoken.reset(part);
        }
      }
    }
  }
  const llvm::BitVector all = spoken;
  for (unsigned variable : all.set_bits()) {
    if (owners.isPart(variable))
      continue;
    Ending how = event.kind == Event::End ? Ending::No : ending(event, variable, {});
    if (how == Ending::No)
      continue;
    if (how == Ending::Empties) {
      llvm::BitVector mine(owners.count());
      mine.set(variable);
      for (OwnerId part : owners.partsOf(variable))
        if (spoken.test(part))
          mine.set(part);
      step.ifLive.emplace_back(variable, withReferents(mine, borrows));
    }
    drop(variable);
  }
  step.uses = withReferents(spoken, borrows);
  return step;
}

bool Liveness::uses(BlockId block, unsigned event, OwnerId owner) const {
  return steps[block][event].uses.test(owner);
}

bool Liveness::overwrites(OwnerId owner, BlockId block, unsigned event) const {
  return function.body.blocks[block].events[event].kind != Event::Declare &&
         llvm::is_contained(steps[block][event].ends, owner);
}

void Liveness::stepBack(llvm::BitVector &live, const Step &step) const {
  llvm::BitVector behind = live;
  for (OwnerId owner : step.ends)
    live.reset(owner);
  live |= step.uses;
  for (const auto &[owner, uses] : step.ifLive)
    if (behind.test(owner))
      live |= uses;
}

bool Liveness::liveAfter(OwnerId owner, BlockId block, unsigned event) const {
  return after[block][event == none ? 0 : event + 1].test(owner);
}

bool Liveness::dies(OwnerId owner, BlockId block, unsigned event) const {
  if (event != none)
    return after[block][event].test(owner) && !after[block][event + 1].test(owner);
  return !after[block][0].test(owner) && llvm::any_of(graph.predecessors[block], [&](BlockId before) {
    return after[before].back().test(owner);
  });
}

} // namespace highwater::flow
