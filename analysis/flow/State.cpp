// Loads and stores through paths; one element stands for all of a container.

#include "analysis/flow/State.h"

#include "analysis/flow/Blocks.h"
#include "analysis/flow/Keyed.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/ReachedLimit.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;

ValueRef State::initial(const Root &root, TypeRef type) const {
  if (empty.count(root))
    return values->fresh(type);
  if (fromZero && root.external.head() == "global") {
    const effects::ObjectModel *object = values->catalog.object(root.external.parts()[1].head());
    ValueRef zero = values->zero(type);
    return object ? changed(zero, [&](Value &copy) { copy.source = size::Subject(object->source.kind); }) : zero;
  }
  if (root.external.head() == freedHead)
    return scalar(0);
  if (root.external.head() == functionHead) { // what a function's name is: a pointer to it
    auto pointer = std::make_shared<Value>();
    pointer->kind = Value::Pointer;
    pointer->targets.push_back({root, {}, {}});
    return pointer;
  }
  return root.external.empty() ? emptyValue() : symbolic(root.external, type);
}

TypeRef State::typeOf(const Root &root) const {
  auto found = types.find(root);
  return found == types.end() ? TypeRef() : found->second;
}

ValueRef State::load(const Location &location) const {
  Location where = resolve(location);
  auto found = contents.find(where.root);
  ValueRef value = found != contents.end() ? found->second : initial(where.root, where.rootType);
  for (const Step &step : where.path)
    value = values->part(value, step);
  return value;
}

ValueRef State::load(const std::vector<Location> &locations) const {
  ValueRef result = emptyValue();
  for (const Location &location : locations)
    result = values->join(result, load(location));
  return result;
}

/// Whether this is where a smart pointer keeps what it owns.
static bool isKept(const Location &place) {
  return !place.path.empty() && place.path.back().kind == Step::Slot && place.path.back().name == "target";
}

/// What is in the block that a smart pointer owns, by the place where it keeps that. A callee that knows no block speaks of the one
/// as of the other. Nothing where there is no block.
static std::optional<Location> insideBlock(const Location &kept, const Value &held) {
  if (held.kind == Value::Block)
    return kept.at({Step::Slot, "element"});
  return held.kind == Value::Pointer && held.parts.count("target") ? std::optional(contentOf(kept)) : std::nullopt;
}

Location State::resolve(const Location &location) const {
  Location where = location;
  where.path.clear();
  auto found = contents.find(location.root);
  ValueRef value = found != contents.end() ? found->second : initial(location.root, location.rootType);
  unsigned hops = 0; // contents that lead to each other are followed so far
  for (size_t index = 0; index < location.path.size(); ++index) {
    Step step = location.path[index];
    if (step.name == "element" && holdsEntries(*values->expand(value)))
      index += intoEntry(*values->expand(value), step, index + 1 < location.path.size() ? &location.path[index + 1] : nullptr);
    value = values->part(value, step);
    where.path.push_back(step);
    // The content of a shared owner's copy lives with the first owner.
    if (step.kind == Step::Slot && step.name == "target" && value->kind == Value::Pointer && value->targets.size() == 1 &&
        !value->targets[0].isFunction() && !(value->targets[0] == where) && ++hops < 8) {
      where = value->targets[0];
      auto root = contents.find(where.root);
      value = root != contents.end() ? root->second : initial(where.root, where.rootType);
      for (const Step &inner : where.path)
        value = values->part(value, inner);
    }
    bool further = index + 1 < location.path.size() && location.path[index + 1].kind != Step::Target;
    if (auto inside = further && isKept(where) ? insideBlock(where, *value) : std::nullopt) {
      for (const Step &inner : llvm::drop_begin(inside->path, where.path.size()))
        value = values->part(value, inner);
      where = *inside;
    }
  }
  return where;
}

Expr State::heapOf(const Root &root) const {
  auto found = contents.find(root);
  if (found == contents.end())
    return 0;
  auto type = types.find(root);
  return knownHeapOf(root, found->second) - knownHeapOf(root, initial(root, type == types.end() ? TypeRef() : type->second));
}

void State::store(const std::vector<Location> &locations, const ValueRef &value) {
  if (locations.size() == 1)
    return store(locations[0], value);
  for (const Location &location : locations)
    store(location, values->join(load(location), value));
}

/// A text of which letters change goes on being that text: it is cut, or its case is.
static ValueRef sameText(const ValueRef &before, const ValueRef &after, TypeRef letter) {
  bool letters = before->kind == Value::Scalar && after->kind == Value::Scalar && (!letter || letter->size == 1);
  if (!letters || before->text.empty() || !after->text.empty())
    return after;
  return changed(after, [&](Value &copy) { copy.text = before->text; });
}

void State::store(const Location &location, const ValueRef &value) {
  Location where = resolve(location);
  bool content = value->kind == Value::Scalar || value->kind == Value::Record || value->kind == Value::Object;
  if (auto inside = content && isKept(where) ? insideBlock(where, *values->expand(load(where))) : std::nullopt)
    where = *inside;
  ValueRef alone = folded(where, value); // nodes go to their owner, which may be the same root
  auto found = contents.find(where.root);
  ValueRef before = found != contents.end() ? found->second : initial(where.root, where.rootType);
  ValueRef after = withoutDeepNesting(stored(before, where.path, alone));
  if (where.path.empty() && !where.root.external.empty() && where.rootType)
    after = sameText(before, after, where.rootType);
  if (after == before)
    return;
  for (unsigned length = 0; sweeps && length < where.path.size(); ++length)
    if (unsigned loop = where.path[length].loop; loop != events::none) {
      Location element = where;
      element.path.resize(length + 1);
      sweeps->insert({loop, element});
    }
  if (found == contents.end() && !where.root.external.empty())
    types[where.root] = where.rootType;
  sum += knownHeapOf(where.root, after) - knownHeapOf(where.root, before);
  contents[where.root] = after;
}

void State::leaveLoop(const State &entry) {
  shares = entry.shares;
  averaged = entry.averaged;
  comparisons = entry.comparisons;
  option = entry.option;
  if (sweeps && entry.sweeps && sweeps != entry.sweeps)
    entry.sweeps->insert(sweeps->begin(), sweeps->end());
  sweeps = entry.sweeps;
}

void State::forget(const Root &root) {
  sum -= heapOf(root);
  contents.erase(root);
  types.erase(root);
}

std::optional<Expr> elementCount(const Value &whole) {
  switch (whole.kind) {
  case Value::Array:
    return whole.number;
  case Value::Block:
  case Value::Object:
    if (auto count = whole.state.find(whole.kind == Value::Block ? "count" : "size"); count != whole.state.end())
      return count->second;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

ValueRef State::stored(const ValueRef &whole, llvm::ArrayRef<Step> path, const ValueRef &value, bool ofMany) const {
  if (path.empty())
    return value;
  const Step &step = path.front();
  ValueRef expanded = values->expand(whole);
  if (llvm::StringRef all = slotOfAll(step.name); all != step.name) { // and what stands for all changes with it
    std::vector<Step> together(path.begin(), path.end());
    together.front().name = all.str();
    ValueRef one = stored(values->part(expanded, step), path.drop_front(), value, ofMany);
    return values->withPart(values->expand(stored(whole, together, value, ofMany)), step, one);
  }
  ValueRef before = values->part(expanded, step);
  auto elements = step.kind == Step::Slot && step.loop == events::none ? elementCount(*expanded) : std::nullopt;
  ValueRef after = stored(before, path.drop_front(), value, ofMany || (elements && elements->asConstant() != 1.0));
  if (after == before)
    return whole;
  bool together = expanded->kind == Value::Block || expanded->kind == Value::Array;
  if (together)
    after = sameText(before, after, expanded->kind == Value::Array && expanded->type ? expanded->type.pointee() : expanded->type);
  if (step.weak) {
    if (auto count = elementCount(*expanded); count && !count->isZero())
      after = average(before, after, *count, {together, true});
  } else if (step.kind == Step::Target && blocksOf(expanded).asConstant() != 1.0) {
    after = average(before, after, blocksOf(expanded), {false, ofMany}); // else it is the newest that is counted in
  }
  return values->withPart(expanded, step, after);
}

bool State::equal(const State &other) const {
  return contents.size() == other.contents.size() &&
         llvm::all_of(llvm::zip(contents, other.contents), [&](const auto &pair) {
           const auto &[left, right] = pair;
           return left.first == right.first && values->equal(left.second, right.second);
         });
}

void State::rewriteAll(llvm::function_ref<ValueRef(const Root &, const ValueRef &)> change) {
  sum = 0;
  for (auto &[root, value] : contents) {
    value = change(root, value);
    sum += heapOf(root);
  }
}

} // namespace highwater::flow
