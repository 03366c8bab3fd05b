// What makes a pass independent of the filling before it, and the places to show.

#include "analysis/flow/Passes.h"

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Operand;
using events::Terminator;
using events::Variable;
using events::VarId;

/// Whether a test only asks how far a position is from its end, or whether there is anything at all.
static bool isBoundTest(const Operand &condition, VarId variable, const std::set<VarId> &walkers) {
  switch (condition.kind) {
  case Operand::Cast:
  case Operand::Unary:
    return isBoundTest(condition.operands[0], variable, walkers);
  case Operand::Read:
    return true; // `while (n)`, `if (n)`
  case Operand::Binary: {
    auto speaks = [&](const Operand &side, llvm::function_ref<bool(VarId)> of) {
      bool found = false;
      forEachVariable(side, [&](VarId other) { found |= of(other); });
      return found;
    };
    for (unsigned side = 0; side < 2; ++side) {
      const Operand &here = condition.operands[side], &there = condition.operands[1 - side];
      if (!speaks(here, [&](VarId other) { return other == variable; }))
        continue;
      bool constant = there.kind == Operand::Integer;
      return constant || speaks(there, [&](VarId other) { return walkers.count(other) > 0; });
    }
    return true;
  }
  default:
    return false;
  }
}

/// The object of a call, or what it is given first.
static VarId writtenTo(const Event &event) {
  if (event.kind != Event::Call)
    return none;
  if (event.object)
    return event.object->place.root;
  return event.arguments.empty() ? none : event.arguments[0].value.place.root;
}

/// `cout << lines.size()` ahead of a pass that writes to `cout`: the number goes first.
bool Passes::writesTo(const Stage &pass, VarId out) const {
  for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const std::vector<Event> &events = function.body.blocks[block].events;
    for (unsigned index = 0; index < events.size(); ++index)
      if (inStage(pass, block, index) && writtenTo(events[index]) == out)
        return true;
  }
  return false;
}

/// Whether a stage, and what lies between it and the filling, mentions a variable in bounds only.
bool Passes::isComparedOnly(VarId variable, const Stage &pass) const {
  for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const events::Block &code = function.body.blocks[block];
    auto mentions = [&](const auto &thing) {
      bool found = false;
      forEachVariable(thing, [&](VarId other) { found |= other == variable; });
      return found;
    };
    auto inside = [&](unsigned event) { return inStage(pass, block, event); };
    auto before = [&](unsigned event) {
      Stage here{none, block, event, {}, {}, {}, {}, {}, {}};
      return !inside(event) && precedes(here, pass) && llvm::any_of(stages, [&](const Stage &fill) {
        return fill.fills && !inStage(fill, block, event) && precedes(fill, here);
      });
    };
    for (unsigned index = 0; index < code.events.size(); ++index) {
      const Event &event = code.events[index];
      if (!mentions(event) || (!inside(index) && !before(index)))
        continue;
      unsigned spoken = 0;
      forEachVariable(event, [&](VarId other) { spoken += other == variable; });
      if (event.place.root == variable && event.place.path.empty() && spoken == 1)
        continue; // set anew
      const effects::CallModel *model = event.kind == Event::Call ? models.of(event) : nullptr;
      bool reserves = model && !model->updates.empty() && llvm::all_of(model->updates, [](const effects::Update &update) {
        return update.target.fields.size() == 1 && update.target.fields[0] == "capacity";
      });
      VarId out = writtenTo(event);
      const effects::TypeModel *to = out == none ? nullptr : models.typeOf(out);
      bool reports = !inside(index) && to && (to->role == "stream" || to->role == "handle") && !writesTo(pass, out);
      // The number of elements, under another name.
      bool renames = event.kind == Event::Set && event.place.path.empty() && !inside(index) &&
                     event.place.root != variable && isComparedOnly(event.place.root, pass);
      bool handsBound = event.kind == Event::Call && llvm::any_of(touches.all(), [&](const Touch &touch) {
        return touch.block == block && touch.event == index && (touch.kind == Touch::Walk || touch.kind == Touch::Access);
      });
      // `if (!next) next = end;`: a position goes to the end.
      bool ends = event.kind == Event::Set && event.place.path.empty() && event.value.kind == Operand::Read &&
                  event.place.root != variable && touches.aliases().count(event.place.root);
      bool terminates = event.kind == Event::Set && !event.place.path.empty() && event.value.kind == Operand::Integer;
      if (!reserves && !reports && !renames && !handsBound && !ends && !terminates)
        return false;
    }
    unsigned end = code.events.size();
    if (mentions(code.terminator) && (inside(end) || before(end)) &&
        (code.terminator.kind != Terminator::Branch || !isBoundTest(code.terminator.condition, variable, pass.walkers)))
      return false;
  }
  return true;
}

/// Whether what an event in a pass sets is a position of that pass: `if (end == npos) end = text.size(); … from = end + 1;`
bool Passes::isPosition(const events::Place &place, BlockId block, unsigned event) const {
  if (place.root == none || !place.path.empty())
    return false;
  return llvm::any_of(stages, [&](const Stage &stage) {
    if (!stage.passes || stage.loop == none || !inStage(stage, block, event))
      return false;
    for (BlockId inside : graph.loops[stage.loop].blocks)
      for (const Event &other : function.body.blocks[inside].events) {
        bool moves = other.kind == Event::Set && other.place.path.empty() && stage.walkers.count(other.place.root);
        bool found = false;
        if (moves)
          forEachVariable(other.value, [&](VarId id) { found |= id == place.root; });
        if (found && other.place.root != place.root)
          return true;
      }
    return false;
  });
}

/// What is computed while filling, or from the number of elements, must not be needed by the pass.
bool Passes::areIndependent() const {
  std::set<VarId> computed;
  auto isOwn = [&](VarId id) {
    const effects::TypeModel *type = models.typeOf(id);
    return touches.aliases().count(id) || (type && (type->role == "stream" || type->role == "handle"));
  };
  for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const auto &events = function.body.blocks[block].events;
    for (unsigned index = 0; index < events.size(); ++index) {
      const Event &event = events[index];
      bool filling = llvm::any_of(stages, [&](const Stage &stage) {
        return stage.fills && stage.loop != none && inStage(stage, block, index);
      });
      bool counts = llvm::any_of(touches.all(), [&](const Touch &touch) {
        return touch.kind == Touch::Size && touch.block == block && touch.event == index;
      });
      if (!filling && (!counts || isPosition(event.place, block, index)))
        continue;
      auto add = [&](VarId id) {
        if (id != none && !isOwn(id))
          computed.insert(id);
      };
      if (event.kind == Event::Set || event.kind == Event::Copy || event.kind == Event::Move || event.kind == Event::Call)
        add(event.place.root);
      if (event.kind != Event::Call || !filling)
        continue;
      if (event.object && !event.callee.constMethod)
        add(event.object->place.root);
      for (const events::Argument &argument : event.arguments)
        if (argument.passing == events::Passing::Reference || argument.passing == events::Passing::Pointer)
          add(argument.value.place.root);
    }
  }
  return llvm::all_of(stages, [&](const Stage &stage) {
    return !stage.passes || llvm::all_of(computed, [&](VarId id) { return isComparedOnly(id, stage); });
  });
}

/// Whether the path of an input is opened again behind its reading, as a program does that changes a file in place.
bool Passes::isInputWritten() const {
  std::set<VarId> paths;
  auto addArguments = [&](const Event &event) {
    for (const events::Argument &argument : event.arguments)
      forEachVariable(argument.value, [&](VarId id) { paths.insert(id); });
  };
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      const effects::CallModel *model = event.kind == Event::Call ? models.of(event) : nullptr;
      if (model && model->source && model->source->kind == "file")
        addArguments(event);
    }
  for (const Touch &touch : touches.all())
    if (touch.kind == Touch::Fill && touch.event != none)
      addArguments(function.body.blocks[touch.block].events[touch.event]);
  for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const auto &events = function.body.blocks[block].events;
    for (unsigned index = 0; index < events.size(); ++index) {
      const Event &event = events[index];
      if (event.kind != Event::Call)
        continue;
      const effects::CallModel *model = models.of(event);
      const effects::TypeModel *object = event.object ? models.typeOf(event.object->place.root) : nullptr;
      bool opens = (model && model->effect == "stream") ||
                   (object && object->role == "stream" && event.callee.kind != events::Callee::Destructor);
      Stage here{none, block, index, {}, {}, {}, {}, {}, {}};
      bool behind = llvm::any_of(stages, [&](const Stage &stage) {
        return stage.fills && !inStage(stage, block, index) && precedes(stage, here);
      });
      bool same = llvm::any_of(event.arguments, [&](const events::Argument &argument) {
        bool found = false;
        forEachVariable(argument.value, [&](VarId id) { found |= paths.count(id) > 0; });
        TypeRef type{&unit, argument.parameter};
        return found && (argument.passing != events::Passing::Value || (type && type->kind != events::Type::Integer));
      });
      bool begins = event.callee.kind == events::Callee::Constructor || (model && model->effect == "stream") ||
                    (model && object && !model->updates.empty() && !model->returns); // open(path)
      if (opens && begins && behind && same)
        return true;
    }
  }
  return false;
}

std::vector<Reading> Passes::readings() const {
  std::vector<Reading> result;
  for (const Stage &stage : stages) {
    if (!stage.fills)
      continue;
    const Reading *direct = nullptr;
    for (const Touch *touch : stage.touches)
      if (touch->kind == Touch::Fill && touch->reading && !direct)
        direct = &*touch->reading;
    if (direct) {
      result.push_back(*direct);
      continue;
    }
    for (BlockId block = 0; block < function.body.blocks.size() && stage.loop != none; ++block) {
      if (!graph.contains(stage.loop, block))
        continue;
      bool found = false;
      const Terminator &end = function.body.blocks[block].terminator;
      if (const effects::TypeModel *range = end.kind == Terminator::Each ? models.typeOf(end.range.root) : nullptr;
          range && range->role == "stream") {
        result.push_back({siteOf(unit, function, end.location), range->name, "entry", "", ""});
        break;
      }
      for (const Event &event : function.body.blocks[block].events) {
        const effects::CallModel *model = event.kind == Event::Call ? models.of(event) : nullptr;
        if (!model || !model->read || model->read->record == "separator")
          continue;
        Reading reading{siteOf(unit, function, event.location), event.callee.name, model->read->record, "", ""};
        if (model->alternative) {
          reading.alternative = model->alternative->use;
          reading.why = model->alternative->why;
        }
        result.push_back(std::move(reading));
        found = true;
        break;
      }
      if (found)
        break;
    }
    if (result.empty()) // by functions of the project, which know how
      for (BlockId block : graph.loops[stage.loop].blocks)
        for (const Event &event : function.body.blocks[block].events)
          if (result.empty() && touches.isReadBy(event))
            result.push_back({siteOf(unit, function, event.location), event.callee.name, "record", "", ""});
  }
  return result;
}

std::vector<BlockId> Passes::fillingBlocks() const {
  std::vector<BlockId> blocks;
  for (const Stage &stage : stages)
    if (stage.fills && stage.loop != none)
      llvm::append_range(blocks, graph.loops[stage.loop].blocks);
  return blocks;
}

std::vector<Site> Passes::sites() const {
  std::vector<Site> result;
  for (const Stage &stage : stages) {
    if (!stage.passes)
      continue;
    for (const Touch *touch : stage.touches)
      if (touch->kind == Touch::Walk || touch->kind == Touch::Step || touch->kind == Touch::Access) {
        Site site = siteOf(unit, function, touch->location);
        if (stage.loop != none)
          if (const auto &test = function.body.blocks[graph.loops[stage.loop].header].terminator; test.location.valid())
            site = siteOf(unit, function, test.location);
        result.push_back(site);
        break;
      }
  }
  return result;
}

} // namespace highwater::flow
