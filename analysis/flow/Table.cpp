// Digits are read from the outermost inwards; whatever is not one of them makes the position unknown.

#include "analysis/flow/Table.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Operand;
using events::VarId;

static std::optional<VarId> asVariable(const Operand &operand) {
  const Operand &plain = withoutCasts(operand);
  bool whole = plain.kind == Operand::Read && plain.place.root != none && plain.place.path.empty();
  return whole ? std::optional(plain.place.root) : std::nullopt;
}

static bool isSame(const Operand &one, const Operand &other) {
  const Operand &a = withoutCasts(one), &b = withoutCasts(other);
  if (a.kind != b.kind)
    return false;
  if (a.kind == Operand::Integer)
    return a.integer == b.integer;
  auto isFieldOfSame = [](const events::Projection &x, const events::Projection &y) {
    return x.kind == y.kind && x.field == y.field && !x.index && !y.index;
  };
  return a.kind == Operand::Read && a.place.root == b.place.root && llvm::equal(a.place.path, b.place.path, isFieldOfSame);
}

std::set<VarId> Table::forwardCounters(const Operand &position) const {
  std::optional<Digits> digits = loop == none ? std::nullopt : read(position);
  return digits ? digits->counters : std::set<VarId>();
}

std::optional<Table::Digits> Table::read(const Operand &position) const {
  const Operand &plain = withoutCasts(position);
  if (std::optional<VarId> variable = asVariable(plain)) {
    if (const Operand *value = definition(*variable))
      return read(*value);
    std::optional<Counter> outer = counter(*variable);
    if (!outer || outer->loop != loop) // a loop around it would begin it anew
      return std::nullopt;
    return Digits{outer->loop, {*variable}};
  }
  if (plain.kind != Operand::Binary)
    return std::nullopt;
  const Operand &left = withoutCasts(plain.operands[0]), &right = withoutCasts(plain.operands[1]);
  auto isProduct = [](const Operand &operand) { return operand.kind == Operand::Binary && operand.text == "*"; };
  if (isProduct(plain)) {
    if (isFixed(right))
      return read(left);
    return isFixed(left) ? read(right) : std::nullopt;
  }
  if (plain.text != "+")
    return std::nullopt;
  for (bool swapped : {false, true}) {
    const Operand &high = swapped ? right : left, &low = swapped ? left : right;
    if (isProduct(high)) {
      for (unsigned factor : {1u, 0u})
        if (isFixed(high.operands[factor]))
          if (auto digits = extend(read(high.operands[1 - factor]), high.operands[factor], low))
            return digits;
      continue;
    }
    // `for (i = 0; …; i += step) for (j = 0; j < step; ++j) … v[i + j]`
    std::optional<VarId> variable = asVariable(high);
    std::optional<Counter> outer = variable ? counter(*variable) : std::nullopt;
    if (outer)
      if (auto digits = extend(read(high), *outer->step, low))
        return digits;
  }
  return std::nullopt;
}

std::optional<Table::Digits> Table::extend(std::optional<Digits> high, const Operand &stride, const Operand &low) const {
  if (!high)
    return std::nullopt;
  const Operand &plain = withoutCasts(low), &step = withoutCasts(stride);
  if (plain.kind == Operand::Integer)
    return plain.integer >= 0 && step.kind == Operand::Integer && plain.integer < step.integer ? high : std::nullopt;
  std::optional<VarId> variable = asVariable(plain);
  std::optional<Counter> inner = variable ? counter(*variable) : std::nullopt;
  if (!inner || inner->loop == high->innermost || !isBelow(*variable, *inner, stride))
    return std::nullopt;
  unsigned around = inner->loop;
  while (around != none && around != high->innermost)
    around = graph.loops[around].parent;
  if (around == none || graph.loops[inner->loop].parent != high->innermost)
    return std::nullopt;
  // The outer counter must stand still meanwhile.
  for (BlockId block : graph.loops[inner->loop].blocks)
    for (const Event &event : function.body.blocks[block].events)
      if (llvm::any_of(high->counters, [&](VarId outer) { return changes(event, outer); }))
        return std::nullopt;
  high->innermost = inner->loop;
  high->counters.insert(*variable);
  return high;
}

bool Table::changes(const Event &event, VarId variable) const {
  if (event.kind == Event::Declare || event.kind == Event::End || event.kind == Event::Use)
    return false;
  if (event.place.root == variable && event.place.path.empty())
    return true;
  auto refers = [&](const Operand &operand) {
    return operand.kind == Operand::Address && operand.place.root == variable && operand.place.path.empty();
  };
  return llvm::any_of(event.arguments, [&](const events::Argument &argument) {
    return refers(argument.value) && argument.passing != events::Passing::ConstReference;
  });
}

/// What a variable always is: `size_t at = row * columns + column;`
const Operand *Table::definition(VarId variable) const {
  const Operand *value = nullptr;
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      if (!changes(event, variable))
        continue;
      if (value || event.kind != Event::Set || withoutCasts(event.value).kind != Operand::Binary)
        return nullptr;
      value = &event.value;
    }
  bool itself = false;
  if (value)
    forEachVariable(*value, [&](VarId other) { itself |= other == variable; });
  return itself ? nullptr : value;
}

std::optional<Table::Counter> Table::counter(VarId variable) const {
  Counter result;
  std::vector<BlockId> begins;
  for (BlockId block = 0; block < function.body.blocks.size(); ++block)
    for (const Event &event : function.body.blocks[block].events) {
      if (!changes(event, variable))
        continue;
      if (event.kind != Event::Set)
        return std::nullopt;
      const Operand &value = withoutCasts(event.value);
      bool steps = value.kind == Operand::Binary && value.text == "+" && asVariable(value.operands[0]) == variable;
      if (!steps) {
        if (value.kind != Operand::Integer || value.integer < 0)
          return std::nullopt;
        begins.push_back(block);
        continue;
      }
      const Operand &step = withoutCasts(value.operands[1]);
      if (!isFixed(step) || (step.kind == Operand::Integer && step.integer <= 0) || (result.step && !isSame(*result.step, step)))
        return std::nullopt;
      unsigned here = graph.loopOf(block);
      if (here == none || (result.loop != none && result.loop != here))
        return std::nullopt;
      result = {here, &step};
    }
  bool restarts = llvm::any_of(begins, [&](BlockId block) { return graph.contains(result.loop, block); });
  return !result.step || restarts ? std::nullopt : std::optional(result);
}

/// Whether the counter's loop ends where the counter reaches the limit: `j < limit`, tested first.
bool Table::isBelow(VarId variable, const Counter &counter, const Operand &limit) const {
  const events::Terminator &end = function.body.blocks[graph.loops[counter.loop].header].terminator;
  if (end.kind != events::Terminator::Branch || end.successors.size() != 2)
    return false;
  const Operand &test = withoutCasts(end.condition);
  bool leaves = end.successors[1] == none || !graph.contains(counter.loop, end.successors[1]);
  return leaves && test.kind == Operand::Binary && (test.text == "<" || test.text == "!=") &&
         asVariable(test.operands[0]) == variable && isSame(test.operands[1], limit);
}

bool Table::isFixed(const Operand &operand) const {
  const Operand &plain = withoutCasts(operand);
  if (plain.kind == Operand::Integer)
    return plain.integer > 0;
  if (plain.kind != Operand::Read || plain.place.root == none)
    return false;
  if (llvm::any_of(plain.place.path, [](const events::Projection &step) { return step.kind == events::Projection::Element; }))
    return false;
  for (BlockId block : graph.loops[loop].blocks)
    for (const Event &event : function.body.blocks[block].events) {
      bool sets = event.place.root == plain.place.root && event.kind != Event::Declare && event.kind != Event::End;
      if (sets || changes(event, plain.place.root))
        return false;
    }
  return true;
}

} // namespace highwater::flow
