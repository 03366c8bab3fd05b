// One of many elements changes: what the average one is then.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/State.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;

/// `number` in place of `base` in one of `count` elements. What it may not exceed, none of them does.
static Expr spread(const Expr &base, const Expr &number, const Expr &count) {
  std::vector<Expr> operands = number.operandsOfMin();
  if (operands.empty())
    return base + (number - base) / count;
  std::set<size::Symbol> symbols;
  base.collectSymbols(symbols);
  for (Expr &operand : operands)
    if (llvm::any_of(symbols, [&](const size::Symbol &symbol) { return operand.mentions(symbol); }))
      operand = base + (operand - base) / count;
  return Expr::min(operands);
}

/// Room for `size` elements on average, where one of `count` containers got more; as it was given if it is another one's.
static Expr roomFor(const Expr &size, const Expr &oldCapacity, const Expr &capacity, const Expr &count) {
  std::set<size::Symbol> symbols;
  oldCapacity.collectSymbols(symbols);
  bool grown = symbols.empty() || llvm::any_of(symbols, [&](const size::Symbol &symbol) { return capacity.mentions(symbol); });
  return grown ? Expr::apply(Function::Growth, {oldCapacity, size}) : spread(oldCapacity, capacity, count);
}

/// Contents that are averages already, of one of `count` containers: what was added in one of them is little in all.
ValueRef State::averageSizes(const ValueRef &before, const ValueRef &after, const Expr &count) const {
  ValueRef old = values->expand(before), now = values->expand(after);
  bool text = now->kind == Value::Object && now->model->argumentClass == "text";
  if (old == now || old->kind != now->kind || text || (now->kind != Value::Object && now->kind != Value::Record))
    return after;
  return changed(now, [&](Value &copy) {
    auto size = copy.state.find("size"), capacity = copy.state.find("capacity");
    auto oldSize = old->state.find("size"), oldCapacity = old->state.find("capacity");
    if (size != copy.state.end() && oldSize != old->state.end() && size->second != oldSize->second) {
      size->second = spread(oldSize->second, size->second, count);
      if (capacity != copy.state.end() && oldCapacity != old->state.end() && capacity->second != oldCapacity->second)
        capacity->second = roomFor(size->second, oldCapacity->second, capacity->second, count);
    }
    for (auto &[name, part] : copy.parts)
      if (auto previous = old->parts.find(name); previous != old->parts.end())
        part = averageSizes(previous->second, part, count);
  });
}

/// A number that is counted up in one of `count` elements.
static std::optional<Expr> countedUp(const Expr &base, const Expr &number, const Expr &count) {
  Expr step = number - base;
  std::set<size::Symbol> symbols;
  base.collectSymbols(symbols);
  bool free = llvm::none_of(symbols, [&](const size::Symbol &symbol) { return step.mentions(symbol); });
  if (base.asConstant() || base.isUnknown() || step.isUnknown() || step.isZero() || !step.isNonNegative() || !free)
    return std::nullopt;
  return base + step / count;
}

/// One of `count` elements changed from `before` to `after`: what the average element is now.
ValueRef State::average(const ValueRef &before, const ValueRef &after, const Expr &count, Averaging how) const {
  ValueRef old = values->expand(before), now = values->expand(after);
  const size::Symbol *part = count.asSymbol();
  bool one = count.isAtMost(1) || (part && part->measure == "fresh");
  if (one && (now->kind == Value::Pointer || now->kind == Value::Scalar))
    return after;
  if (how.counters && old->kind == Value::Scalar && now->kind == Value::Scalar)
    if (auto counted = countedUp(old->number, now->number, count))
      return changed(values->join(before, after), [&](Value &copy) { copy.number = *counted; });
  if (old->kind == Value::Pointer && now->kind == Value::Pointer) {
    ValueRef both = values->join(before, after);
    Expr base = blocksOf(old), blocks = blocksOf(now);
    auto content = old->parts.find("target"), changedContent = now->parts.find("target");
    bool sameBlock = !how.together && base == blocks && base.asConstant() == 1.0 && content != old->parts.end() && changedContent != now->parts.end();
    return changed(both, [&](Value &copy) {
      setBlocks(copy, how.together ? blocks : base + (blocks - base) / count);
      if (sameBlock)
        copy.parts["target"] = average(content->second, changedContent->second, count, how);
    });
  }
  if (old->kind == Value::Block && now->kind == Value::Block)
    return changed(now, [&](Value &copy) {
      for (auto &[name, number] : copy.state)
        if (auto previous = old->state.find(name); previous != old->state.end())
          number = Expr::max({previous->second, number});
      auto previous = old->parts.find("element");
      if (auto next = copy.parts.find("element"); next != copy.parts.end() && previous != old->parts.end())
        next->second = average(previous->second, next->second, count, {false, how.counters});
    });
  auto isHandle = [](const Value &value) { return isOpenOwner(value) || isShare(value); };
  if ((isHandle(*old) || isHandle(*now)) && differentClasses(now, old))
    return values->join(after, before, Expr(1) / count);
  if (old->kind != now->kind || (now->kind != Value::Object && now->kind != Value::Record))
    return values->join(before, after);
  return changed(now, [&](Value &copy) {
    for (auto &[name, number] : copy.state) {
      auto previous = old->state.find(name);
      Expr base = previous == old->state.end() ? Expr(0) : previous->second;
      if (base != number && name != "capacity" && name != "keys")
        number = spread(base, number, count);
    }
    auto size = copy.state.find("size"), capacity = copy.state.find("capacity");
    auto oldCapacity = old->state.find("capacity");
    if (size != copy.state.end() && capacity != copy.state.end() && oldCapacity != old->state.end() &&
        capacity->second != oldCapacity->second) {
      auto oldSize = old->state.find("size");
      bool less = oldSize != old->state.end() && (oldSize->second - size->second).isNonNegative();
      capacity->second = less ? oldCapacity->second : roomFor(size->second, oldCapacity->second, capacity->second, count);
    }
    for (const auto &[name, part] : old->parts) // the others still have it
      copy.parts.try_emplace(name, part);
    for (auto &[name, part] : copy.parts) {
      auto found = old->parts.find(name);
      bool member = now->kind == Value::Record && found == old->parts.end(); // not looked at before
      ValueRef previous = member ? values->part(old, {Step::Field, name}) : found == old->parts.end() ? nullptr : found->second;
      bool content = name == "element" || name == "key" || name == "value";
      if (previous && previous != part)
        part = content ? averageSizes(previous, part, count) : average(previous, part, count, how);
    }
  });
}

} // namespace highwater::flow
