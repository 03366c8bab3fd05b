// What declarations are called: names that models know, and keys that link units.

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

#include <string>

namespace clang {
class Decl;
class FieldDecl;
class NamedDecl;
} // namespace clang

namespace highwater::lower {

/// Qualified, of the pattern: without template arguments and inline namespaces. Constructors are
/// `std::vector::vector`, destructors `X::~X`, conversions `X::(convert)`, closures `(lambda)`.
std::string qualifiedName(const clang::NamedDecl *declaration);

/// Captures have no name in the AST, and the members of anonymous structs are reached through one
/// that has none.
std::string fieldName(const clang::FieldDecl *field);

/// The key of a function or variable. Every instantiation has its own; what other units cannot see
/// (and `main`, of which a project may have several) is qualified by the main file.
class Keys {
public:
  explicit Keys(std::string mainFile) : mainFile(std::move(mainFile)) {}
  const std::string &of(const clang::NamedDecl *declaration);

private:
  std::string mainFile;
  llvm::DenseMap<const clang::Decl *, std::string> keys;
  llvm::StringMap<unsigned> taken;
};

} // namespace highwater::lower
