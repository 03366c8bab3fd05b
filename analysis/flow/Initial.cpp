// What objects hold when they begin: after default construction, in zeroed storage.

#include "analysis/flow/Formula.h"

namespace highwater::flow {

using size::Expr;
using Kind = events::Type::Kind;

namespace {

/// Initial state values are constants, or come from the type's size and arguments.
struct InitialScope final : FormulaScope {
  explicit InitialScope(TypeRef type) : type(type) {}

  std::optional<Expr> state(llvm::StringRef) const override { return std::nullopt; }
  Expr operand(const effects::Operand &) const override { return Expr::unknown("not at construction"); }
  Expr measure(llvm::StringRef name, const effects::Operand &operand) const override {
    bool whole = name == "sizeof" && operand.base == effects::Operand::This && operand.fields.empty();
    return whole ? Expr(type->size) : Expr::unknown("not at construction");
  }
  Expr distance(const effects::Operand &, const effects::Operand &) const override {
    return Expr::unknown("not at construction");
  }
  Expr heapOfArgument(unsigned) const override { return Expr(0); }
  TypeRef argument(unsigned index) const override {
    return index < type->arguments.size() ? type.with(type->arguments[index]) : TypeRef();
  }

private:
  TypeRef type;
};

} // namespace

ValueRef Values::fresh(TypeRef type) const {
  if (!type)
    return emptyValue();
  auto result = std::make_shared<Value>();
  result->type = type;
  switch (type->kind) {
  case Kind::Array:
    result->kind = Value::Array;
    result->number = Expr(type->count);
    result->parts["element"] = fresh(type.pointee());
    return result;
  case Kind::Record:
    break;
  default:
    return emptyValue();
  }
  result->model = modelOf(type);
  result->kind = result->model ? Value::Object : Value::Record;
  if (result->model)
    for (const auto &[name, initial] : result->model->state)
      result->state[name] = evaluate(initial, InitialScope(type));
  return result;
}

ValueRef Values::zero(TypeRef type) const {
  if (!type)
    return emptyValue();
  if (type->kind == Kind::Integer || type->kind == Kind::Floating)
    return scalar(Expr(0));
  if (type->kind == Kind::Pointer)
    return pointerTo({});
  ValueRef result = fresh(type);
  if (result->kind == Value::Array)
    return changed(result, [&](Value &copy) { copy.parts["element"] = zero(type.pointee()); });
  if (result->kind == Value::Record)
    return changed(result, [&](Value &copy) {
      for (const events::Field &field : type->fields)
        copy.parts[field.name] = zero(type.with(field.type));
    });
  return result;
}

} // namespace highwater::flow
