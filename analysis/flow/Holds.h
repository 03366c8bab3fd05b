// Which types can hold a pointer to memory of somebody else.

#pragma once

#include "analysis/flow/Value.h"

#include <map>

namespace highwater::flow {

/// Decides from the structure of a type whether its values may refer to memory that they don't own: pointers,
/// references, views, closures that capture by reference, containers of such. Memoised.
class PointerTypes {
public:
  /// Whether the destructor of a type only gives back memory.
  using EndsQuietly = std::function<bool(TypeRef type)>;
  /// `deletesQuietly`: likewise the call operator of a deleter.
  PointerTypes(const Values &values, EndsQuietly endsQuietly, EndsQuietly deletesQuietly)
      : values(values), endsQuietly(std::move(endsQuietly)), deletesQuietly(std::move(deletesQuietly)) {}
  bool holds(TypeRef type);
  /// Copies of a value keep the content alive.
  bool shares(TypeRef type);
  /// The end of a value does something a person would notice (a lock, a file, code of their own).
  bool effectful(TypeRef type);
  /// Values may hold heap memory of their own: containers, owners, pointers, records and arrays of such.
  bool ownsMemory(TypeRef type);
  /// What a pointer, reference or smart pointer leads to; none for other types.
  TypeRef contentOf(TypeRef type) const;
  /// Likewise, if the content ends with the value.
  bool contentOwned(TypeRef type) const { return type && type->kind == events::Type::Record && contentOf(type); }
  /// Whether a method hands out what the object owns, and nothing else: `operator->`.
  bool dereferences(TypeRef record, const events::Callee &callee) const;
  const effects::TypeModel *modelOf(TypeRef type) const { return values.modelOf(type); }

private:
  bool decide(TypeRef type);

  const Values &values;
  EndsQuietly endsQuietly, deletesQuietly;
  std::map<const events::Type *, bool> known, noticed, owning;
};

} // namespace highwater::flow
