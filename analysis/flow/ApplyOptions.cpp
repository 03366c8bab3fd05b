// The next option of a command line whose words are known: its code, what follows it, and where the rest begins.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Application.h"
#include "analysis/flow/Options.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Projection;
using events::withoutCasts;
using size::Expr;
using size::Subject;

namespace {

/// A row of the table of long names.
struct LongOption {
  std::string name;
  double hasArgument = 0;
  std::vector<Location> into;       ///< gets the code instead of the caller
  double code = 0;
};

} // namespace

static Location globalNamed(const events::Unit &unit, const std::string &name) {
  std::string usr = "c:@" + name;
  TypeRef type;
  for (const events::Variable &variable : unit.globals)
    if (variable.usr == usr)
      type = {&unit, variable.type};
  return {{none, Subject("global", {Subject(usr), Subject(name)})}, {}, type};
}

/// Where it is kept which words are no options; and how far the words, and the letters of one, are taken.
static Location hidden(llvm::StringRef what) {
  return {{none, Subject("global", {Subject(("(" + what + " of options)").str()), Subject(what.str())})}, {}, {}};
}

std::optional<unsigned> wordInOrder(const State &state, unsigned index) {
  ValueRef order = state.load(hidden("order"));
  auto moved = order->parts.find(std::to_string(index));
  return moved == order->parts.end() ? std::nullopt
                                     : std::optional(static_cast<unsigned>(*moved->second->number.asConstant()));
}

/// The rows that initialize a table, one `set table[i].field` after the other: each field once, in their order.
static std::vector<LongOption> rowsOf(const Evaluator &evaluator, const State &state, const events::Function &function,
                                      events::VarId table) {
  std::map<std::int64_t, std::vector<const Operand *>> rows;
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      const std::vector<Projection> &path = event.place.path;
      if (event.kind == Event::Set && event.place.root == table && path.size() == 2 &&
          path[0].kind == Projection::Element && path[0].index && path[0].index->kind == Operand::Integer)
        rows[path[0].index->integer].push_back(&withoutCasts(event.value));
    }
  std::vector<LongOption> result;
  for (const auto &[index, fields] : rows) {
    if (fields.size() != 4 || fields[0]->kind != Operand::Text)
      continue;
    LongOption option;
    option.name = fields[0]->text;
    option.hasArgument = static_cast<double>(fields[1]->integer);
    if (fields[2]->kind == Operand::Address && &function == &evaluator.function)
      option.into = evaluator.locate(state, fields[2]->place);
    option.code = static_cast<double>(fields[3]->integer);
    result.push_back(std::move(option));
  }
  return result;
}

static std::vector<LongOption> tableOf(const Evaluator &evaluator, const State &state, const Operand &given) {
  const Operand &operand = withoutCasts(given);
  if ((operand.kind != Operand::Address && operand.kind != Operand::Read) || operand.place.root == none)
    return {};
  if (auto rows = rowsOf(evaluator, state, evaluator.function, operand.place.root); !rows.empty())
    return rows;
  const events::Function &globals = evaluator.unit.globalInitializers;
  const std::string &usr = evaluator.function.body.variables[operand.place.root].usr;
  for (events::VarId id = 0; id < globals.body.variables.size(); ++id)
    if (!usr.empty() && globals.body.variables[id].usr == usr)
      return rowsOf(evaluator, state, globals, id);
  return {};
}

/// The row that a name or its beginning names; null if there is none or several.
static const LongOption *rowNamed(llvm::ArrayRef<LongOption> rows, llvm::StringRef name) {
  const LongOption *found = nullptr;
  for (const LongOption &row : rows) {
    if (row.name == name)
      return &row;
    if (llvm::StringRef(row.name).starts_with(name)) {
      if (found)
        return nullptr;
      found = &row;
    }
  }
  return found;
}

namespace {

/// One step over the words, as far as they are taken before.
struct OptionStep {
  const Evaluator &evaluator;
  State &state;
  unsigned first, end;              ///< the program's word, and one behind the last
  unsigned next = 0, letter = 0;    ///< the word that comes next, and the letter in it; 0: a word begins
  double code = -1;
  Subject value;

  std::string word(unsigned index) const { return *evaluator.spelling(argument(index)); }
  bool isOption(unsigned at) const { return word(at).size() > 1 && word(at)[0] == '-'; }
  void take(unsigned at);
  void finish();
  void takeLong(llvm::ArrayRef<LongOption> rows);
  void takeLetter(llvm::StringRef letters);
};

} // namespace

/// A word belongs to the options.
void OptionStep::take(unsigned at) {
  state.store(hidden("order"), changed(state.load(hidden("order")), [&](Value &copy) {
    copy.kind = Value::Record;
    copy.parts["option " + std::to_string(at)] = scalar(Expr(1));
  }));
}

/// There are no more options: what is none of them stands at the end, in its order.
void OptionStep::finish() {
  ValueRef order = state.load(hidden("order"));
  bool marked = next < end && word(next) == "--";
  std::vector<unsigned> rest;
  for (unsigned at = first + 1; at < end; ++at)
    if (at < next ? !order->parts.count("option " + std::to_string(at)) : at > next || !marked)
      rest.push_back(at);
  next = end - rest.size();
  state.store(hidden("order"), changed(order, [&](Value &copy) {
    copy.kind = Value::Record;
    for (auto [at, was] : llvm::enumerate(rest))
      copy.parts[std::to_string(next + at)] = scalar(Expr(was));
  }));
}

void OptionStep::takeLong(llvm::ArrayRef<LongOption> rows) {
  unsigned at = next++;
  take(at);
  std::string text = word(at);
  size_t equals = text.find('=');
  const LongOption *row = rowNamed(rows, llvm::StringRef(text).slice(2, equals));
  code = row ? row->into.empty() ? row->code : 0 : '?';
  if (!row)
    return;
  if (equals != std::string::npos) {
    value = partOf(argument(at), equals + 1);
  } else if (row->hasArgument == 1 && next < end) {
    take(next);
    value = argument(next++);
  }
  for (const Location &place : row->into)
    state.store(place, scalar(Expr(row->code)));
}

void OptionStep::takeLetter(llvm::StringRef letters) {
  unsigned at = next;
  take(at);
  std::string text = word(at);
  letter = std::max(letter, 1u);
  char which = text[letter++];
  size_t known = which == ':' ? llvm::StringRef::npos : letters.find(which);
  code = known == llvm::StringRef::npos ? '?' : which;
  llvm::StringRef behind = known == llvm::StringRef::npos ? "" : letters.substr(known + 1);
  bool last = letter >= text.size();
  if (behind.starts_with(":") && !last) {
    value = partOf(argument(at), letter);
    last = true;
  } else if (behind.starts_with(":") && !behind.starts_with("::") && next + 1 < end) {
    take(++next);
    value = argument(next);
  }
  if (last) {
    ++next;
    letter = 0;
  }
}

/// Nobody knows the words: whatever letter it is, and the words that are no options begin at a place that has a name.
void Application::takeAnyOption() {
  Location index = globalNamed(evaluator.unit, model.option->index);
  state.store(index, scalar(Expr::symbol({"place", Subject("argv", {Subject(model.option->index)})})));
  state.store(globalNamed(evaluator.unit, model.option->argument), changed(pointerTo({}), [&](Value &copy) { copy.text = optionValue(); }));
  std::vector<Subject> names;
  if (model.option->names)
    for (const LongOption &row : tableOf(evaluator, state, site.event.arguments[model.option->names->index].value))
      if (row.into.empty())
        names.push_back(Subject(row.name, {codeOfOption(row.code)}));
  outcome.result = changed(scalar(Expr::unknown("which option is next")), [&](Value &copy) {
    copy.text = Subject("option", std::move(names));
  });
}

void Application::takeOption() {
  if (!model.option)
    return;
  if (!evaluator.spelling(argument(0)))
    return takeAnyOption();
  ValueRef words = values.expand(scope.resolve(model.option->words).value);
  auto begin = isArguments(words) ? words->number.asConstant() : std::nullopt;
  std::optional<std::string> spelled = scope.spelled(model.option->letters);
  if (!begin || !spelled)
    return;
  unsigned first = static_cast<unsigned>(*begin), end = first;
  while (evaluator.spelling(argument(end)))
    ++end;
  auto load = [&](const Location &where) {
    ValueRef value = values.expand(state.load(where));
    return static_cast<unsigned>(value->kind == Value::Scalar ? value->number.asConstant().value_or(0) : 0);
  };
  Location index = globalNamed(evaluator.unit, model.option->index), within = hidden("letter"), taken = hidden("word");
  OptionStep step{evaluator, state, first, end, load(taken), load(within), -1, {}};
  if (step.next <= first || load(index) == 0) {
    step.next = first + 1;
    step.letter = 0;
  }
  llvm::StringRef letters = *spelled;
  bool inOrder = letters.consume_front("+");
  letters.consume_front(":");
  while (step.letter == 0 && !inOrder && step.next < end && !step.isOption(step.next))
    ++step.next;
  if (step.next >= end || !step.isOption(step.next) || step.word(step.next) == "--")
    step.finish();
  else if (step.letter == 0 && step.word(step.next)[1] == '-' && model.option->names)
    step.takeLong(tableOf(evaluator, state, site.event.arguments[model.option->names->index].value));
  else
    step.takeLetter(letters);

  state.store(index, scalar(Expr(step.next - first)));
  state.store(taken, scalar(Expr(step.next)));
  state.store(within, scalar(Expr(step.letter)));
  ValueRef follows = pointerTo({});
  if (!step.value.empty())
    follows = changed(follows, [&](Value &copy) { copy.text = step.value; });
  state.store(globalNamed(evaluator.unit, model.option->argument), follows);
  outcome.result = scalar(Expr(step.code));
}

} // namespace highwater::flow
