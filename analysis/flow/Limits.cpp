// A limit is put in place of what is tested only where the other path differs, so that formulas stay as they are elsewhere.

#include "analysis/flow/Limits.h"

#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Subject;
using size::Symbol;

Expr conditionOf(llvm::StringRef op, const Expr &left, const Expr &right) {
  auto above = [](const Expr &more, const Expr &less) { return Expr::apply(Function::Above, {more, less, 1}); };
  if (op == ">")
    return above(left, right);
  if (op == "<")
    return above(right, left);
  if (op == ">=")
    return Expr(1) - above(right, left);
  if (op == "<=")
    return Expr(1) - above(left, right);
  return Expr::unknown("a condition");
}

std::optional<Comparison> comparisonOf(const Expr &condition) {
  for (bool holds : {true, false}) {
    std::vector<Expr> parts = (holds ? condition : Expr(1) - condition).operandsOf(Function::Above);
    if (parts.size() == 3 && parts[2].asConstant() == 1.0)
      return Comparison{0, holds ? ">" : "<=", parts[0], parts[1]};
  }
  return std::nullopt;
}

std::vector<Limit> limitsOf(const Comparison &test) {
  if (test.left.isUnknown() || test.right.isUnknown())
    return {};
  if (test.op == "<" || test.op == "<=")
    return {{test.left, test.op == "<" ? test.right - 1 : test.right}};
  if (test.op == ">" || test.op == ">=")
    return {{test.right, test.op == ">" ? test.left - 1 : test.left}};
  if (test.op == "!=")
    return {{test.left, test.right - 1}, {test.right, test.left - 1}};
  return {};
}

/// Whether a subject is a place that the caller of the function knows, rather than a text or an input.
static bool isPlace(const Subject &subject) {
  static constexpr llvm::StringLiteral roots[] = {"arg", "this", "global"};
  static constexpr llvm::StringLiteral steps[] = {"deref", "field", "element", "key", "value", "target"};
  return llvm::is_contained(roots, subject.head()) ||
         (llvm::is_contained(steps, subject.head()) && !subject.parts().empty() && isPlace(subject.parts()[0]));
}

/// Numbers that loops and callers change: a limit on them lasts.
static bool isChanging(const Symbol &symbol) {
  return symbol.measure == "now" || (symbol.measure != "heap" && !symbol.subject.empty() && isPlace(symbol.subject));
}

static std::vector<Symbol> changingIn(const Expr &number) {
  std::set<Symbol> symbols;
  number.collectSymbols(symbols);
  std::vector<Symbol> result;
  llvm::copy_if(symbols, std::back_inserter(result), isChanging);
  return result;
}

/// A number that the function was given: who calls it next gives another one.
static bool isOwn(const Symbol &symbol) { return symbol.measure != "now" && symbol.subject.head() == "arg"; }

/// Whether what is `mine` is smaller in the other path: emptied there, made less by something, or kept as it was.
static bool isMore(const Expr &mine, const Expr &other) {
  std::vector<Symbol> symbols = changingIn(mine); // those of the function's own copies say nothing
  llvm::erase_if(symbols, isOwn);
  if (mine == other || other.isUnknown() || symbols.empty())
    return false;
  if (llvm::none_of(symbols, [&](const Symbol &symbol) { return other.mentions(symbol); }))
    return llvm::all_of(changingIn(other), isOwn);
  if (Expr more = mine - other; !more.isUnknown() && more.isNonNegative())
    return true;
  return llvm::any_of(symbols, [&](const Symbol &symbol) {
    auto linear = other.asLinearIn(symbol);
    Expr less = linear ? Expr(0) - linear->second : Expr(0);
    return linear && linear->first.asConstant() == 1.0 && !less.isZero() && less.isNonNegative();
  });
}

/// `number` with what is tested in it no more than the limit; as it is if it does not depend on that.
static Expr limited(const Expr &number, const Expr &other, const Limit &limit) {
  std::vector<Symbol> symbols = changingIn(limit.number);
  // What the other path has kept of the number is what changes from time to time.
  llvm::sort(symbols, [&](const Symbol &a, const Symbol &b) {
    return std::pair(!other.mentions(a), a) < std::pair(!other.mentions(b), b);
  });
  bool lasts = !llvm::all_of(changingIn(limit.limit), isOwn);
  for (const Symbol &symbol : symbols) {
    if (lasts && isOwn(symbol))
      continue;
    auto linear = limit.number.asLinearIn(symbol);
    if (!linear || linear->first.asConstant() != 1.0 || limit.limit.mentions(symbol) || !number.mentions(symbol))
      continue;
    Expr most = limit.limit - linear->second;
    return number.substitute([&](const Symbol &each) -> std::optional<Expr> {
      return each == symbol ? std::optional(Expr::min({Expr::symbol(symbol), most})) : std::nullopt;
    });
  }
  Expr more = number - limit.number;
  return more.asConstant() ? Expr::min({number, limit.limit + more}) : number;
}

namespace {

/// Walks over what two states have in one place, and changes numbers of the first.
struct Walk {
  const Values &values;
  std::function<Expr(const Expr &, const Expr &)> change;

  ValueRef visit(const ValueRef &keptValue, const ValueRef &otherValue) const;
};

} // namespace

ValueRef Walk::visit(const ValueRef &keptValue, const ValueRef &otherValue) const {
  if (keptValue == otherValue)
    return keptValue;
  ValueRef kept = values.expand(keptValue), other = values.expand(otherValue);
  if (kept->kind != other->kind)
    return keptValue;
  ValueRef result = kept;
  auto put = [&](const Expr &mine, const Expr &theirs, llvm::function_ref<void(Value &, Expr)> store) {
    if (mine == theirs || mine.isUnknown())
      return;
    if (Expr now = change(mine, theirs); now != mine)
      result = changed(result, [&](Value &copy) { store(copy, now); });
  };
  if (kept->kind == Value::Scalar)
    put(kept->number, other->number, [](Value &copy, Expr now) { copy.number = std::move(now); });
  if (kept->kind == Value::Pointer)
    put(addedBlocks(kept), addedBlocks(other), [](Value &copy, Expr now) { setBlocks(copy, std::move(now)); });
  else
    for (const auto &[name, number] : kept->state)
      if (auto theirs = other->state.find(name); theirs != other->state.end())
        put(number, theirs->second, [&, &name = name](Value &copy, Expr now) { copy.state[name] = std::move(now); });
  std::set<std::string> names; // what one of them does not have is as it was when the function began
  for (const ValueRef &either : {kept, other})
    for (const auto &[name, part] : either->parts)
      names.insert(name);
  for (const std::string &name : names) {
    Step step{kept->kind == Value::Record ? Step::Field : kept->kind == Value::Pointer ? Step::Target : Step::Slot, name};
    ValueRef part = values.part(kept, step);
    if (ValueRef now = visit(part, values.part(other, step)); now != part)
      result = changed(result, [&](Value &copy) { copy.parts[name] = now; });
  }
  return result == kept ? keptValue : result;
}

/// Where two states may differ.
static std::vector<Location> placesOf(const State &kept, const State &other) {
  std::vector<Location> result;
  for (const auto &[root, value] : kept.roots())
    result.push_back({root, {}, kept.typeOf(root)});
  for (const auto &[root, value] : other.roots())
    if (!kept.roots().count(root) && !root.external.empty())
      result.push_back({root, {}, other.typeOf(root)});
  return result;
}

/// How many blocks behind a pointer of the caller are freed, where that is less on the `kept` path: what stays of them is the
/// rest, and what a guard lets the other path leave.
static void settleFreed(State &kept, State &other, const Limit &limit) {
  for (const Location &place : placesOf(kept, other)) {
    if (place.root.external.head() != freedHead)
      continue;
    ValueRef mine = kept.load(place), theirs = other.load(place);
    if (mine->kind != Value::Scalar || theirs->kind != Value::Scalar || mine->number == theirs->number)
      continue;
    Expr blocks = Expr::symbol({"blocks", place.root.external.parts()[0].parts()[0]});
    Expr stay = Expr::apply(Function::Guarded, {blocks - mine->number, limit.number, limit.limit});
    ValueRef freed = scalar(blocks - Expr::max({stay, blocks - theirs->number}));
    kept.store(place, freed);
    other.store(place, freed);
  }
}

/// Whether it was about anything that differs.
static bool settle(State &kept, State &other, const Limit &limit) {
  bool found = false, relieved = false, reset = false;
  Walk look{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs) {
              bool own = limited(mine, theirs, limit) != mine;
              found |= own;
              relieved |= own && isMore(mine, theirs);
              reset |= own && isMore(mine, theirs) && llvm::all_of(changingIn(theirs), isOwn);
              return mine;
            }};
  std::vector<Location> places = placesOf(kept, other);
  for (const Location &place : places)
    look.visit(kept.load(place), other.load(place));
  if (!found)
    return false;
  Walk change{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs) {
                Expr now = limited(mine, theirs, limit);
                if (now != mine || !relieved || !isMore(mine, theirs))
                  return now;
                return Expr::apply(Function::Guarded, {mine, limit.number, limit.limit});
              }};
  // The other path is taken when the number is above the limit, and lets it begin anew: what happens there happens so often.
  Walk seldom{kept.valuesOf(), [&](const Expr &theirs, const Expr &mine) {
                if (!isMore(theirs, mine))
                  return theirs;
                return Expr::apply(Function::Guarded, {theirs, Expr(0) - limit.number, Expr(-1) - limit.limit});
              }};
  for (const Location &place : places) {
    ValueRef before = kept.load(place), there = other.load(place);
    if (ValueRef now = change.visit(before, there); now != before)
      kept.store(place, now);
    if (ValueRef now = reset ? seldom.visit(there, before) : there; now != there)
      other.store(place, now);
  }
  if (relieved)
    settleFreed(kept, other, limit);
  return true;
}

/// Where one path returns 1 and the other 0: what the last test says on the way to either is what the result says, if it is
/// about a number that one of them changes.
static void settleAnswer(State &yes, State &no, const Location &result) {
  auto tell = [&](State &kept, State &other, bool answer) {
    for (const Comparison &test : kept.comparisons)
      for (const Limit &limit : limitsOf(test)) {
        if (test.op == "!=" || changingIn(limit.number).empty())
          continue;
        bool about = false;
        Walk look{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs) {
                    about |= limited(mine, theirs, limit) != mine;
                    return mine;
                  }};
        for (const Location &place : placesOf(kept, other))
          look.visit(kept.load(place), other.load(place));
        if (!about)
          continue;
        ValueRef told = scalar(conditionOf(answer ? "<=" : ">", limit.number, limit.limit));
        kept.store(result, told);
        other.store(result, told);
        return true;
      }
    return false;
  };
  if (!tell(yes, no, true))
    tell(no, yes, false);
}

static void settleFailure(State &failed, const State &done) {
  Walk walk{failed.valuesOf(), [](const Expr &mine, const Expr &theirs) { return isMore(mine, theirs) ? theirs : mine; }};
  for (const Location &place : placesOf(failed, done)) {
    if (place.root.external.empty())
      continue;
    if (place.root.external.head() == freedHead) {
      failed.store(place, done.load(place));
      continue;
    }
    ValueRef before = failed.load(place);
    if (ValueRef now = walk.visit(before, done.load(place)); now != before)
      failed.store(place, now);
  }
}

/// `return -1;`, `return NULL;`
static bool isFailure(const ValueRef &result) {
  if (result->kind == Value::Pointer)
    return isNull(*result);
  return result->kind == Value::Scalar && !result->several && result->number.asConstant().value_or(0) < 0;
}

void settleResults(State &mine, State &theirs, const Location &result) {
  ValueRef here = mine.valuesOf().expand(mine.load(result)), there = mine.valuesOf().expand(theirs.load(result));
  if (isFailure(here) != isFailure(there))
    isFailure(here) ? settleFailure(mine, theirs) : settleFailure(theirs, mine);
  auto says = [](const ValueRef &value) {
    return value->kind == Value::Scalar && !value->several ? value->number.asConstant() : std::nullopt;
  };
  if (says(here) == 1.0 && says(there) == 0.0)
    return settleAnswer(mine, theirs, result);
  if (says(here) == 0.0 && says(there) == 1.0)
    return settleAnswer(theirs, mine, result);
}

void settleLimits(State &kept, State &other, llvm::ArrayRef<Comparison> tests) {
  for (const Comparison &test : tests)
    for (const Limit &limit : limitsOf(test))
      if (!changingIn(limit.number).empty() && settle(kept, other, limit))
        break;
}

} // namespace highwater::flow
