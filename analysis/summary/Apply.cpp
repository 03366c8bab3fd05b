// Substitution of what a caller passes for a callee's parameters: in numbers, texts, values and places.

#include "analysis/flow/CallScope.h"
#include "analysis/flow/HeldParts.h"
#include "analysis/summary/Summary.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace highwater::summary {

using flow::Location;
using flow::Resolved;
using flow::Root;
using flow::Value;
using flow::ValueRef;
using size::Expr;
using size::Subject;
using size::Symbol;

namespace {

/// Heads of texts and sources; every other head with parts is a path to an object.
bool isText(llvm::StringRef head) {
  static constexpr llvm::StringLiteral heads[] = {"text", "source", "file",  "lit",       "argv",  "env", "concat",
                                                  "line", "token",  "word",  "block",     "distinct", "column", "code", "character", "all", "stdin",
                                                  "dir",  "entry",  "stream", "function"};
  return llvm::is_contained(heads, head);
}

class Substitution {
public:
  Substitution(const Summary &summary, const flow::CallSite &site, const flow::Evaluator &evaluator,
               const flow::State &state)
      : summary(summary), site(site), evaluator(evaluator), values(evaluator.values), state(state) {}

  Expr number(const Expr &expression);
  Subject subject(const Subject &subject);
  Resolved resolve(const Subject &path);
  std::vector<Location> places(const Location &location);
  flow::Rewriter rewriter();

  bool stores = false;              ///< what is rewritten is stored where it outlives the call
  std::vector<Location> emptied;    ///< pointers whose blocks were handed on

private:
  bool aboutCaller(const Subject &subject) const;
  std::optional<Expr> replacement(const Symbol &symbol);
  Resolved dereferenced(const Subject &pointer);
  ValueRef handed(const Resolved &pointer);
  Subject opaque(const Subject &subject) const;

  const Summary &summary;
  const flow::CallSite &site;
  const flow::Evaluator &evaluator;
  const flow::Values &values;
  const flow::State &state;
  std::map<Subject, Resolved> resolved;
};

} // namespace

/// Whether a subject speaks of what the callee got from its caller.
bool Substitution::aboutCaller(const Subject &subject) const {
  if (subject.empty())
    return false;
  if (subject.head() == "arg" || subject.head() == "this" || subject.head() == "global")
    return true;
  if (subject.head() == "lit" || subject.head() == "argv" || subject.head() == "function" || subject.head() == "unknown")
    return false;
  return llvm::any_of(subject.parts(), [&](const Subject &part) { return aboutCaller(part); });
}

/// A name of its own for what the caller does not know either.
Subject Substitution::opaque(const Subject &subject) const {
  return Subject("unknown", {Subject(summary.name), Subject(subject.str())});
}

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
  if (places.empty())
    return {held.value->kind == Value::Pointer ? flow::unknownValue("what " + pointer.str() + " points to is not known")
                                               : flow::emptyValue(),
            {}};
  return {state.load(places), places};
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

Subject Substitution::subject(const Subject &original) {
  if (!aboutCaller(original))
    return original;
  llvm::StringRef head = original.head();
  if (head == "text" || head == "source") {
    Resolved object = resolve(original.parts()[0]);
    Subject found = head == "text" ? object.value->text : object.value->source;
    if (found.empty() && head == "text")
      found = flow::CallScope(site, evaluator, state).textOf(object.value);
    return found.empty() ? opaque(original.parts()[0]) : found;
  }
  if (!isText(head))
    return opaque(original);
  if (head == "code") { // the text of one character, given by its number
    auto code = number(Expr::symbol({"value", original.parts()[0]})).asConstant();
    return code ? flow::characterText(*code) : opaque(original.parts()[0]);
  }
  std::vector<Subject> parts;
  for (const Subject &part : original.parts())
    parts.push_back(subject(part));
  return Subject(head.str(), std::move(parts));
}

std::optional<Expr> Substitution::replacement(const Symbol &symbol) {
  if (!aboutCaller(symbol.subject))
    return std::nullopt;
  if (isText(symbol.subject.head()))
    return flow::measured(symbol.measure, subject(symbol.subject));
  Resolved object = resolve(symbol.subject);
  const Value &value = *object.value;
  if (symbol.measure == "heap")
    return values.heap(object.value);
  if (auto found = value.state.find(symbol.measure); found != value.state.end())
    return found->second;
  if ((value.kind == Value::Scalar || value.kind == Value::Pointer) && symbol.measure == "value")
    return value.number;
  if (value.kind == Value::Array && symbol.measure == "size")
    return value.number;
  if (value.kind == Value::Unknown)
    return Expr::unknown(value.reason);
  return Expr::symbol({symbol.measure, opaque(symbol.subject), symbol.varying});
}

Expr Substitution::number(const Expr &expression) {
  return expression.substitute([&](const Symbol &symbol) { return replacement(symbol); });
}

std::vector<Location> Substitution::places(const Location &location) {
  if (location.root.external.empty())
    return {}; // a local of the callee is gone
  if (location.root.external.head() == flow::functionHead)
    return {location};
  std::vector<Location> result = resolve(location.root.external).places;
  for (Location &place : result)
    for (const flow::Step &step : location.path) {
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
    return found.value->kind == Value::Empty ? values.fresh(type) : found.value;
  };
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
    copy.parts.erase("target");
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

flow::CallOutcome apply(const Summary &summary, const flow::CallSite &site, const flow::Evaluator &evaluator,
                        flow::State &state, std::vector<flow::Peak> &peaks) {
  flow::State before = state;
  Substitution substitution(summary, site, evaluator, before);
  for (flow::Peak peak : summary.peaks) {
    flow::rewrite(peak, [&](const Expr &expression) { return substitution.number(expression); });
    if (peak.capacityBefore && !peak.capacityBefore->asSymbol()) {
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
  substitution.stores = true;
  std::vector<std::pair<std::vector<Location>, ValueRef>> changes;
  for (const auto &[root, value] : summary.post) {
    llvm::StringRef head = root.external.head();
    auto type = summary.types.find(root);
    bool object = type != summary.types.end() && type->second && type->second->kind == events::Type::Record;
    if (head == "this" || (head == "arg" && !object))
      continue; // the callee's own copy of a number or pointer
    std::vector<Location> places = substitution.places({root, {}, type->second});
    if (!places.empty())
      changes.push_back({places, flow::rewrite(value, rewriter)});
  }
  substitution.stores = false;
  flow::CallOutcome outcome;
  outcome.result = flow::rewrite(summary.result, rewriter);
  for (const Location &place : substitution.emptied)
    state.store(place, flow::changed(state.load(place), [](Value &copy) { copy.parts.erase("target"); }));
  for (const auto &[places, value] : changes)
    state.store(places, value);
  outcome.allocates = !summary.peaks.empty();
  return outcome;
}

} // namespace highwater::summary
