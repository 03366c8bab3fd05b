// Alternatives go by the spelling of their class, which is the same in all units; closures have a number beside it.

#include "analysis/flow/Alternatives.h"

#include "analysis/events/Arguments.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;

static constexpr llvm::StringLiteral prefix = "(is ";

bool isAlternative(llvm::StringRef part) { return part.starts_with(prefix); }

bool isSeveral(const Value &value) {
  return value.kind == Value::Record && llvm::any_of(value.parts, [](const auto &part) { return isAlternative(part.first); });
}

static bool isFunction(const ValueRef &value) {
  return value->kind == Value::Pointer && !value->targets.empty() &&
         llvm::all_of(value->targets, [](const Location &target) { return target.isFunction(); });
}

static bool isOpenFunction(const ValueRef &value) {
  return value->kind == Value::Symbolic && value->type && value->type->kind == events::Type::Function;
}

bool isOpenOwner(const Value &value) {
  return value.kind == Value::Object && !value.origin.empty() && value.model && value.model->role == "owner" &&
         value.model->slots.count("target") && value.model->argumentClass != "function";
}

bool isShare(const Value &value) {
  auto target = value.parts.find("target");
  return value.kind == Value::Object && value.model && value.model->shared && target != value.parts.end() &&
         target->second->kind == Value::Pointer && !target->second->targets.empty() && !isOwned(*target->second);
}

bool isOwned(const Value &value) { return value.kind == Value::Pointer && value.parts.count("target"); }

bool isOpen(const ValueRef &value) { return value->kind == Value::Symbolic || isOpenOwner(*value); }

static std::string named(llvm::StringRef what) { return (prefix + what + ")").str(); }

std::string alternativeName(TypeRef type) {
  return named(type->spelling + (type->closure ? " " + std::to_string(type.id) : ""));
}

/// The classes that a record may be of, each with what it is then; nothing for a record without a class. Functions are
/// one of them beside closures, and so is what is known by its place only.
static ByClass alternativesOf(const ValueRef &value) {
  if (isOpen(value))
    return {{named(value->origin.str()), value}};
  if (isFunction(value))
    return {{named("function"), value}};
  if (isOwned(*value))
    return {{named("owned"), value}};
  if (isShare(*value))
    return {{named("shared"), value}};
  if (value->type && !isSeveral(*value))
    return {{alternativeName(value->type), value}};
  ByClass result;
  for (const auto &[name, part] : value->parts)
    if (isAlternative(name))
      result[name] = part;
  return result;
}

/// Whether these are a pointer that was filled here and one that the caller filled, or two of the caller's, or one of the caller's
/// and one that shares what counts elsewhere.
static bool ownedByBoth(const ValueRef &a, const ValueRef &b) {
  auto mayBeOpen = [](const ValueRef &value) {
    return isOpenOwner(*value) || (isSeveral(*value) && llvm::any_of(value->parts, [](const auto &part) { return isOpenOwner(*part.second); }));
  };
  if (isShare(*a) || isShare(*b))
    return mayBeOpen(a) || mayBeOpen(b);
  auto holds = [&](const ValueRef &value) { return isOwned(*value) || mayBeOpen(value); };
  bool differ = a->kind != b->kind || (isOpenOwner(*a) && isOpenOwner(*b) && a->origin != b->origin);
  return holds(a) && holds(b) && differ;
}

std::optional<std::pair<ByClass, ByClass>> differentClasses(const ValueRef &a, const ValueRef &b) {
  auto isRecord = [](const ValueRef &value) { return value->kind == Value::Record || isOpenFunction(value); };
  bool records = isRecord(a) && isRecord(b);
  if (records && !a->origin.empty() && a->origin == b->origin)
    return std::nullopt; // the same record of the caller's
  if (!records && !(isRecord(a) && isFunction(b)) && !(isRecord(b) && isFunction(a)) && !ownedByBoth(a, b))
    return std::nullopt;
  std::pair<ByClass, ByClass> both{alternativesOf(a), alternativesOf(b)};
  const auto &[mine, theirs] = both;
  bool same = mine.size() == 1 && theirs.size() == 1 && mine.begin()->first == theirs.begin()->first;
  return same || mine.empty() || theirs.empty() ? std::nullopt : std::optional(std::move(both));
}

std::optional<Expr> shareOf(const Value &several, const std::string &alternative) {
  auto found = several.state.find(alternative);
  return found == several.state.end() ? std::nullopt : std::optional(found->second);
}

static std::optional<Shares> sharesOf(const ValueRef &value) {
  ByClass alternatives = alternativesOf(value);
  if (alternatives.size() == 1)
    return Shares{{alternatives.begin()->first, Expr(1)}};
  Shares shares;
  for (const auto &[name, part] : alternatives)
    if (auto share = shareOf(*value, name))
      shares.emplace(name, *share);
    else
      return std::nullopt;
  return shares;
}

std::optional<Shares> joinedShares(const ValueRef &a, const ValueRef &b, const std::optional<Expr> &share) {
  std::optional<Shares> mine = sharesOf(a), theirs = sharesOf(b);
  if (!mine || !theirs || *mine == *theirs)
    return mine && theirs ? mine : std::nullopt;
  if (!share)
    return std::nullopt;
  Shares both;
  for (const auto &[name, part] : *mine)
    both[name] = part * *share;
  for (const auto &[name, part] : *theirs)
    both[name] += part * size::restOf(*share);
  return both;
}

ValueRef ofClass(const ValueRef &value, TypeRef type) {
  if (!isSeveral(*value) || !type)
    return value; // a record in memory from malloc has no class either
  auto found = value->parts.find(alternativeName(type));
  return found == value->parts.end() ? nullptr : found->second;
}

ValueRef eitherOf(ByClass alternatives, std::optional<Shares> shares) {
  auto either = std::make_shared<Value>();
  either->kind = Value::Record;
  either->parts = std::move(alternatives);
  if (shares)
    either->state.insert(shares->begin(), shares->end());
  return either;
}

bool isOrDerivesFrom(TypeRef type, llvm::StringRef name) {
  if (type->name == name)
    return true;
  return llvm::any_of(type->fields, [&](const events::Field &field) {
    return events::isBase(field.name) && isOrDerivesFrom(type.with(field.type), name);
  });
}

std::vector<Step> stepsToBase(TypeRef type, llvm::StringRef base) {
  for (const events::Field &field : type->fields) {
    TypeRef inner = type.with(field.type);
    if (!events::isBase(field.name) || !isOrDerivesFrom(inner, base))
      continue;
    std::vector<Step> steps = stepsToBase(inner, base);
    steps.insert(steps.begin(), {Step::Field, field.name});
    return steps;
  }
  return {};
}

bool isOfDerived(const Value &record, TypeRef base) {
  if (record.kind != Value::Record || !base || base->kind != events::Type::Record)
    return false;
  if (isSeveral(record))
    return record.origin.empty();
  return record.type && record.type->name != base->name && isOrDerivesFrom(record.type, base->name);
}

static ValueRef withBase(const Values &values, const ValueRef &record, llvm::ArrayRef<Step> way, const ValueRef &base) {
  if (!way.empty())
    return values.withPart(record, way[0], withBase(values, values.part(record, way[0]), way.drop_front(), base));
  return changed(values.expand(record), [&](Value &copy) {
    for (const auto &[name, part] : base->parts)
      copy.parts[name] = part;
  });
}

ValueRef withBase(const Values &values, const ValueRef &record, const ValueRef &base) {
  if (isSeveral(*record))
    return changed(record, [&](Value &copy) {
      for (auto &[name, part] : copy.parts)
        if (part->kind == Value::Record)
          part = withBase(values, part, base);
    });
  return record->type ? withBase(values, record, stepsToBase(record->type, base->type->name), base) : record;
}

static size::Subject alternativeSubject(const Value &record, llvm::StringRef alternative) {
  return size::Subject("field", {record.origin, size::Subject(alternative.str())});
}

ValueRef alternativeBefore(const Value &open, llvm::StringRef alternative, TypeRef type) {
  return symbolic(alternativeSubject(open, alternative), type);
}

ValueRef openedInto(const ValueRef &record, const std::vector<TypeRef> &classes) {
  return changed(record, [&](Value &copy) {
    for (TypeRef type : classes)
      copy.parts.try_emplace(alternativeName(type), alternativeBefore(*record, alternativeName(type), type));
  });
}

ValueRef asAlternative(const Value &record, llvm::StringRef alternative) {
  if (record.kind != Value::Record || !record.type || isSeveral(record))
    return nullptr;
  if (record.origin.empty())
    return alternativeName(record.type) == alternative ? std::make_shared<Value>(record) : nullptr;
  for (events::TypeId id = 0; id < record.type.unit->types.size(); ++id) {
    TypeRef type = record.type.with(id);
    if (type->kind == events::Type::Record && alternativeName(type) == alternative)
      return alternativeBefore(record, alternative, type);
  }
  return nullptr;
}

ValueRef changedWhereHeld(const ValueRef &open, const ValueRef &before) {
  if (before->kind != Value::Record)
    return before;
  if (isSeveral(*before))
    return changed(before, [&](Value &copy) {
      for (auto &[name, part] : copy.parts)
        if (auto found = open->parts.find(name); found != open->parts.end())
          part = found->second;
    });
  auto own = before->type ? open->parts.find(alternativeName(before->type)) : open->parts.end();
  return own == open->parts.end() ? before : own->second;
}

Expr howOften(const Value &value, const std::string &alternative) {
  if (value.kind == Value::Unknown)
    return Expr::unknown(value.reason);
  if (value.kind != Value::Record)
    return 0;
  if (!value.origin.empty())
    return Expr::symbol({shareMeasure.str(), alternativeSubject(value, alternative)});
  if (!isSeveral(value))
    return value.type && alternativeName(value.type) == alternative ? 1 : 0;
  return value.parts.count(alternative) ? shareOf(value, alternative).value_or(1) : Expr(0);
}

ValueRef sortedOut(const Values &values, const Value &several) {
  ValueRef result = emptyValue();
  std::optional<Expr> before = Expr(0);
  for (const auto &[name, part] : several.parts) {
    auto own = shareOf(several, name);
    std::optional<Expr> both = before && own ? std::optional(*before + *own) : std::nullopt;
    bool known = both && !both->isZero();
    result = values.join(result, part, std::nullopt, known ? std::optional(*before / *both) : std::nullopt);
    before = both;
  }
  return result;
}

ValueRef withTarget(const ValueRef &owner, const ValueRef &target) {
  return changed(owner, [&](Value &copy) {
    auto held = copy.parts.find("target");
    if (isSeveral(*owner))
      for (auto &[name, part] : copy.parts)
        part = withTarget(part, target);
    else if (held != copy.parts.end() && held->second->kind == Value::Block)
      held->second = changed(held->second, [&](Value &block) { block.parts["element"] = target; });
    else if (held != copy.parts.end() && isOwned(*held->second) && target->kind != Value::Pointer)
      held->second = withTarget(held->second, target);
    else if (held != copy.parts.end())
      held->second = target; // null leads to nothing
  });
}

Expr blockHeap(const Values &values, const ValueRef &owner) {
  if (isOpenOwner(*owner))
    return Expr::symbol({blockMeasure.str(), owner->origin});
  return values.heap(withTarget(owner, emptyValue()));
}

} // namespace highwater::flow
