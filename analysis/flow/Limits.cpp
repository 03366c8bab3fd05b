// A limit is put in place of what is tested only where the other path differs, so that formulas stay as they are elsewhere.

#include "analysis/flow/Limits.h"

#include "analysis/flow/Blocks.h"
#include "analysis/flow/Differences.h"

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
bool changesInLoop(const Expr &expression) {
  std::set<Symbol> symbols;
  expression.collectSymbols(symbols);
  return llvm::any_of(symbols, [](const Symbol &symbol) { return symbol.measure == "now"; });
}

static bool isOwn(const Symbol &symbol) { return symbol.measure != "now" && symbol.subject.head() == "arg"; }

bool isMore(const Expr &mine, const Expr &other) {
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

Expr limited(const Expr &number, const Expr &other, const Limit &limit) {
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

ValueRef freedAtLimit(const Root &freed, const ValueRef &mine, const ValueRef &theirs) {
  auto isNone = [](const ValueRef &value) { return value->kind == Value::Scalar && value->number.isZero(); };
  auto saysLimit = [&](const ValueRef &value) {
    if (freed.external.head() != freedHead || value->kind != Value::Scalar)
      return false;
    Expr blocks = Expr::symbol({"blocks", freed.external.parts()[0].parts()[0]});
    Expr stay = blocks - value->number;
    auto isGuarded = [](const Expr &part) { return !part.operandsOf(Function::Guarded).empty(); };
    return isGuarded(stay) || llvm::any_of(stay.operandsOfMax(), isGuarded);
  };
  return isNone(theirs) && saysLimit(mine) ? mine : isNone(mine) && saysLimit(theirs) ? theirs : nullptr;
}

/// How many blocks behind a pointer of the caller are freed, where that is less on the `kept` path: what stays of them is the
/// rest, and what a guard lets the other path leave.
static void settleFreed(State &kept, State &other, const Limit &limit) {
  for (const Location &place : placesOf(kept, other)) {
    if (place.root.external.head() != freedHead)
      continue;
    ValueRef mine = kept.load(place), theirs = other.load(place);
    if (mine->kind != Value::Scalar || theirs->kind != Value::Scalar || mine->number == theirs->number ||
        freedAtLimit(place.root, mine, theirs))
      continue;
    Expr blocks = Expr::symbol({"blocks", place.root.external.parts()[0].parts()[0]});
    Expr stay = Expr::apply(Function::Guarded, {blocks - mine->number, limit.number, limit.limit});
    ValueRef freed = scalar(blocks - Expr::max({stay, blocks - theirs->number}));
    kept.store(place, freed);
    other.store(place, freed);
  }
}

/// Whether a number that a limit is put to begins anew on the other path.
static bool beginsAnew(const Expr &mine, const Expr &theirs) {
  return isMore(mine, theirs) && llvm::all_of(changingIn(theirs), isOwn);
}

/// As `limited`, of a number that begins anew once it is above the limit: who calls with more finds nothing kept of it.
static Expr limitedOrAnew(const Expr &number, const Expr &other, const Limit &limit) {
  const Symbol *symbol = number.asSymbol();
  auto linear = symbol && symbol->measure != "now" ? limit.number.asLinearIn(*symbol) : std::nullopt;
  if (!linear || linear->first.asConstant() != 1.0 || !beginsAnew(number, other))
    return limited(number, other, limit);
  Expr most = limit.limit - linear->second;
  return Expr::min({number, Expr::apply(Function::Above, {most + 1, number, most})});
}

/// What counts in the node of the caller's that a pointer leads to, where the other path puts a new node in its place in which
/// it begins anew.
struct Renewed { Location where; ValueRef anew; };

static void findRenewed(const Values &values, const ValueRef &keptValue, const ValueRef &otherValue, std::vector<Renewed> &found) {
  if (keptValue == otherValue)
    return;
  ValueRef kept = values.expand(keptValue), other = values.expand(otherValue);
  if (kept->kind != other->kind)
    return;
  if (kept->kind == Value::Record)
    for (const auto &[name, part] : other->parts)
      findRenewed(values, values.part(kept, {Step::Field, name}), part, found);
  auto block = other->parts.find("target");
  bool renewed = kept->kind == Value::Pointer && !kept->origin.empty() && kept->origin == other->origin &&
                 block != other->parts.end() && !kept->parts.count("target") && isNode(block->second->type);
  if (!renewed)
    return;
  Location node{{events::none, Subject("deref", {kept->origin})}, {}, block->second->type};
  if (auto element = block->second->parts.find("element"); element != block->second->parts.end())
    for (const auto &[name, part] : element->second->parts)
      if (part->kind == Value::Scalar && part->number.isZero())
        found.push_back({node.at({Step::Field, name}), part});
}

/// With what is renewed as if it were in one place on both paths.
static void renew(State &kept, State &other) {
  std::vector<Renewed> found;
  for (const Location &place : placesOf(kept, other))
    findRenewed(kept.valuesOf(), kept.load(place), other.load(place), found);
  for (const Renewed &each : found)
    other.store(each.where, each.anew);
}

/// Whether it was about anything that differs.
static bool settle(State &kept, State &other, const Limit &limit) {
  bool found = false, relieved = false, reset = false;
  Walk look{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs, bool) {
              bool own = limited(mine, theirs, limit) != mine;
              found |= own;
              relieved |= own && isMore(mine, theirs);
              reset |= own && beginsAnew(mine, theirs);
              return mine;
            }};
  std::vector<Location> places = placesOf(kept, other);
  for (const Location &place : places)
    look.visit(kept.load(place), other.load(place));
  if (!found)
    return false;
  Walk change{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs, bool) {
                Expr now = limitedOrAnew(mine, theirs, limit);
                if (now != mine || !relieved || !isMore(mine, theirs))
                  return now;
                return Expr::apply(Function::Guarded, {mine, limit.number, limit.limit});
              }};
  // The other path is taken when the number is above the limit, and lets it begin anew: what happens there happens so often.
  Walk seldom{kept.valuesOf(), [&](const Expr &theirs, const Expr &mine, bool added) {
                bool more = added && theirs.asConstant().value_or(0) > mine.asConstant().value_or(0);
                if (!more && !isMore(theirs, mine))
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

/// `if (n > limit) n = limit;`: both paths leave the smaller of the two.
static void settleClamp(State &kept, State &other, const Limit &limit) {
  std::vector<Location> places = placesOf(kept, other);
  auto clamped = [&](const Expr &number, const Expr &most) {
    return number == limit.number && (most == limit.limit || most == limit.limit + 1) ? Expr::min({number, most}) : Expr(0);
  };
  Walk below{kept.valuesOf(), [&](const Expr &mine, const Expr &theirs, bool) {
               Expr both = clamped(mine, theirs);
               return both.isZero() ? mine : both;
             }};
  Walk at{kept.valuesOf(), [&](const Expr &theirs, const Expr &mine, bool) {
            Expr both = clamped(mine, theirs);
            return both.isZero() ? theirs : both;
          }};
  for (const Location &place : places) {
    ValueRef mine = kept.load(place), theirs = other.load(place);
    if (ValueRef now = below.visit(mine, theirs); now != mine) {
      kept.store(place, now);
      other.store(place, at.visit(theirs, mine));
    }
  }
}

void settleLimits(State &kept, State &other, llvm::ArrayRef<Comparison> tests) {
  if (!tests.empty())
    renew(kept, other);
  for (const Comparison &test : tests)
    for (const Limit &limit : test.op == "!=" ? std::vector<Limit>() : limitsOf(test))
      settleClamp(kept, other, limit);
  for (const Comparison &test : tests)
    for (const Limit &limit : limitsOf(test))
      if (!changingIn(limit.number).empty() && settle(kept, other, limit))
        break;
}

} // namespace highwater::flow
