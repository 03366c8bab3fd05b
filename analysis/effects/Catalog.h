// All models in force, looked up by qualified name. Later layers win: shipped, then user, then project.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace highwater::effects {

enum class Layer { Shipped, User, Project };

class Catalog {
public:
  /// The models compiled into the program, for one standard library ("libstdc++" or "libc++").
  static Catalog shipped(llvm::StringRef standardLibrary = "libstdc++");

  /// Adds a file to a layer. The same key twice in one layer is an error; nothing of a bad file is added.
  llvm::Error add(ModelFile file, Layer layer);

  const TypeModel *type(llvm::StringRef qualifiedName) const;
  /// Overloads of a free function, best layer first.
  llvm::ArrayRef<const CallModel *> functions(llvm::StringRef qualifiedName) const;
  /// Overloads of a method of `type`, in file order; constructors are "(construct)".
  std::vector<const CallModel *> methods(const TypeModel &type, llvm::StringRef name) const;
  const ParameterBound *bound(llvm::StringRef parameter) const;

private:
  struct Entry;
  std::shared_ptr<const void> owner;
  llvm::StringMap<std::pair<Layer, const TypeModel *>> types;
  llvm::StringMap<std::vector<const CallModel *>> calls;
  llvm::StringMap<std::pair<Layer, const ParameterBound *>> bounds;
};

/// Reads a model file's text. Errors name `path:line:column` and, for an unknown key, the nearest one.
llvm::Expected<ModelFile> readModel(llvm::StringRef text, llvm::StringRef path);

} // namespace highwater::effects
