// Which types can hold a pointer to memory of somebody else.

#pragma once

#include "analysis/flow/Value.h"

#include <map>

namespace highwater::flow {

/// Decides from the structure of a type whether its values may refer to memory that they don't own: pointers,
/// references, views, closures that capture by reference, containers of such. Memoised.
class PointerTypes {
public:
  /// Whether a destructor, by USR, only gives back memory.
  using EndsQuietly = std::function<bool(llvm::StringRef destructor)>;
  PointerTypes(const Values &values, EndsQuietly endsQuietly) : values(values), endsQuietly(std::move(endsQuietly)) {}
  bool holds(TypeRef type);
  /// Copies of a value keep the content alive.
  bool shares(TypeRef type);
  /// The end of a value does something a person would notice (a lock, a file, code of their own).
  bool effectful(TypeRef type);

private:
  bool decide(TypeRef type);

  const Values &values;
  EndsQuietly endsQuietly;
  std::map<const events::Type *, bool> known, noticed;
};

} // namespace highwater::flow
