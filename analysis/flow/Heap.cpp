// How many bytes of heap a value holds: the model's formula over its state and contents, composition for classes.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Formula.h"
#include "analysis/flow/KnownHeap.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;

namespace {

/// Names in a type's `heap:` formula.
class ObjectScope final : public FormulaScope {
public:
  ObjectScope(const Value &object, const Values &values) : object(object), values(values) {}

  std::optional<Expr> state(llvm::StringRef name) const override {
    auto found = object.state.find(name.str());
    return found == object.state.end() ? std::nullopt : std::optional(found->second);
  }
  Expr operand(const effects::Operand &operand) const override {
    if (operand.base == effects::Operand::This && operand.fields.size() == 1)
      if (auto value = state(operand.fields[0]))
        return *value;
    return Expr::unknown("a type's heap depends on its own state only");
  }
  Expr measure(llvm::StringRef measure, const effects::Operand &operand) const override {
    if (measure == "heap" && operand.base == effects::Operand::This && operand.fields.size() == 1)
      return heapOfSlot(operand.fields[0]);
    return Expr::unknown("a type's heap depends on its own state only");
  }
  Expr distance(const effects::Operand &, const effects::Operand &) const override {
    return Expr::unknown("a type's heap depends on its own state only");
  }
  Expr heapOfArgument(unsigned index) const override {
    std::string name = "T" + std::to_string(index);
    for (const auto &[slot, argument] : object.model->slots)
      if (argument == name)
        return heapOfSlot(slot);
    return Expr(0);
  }
  TypeRef argument(unsigned index) const override {
    if (!object.type || index >= object.type->arguments.size())
      return {};
    return object.type.with(object.type->arguments[index]);
  }

private:
  /// One content stands for all: the mean over what varies between them.
  Expr heapOfSlot(const std::string &slot) const {
    auto found = object.parts.find(slot);
    if (found != object.parts.end() && found->second->kind == Value::Unknown && ownsNothing(values, slotType(object, slot)))
      return 0;
    return found == object.parts.end() ? Expr(0) : Expr::mean(values.heap(found->second));
  }

  const Value &object;
  const Values &values;
};

} // namespace

Expr Values::heapOfObject(const Value &value) const {
  return evaluate(value.model->heap, ObjectScope(value, *this));
}

/// Numerators of shares with one divisor are added up first.
static Expr weighed(llvm::ArrayRef<std::pair<Expr, Expr>> heaps) {
  Expr sum = 0, total = 0, count;
  for (const auto &[share, heap] : heaps) {
    std::vector<Expr> quotient = share.operandsOf(Function::Div);
    bool one = quotient.size() == 2 && (count.isZero() || count == quotient[1]);
    if (one)
      count = quotient[1], sum += quotient[0] * heap;
    else
      total += share * heap;
  }
  return count.isZero() ? total : total + sum / count;
}

static Expr heapOfSeveral(const Values &values, const Value &several) {
  std::vector<Expr> either{Expr(0)};
  std::vector<std::pair<Expr, Expr>> weights;
  Expr total = 0;
  for (const auto &[name, part] : several.parts) {
    bool open = isAlternative(name) && !several.origin.empty();
    Expr heap = open ? values.heap(part) - values.heap(alternativeBefore(several, name, part->type)) : values.heap(part);
    if (heap.isZero())
      continue;
    if (open) // beyond what the caller counts
      total += howOften(several, name) * heap;
    else if (auto share = shareOf(several, name))
      weights.push_back({*share, Expr::mean(heap)});
    else if (isAlternative(name))
      either.push_back(heap);
    else
      total += heap;
  }
  return total + weighed(weights) + Expr::max(either);
}

Expr Values::heap(const ValueRef &value) const {
  if (!value->computed.heap)
    value->computed.heap = std::make_shared<const Expr>(heapUncached(value));
  return *value->computed.heap;
}

Expr Values::heapUncached(const ValueRef &value) const {
  switch (value->kind) {
  case Value::Empty:
  case Value::Scalar:
    return Expr(0);
  case Value::Unknown:
    return Expr::unknown(value->reason);
  case Value::Symbolic: {
    if (!value->type || value->type->kind != events::Type::Record)
      return value->type && value->type->kind == events::Type::Array ? heap(expand(value)) : Expr(0);
    if (llvm::is_contained(heapStack, &value->type.get()) || heapStack.size() > 8)
      return Expr::symbol({"heap", value->origin});
    heapStack.push_back(&value->type.get());
    Expr result = heap(expand(value));
    heapStack.pop_back();
    return result;
  }
  case Value::Object:
    if (isOpenOwner(*value) && value->model->shared && !value->parts.count("target"))
      return Expr::symbol({"heap", value->origin}); // nothing, if it counts elsewhere
    return isOpenOwner(*value) ? blockHeap(*this, value) + heap(part(value, {Step::Slot, "target"})) : heapOfObject(*value);
  case Value::Record: {
    Expr total = 0;
    if (isSeveral(*value))
      return heapOfSeveral(*this, *value);
    if (!value->type) {
      for (const auto &[name, part] : value->parts)
        total += heap(part);
      return total;
    }
    for (const events::Field &field : value->type->fields) {
      ValueRef held = part(value, {Step::Field, field.name});
      if (held->kind != Value::Unknown || !ownsNothing(*this, value->type.with(field.type)))
        total += heap(held);
    }
    return total;
  }
  case Value::Array: {
    ElementHeap elements = elementHeap(*this, part(value, {Step::Slot, "element"}),
                                        value->type ? value->type.pointee() : TypeRef());
    return value->number * elements.each + elements.together;
  }
  case Value::Pointer: {
    auto owned = value->parts.find("target");
    if (owned == value->parts.end())
      return Expr(0);
    Expr blocks = blocksOf(value), each = heap(owned->second);
    Expr total = blocks.asConstant() == 1.0 ? each : blocks * Expr::mean(each);
    bool replaces = !value->origin.empty() && value->state.count("least"); // what the caller still counts
    return replaces ? total - Expr::symbol({replacedMeasure.str(), value->origin}) : total;
  }
  case Value::Block: {
    auto bytes = value->state.find("bytes"), count = value->state.find("count");
    Expr total = bytes == value->state.end() ? Expr(0) : Expr::apply(Function::Chunk, {bytes->second});
    auto element = value->parts.find("element");
    if (element == value->parts.end())
      return total;
    ElementHeap elements = elementHeap(*this, element->second, value->type);
    if (count != value->state.end() && !elements.each.isZero())
      total += count->second * elements.each;
    return total + elements.together;
  }
  }
  return Expr(0);
}

} // namespace highwater::flow
