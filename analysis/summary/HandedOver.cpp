// Which place owns what a callee was given and kept: a link in a list, the head that leads to what its first node was, an
// element, a member.

#include "analysis/summary/HandedOver.h"

#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::summary {

using flow::Location;
using flow::Root;
using flow::Step;
using flow::Value;
using flow::ValueRef;

/// What lies deeper in what an argument or a place holds is not looked through.
static constexpr unsigned deepest = 12;


/// The variable, or member of it, that owns a block; nothing if that lies deeper.
static std::optional<Location> ownerOf(const Location &block) {
  Location owner = block;
  owner.path.resize(std::max<size_t>(block.path.size(), 2) - 2);
  bool inVariable = llvm::all_of(owner.path, [](const Step &step) { return step.kind == Step::Field; });
  return inVariable && flow::contentOf(owner) == block ? std::optional(owner) : std::nullopt;
}

static Step stepTo(const Value &whole, const std::string &part) {
  if (whole.kind == Value::Pointer)
    return {Step::Target, ""};
  return {whole.kind == Value::Record ? Step::Field : Step::Slot, part};
}

static bool isWithin(const Location &inner, const Location &outer) {
  return inner.root == outer.root && inner.path.size() >= outer.path.size() &&
         std::equal(outer.path.begin(), outer.path.end(), inner.path.begin());
}

/// Of nodes that go to those of one element of a container: to any one of them.
static Location inAnyElement(const flow::State &state, Location owner) {
  Location whole{owner.root, {}, owner.rootType};
  for (Step &step : owner.path) {
    step.weak |= step.kind == Step::Slot && state.valuesOf().expand(state.load(whole))->kind == Value::Object;
    whole.path.push_back(step);
  }
  return owner;
}

namespace {

/// A place that is to refer to the block, or that owns the nodes of which one does, and how well it is known that it owns it
/// from then on.
struct Keeper {
  Location place;
  const Change *change = nullptr;
  bool isLink = false, isPushed = false, isElement = false;
  auto rank() const { return std::tuple(isLink, isPushed, isElement); }
};

class Search {
public:
  Search(const flow::Evaluator &evaluator, const flow::State &state, const std::vector<Change> &changes)
      : evaluator(evaluator), values(evaluator.values), state(state), changes(changes) {}

  /// The pointers that own in local variables of the caller: those that are passed, or led to.
  std::vector<Location> passed(const flow::Resolved &argument) const {
    std::vector<Location> found;
    std::vector<Location> places = argument.places;
    ValueRef value = values.expand(argument.value);
    if (value->kind == Value::Pointer && !value->parts.count("target"))
      places.insert(places.end(), value->targets.begin(), value->targets.end());
    for (const Location &place : places)
      if (place.path.empty() && endsSoon(place.root))
        owning(state.load(place), place, found);
    return found;
  }

  std::optional<Keeper> keeperOf(const Location &hand) const {
    std::vector<Keeper> keepers;
    Location block = flow::contentOf(hand);
    std::vector<Location> links;
    for (const Change &change : changes)
      if (llvm::is_contained(change.places, block))
        links = linksOf(*change.value);
    for (const Change &change : changes)
      for (const Location &place : change.places) {
        Root root = state.resolve(place).root;
        bool livesOn = root.variable == events::none || evaluator.livesOn(root.variable);
        if (livesOn && root != hand.root)
          collect(change, change.value, place, block, links, keepers, {});
      }
    if (keepers.empty())
      return std::nullopt;
    return *llvm::max_element(keepers, [](const Keeper &a, const Keeper &b) { return a.rank() < b.rank(); });
  }

private:
  /// Whether a variable ends or holds something else soon.
  bool endsSoon(const Root &root) const {
    return root.variable != events::none && (!evaluator.livesOn(root.variable) || evaluator.isRefilled(root.variable));
  }

  void owning(const ValueRef &given, const Location &where, std::vector<Location> &found) const {
    ValueRef value = values.expand(given);
    if (value->kind == Value::Pointer && value->parts.count("target") && value->origin.empty())
      found.push_back(where);
    else if (value->kind == Value::Pointer && value->targets.size() == 1) // of a copy
      if (std::optional<Location> owner = ownerOf(value->targets[0]);
          owner && endsSoon(owner->root) && values.expand(state.load(*owner))->parts.count("target"))
        found.push_back(*owner);
    if (value->kind == Value::Record)
      for (const auto &[name, part] : value->parts)
        owning(part, where.at({Step::Field, name}), found);
  }

  /// Where the pointers in a node lead to.
  static std::vector<Location> linksOf(const Value &node) {
    std::vector<Location> found;
    if (node.kind == Value::Record)
      for (const auto &[name, part] : node.parts)
        if (part->kind == Value::Pointer)
          found.insert(found.end(), part->targets.begin(), part->targets.end());
    return found;
  }

  /// What owns the nodes of a type among which a place lies.
  std::optional<Location> poolOf(const Location &place, flow::TypeRef node) const {
    if (!flow::isNode(node))
      return std::nullopt;
    Location owner{place.root, {}, place.rootType};
    for (const Step &step : place.path) {
      ValueRef block = step.kind == Step::Target ? values.part(state.load(owner), step) : nullptr;
      if (block && block->type && block->type->spelling == node->spelling)
        return owner;
      owner.path.push_back(step);
    }
    return std::nullopt;
  }

  void collect(const Change &change, const ValueRef &value, const Location &where, const Location &block,
               const std::vector<Location> &links, std::vector<Keeper> &keepers, flow::TypeRef within) const {
    if (where.path.size() > deepest || isWithin(where, block))
      return;
    if (value->kind == Value::Pointer && value->number.isZero() && llvm::is_contained(value->targets, block)) {
      Keeper keeper{where, &change};
      std::optional<Location> pool = poolOf(where, within);
      keeper.isLink = pool.has_value();
      if (pool)
        keeper.place = *pool;
      keeper.isPushed = llvm::is_contained(links, flow::contentOf(where)) ||
                        llvm::any_of(value->targets, [&](const Location &other) { return llvm::is_contained(links, other); });
      keeper.isElement = llvm::any_of(where.path, [](const Step &step) { return step.kind == Step::Slot; });
      keepers.push_back(std::move(keeper));
    }
    flow::TypeRef type = value->kind == Value::Record ? value->type : within;
    for (const auto &[name, part] : value->parts)
      collect(change, part, where.at(stepTo(*value, name)), block, links, keepers, type);
  }

  const flow::Evaluator &evaluator;
  const flow::Values &values;
  const flow::State &state;
  const std::vector<Change> &changes;
};

} // namespace

/// A value with a pointer in it that goes on as it was, where it does not own what was there and something new.
static ValueRef keeping(const flow::Values &values, const ValueRef &value, llvm::ArrayRef<Step> path, const ValueRef &before) {
  if (path.empty())
    return value->parts.count("target") ? value : before;
  ValueRef part = values.part(value, path.front());
  return values.withPart(value, path.front(), keeping(values, part, path.drop_front(), before));
}

ValueRef goingOn(const flow::Values &values, const ValueRef &value, const Location &place, const ValueRef &given) {
  ValueRef before = values.expand(given);
  if (value->kind == Value::Pointer) {
    bool owned = before->kind == Value::Pointer && before->parts.count("target") && !value->parts.count("target");
    if (!owned || !llvm::is_contained(value->targets, flow::contentOf(place)))
      return value;
    return flow::changed(before, [&](Value &copy) {
      llvm::copy_if(value->targets, std::back_inserter(copy.targets),
                    [&](const Location &target) { return !llvm::is_contained(before->targets, target); });
      llvm::sort(copy.targets);
    });
  }
  bool whole = value->kind == Value::Record || value->kind == Value::Array || value->kind == Value::Object;
  if (!whole || value->kind != before->kind)
    return value;
  ValueRef result = value;
  for (const auto &[name, part] : value->parts) {
    Step step = stepTo(*value, name);
    if (ValueRef same = goingOn(values, part, place.at(step), values.part(before, step)); same != part)
      result = flow::changed(result, [&, key = name](Value &copy) { copy.parts[key] = same; });
  }
  return result;
}

std::vector<Hand> handsIn(const flow::CallSite &site, const flow::Evaluator &evaluator, const flow::State &state,
                          std::vector<Change> &changes) {
  std::vector<Hand> hands;
  for (const flow::Resolved &argument : site.arguments)
    for (const Location &from : Search(evaluator, state, changes).passed(argument)) {
      std::optional<Keeper> keeper = Search(evaluator, state, changes).keeperOf(from);
      if (!keeper)
        continue;
      bool joinsNodes = keeper->isLink || keeper->isPushed;
      hands.push_back({from, joinsNodes ? inAnyElement(state, keeper->place) : keeper->place});
      Change &change = changes[keeper->change - changes.data()];
      ValueRef before = state.load(keeper->place);
      bool pointer = evaluator.values.expand(before)->kind == Value::Pointer;
      if (change.places.size() == 1 && pointer && !keeper->isLink) { // of several each goes on as it was, too
        auto path = llvm::ArrayRef(keeper->place.path).drop_front(change.places[0].path.size());
        change.value = keeping(evaluator.values, change.value, path, before);
      }
    }
  return hands;
}

void handOver(const std::vector<Hand> &hands, flow::State &state, ValueRef &result) {
  for (const Hand &hand : hands) {
    flow::handBlocks(state, hand.from, hand.to);
    result = flow::rewrite(result, flow::leadingTo(flow::contentOf(hand.from), flow::contentOf(hand.to)));
  }
}

} // namespace highwater::summary
