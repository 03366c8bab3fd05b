// Structure is joined, numbers become symbols; a variable that the body declares carries nothing from before.

#include "analysis/flow/Generalize.h"

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Nesting.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Turns.h"
#include "analysis/flow/Views.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;

bool Generalization::isOwn(const Expr &number) const {
  const Symbol *symbol = number.asSymbol();
  return symbol && initial.count(*symbol);
}

Expr Generalization::cover(const Expr &head, const Expr &back, bool scalar, bool known, bool last) {
  if (head == back || isOwn(head))
    return head;
  moved = true;
  if (last)
    return Expr::unknown("a number changes in a loop in a way that is not followed");
  Symbol symbol{"now", Subject(name, {Subject(std::to_string(initial.size()))})};
  initial.emplace(symbol, known ? head : Expr::unknown("a value that was never set"));
  if (scalar)
    scalarSymbols.push_back(symbol);
  return Expr::symbol(symbol);
}

/// Whether an iteration reads on from where it began, and that is not known yet.
bool Generalization::readsOn(const ValueRef &head, const ValueRef &back) const {
  return !head->position.empty() && head->position != back->position && back->position != endPosition() &&
         !(turns && isInIteration(head->position, *turns));
}

/// Where nothing was before the loop: blocks that it adds are counted from none.
ValueRef Generalization::begun(const ValueRef &after) {
  bool owns = after->kind == Value::Pointer && after->parts.count("target") && !after->state.count("least");
  if (owns)
    return changed(after, [&](Value &copy) { setBlocks(copy, cover(Expr(0), blocksOf(after), false, true, false)); });
  auto element = after->parts.find("element");
  bool ofPointers = after->kind == Value::Block && element != after->parts.end() && element->second->kind == Value::Pointer;
  if (after->kind != Value::Record && !ofPointers)
    return after;
  return changed(after, [&](Value &copy) {
    for (auto &[key, part] : copy.parts)
      part = begun(part);
  });
}

/// `known`: the head value is one that memory really held before the loop.
ValueRef Generalization::cover(const ValueRef &before, const ValueRef &after, bool known, bool last) {
  if (values.equal(before, after) || after->kind == Value::Empty)
    return before;
  if (before->kind == Value::Empty) {
    moved = true;
    return last ? after : begun(after);
  }
  ValueRef head = values.expand(before), back = values.expand(after);
  if (head->kind == Value::Unknown)
    return head;
  bool outer = std::exchange(moved, false);
  if (auto both = back->kind == Value::Unknown ? std::nullopt : differentClasses(head, back)) {
    auto &[either, theirs] = *both;
    for (const auto &[name, record] : theirs) {
      auto [found, inserted] = either.try_emplace(name, record);
      if (!inserted)
        found->second = cover(found->second, record, known, last);
      moved |= inserted;
    }
    std::optional<Shares> shares = joinedShares(head, back, std::nullopt);
    moved |= !shares && !head->state.empty();
    return std::exchange(moved, moved || outer) ? eitherOf(std::move(either), std::move(shares)) : before;
  }
  if (head->kind != back->kind && back->kind != Value::Unknown) {
    moved |= asPointer(head) != head;
    head = asPointer(head), back = asPointer(back);
  }
  if (back->kind == Value::Unknown || head->kind != back->kind) {
    moved = true;
    return back->kind == Value::Unknown ? back : unknownValue("a loop leaves different things here");
  }
  auto result = std::make_shared<Value>(*head);
  result->number = cover(head->number, back->number, head->kind == Value::Scalar || head->kind == Value::Pointer, known, last);
  result->several |= back->several || result->number != head->number;
  if (head->kind == Value::Pointer) {
    Expr mine = addedBlocks(head), theirs = addedBlocks(back);
    if (back->state.count("least"))
      result->state.try_emplace("least", 0);
    setBlocks(*result, mine == theirs ? mine : cover(mine, theirs, false, known, last));
    if (head->origin != back->origin && (isNull(*head) || !head->origin.empty()) && !isNull(*back)) {
      result->origin = isNull(*head) ? back->origin : Subject();
      moved |= result->origin != head->origin;
    }
  }
  for (const auto &[key, number] : back->state) {
    if (head->kind == Value::Pointer && key == "blocks")
      continue;
    bool reads = llvm::StringRef(key).ends_with("line") || llvm::StringRef(key).ends_with("word");
    auto [found, inserted] = result->state.try_emplace(key, reads ? Expr(0) : number); // nothing was read before
    if (!inserted)
      found->second = cover(found->second, number, false, known, last);
    moved |= inserted;
  }
  for (const std::string &key : membersBeside(*back, *head)) {
    ValueRef part = head->kind == Value::Record ? values.part(back, {Step::Field, key}) : back->parts.at(key);
    auto found = result->parts.find(key);
    ValueRef own = found != result->parts.end() ? found->second
                   : head->kind == Value::Record ? values.part(head, {Step::Field, key})
                                                 : emptyValue();
    ValueRef covered = cover(own, part, known, last);
    if (found != result->parts.end() || covered->kind != Value::Empty)
      result->parts[key] = covered;
  }
  for (const Location &target : back->targets)
    if (!llvm::is_contained(result->targets, target)) {
      result->targets.push_back(target);
      llvm::sort(result->targets);
      moved = true;
    }
  if (tooMany(result->targets)) {
    moved = true;
    return unknownValue("a pointer may refer to too many places");
  }
  if (readsOn(head, back)) {
    result->position = {};
    moved = true;
  }
  for (Subject Value::*member : {&Value::text, &Value::source, &Value::record}) {
    const Subject &mine = (*head).*member, &theirs = (*back).*member;
    auto met = [&] {
      return member == &Value::text     ? commonText(mine, theirs)
             : member == &Value::record ? commonPiece(mine, theirs)
                                        : commonReading(mine, theirs);
    };
    bool replaced = member == &Value::text && givesWay(head->origin, mine, theirs);
    Subject joined = mine.empty() || replaced ? theirs : theirs.empty() || mine == theirs ? mine : met();
    if (!joined.empty() && joined != mine) {
      (*result).*member = joined;
      moved = true;
    }
  }
  if (!moved) {
    moved = outer;
    return before;
  }
  return result;
}

/// Texts that an iteration leaves as another part of the same, and what it reads on in, in what there was before.
ValueRef Generalization::movedOn(const ValueRef &before, const ValueRef &after) {
  ValueRef head = values.expand(before), back = values.expand(after);
  if (head == back || head->kind != back->kind)
    return before;
  ValueRef result = before;
  if (!head->text.empty() && !back->text.empty() && head->text != back->text)
    if (Subject common = commonText(head->text, back->text); !common.empty() && common != head->text)
      result = changed(head, [&](Value &copy) { copy.text = common; });
  if (turns && readsOn(head, back)) {
    result = changed(values.expand(result), [&](Value &copy) { copy.position = iterationOf(*turns); });
    placed = true;
  }
  for (const auto &[key, part] : head->parts)
    if (auto found = back->parts.find(key); found != back->parts.end())
      if (ValueRef now = movedOn(part, found->second); now != part)
        result = changed(values.expand(result), [&, name = key](Value &copy) { copy.parts[name] = now; });
  return result;
}

bool Generalization::moveOn(State &head, const State &back) {
  std::vector<std::pair<Location, ValueRef>> changes;
  for (const auto &[root, value] : head.roots())
    if (auto found = back.roots().find(root); found != back.roots().end())
      if (ValueRef now = movedOn(value, found->second); now != value)
        changes.push_back({{root, {}, head.typeOf(root)}, now});
  for (const auto &[location, value] : changes)
    head.store(location, value);
  return !changes.empty();
}

bool Generalization::widen(State &head, const State &back, bool last) {
  moved = false;
  std::vector<std::pair<Location, ValueRef>> changes;
  for (const auto &[root, value] : back.roots()) {
    auto found = head.roots().find(root);
    if (found == head.roots().end() && root.external.empty())
      continue; // declared in the body
    ValueRef before = found != head.roots().end() ? found->second : head.load({root, {}, back.typeOf(root)});
    ValueRef covered = cover(before, value, true, last);
    if (covered != before)
      changes.push_back({{root, {}, back.typeOf(root)}, covered});
  }
  for (const auto &[location, value] : changes)
    head.store(location, value);
  return moved;
}

/// `max(s, 1)` of `s`: 1.
static std::optional<Expr> leastOf(const Expr &number, const Expr &update) {
  std::vector<Expr> operands = update.operandsOfMax();
  if (!number.asSymbol() || operands.size() != 2)
    return std::nullopt;
  for (unsigned mine : {0, 1})
    if (operands[mine] == number && operands[1 - mine].asConstant())
      return operands[1 - mine];
  return std::nullopt;
}

void Generalization::collect(const ValueRef &headValue, const ValueRef &backValue, Location where, Visited visited,
                             const State::Sweeps &sweeps, unsigned loop, Found &found) const {
  if (headValue == backValue && headValue->kind != Value::Scalar && headValue->parts.empty() && headValue->state.empty())
    return;
  ValueRef head = headValue, back = values.expand(backValue);
  visited.each |= sweeps.count({loop, where}) != 0;
  auto add = [&](const Expr &number, const Expr &update, bool swept) {
    if (isOwn(number))
      found.leaves.try_emplace(*number.asSymbol(), Leaf{*number.asSymbol(), initial.at(*number.asSymbol()), update, swept});
  };
  bool same = head->kind == back->kind;
  add(head->number, same ? back->number : Expr(0), visited.each);
  if (head->kind == Value::Pointer)
    add(addedBlocks(head), same ? addedBlocks(back) : Expr(0), visited.together ? visited.around : visited.each);
  if (head->kind == Value::Pointer && same && visited.together && visited.each)
    if (auto least = leastOf(addedBlocks(head), addedBlocks(back)))
      found.each.try_emplace(*addedBlocks(head).asSymbol(), *least);
  for (const auto &[key, number] : head->state) {
    if (head->kind == Value::Pointer && key == "blocks")
      continue;
    auto update = back->state.find(key);
    add(number, update == back->state.end() ? Expr(0) : update->second, visited.each);
  }
  if (head->kind == Value::Block || head->kind == Value::Array)
    visited = {visited.each, visited.each, true};
  else if (head->kind != Value::Record)
    visited.together = false;
  for (const auto &[key, part] : head->parts) {
    Step step{head->kind == Value::Record ? Step::Field : head->kind == Value::Pointer ? Step::Target : Step::Slot, key};
    collect(part, values.part(back, step), where.at(step.kind == Step::Target ? Step{Step::Target, ""} : step), visited, sweeps, loop, found);
  }
}

std::vector<Leaf> Generalization::leaves(const State &head, const State &back, const State::Sweeps &sweeps,
                                         unsigned loop) const {
  Found found;
  for (const auto &[root, value] : head.roots()) {
    auto after = back.roots().find(root);
    collect(value, after == back.roots().end() ? value : after->second, {root, {}, {}}, {}, sweeps, loop, found);
  }
  auto isCounter = [](const auto &entry) { return entry.second.initial.isZero() && entry.second.update == Expr::symbol(entry.first) + 1; };
  auto counter = llvm::find_if(found.leaves, isCounter);
  for (const auto &[symbol, least] : found.each) // each element that was visited has so many, whoever gave them to it
    if (auto leaf = found.leaves.find(symbol); leaf != found.leaves.end() && counter != found.leaves.end())
      leaf->second.each = std::exchange(leaf->second.update, Expr::max({Expr::symbol(symbol), least * (Expr::symbol(counter->first) + 1)}));
  std::vector<Leaf> result;
  for (auto &[symbol, leaf] : found.leaves)
    result.push_back(std::move(leaf));
  return result;
}

} // namespace highwater::flow
