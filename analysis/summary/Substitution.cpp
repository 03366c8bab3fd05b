// What a caller passes, found behind the names that its callee has for it.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/CallScope.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Keys.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/Sharing.h"
#include "analysis/flow/Tuples.h"
#include "analysis/flow/Views.h"
#include "analysis/size/Condition.h"
#include "analysis/summary/Substitution.h"

#include "llvm/ADT/STLExtras.h"

#include <limits>

namespace highwater::summary {

using flow::Location;
using flow::Resolved;
using flow::Root;
using flow::Value;
using flow::ValueRef;
using size::Expr;
using size::Subject;
using size::Symbol;

Resolved Substitution::dereferenced(const Subject &pointer) {
  if (pointer.head() == "this")
    return site.object;
  if (pointer.head() == "arg") {
    unsigned index = std::stoul(pointer.parts()[0].head());
    if (index >= site.arguments.size())
      return {flow::emptyValue(), {}};
    const Resolved &argument = site.arguments[index];
    switch (site.event.arguments[index].passing) {
    case events::Passing::ConstReference:
    case events::Passing::Reference:
    case events::Passing::RvalueReference:
      return argument;
    default:
      break;
    }
  }
  Resolved held = resolve(pointer);
  std::vector<Location> places = evaluator.referents(held.value, held.places);
  if (places.empty()) // null leads to nothing
    return {held.value->kind == Value::Pointer && !flow::isNull(*held.value) ? flow::unknownValue("what " + pointer.str() + " points to is not known")
                                               : flow::emptyValue(),
            {}};
  ValueRef value = values.expand(state.load(places));
  if (value->kind == Value::Block) // what a smart pointer was filled with later
    value = values.part(value, {flow::Step::Slot, "element"});
  return {value, places};
}

Resolved Substitution::resolve(const Subject &path) {
  auto known = resolved.find(path);
  if (known != resolved.end())
    return known->second;
  Resolved result{flow::emptyValue(), {}};
  llvm::StringRef head = path.head();
  if (head == "arg") {
    unsigned index = std::stoul(path.parts()[0].head());
    if (index < site.arguments.size())
      result = site.arguments[index];
  } else if (head == "this") {
    auto pointer = std::make_shared<Value>();
    pointer->kind = Value::Pointer;
    pointer->targets = site.object.places;
    result.value = pointer;
  } else if (head == "global") {
    Location place{{events::none, path}, {}, {}};
    auto type = summary.types.find(place.root);
    if (type != summary.types.end())
      place.rootType = type->second;
    result = {state.load(place), {place}};
  } else if (head == "deref") {
    result = dereferenced(path.parts()[0]);
  } else if (head == "field") {
    result = flow::memberOf(evaluator, state, resolve(path.parts()[0]), path.parts()[1].head());
  } else if (path.parts().size() == 1) {
    result = flow::memberOf(evaluator, state, resolve(path.parts()[0]), head.str());
  }
  result.value = values.expand(result.value);
  return resolved[path] = result;
}

/// Calls `found` with what containers of the callee's have as their keys, and where.
static void forEachKeys(const Location &place, const ValueRef &value, llvm::function_ref<void(const Location &, const Subject &)> found) {
  if (value->kind == Value::Object && value->model && !value->model->unique.empty())
    if (auto keys = value->parts.find(value->model->unique); keys != value->parts.end())
      found(place.at({flow::Step::Slot, value->model->unique}), keys->second->text);
  if (value->kind == Value::Record)
    for (const auto &[name, member] : value->parts)
      forEachKeys(place.at({flow::Step::Field, name}), member, found);
}

/// A key's record here, with those of the keys among which the callee puts it.
Subject Substitution::amongOthers(const Subject &counted, const Subject &here) {
  if (!joined) {
    joined.emplace();
    for (const auto &[root, value] : summary.post)
      forEachKeys({root, {}, {}}, value, [&](const Location &place, const Subject &keys) {
        if (std::vector<Location> found = keys.head() == "distinct" ? places(place) : std::vector<Location>(); found.size() == 1)
          joined->emplace(keys.parts()[0], values.expand(state.load(found[0]))->text);
      });
  }
  auto held = joined->find(counted);
  return held == joined->end() ? here : flow::amongKeys(held->second, here);
}

/// What keys of the callee are counted by here.
Subject Substitution::key(const Subject &counted) {
  if (counted.head() == "tuple") {
    std::vector<Subject> parts;
    llvm::transform(counted.parts(), std::back_inserter(parts), [&](const Subject &part) { return key(part); });
    return flow::tupleOf(parts);
  }
  if (counted.head() == "spelling")
    return flow::countedBy(evaluator.values, resolve(counted.parts()[0]).value);
  Subject here = subject(counted);
  return here.head() == "concat" ? flow::tupleOf({here}) : amongOthers(counted, here);
}

/// How many different texts a parameter is in all; without a limit where that is not known.
static Expr different(const Subject &text) {
  if (text.head() == "lit")
    return 1;
  bool open = text.head() == "text" || text.head() == "image" || text.head() == "spelling" || text.head() == "tuple" || flow::isPerRecord(text);
  return open ? flow::measured("distinct", text) : Expr(std::numeric_limits<double>::max());
}

std::optional<Expr> Substitution::replacement(const Symbol &symbol) {
  if (!aboutCaller(symbol.subject))
    return std::nullopt;
  if (symbol.measure == "distinct")
    return different(key(symbol.subject));
  if (symbol.measure == "spread")
    return Expr::symbol({"spread", key(symbol.subject), true});
  if (symbol.measure == "fresh") {
    Subject text = key(symbol.subject);
    bool known = text.head() == "text" || text.head() == "spelling" || flow::isPerRecord(text);
    return known ? flow::measured("fresh", text) : Expr(1); // each may be new
  }
  if (symbol.measure == "share") { // of texts that are no records there is one: nobody knows which
    Subject condition = subject(symbol.subject);
    bool bounded = size::Condition(condition).holds.parts()[1].head() == "unknown";
    return flow::shareOf(condition).value_or(bounded ? Expr(1) : Expr::interval(0, 1));
  }
  if (isText(symbol.subject.head()))
    return flow::measured(symbol.measure, subject(symbol.subject));
  Resolved object = resolve(symbol.subject);
  const Value &value = *object.value;
  if (symbol.measure == "heap")
    return values.heap(object.value);
  if (symbol.measure == flow::shareMeasure)
    return flow::howOften(*whole(symbol.subject.parts()[0]), symbol.subject.parts()[1].head());
  if (symbol.measure == flow::blockMeasure)
    return flow::blockHeap(values, object.value);
  if (symbol.measure == "blocks")
    return blocksBehind(object.value);
  if (symbol.measure == "offset" && value.kind == Value::Pointer)
    return value.number;
  if (symbol.measure == flow::replacedMeasure)
    return replaced(value);
  if (auto found = value.state.find(symbol.measure); found != value.state.end())
    return found->second;
  if ((value.kind == Value::Scalar || value.kind == Value::Pointer) && symbol.measure == "value")
    return value.number;
  if (value.kind == Value::Array && symbol.measure == "size")
    return value.number;
  if (isBehindNull(symbol.subject))
    return Expr(0);
  if (value.kind == Value::Unknown)
    return Expr::unknown(value.reason);
  if (value.kind == Value::Empty && symbol.measure == "value" && !object.places.empty())
    return Expr(0); // what was never set is not what the number comes from
  if (auto size = symbol.measure == "size" ? flow::viewedSize(evaluator, state, object) : std::nullopt)
    return size;
  return Expr::symbol({symbol.measure, opaque(symbol.subject), symbol.varying});
}

Expr Substitution::number(const Expr &expression) {
  return expression.substitute([&](const Symbol &symbol) { return replacement(symbol); });
}

std::vector<Location> Substitution::places(const Location &location) {
  if (location.root.external.empty())
    return {}; // a local of the callee is gone
  if (location.root.external.head() == flow::functionHead || location.root.external == Subject("deref", {Subject("arguments")}))
    return {location}; // the same for all
  std::vector<Location> result = resolve(location.root.external).places;
  for (Location &place : result)
    for (const flow::Step &step : location.path) {
      if (flow::isAlternative(step.name) && !flow::isSeveral(*values.expand(state.load(place))))
        continue; // here it is one
      flow::Step plain = step;
      plain.loop = events::none;
      place = place.at(plain);
    }
  return result;
}

flow::Rewriter Substitution::rewriter() {
  flow::Rewriter rewriter;
  rewriter.number = [this](const Expr &expression) { return number(expression); };
  rewriter.subject = [this](const Subject &original) { return subject(original); };
  rewriter.location = [this](const Location &location) { return places(location); };
  rewriter.symbolic = [this](const Subject &origin, flow::TypeRef type) {
    if (!aboutCaller(origin))
      return flow::symbolic(origin, type);
    const Resolved &found = resolve(origin);
    if (found.value->kind == Value::Pointer && found.value->parts.count("target"))
      return handed(found);
    bool goesOn = found.places.size() == 1 && found.value->kind == Value::Record && !summary.post.count({events::none, origin});
    if (goesOn) // a copy of its pointers leads to the same
      return flow::aliasOf(values, found.value, found.places[0]);
    return found.value->kind == Value::Empty ? values.fresh(type) : found.value;
  };
  rewriter.owning = [this](const Subject &origin, flow::TypeRef type) {
    if (!aboutCaller(origin))
      return flow::symbolic(origin, type);
    const Resolved &found = resolve(origin);
    auto gone = freedOf(origin, found);
    bool here = found.value->kind == Value::Pointer && found.value->origin.empty(); // else its owner is told
    if (gone && here)
      return flow::changed(found.value, [&](Value &copy) { flow::setBlocks(copy, flow::blocksOf(found.value) - *gone); });
    return found.value->kind == Value::Empty ? values.fresh(type) : found.value;
  };
  rewriter.whole = [this](const Subject &origin) { return aboutCaller(origin) ? whole(origin) : flow::symbolic(origin, {}); };
  rewriter.values = &values;
  return rewriter;
}

/// A pointer of the caller that owns a block, as the callee hands it on. What is stored where the caller can see it takes
/// the block along if it came by a local of the caller; everything else only refers to it.
ValueRef Substitution::handed(const Resolved &pointer) {
  auto isLocal = [&](const Location &place) {
    return place.root.variable != events::none && place.path.empty() &&
           evaluator.function.body.variables[place.root.variable].storage == events::Variable::Local;
  };
  if (stores && !pointer.places.empty() && llvm::all_of(pointer.places, isLocal)) {
    emptied.insert(emptied.end(), pointer.places.begin(), pointer.places.end());
    return pointer.value;
  }
  return flow::changed(pointer.value, [&](Value &copy) {
    flow::disown(copy);
    copy.targets = evaluator.referents(pointer.value, pointer.places);
  });
}

Resolved resolve(const Location &location, const Summary &summary, const flow::CallSite &site,
                 const flow::Evaluator &evaluator, const flow::State &state) {
  Substitution substitution(summary, site, evaluator, state);
  if (location.path.empty())
    return substitution.resolve(location.root.external);
  std::vector<Location> places = substitution.places(location);
  return {state.load(places), places};
}

Expr substituted(const Expr &number, const Summary &summary, const flow::CallSite &site, const flow::Evaluator &evaluator,
                 const flow::State &state) {
  return Substitution(summary, site, evaluator, state).number(number);
}

} // namespace highwater::summary
