// Along the path, one step of the type at a time.

#include "analysis/flow/PlaceType.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

TypeRef typeOf(const events::Unit &unit, const events::Function &function, const events::Place &place) {
  using Kind = events::Type::Kind;
  TypeRef type{&unit, function.body.variables[place.root].type};
  for (const events::Projection &step : place.path) {
    if (!type)
      return {};
    if (step.kind != events::Projection::Field) {
      bool leads = type->kind == Kind::Pointer || type->kind == Kind::Reference || type->kind == Kind::Array;
      type = leads ? type.pointee() : TypeRef();
      continue;
    }
    auto field = llvm::find_if(type->fields, [&](const events::Field &each) { return each.name == step.field; });
    type = field == type->fields.end() ? TypeRef() : type.with(field->type);
  }
  return type;
}

} // namespace highwater::flow
