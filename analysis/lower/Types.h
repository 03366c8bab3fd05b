// The table of types that a unit's events refer to.

#pragma once

#include "analysis/events/Type.h"
#include "analysis/lower/Locations.h"
#include "analysis/lower/Names.h"

#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"

namespace highwater::lower {

class Types {
public:
  Types(clang::ASTContext &ast, Locations &locations, Keys &keys, std::vector<events::Type> &types);

  events::TypeId of(clang::QualType type);
  /// `(base Spelling)`: the name of the field that stands for a base class.
  std::string baseField(clang::QualType base);
  bool isSystemRecord(clang::QualType type) const;

private:
  events::TypeId ofCanonical(clang::QualType type);
  std::string spelling(clang::QualType type);
  std::string recordSpelling(const clang::RecordDecl *record);
  std::string argumentSpelling(const clang::TemplateArgument &argument);
  const clang::TypedefNameDecl *alias(const clang::RecordDecl *record);
  void describe(clang::QualType type, events::Type &result);
  void describeRecord(const clang::RecordDecl *record, events::Type &result);

  clang::ASTContext &ast;
  Locations &locations;
  Keys &keys;
  std::vector<events::Type> &types;
  llvm::DenseMap<void *, events::TypeId> known;   ///< by canonical type
  llvm::DenseMap<void *, events::TypeId> written; ///< by type as written
  /// Of each namespace: the shortest public typedef of a class template's specialization, so that
  /// people read `std::string`.
  llvm::DenseMap<const clang::DeclContext *,
                 llvm::DenseMap<const clang::RecordDecl *, const clang::TypedefNameDecl *>>
      aliases;
  llvm::DenseMap<const clang::RecordDecl *, std::string> spellings;
};

} // namespace highwater::lower
