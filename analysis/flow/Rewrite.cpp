// Values in other terms: a callee's in its caller's, or a record's under another name.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

/// What a callee read through a handle comes on top of what was read before.
static void countOn(Value &handle, const Value &before) {
  for (llvm::StringRef kind : {"line", "word", "-line", "-word"})
    if (auto already = before.state.find(kind.str()); already != before.state.end() && handle.state.count(kind.str()))
      handle.state[kind.str()] += already->second;
}

ValueRef rewrite(const ValueRef &value, const Rewriter &rewriter) {
  if (value->kind == Value::Symbolic)
    return rewriter.symbolic(value->origin, value->type);
  if (value->kind == Value::Empty || value->kind == Value::Unknown)
    return value;
  auto result = std::make_shared<Value>(*value);
  result->number = rewriter.number(value->number);
  for (auto &[name, number] : result->state)
    number = rewriter.number(number);
  for (auto &[name, part] : result->parts) {
    // What a block has its contents from is gone, or refers to them: they are owned here.
    bool contents = value->kind == Value::Block && part->kind == Value::Symbolic && part->type &&
                    part->type->kind == events::Type::Pointer;
    part = contents ? rewriter.owning(part->origin, part->type) : rewrite(part, rewriter);
  }
  if (rewriter.values && isSeveral(*value) && value->origin.empty() && llvm::any_of(value->parts, [](const auto &part) { return isOpen(part.second); }))
    return sortedOut(*rewriter.values, *result);
  if (rewriter.whole && isSeveral(*value) && !value->origin.empty())
    if (ValueRef base = rewriter.whole(value->origin); base->origin.empty())
      return changedWhereHeld(result, base);
  for (Subject *subject : {&result->text, &result->source, &result->record, &result->position})
    if (!subject->empty())
      *subject = rewriter.subject(*subject);
  if (value->kind == Value::Record && !value->origin.empty()) {
    // Fields not seen by the callee are what the caller has there.
    ValueRef base = rewriter.symbolic(value->origin, value->type);
    result->origin = base->origin;
    if (rewriter.values && isOfDerived(*base, value->type))
      return withBase(*rewriter.values, base, result);
    if (base = ofClass(base, value->type); base && base->kind == Value::Record)
      for (const auto &[name, part] : base->parts)
        result->parts.try_emplace(name, part);
  } else if (isOpenOwner(*value)) {
    ValueRef base = rewriter.owning(value->origin, value->type);
    if (base->kind != Value::Symbolic && base->kind != Value::Unknown)
      return withTarget(base, result->parts.at("target"));
    result->origin = base->origin;
  } else {
    bool wasThere = value->kind == Value::Object && !value->origin.empty();
    ValueRef base = wasThere ? rewriter.symbolic(value->origin, value->type) : emptyValue();
    countOn(*result, *base);
    result->origin = base->kind == Value::Symbolic ? base->origin : Subject();
  }
  ValueRef before;
  if (value->kind == Value::Pointer && !value->origin.empty()) {
    before = rewriter.owning(value->origin, value->type);
    result->origin = before->origin;
  }
  result->targets.clear();
  for (const Location &target : value->targets)
    for (Location &mapped : rewriter.location(target)) {
      mapped.share = target.share ? std::optional(rewriter.number(*target.share)) : std::nullopt;
      if (!llvm::is_contained(result->targets, mapped))
        result->targets.push_back(std::move(mapped));
    }
  if (result->targets.size() != value->targets.size())
    for (Location &target : result->targets)
      target.share.reset();
  if (tooMany(result->targets))
    return unknownValue("a pointer may refer to too many places");
  llvm::sort(result->targets);
  bool more = result->parts.count("target") || !addedBlocks(result).isZero();
  if (!before || before->kind != Value::Pointer || !more)
    return result;
  result->origin = value->origin; // which tells whether it is one of many
  return changed(alsoOwning(*rewriter.values, before, result), [&](Value &copy) { copy.origin = before->origin; });
}

void Rewriter::about(const Subject &before, const Subject &after) {
  subject = [=](const Subject &other) { return other == before ? after : other; };
  number = [=](const Expr &expression) {
    return expression.substitute([&](const size::Symbol &symbol) -> std::optional<Expr> {
      if (symbol.subject != before || !symbol.varying)
        return std::nullopt;
      return Expr::symbol({symbol.measure, after, true});
    });
  };
}

Rewriter identityRewriter() {
  Rewriter rewriter;
  rewriter.number = [](const Expr &number) { return number; };
  rewriter.subject = [](const Subject &subject) { return subject; };
  rewriter.location = [](const Location &location) { return std::vector<Location>{location}; };
  rewriter.symbolic = [](const Subject &origin, TypeRef type) { return symbolic(origin, type); };
  rewriter.owning = rewriter.symbolic;
  return rewriter;
}

} // namespace highwater::flow
