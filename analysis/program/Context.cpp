// Contexts: functions are summarised once for all callers, but where the command line or a callable that is passed decides
// what happens in them, once for each such case.

#include "analysis/program/Analysis.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::none;
using flow::Location;
using flow::Value;
using flow::ValueRef;
using size::Subject;

/// Whether a text is a word of the command line, or a piece of one.
static bool isWord(const Subject &text) {
  return text.head() == "argv" || (text.head() == "part" && isWord(text.parts()[0]));
}

/// Whether a number is made of the command line alone, and of it at all.
static bool isOfCommandLine(const size::Expr &number) {
  std::set<size::Symbol> symbols;
  number.collectSymbols(symbols);
  return !number.isUnknown() && !symbols.empty() && llvm::all_of(symbols, [](const size::Symbol &symbol) {
    return symbol.measure == "value" && (symbol.subject.head() == "argc" || isWord(symbol.subject));
  });
}

/// The subject of a place in terms of the function it belongs to.
static Subject subjectOf(const Location &location) {
  Subject subject = location.root.external;
  for (const flow::Step &step : location.path)
    subject = step.kind == flow::Step::Field ? Subject("field", {subject, Subject(step.name)})
                                             : Subject(step.name, {subject});
  return subject;
}

/// What a callee finds where its caller has these targets; null if it cannot be said.
static ValueRef callableOf(const std::vector<flow::Target> &targets, const Location &place) {
  auto pointer = std::make_shared<Value>();
  pointer->kind = Value::Pointer;
  for (const flow::Target &target : targets) {
    if (!target.bound.empty())
      return nullptr;
    if (target.function.empty())
      return targets.size() == 1 ? flow::symbolic(subjectOf(place), target.object.value->type) : nullptr;
    std::vector<Subject> parts{Subject(target.function)};
    parts.insert(parts.end(), target.labels.begin(), target.labels.end());
    pointer->targets.push_back({{none, Subject(flow::functionHead.str(), std::move(parts))}, {}, {}});
  }
  llvm::sort(pointer->targets);
  return pointer;
}

static std::string keyOf(const ValueRef &callable) {
  if (callable->kind == Value::Symbolic)
    return callable->type->spelling + " " + std::to_string(callable->type.id);
  std::string key;
  for (const Location &target : callable->targets)
    key += target.root.external.parts()[0].head() + " ";
  return key;
}

static bool isView(const ValueRef &value) { return value->kind == Value::Object && value->model->role == "view"; }

/// A word that is spelled out, behind a pointer or in a view: `sizeOf(argv[2])`, where the callee looks at its letters.
static bool isSpelled(const ProgramOptions &options, const ValueRef &value) {
  bool refers = value->kind == Value::Pointer ? value->targets.empty() : isView(value);
  return refers && isWord(value->text) && options.text(value->text);
}

/// Ranges of words that are passed by reference, and what closures know of the words.
void Analysis::placeWords(Context &context, const flow::CallSite &site, const flow::State &state) const {
  auto place = [&](Location where, const ValueRef &value) {
    context.key += subjectOf(where).str() + "=" + value->number.str() + ";";
    context.placed.push_back({std::move(where), value});
  };
  for (unsigned index = 0; options.text && index < site.arguments.size(); ++index) {
    ValueRef value = values.expand(site.arguments[index].value);
    auto first = flow::firstWord(values, value);
    if (!first || site.event.arguments[index].passing == events::Passing::Value)
      continue;
    context.key += "words " + std::to_string(*first) + " ";
    place({{none, Subject("deref", {Subject("arg", {Subject(std::to_string(index))})})}, {}, value->type}, value);
  }
  ValueRef closure = values.expand(site.object.value);
  if (!options.text || closure->kind != Value::Record || !closure->type || !closure->type->closure)
    return;
  Location self{{none, Subject("deref", {Subject("this")})}, {}, closure->type};
  std::vector<std::pair<Location, ValueRef>> known;
  bool words = false;
  for (const events::Field &field : closure->type->fields) {
    auto part = closure->parts.find(field.name);
    flow::TypeRef type = closure->type.with(field.type);
    if (part == closure->parts.end() || !type)
      continue;
    ValueRef value = values.expand(part->second);
    Location where = self.at({flow::Step::Field, field.name});
    if (type->kind == events::Type::Reference && value->kind == Value::Pointer && value->targets.size() == 1) {
      where = {{none, Subject("deref", {subjectOf(where)})}, {}, type.pointee()};
      value = values.expand(state.load(value->targets[0]));
    }
    bool isWords = flow::isArguments(value);
    words |= isWords;
    if (isWords || (value->kind == Value::Scalar && (value->number.asConstant() || isOfCommandLine(value->number))))
      known.push_back({where, value});
  }
  for (auto &[where, value] : known)
    if (words)
      place(where, value);
}

Context Analysis::contextOf(FunctionReference reference, const flow::CallSite &site, const flow::Evaluator &evaluator,
                            const flow::State &state, flow::CallOutcome &outcome) {
  Context context;
  auto running = llvm::count_if(inProgress, [&](const auto &other) { return other.first.first == reference; });
  constexpr int recursions = 2;
  if (running >= recursions)
    return context;
  const events::Function &function = linkage.function(reference);
  for (unsigned index = 0; options.text && index < std::min(site.arguments.size(), function.parameters.size()); ++index) {
    if (site.event.arguments[index].passing != events::Passing::Value &&
        site.event.arguments[index].passing != events::Passing::Pointer &&
        site.event.arguments[index].passing != events::Passing::ConstPointer)
      continue;
    ValueRef value = values.expand(site.arguments[index].value);
    bool words = flow::isArguments(value) && value->number.asConstant();
    if (auto first = flow::firstWord(values, value); (first && isView(value)) || isSpelled(options, value)) {
      context.passed[index] = value;
      context.key += std::to_string(index) + "=" + (first ? "words " + std::to_string(*first) : value->text.str()) + ";";
      continue;
    }
    bool number = running == 0 && value->kind == Value::Scalar && isOfCommandLine(value->number); // a call of itself is any
    if (!words && !number)
      continue;
    context.passed[index] = value;
    context.key += std::to_string(index) + (words ? "=argv+" : "=") + value->number.str() + ";";
  }
  placeWords(context, site, state);
  bindCallables(context, reference, site, evaluator, state, outcome);
  return context;
}

/// What the callee calls and does not know itself: from the caller, or from the caller's own caller.
void Analysis::bindCallables(Context &context, FunctionReference reference, const flow::CallSite &site,
                             const flow::Evaluator &evaluator, const flow::State &state, flow::CallOutcome &outcome) {
  const summary::Summary &summary = summaryOf(reference, context);
  Context extended = context;
  for (const Location &open : summary.open) {
    flow::Resolved callable = summary::resolve(open, summary, site, evaluator, state);
    if (flow::isDone(evaluator, state, callable))
      continue;
    std::vector<flow::Target> targets = flow::targetsOf(evaluator, state, callable);
    if (ValueRef value = targets.empty() ? nullptr : callableOf(targets, open)) {
      extended.placed.push_back({open, value});
      extended.key += subjectOf(open).str() + "=" + keyOf(value) + ";";
    } else if (std::vector<Location> outer = flow::openPlaces(callable); targets.empty() && !outer.empty()) {
      outcome.open.insert(outcome.open.end(), outer.begin(), outer.end());
    } else {
      assume("what '" + summary.name + "' calls is not followed",
             flow::siteOf(evaluator.unit, evaluator.function, site.event.location));
    }
  }
  context = std::move(extended);
}

std::vector<const summary::Summary *> Analysis::summariesOf(FunctionReference function) {
  std::vector<const summary::Summary *> result;
  for (auto at = summaries.lower_bound({function, ""}); at != summaries.end() && at->first.first == function; ++at)
    result.push_back(&at->second);
  if (result.empty())
    result.push_back(&summaryOf(function));
  return result;
}

/// Globals as their initializers leave them, unit by unit.
std::shared_ptr<const flow::State> Analysis::startOf(FunctionReference main) {
  flow::State state(values);
  state.beginProgram();
  stack.push_back(main);
  for (const events::Unit &unit : linkage.units) {
    if (unit.globalInitializers.body.blocks.empty())
      continue;
    flow::Graph graph(unit.globalInitializers.body);
    flow::RunOptions run;
    run.known = options.number;
    run.spelled = options.text;
    run.start = std::make_shared<flow::State>(std::move(state));
    state = flow::Interpreter(unit, unit.globalInitializers, graph, values, *this, std::move(run)).run().exit;
  }
  stack.pop_back();
  return std::make_shared<flow::State>(std::move(state));
}

} // namespace highwater::program
