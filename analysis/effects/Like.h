// Inheritance between type models: `like: std::unique_ptr<unsigned char[]>`.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace highwater::effects {

/// `std::map<int, acme::Item>` taken apart.
struct TypeName {
  std::string name;
  std::vector<std::string> arguments;
};

TypeName splitTypeName(llvm::StringRef text);

/// A copy of `base` in which T0, T1 … stand for `arguments`.
TypeModel instantiate(const TypeModel &base, const std::vector<std::string> &arguments);

} // namespace highwater::effects
