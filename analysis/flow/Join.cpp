// Where paths meet: the larger number, the union of targets, the richer structure.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Choices.h"
#include "analysis/flow/JoinNumbers.h"
#include "analysis/flow/Nesting.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/ReadCounts.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Searches.h"
#include "analysis/flow/Turns.h"
#include "analysis/flow/Untouched.h"
#include "analysis/flow/Views.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

bool Values::equal(const ValueRef &a, const ValueRef &b) const {
  if (a == b)
    return true;
  if (a->kind != b->kind || a->number != b->number || a->state != b->state || a->targets != b->targets ||
      a->origin != b->origin || a->text != b->text || a->share != b->share || a->several != b->several || a->source != b->source || a->record != b->record || a->position != b->position ||
      a->parts.size() != b->parts.size() || (a->type && b->type && a->kind == Value::Record && a->type->spelling != b->type->spelling))
    return false;
  return llvm::all_of(llvm::zip(a->parts, b->parts), [&](const auto &pair) {
    const auto &[left, right] = pair;
    return left.first == right.first && equal(left.second, right.second);
  });
}

/// Whether what `a` says of a text or a reading is less than `b` does: nothing; what the caller had there; of the end of a
/// text, beside a pointer that goes through one.
static bool yields(size::Subject Value::*member, const Value &a, const Value &b) {
  const size::Subject &mine = a.*member, &theirs = b.*member;
  if (mine.empty() || (mine.head() == "lit" && isWord(theirs))) // the default of an option
    return true;
  bool other = member == &Value::text && !theirs.empty() && !isPiece(a.record);
  return other && (givesWay(a.origin, mine, theirs) || isPiece(b.record));
}

/// An entry of a map, which has no type, as the pair that it is beside another one.
static ValueRef asPair(const ValueRef &entry, const Value &other) {
  bool pair = other.kind == Value::Object && other.model && other.model->slots.count("first") && other.model->slots.count("second");
  if (!pair || entry->kind != Value::Record || entry->type || isSeveral(*entry))
    return entry;
  auto result = std::make_shared<Value>(other);
  result->origin = {};
  result->parts = entry->parts;
  return result;
}

ValueRef Values::join(const ValueRef &left, const ValueRef &right, const std::optional<Expr> &share,
                      const std::optional<Expr> &classes) const {
  if (equal(left, right) || right->kind == Value::Empty)
    return left;
  if (left->kind == Value::Empty)
    return right;
  ValueRef a = expand(left), b = expand(right);
  if (a->kind == Value::Unknown || b->kind == Value::Unknown)
    return a->kind == Value::Unknown ? a : b;
  // A smart pointer that owns nothing yet, and what a call made for it.
  auto idle = [](const Value &value) {
    return value.kind == Value::Object && value.model && value.model->role == "owner" && value.parts.empty() &&
           value.origin.empty();
  };
  auto holdsNothing = [&](const Value &value) { return idle(value) || (value.kind == Value::Pointer && isNull(value)); };
  if (isSeveral(*a) && holdsNothing(*b))
    return a;
  if (isSeveral(*b) && holdsNothing(*a))
    return b;
  if (a->kind == Value::Pointer && idle(*b))
    return a;
  if (b->kind == Value::Pointer && idle(*a))
    return b;
  if (auto both = differentClasses(a, b)) { // closures and classes that share a base
    auto &[either, theirs] = *both;
    for (const auto &[name, record] : theirs) {
      auto [found, inserted] = either.try_emplace(name, record);
      if (!inserted)
        found->second = join(found->second, record, share, classes);
    }
    return eitherOf(std::move(either), joinedShares(a, b, classes ? classes : share));
  }
  if (a->kind != b->kind)
    a = asPair(asPointer(a), *b), b = asPair(asPointer(b), *a);
  if (a->kind != b->kind)
    return unknownValue("two paths leave different things here");

  auto result = std::make_shared<Value>(*a);
  if (a->number != b->number) {
    result->number = joinNumbers(a->number, b->number, share);
    result->several = true;
  }
  result->several |= b->several;
  if (a->share != b->share)
    result->share = -1;
  if (a->kind == Value::Pointer) {
    if (a->origin != b->origin)
      result->origin = isNull(*a) ? b->origin : isNull(*b) ? a->origin : size::Subject();
    Expr mine = addedBlocks(a), theirs = addedBlocks(b);
    if (b->state.count("least"))
      result->state.try_emplace("least", 0);
    setBlocks(*result, mine == theirs ? mine : joinNumbers(mine, theirs, share));
    if (share && isNull(*a) != isNull(*b))
      result->state[nullShare.str()] = isNull(*a) ? *share : size::restOf(*share);
  }
  for (const auto &[name, number] : b->state) {
    if (a->kind == Value::Pointer && name == "blocks")
      continue;
    auto [found, inserted] = result->state.try_emplace(name, number);
    if (!inserted)
      found->second = name.front() == '-' ? fewerRead(found->second, number) : joinNumbers(found->second, number, share);
  }
  if (a->kind == Value::Pointer && a->state.count("least") != b->state.count("least") && result->state.at("least").isZero()) {
    result->state.erase("least"); // `if (!list || full(list))`: not null on all paths
    if (!a->parts.count("target") && !b->parts.count("target"))
      result->state.erase("blocks");
  }
  result->targets = eitherOfPlaces(*a, *b, share);
  if (tooMany(result->targets))
    return unknownValue("a pointer may refer to too many places");
  llvm::sort(result->targets);
  result->position = commonPosition(a->position, b->position);
  for (size::Subject Value::*member : {&Value::text, &Value::source, &Value::record})
    if (member == &Value::source && (a->source.head() == "stdin" || b->source.head() == "stdin"))
      result->source = a->source.head() == "stdin" && !b->source.empty() ? b->source : a->source; // the input that is named
    else if (member == &Value::text && (isUntouched(*a) || isUntouched(*b)))
      result->text = isUntouched(*a) ? b->text : a->text;
    else if (member == &Value::text && a->text != b->text && isWord(a->text) && isWord(b->text))
      result->text = Subject("argv", {Subject("?")});
    else if ((*a).*member != (*b).*member)
      (*result).*member = yields(member, *a, *b)     ? (*b).*member
                          : yields(member, *b, *a)   ? (*a).*member
                          : member == &Value::record ? commonRecord((*a).*member, (*b).*member)
                                                     : commonReading((*a).*member, (*b).*member);
  if (a->kind == Value::Record) {
    if (a->origin != b->origin)
      result->origin = {};
    std::set<std::string> members = membersBeside(*a, *b);
    members.merge(membersBeside(*b, *a));
    for (const std::string &name : members)
      result->parts[name] = join(part(a, {Step::Field, name}), part(b, {Step::Field, name}), share, classes);
    return result;
  }
  if (auto target = addedOnOneSide(*this, *a, *b, share)) {
    result->parts["target"] = *target;
    return result;
  }
  for (const auto &[name, part] : b->parts) {
    auto [found, inserted] = result->parts.try_emplace(name, part);
    if (!inserted)
      found->second = join(found->second, part, share, classes);
  }
  return result;
}

void print(const ValueRef &value, const Values &values, llvm::raw_ostream &out) {
  auto parts = [&](const char *open, const char *close) {
    out << open;
    llvm::ListSeparator comma;
    for (const auto &[name, number] : value->state)
      out << comma << name << ": " << number.str();
    for (const auto &[name, part] : value->parts) {
      out << comma << name << ": ";
      print(part, values, out);
    }
    out << close;
  };
  switch (value->kind) {
  case Value::Empty:
    out << "empty";
    return;
  case Value::Unknown:
    out << "unknown<" << value->reason << '>';
    return;
  case Value::Scalar:
    out << value->number.str();
    return;
  case Value::Object:
    out << value->model->name;
    parts("{", "}");
    if (!value->source.empty() && value->model->role != "container")
      out << " reads " << value->source.str();
    return;
  case Value::Record:
    out << (value->type ? value->type->spelling : "record");
    parts("(", ")");
    return;
  case Value::Array:
    out << value->number.str();
    parts("[", "]");
    return;
  case Value::Block:
    parts("block{", "}");
    return;
  case Value::Symbolic:
    out << value->origin.str();
    return;
  case Value::Pointer:
    out << (value->parts.empty() ? "view" : "owner");
    if (!value->text.empty())
      out << " of text " << value->text.str();
    if (!value->parts.empty())
      parts("{", "}");
    return;
  }
}

} // namespace highwater::flow
