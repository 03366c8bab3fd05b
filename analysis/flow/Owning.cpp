// Memory that is owned by what points to it: blocks given to a place.

#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

/// Where a function begins with memory that its caller knows.
static bool isCallers(const Root &root) { return root.external.head() == "deref"; }

/// A variable of this function: what it pointed to is owned elsewhere once it points to something else.
static bool isVariable(const Location &where) {
  return where.path.empty() && (where.root.external.empty() || where.root.external.head() == "arg");
}

ValueRef State::folded(const Location &where, const ValueRef &value) {
  if (value->kind == Value::Scalar || value->parts.empty())
    return value;
  std::vector<Pool> pools;
  Location owner = where;
  owner.path.clear();
  for (const Step &step : where.path) {
    if (step.kind == Step::Target) {
      ValueRef pointer = load(owner);
      auto block = pointer->parts.find("target");
      if (pointer->kind == Value::Pointer && block != pointer->parts.end() && block->second->type)
        pools.push_back({owner, block->second->type});
    }
    owner.path.push_back(step);
  }
  std::vector<std::pair<size_t, ValueRef>> moved;
  ValueRef result = foldNodes(*values, value, where, pools, moved);
  for (const auto &[index, nodes] : moved)
    store(pools[index].owner, alsoOwning(*values, values->expand(load(pools[index].owner)), nodes));
  return result;
}

/// Whether a record has members that own blocks.
static bool hasOwning(const ValueRef &record) {
  return record->kind == Value::Record && record->type && llvm::any_of(record->parts, [](const auto &part) {
           return part.second->kind == Value::Pointer ? part.second->parts.count("target") != 0 : hasOwning(part.second);
         });
}

/// A record for one of many elements: what it owns is owned by all elements together. One for the caller: what it owns comes in
/// place of what was freed there.
void State::giveRecord(const Location &element, const ValueRef &record) {
  store(element, changed(record, [&](Value &copy) {
    for (auto &[name, part] : copy.parts)
      if (part->kind == Value::Pointer || hasOwning(part))
        part = load(element.at({Step::Field, name}));
  }));
  for (const auto &[name, part] : record->parts) {
    Location member = element.at({Step::Field, name});
    if (hasOwning(part))
      giveRecord(member, part);
    else if (part->kind == Value::Pointer)
      give({member}, part);
  }
}

/// Whether a place lies in the nodes that another one owns.
static bool liesBehind(const Location &inner, const Location &outer) {
  if (inner.root == outer.root)
    return inner.path.size() > outer.path.size() && std::equal(outer.path.begin(), outer.path.end(), inner.path.begin());
  Subject place = outer.root.external;
  for (const Step &step : outer.path)
    place = Subject(step.kind == Step::Field ? "field" : step.name, {place, Subject(step.name)});
  return !place.empty() && inner.root.external == Subject("deref", {place});
}

/// `*link = node`, where the link is the head of a list or in one of its nodes: the list has one node more. What a variable
/// points to first is owned elsewhere once it points to something else, so there the nodes get it.
static std::vector<Location> owningOnce(std::vector<Location> locations) {
  const std::vector<Location> all = locations;
  llvm::erase_if(locations, [&](const Location &place) {
    return llvm::any_of(all, [&](const Location &other) {
      return isVariable(place) ? liesBehind(other, place) : !isVariable(other) && liesBehind(place, other);
    });
  });
  return locations;
}

/// `root = add(root, key)`: a pointer that leads to a new node or to those that a variable has. They stay, with one more.
ValueRef State::keptNodes(const Location &variable, const ValueRef &pointer) const {
  ValueRef before = values->expand(load(variable));
  auto block = pointer->parts.find("target");
  if (before->kind != Value::Pointer || !before->parts.count("target") || block == pointer->parts.end() || !isNode(block->second->type))
    return nullptr;
  Location nodes = contentOf(variable);
  bool leadsBack = llvm::any_of(pointer->targets, [&](const Location &target) { return target == nodes || liesBehind(target, nodes); });
  return leadsBack ? alsoOwning(*values, before, pointer) : nullptr;
}

Expr sharers(const State &state, Location owner) {
  while (!owner.path.empty()) {
    Step last = owner.path.back();
    owner.path.pop_back();
    if (last.kind == Step::Target)
      return 1;
    if (last.name != "element")
      continue;
    ValueRef whole = state.valuesOf().expand(state.load(owner));
    auto count = whole->state.find("count");
    if (whole->kind == Value::Array)
      return whole->number;
    return whole->kind == Value::Block && count != whole->state.end() ? count->second : Expr(1);
  }
  return 1;
}

ValueRef filledUp(const State &state, const Location &where, const ValueRef &given, const ValueRef &owning) {
  if (given->kind == Value::Record && owning->kind == Value::Record)
    return changed(owning, [&](Value &copy) {
      for (const auto &[name, part] : given->parts)
        if (auto own = copy.parts.find(name); own != copy.parts.end())
          own->second = filledUp(state, where.at({Step::Field, name}), part, own->second);
    });
  if (given->kind != Value::Pointer || owning->kind != Value::Pointer || !given->state.count("least") || !addedBlocks(given).isZero())
    return owning;
  ValueRef before = state.valuesOf().expand(state.load(where));
  Expr elements = sharers(state, where);
  if (before->kind != Value::Pointer || !before->origin.empty() || elements.isUnknown() || elements.asConstant() == 1.0)
    return owning;
  return changed(owning, [&](Value &copy) { setBlocks(copy, Expr::min({blocksOf(before) + 1, elements})); });
}

void State::give(const std::vector<Location> &places, const ValueRef &pointer) {
  const std::vector<Location> locations = pointer->kind == Value::Pointer ? owningOnce(places) : places;
  auto isElement = [](const Location &where) {
    return llvm::any_of(where.path, [](const Step &step) { return step.kind == Step::Slot && step.name == "element"; });
  };
  if (locations.size() == 1 && (isElement(locations[0]) || isCallers(locations[0].root)) && hasOwning(pointer))
    return giveRecord(locations[0], pointer); // `*table = larger` as well
  if (pointer->kind != Value::Pointer || !pointer->parts.count("target"))
    return store(locations, pointer);
  for (const Location &location : locations) {
    Location where = resolve(location);
    if (isVariable(where)) {
      ValueRef kept = keptNodes(where, pointer);
      store(where, kept ? kept : locations.size() == 1 ? pointer : values->join(load(where), pointer));
      continue;
    }
    ValueRef before = load(where), old = values->expand(before);
    if (old->kind != Value::Pointer) {
      store(where, pointer);
      continue;
    }
    if (!pointer->origin.empty() && pointer->origin == (before->kind == Value::Symbolic ? before : old)->origin) {
      store(where, pointer); // what was there, grown
      continue;
    }
    ValueRef initial = initialOf(where.root);
    for (const Step &step : where.path)
      initial = values->part(initial, step);
    // What was there when the function began counts where its caller is.
    bool original = before->kind == Value::Symbolic && (before->origin == initial->origin || !where.path.empty());
    ValueRef after = alsoOwning(*values, old, pointer);
    if (isAnyOfMany(where))
      after = filledUp(*this, where, pointer, after);
    if (auto least = old->state.find("least"); least != old->state.end() && !old->origin.empty())
      after = changed(after, [&](Value &copy) { // it was null before
        copy.state["least"] = least->second + blocksOf(pointer);
        setBlocks(copy, addedBlocks(old));
      });
    Location freed{{events::none, Subject(freedHead.str(), {Subject("deref", {before->origin})})}, {}, {}};
    ValueRef gone = original ? load(freed) : emptyValue();
    if (original && gone->kind == Value::Scalar && gone->number.asConstant().value_or(0) >= 1) {
      store(freed, scalar(gone->number - 1)); // freed, and another one in its place: as with realloc
      after = changed(after, [&](Value &copy) {
        copy.state["least"] = blocksOf(pointer);
        setBlocks(copy, blocksOf(pointer) - 1);
      });
    }
    if (original || !old->origin.empty())
      after = changed(after, [&](Value &copy) { copy.origin = original ? before->origin : old->origin; });
    store(where, after);
  }
}

/// The place that owns what a pointer leads to, if it leads to one node of a list.
static std::optional<Location> ownerOf(const ValueRef &pointer) {
  if (pointer->kind != Value::Pointer || pointer->targets.size() != 1)
    return std::nullopt;
  Location owner = pointer->targets[0];
  if (owner.path.size() < 2 || owner.path[owner.path.size() - 2].kind != Step::Target)
    return std::nullopt;
  owner.path.resize(owner.path.size() - 2);
  return owner;
}

/// Whether `owner` has one block more in one state than in the other.
static bool hasOneMore(const State &state, const State &other, const Location &owner) {
  const Values &values = state.valuesOf();
  ValueRef here = values.expand(state.load(owner)), there = values.expand(other.load(owner));
  return here->kind == Value::Pointer && (blocksOf(here) - blocksOf(there)).asConstant() == 1.0;
}

Rewriter leadingTo(const Location &before, const Location &after) {
  Rewriter rewriter = identityRewriter();
  rewriter.location = [before, after](const Location &target) { return std::vector<Location>{target == before ? after : target}; };
  return rewriter;
}

/// Whether a place is in each element of a container: they own each what is there, not together as those of a block do.
static bool isInEachElement(const State &state, Location where) {
  if (isOneOfMany(where))
    return false;
  while (!where.path.empty()) {
    Step last = where.path.back();
    where.path.pop_back();
    if (last.kind == Step::Target)
      return false;
    if (last.kind == Step::Slot && (last.name == "element" || last.name == "value"))
      return state.valuesOf().expand(state.load(where))->kind == Value::Object;
  }
  return false;
}

/// A place owns these, as well as what it does already, and what led to them at another place leads to them there.
static void moveBlocks(State &state, const Location &from, const Location &to, const ValueRef &blocks) {
  ValueRef other = state.valuesOf().expand(state.load(to)); // what it referred to may be what the blocks were added to
  Location before = contentOf(from);
  Location after = contentOf(to);
  ValueRef moved = changed(blocks, [&](Value &copy) {
    copy.origin = {};
    if (other->kind == Value::Pointer && !other->parts.count("target"))
      for (const Location &target : other->targets)
        if (!llvm::is_contained(copy.targets, target))
          copy.targets.push_back(target);
    if (isVariable(to) && other->kind == Value::Pointer && other->parts.count("target")) // a list goes on behind a new node
      copy.targets.push_back(after);
    llvm::sort(copy.targets);
  });
  isInEachElement(state, to) ? state.store({to}, state.valuesOf().join(other, moved)) : state.give({to}, moved);
  Rewriter rewriter = leadingTo(before, after);
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
}

static void moveNode(State &state, const Location &from, const Location &to) {
  ValueRef node = state.load(from);
  state.store(from, changed(node, [&](Value &copy) {
    setBlocks(copy, blocksOf(node) - 1);
    if (blocksOf(node).asConstant() == 1.0)
      disown(copy);
  }));
  moveBlocks(state, from, to, changed(node, [](Value &copy) { setBlocks(copy, 1); }));
}

void handBlocks(State &state, const Location &from, const Location &to) {
  ValueRef blocks = state.load(from);
  state.store(from, changed(blocks, [&](Value &copy) {
    disown(copy);
    copy.targets.assign(1, contentOf(to));
  }));
  moveBlocks(state, from, to, blocks);
}

void settleNodes(State &mine, State &theirs) {
  std::vector<std::pair<Location, Location>> found;
  for (const auto &[root, value] : mine.roots()) {
    auto other = theirs.roots().find(root);
    if (root.variable == events::none || other == theirs.roots().end() || other->second == value)
      continue;
    auto here = ownerOf(value), there = ownerOf(other->second);
    if (here && there && !(*here == *there) && hasOneMore(mine, theirs, *here) && hasOneMore(theirs, mine, *there))
      found.push_back({*here, *there});
  }
  auto depth = [](const Location &place) { return place.root.external.depth() + place.path.size(); };
  for (const auto &[here, there] : found)
    if (depth(here) <= depth(there))
      moveNode(theirs, there, here);
    else
      moveNode(mine, here, there);
}

bool isOneOfMany(const Location &where) {
  return llvm::any_of(where.path, [](const Step &step) { return step.weak || step.loop != events::none; });
}

bool isAnyOfMany(const Location &where) { return llvm::any_of(where.path, [](const Step &step) { return step.weak; }); }

} // namespace highwater::flow
