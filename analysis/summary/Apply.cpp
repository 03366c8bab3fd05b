// A summary composed with a caller's state at a call.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/HeldParts.h"
#include "analysis/flow/LoopClosure.h"
#include "analysis/summary/HandedOver.h"
#include "analysis/summary/Substitution.h"

namespace highwater::summary {

using flow::Location;
using flow::Resolved;
using flow::Root;
using flow::ValueRef;
using size::Expr;
using size::Subject;

/// Frees what the callee did, of what the caller knows.
static void freeBlocks(const Summary &summary, Substitution &substitution, flow::State &state) {
  for (const auto &[root, blocks] : summary.post)
    if (root.external.head() == flow::freedHead) {
      Subject pointee = root.external.parts()[0];
      Expr count = substitution.number(blocks->number);
      Resolved pointer = substitution.resolve(pointee.parts()[0]);
      substitution.freed[pointee] = count;
      if (auto owner = ownerBehind(*pointer.value))
        substitution.freedBehind[*owner] = count;
      if (pointer.value->kind == flow::Value::Pointer)
        state.release(pointer.value, pointer.places, count);
    }
}

flow::CallOutcome apply(const Summary &summary, const flow::CallSite &site, const flow::Evaluator &evaluator,
                        flow::State &state, std::vector<flow::Peak> &peaks) {
  flow::State before = state;
  Substitution substitution(summary, site, evaluator, before);
  freeBlocks(summary, substitution, state);
  for (flow::Peak peak : summary.peaks) {
    flow::rewrite(peak, [&](const Expr &expression) { return substitution.number(expression); });
    if (peak.capacityBefore && !flow::grownFrom(*peak.capacityBefore)) {
      peak.capacityBefore.reset();
      peak.sizeAfter.reset();
    }
    flow::withoutUnknown(peak); // the assumption is the callee's or the caller's own
    for (flow::Held &held : peak.held) {
      std::vector<Location> places;
      if (!held.root.external.empty())
        places = substitution.places({held.root, {}, {}});
      held.root = places.empty() ? Root() : places[0].root;
      auto prefix = places.empty() ? std::nullopt : flow::partPathOf(places[0]);
      if (!prefix)
        held.parts.clear();
      if (!prefix || prefix->empty())
        continue;
      for (flow::HeldPart &part : held.parts)
        part.path.insert(part.path.begin(), prefix->begin(), prefix->end());
      held.parts.push_back({*prefix, held.size});
    }
    peaks.push_back(std::move(peak));
  }

  flow::Rewriter rewriter = substitution.rewriter();
  std::vector<Change> changes;
  for (const auto &[root, value] : summary.post) {
    llvm::StringRef head = root.external.head();
    auto type = summary.types.find(root);
    bool object = type != summary.types.end() && type->second && type->second->kind == events::Type::Record;
    if (head == "this" || head == flow::freedHead || (head == "arg" && !object))
      continue; // the callee's own copy of a number or pointer
    std::vector<Location> places = substitution.places({root, {}, type->second});
    if (flow::isSeveral(*value) && !value->origin.empty())
      places = flow::wholeObject({value, places}, before).places;
    if (places.empty())
      continue;
    flow::ValueRef after = flow::rewrite(value, rewriter);
    bool any = places.size() == 1 && flow::isAnyOfMany(places[0]);
    changes.push_back({places, any ? flow::filledUp(state, places[0], value, after) : after});
  }
  // A new node takes along what it is linked to: `list = add(list, item)`.
  substitution.stores = summary.result->kind == flow::Value::Pointer && summary.result->parts.count("target");
  flow::CallOutcome outcome;
  outcome.result = flow::rewrite(summary.result, rewriter);
  for (const Location &place : substitution.emptied)
    state.store(place, flow::changed(state.load(place), flow::disown));
  std::vector<Hand> hands = handsIn(site, evaluator, state, changes);
  for (const auto &[places, value] : changes)
    state.store(places, places.size() == 1 ? goingOn(evaluator.values, value, places[0], state.load(places[0])) : value);
  handOver(hands, state, outcome.result);
  for (const Resolved &argument : site.arguments) // how far a callee read by a descriptor is not followed
    if (argument.value->kind == flow::Value::Scalar && !argument.value->position.empty())
      state.store(argument.places, flow::changed(argument.value, [](flow::Value &copy) { copy.position = {}; }));
  outcome.allocates = !summary.peaks.empty();
  return outcome;
}

} // namespace highwater::summary
