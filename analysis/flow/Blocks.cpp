// Counting blocks; nodes are folded into the pool that their outermost owner holds.

#include "analysis/flow/Blocks.h"

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/KnownHeap.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;

Expr addedBlocks(const ValueRef &pointer) {
  auto known = pointer->state.find("blocks");
  return known != pointer->state.end() ? known->second : Expr(pointer->parts.count("target") ? 1 : 0);
}

Location contentOf(const Location &owner) { return owner.at({Step::Target, ""}).at({Step::Slot, "element"}); }

Expr blocksOf(const ValueRef &pointer) {
  auto least = pointer->state.find("least");
  Expr added = addedBlocks(pointer);
  return least == pointer->state.end() ? added : Expr::max({added, least->second});
}

void setBlocks(Value &pointer, Expr blocks) {
  if (pointer.state.count("least")) // which says how many without one
    pointer.state["blocks"] = std::move(blocks);
  else if (blocks.asConstant() == 1.0)
    pointer.state.erase("blocks");
  else
    pointer.state["blocks"] = std::move(blocks);
}

void disown(Value &pointer) {
  pointer.parts.erase("target");
  pointer.state.erase("blocks");
  pointer.state.erase("least");
}

bool isNull(const Value &pointer) {
  return pointer.kind == Value::Pointer && pointer.targets.empty() && pointer.origin.empty() &&
         !pointer.parts.count("target");
}

static bool isOwner(const Value &value) {
  return value.kind == Value::Object && value.model && value.model->role == "owner";
}

ElementHeap elementHeap(const Values &values, const ValueRef &element, TypeRef type) {
  if (element->kind == Value::Unknown && ownsNothing(values, type))
    return {0, 0};
  if (element->kind == Value::Pointer)
    return {0, values.heap(element)};
  if (element->kind == Value::Array) {
    ElementHeap inner = elementHeap(values, values.part(element, {Step::Slot, "element"}), element->type ? element->type.pointee() : TypeRef());
    return {element->number * inner.each, inner.together};
  }
  if (element->kind != Value::Record)
    return {Expr::mean(values.heap(element)), 0};
  ElementHeap result{0, 0};
  auto add = [&](const ValueRef &part, TypeRef partType) {
    ElementHeap heap = elementHeap(values, part, partType);
    result.each += heap.each;
    result.together += heap.together;
  };
  if (isSeveral(*element))
    return {Expr::mean(values.heap(element)), 0};
  if (!element->type) // in memory that no constructor ran for
    for (const auto &[name, part] : element->parts)
      add(part, {});
  else
    for (const events::Field &field : element->type->fields)
      add(values.part(element, {Step::Field, field.name}), element->type.with(field.type));
  return result;
}

/// Where nodes of a list are pushed, what counts in them begins anew in the newest one, which its owner leads to.
static ValueRef countingAnew(const ValueRef &joined, const ValueRef &newest) {
  auto into = joined->parts.find("element"), from = newest->parts.find("element");
  if (into == joined->parts.end() || from == newest->parts.end() || into->second->kind != Value::Record || !isNode(newest->type))
    return joined;
  ValueRef node = changed(into->second, [&](Value &copy) {
    for (const auto &[name, part] : from->second->parts)
      if (part->kind == Value::Scalar && part->number.isZero())
        copy.parts[name] = part;
  });
  return changed(joined, [&](Value &copy) { copy.parts["element"] = node; });
}

/// Whether a pointer is one of many, such as the heads of a table's lists.
static bool isInArray(const size::Subject &pointer) { return pointer.head() == "deref" || pointer.head() == "element"; }

ValueRef alsoOwning(const Values &values, const ValueRef &before, const ValueRef &added) {
  // Of what there was when the function began, it is not known how many that are.
  bool open = !before->origin.empty();
  Expr blocks = (open ? addedBlocks(before) : blocksOf(before)) + addedBlocks(added);
  auto least = added->state.find("least");
  if (least != added->state.end() && !open)
    blocks = Expr::max({blocks, least->second});
  return changed(added, [&](Value &copy) {
    if (!open)
      copy.state.erase("least");
    else if (auto earlier = before->state.find("least"); earlier != before->state.end() && !copy.state.count("least"))
      copy.state["least"] = earlier->second;
    if (auto old = before->parts.find("target"); old != before->parts.end()) {
      auto [own, inserted] = copy.parts.try_emplace("target", old->second);
      ValueRef newest = own->second;
      if (!inserted)
        own->second = values.join(old->second, newest);
      if (!inserted && !isInArray(before->origin) && !isInArray(added->origin)) // nobody knows which is met next
        own->second = countingAnew(own->second, newest);
    }
    setBlocks(copy, blocks);
  });
}

static bool same(TypeRef a, TypeRef b) {
  return a && b && a->kind == events::Type::Record && b->kind == events::Type::Record && a->spelling == b->spelling;
}

bool isLink(TypeRef node, TypeRef member) {
  return member && member->kind == events::Type::Pointer && same(member.pointee(), node);
}

bool isNode(TypeRef type) {
  if (!type || type->kind != events::Type::Record)
    return false;
  return llvm::any_of(type->fields, [&](const events::Field &field) {
    TypeRef part = type.with(field.type);
    return isLink(type, part && part->kind == events::Type::Array ? part.pointee() : part);
  });
}

/// What a pointer's block is of.
static TypeRef nodeType(const Value &pointer) {
  auto block = pointer.parts.find("target");
  if (pointer.kind != Value::Pointer || block == pointer.parts.end() || block->second->kind != Value::Block)
    return {};
  auto element = block->second->parts.find("element");
  if (element != block->second->parts.end() && element->second->kind == Value::Record && element->second->type)
    return element->second->type;
  return block->second->type;
}

ValueRef foldNodes(const Values &values, const ValueRef &value, const Location &where, std::vector<Pool> &pools,
                   std::vector<std::pair<size_t, ValueRef>> &moved) {
  if (value->kind == Value::Pointer) {
    TypeRef type = nodeType(*value);
    if (!type || type->kind != events::Type::Record)
      return value;
    for (size_t index = 0; index < pools.size(); ++index)
      if (same(pools[index].type, type)) {
        moved.push_back({index, value});
        return changed(value, [&](Value &copy) {
          disown(copy);
          copy.targets.assign(1, contentOf(pools[index].owner));
        });
      }
    const ValueRef &block = value->parts.at("target");
    auto element = block->parts.find("element");
    if (element == block->parts.end())
      return value;
    size_t own = pools.size();
    pools.push_back({where, type});
    std::vector<std::pair<size_t, ValueRef>> found;
    Location inside = contentOf(where);
    ValueRef content = foldNodes(values, element->second, inside, pools, found);
    pools.pop_back();
    ValueRef result = value;
    if (content != element->second)
      result = changed(value, [&](Value &copy) {
        copy.parts["target"] = changed(block, [&](Value &inner) { inner.parts["element"] = content; });
      });
    for (auto &[index, nodes] : found)
      if (index == own)
        result = alsoOwning(values, nodes, result);
      else
        moved.push_back({index, nodes});
    return result;
  }
  if (value->kind != Value::Record && value->kind != Value::Array && !isOwner(*value))
    return value;
  ValueRef result = value;
  for (const auto &[name, part] : value->parts) {
    Step step{value->kind == Value::Record ? Step::Field : Step::Slot, name};
    if (ValueRef folded = foldNodes(values, part, where.at(step), pools, moved); folded != part)
      result = values.withPart(result, step, folded);
  }
  return result;
}

} // namespace highwater::flow
