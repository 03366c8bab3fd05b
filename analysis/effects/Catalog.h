// All models in force, looked up by qualified name. Later layers win: shipped, then user, then project.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>

namespace highwater::effects {

enum class Layer { Shipped, User, Project };

/// Copies share what they hold; pointers that lookups return stay valid as long as any copy lives. Lookups may run on
/// several threads at once, additions may not.
class Catalog {
public:
  Catalog();
  /// The models compiled into the program, for one standard library ("libstdc++" or "libc++").
  static Catalog shipped(llvm::StringRef standardLibrary = "libstdc++");
  /// The models in a block that packTable made; `bytes` must outlive the catalog.
  static Catalog embedded(llvm::StringRef bytes, llvm::StringRef standardLibrary = "libstdc++");

  /// Adds a file to a layer. The same key twice in one layer is an error; nothing of a bad file is added. A file for
  /// another standard library is left out without an error.
  llvm::Error add(ModelFile file, Layer layer);
  /// Reads a file's text, on top of what is here already, and adds it.
  llvm::Error read(llvm::StringRef text, llvm::StringRef path, Layer layer);

  /// The model of the best layer that has one. Ask `methods` for its methods: those of shipped types are not in
  /// `TypeModel::methods`, since they are decoded one by one.
  const TypeModel *type(llvm::StringRef qualifiedName) const;
  /// The same with all its methods, for those who print it or build on it.
  std::optional<TypeModel> wholeType(llvm::StringRef qualifiedName) const;
  /// Overloads of a free function in file order: those of the best layer that has any.
  llvm::ArrayRef<const CallModel *> functions(llvm::StringRef qualifiedName) const;
  /// Overloads of a method of `type`, in file order; constructors are "(construct)".
  std::vector<const CallModel *> methods(const TypeModel &type, llvm::StringRef name) const;
  /// Where the data behind a library's variable comes from.
  const ObjectModel *object(llvm::StringRef qualifiedName) const;
  const ParameterBound *bound(llvm::StringRef parameter) const;

  /// One model file: what it is about, without its entries.
  struct File {
    const ModelFile *file;
    Layer layer;
    unsigned types, functions;
  };
  std::vector<File> files() const;
  /// All names that lookups know, sorted.
  std::vector<llvm::StringRef> names() const;
  /// The file that the model of this name is in.
  const ModelFile *fileOf(llvm::StringRef qualifiedName) const;
  llvm::StringRef standardLibrary() const;

private:
  struct Contents;
  std::shared_ptr<Contents> contents;
};

/// Reads a model file's text. Errors name `path:line:column` and, for an unknown key, the nearest one; all of them are
/// in the message, one a line. `like:` finds types of this file and of `earlier`.
llvm::Expected<ModelFile> readModel(llvm::StringRef text, llvm::StringRef path, const Catalog *earlier = nullptr);

/// Writes the text that readModel reads back as the same model.
void writeModel(const ModelFile &file, llvm::raw_ostream &out);

} // namespace highwater::effects
