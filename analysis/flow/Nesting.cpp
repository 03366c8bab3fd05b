// Classes that hold themselves: trees, documents, lists. Their values nest as deep as loops and calls build them, which
// says nothing about how deep they get; behind some levels they are cut.

#include "analysis/flow/Nesting.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

/// Values less deep are whole: no class is inside itself more than a few times.
constexpr unsigned deep = 16;
/// How often a class may be inside itself in one that is deep.
constexpr unsigned levels = 2;

unsigned depthOf(const ValueRef &value) {
  if (value->parts.empty())
    return 0;
  unsigned &depth = value->computed.depth;
  if (!depth)
    for (const auto &[name, part] : value->parts)
      depth = std::max(depth, depthOf(part) + 1);
  return depth;
}

/// `around`: the classes that `value` lies in, outermost first.
static ValueRef cut(const ValueRef &value, std::vector<const std::string *> &around) {
  bool named = value->type && value->kind == Value::Record;
  if (named && llvm::count_if(around, [&](const std::string *other) { return *other == value->type->spelling; }) >= levels)
    return unknownValue("how deep '" + value->type->spelling + "' lies within itself is not followed");
  if (named)
    around.push_back(&value->type->spelling);
  ValueRef result = value;
  for (const auto &[name, part] : value->parts)
    if (ValueRef less = cut(part, around); less != part)
      result = changed(result, [&, &name = name](Value &copy) { copy.parts[name] = less; });
  if (named)
    around.pop_back();
  return result;
}

/// Whether a class lies in what values of `type` hold in place or in containers. `met`: where that was looked for already.
static bool liesIn(const events::Type &whole, TypeRef type, std::set<const events::Type *> &met) {
  if (!type || !met.insert(&type.get()).second)
    return false;
  if (type->kind == events::Type::Array)
    return liesIn(whole, type.pointee(), met);
  if (type->kind != events::Type::Record)
    return false;
  auto inside = [&](events::TypeId part) { return liesIn(whole, type.with(part), met); };
  return type->spelling == whole.spelling || llvm::any_of(type->arguments, inside) ||
         llvm::any_of(type->fields, [&](const events::Field &field) { return inside(field.type); });
}

std::set<std::string> membersBeside(const Value &record, const Value &other) {
  std::set<std::string> names;
  for (const auto &[name, part] : record.parts)
    names.insert(name);
  if (record.kind != Value::Record || record.origin.empty() || record.origin == other.origin || !record.type)
    return names;
  for (const events::Field &field : record.type->fields)
    if (std::set<const events::Type *> met; !liesIn(record.type.get(), record.type.with(field.type), met))
      names.insert(field.name);
  return names;
}

ValueRef withoutDeepNesting(const ValueRef &value) {
  if (depthOf(value) <= deep)
    return value;
  std::vector<const std::string *> around;
  return cut(value, around);
}

} // namespace highwater::flow
