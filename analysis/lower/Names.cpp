// What declarations are called.

#include "analysis/lower/Names.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallString.h"

using namespace highwater::lower;

static std::string recordName(const clang::TagDecl *record) {
  if (const auto *cxx = llvm::dyn_cast<clang::CXXRecordDecl>(record); cxx && cxx->isLambda())
    return "(lambda)";
  if (const clang::TypedefNameDecl *name = record->getTypedefNameForAnonDecl())
    return name->getNameAsString();
  return record->getIdentifier() ? record->getNameAsString() : "(anonymous)";
}

/// `<1>` of `get<1>`: a function template that is told by a number what to give.
static std::string chosenElement(const clang::NamedDecl *declaration) {
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
  const clang::TemplateArgumentList *arguments = function ? function->getTemplateSpecializationArgs() : nullptr;
  if (!arguments || arguments->size() == 0 || arguments->get(0).getKind() != clang::TemplateArgument::Integral)
    return "";
  return "<" + llvm::toString(arguments->get(0).getAsIntegral(), 10) + ">";
}

static std::string ownName(const clang::NamedDecl *declaration) {
  if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(declaration))
    return recordName(tag);
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(declaration))
    return recordName(constructor->getParent());
  if (const auto *destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(declaration))
    return "~" + recordName(destructor->getParent());
  if (llvm::isa<clang::CXXConversionDecl>(declaration))
    return "(convert)";
  return declaration->getNameAsString() + chosenElement(declaration);
}

std::string highwater::lower::qualifiedName(const clang::NamedDecl *declaration) {
  std::string name = ownName(declaration);
  for (const clang::DeclContext *context = declaration->getDeclContext(); context;
       context = context->getParent()) {
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(context)) {
      if (space->isInline())
        continue;
      name =
          (space->isAnonymousNamespace() ? "(anonymous)" : space->getNameAsString()) + "::" + name;
    } else if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(context)) {
      // An enumerator is a member of what encloses an unscoped enumeration.
      if (const auto *enumeration = llvm::dyn_cast<clang::EnumDecl>(tag);
          !enumeration || enumeration->isScoped())
        name = recordName(tag) + "::" + name;
    } else if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(context)) {
      name = ownName(function) + "::" + name;
    }
  }
  return name;
}

std::string highwater::lower::fieldName(const clang::FieldDecl *field) {
  if (const auto *closure = llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent());
      closure && closure->isLambda()) {
    auto capture = closure->captures_begin();
    for (const clang::FieldDecl *each : closure->fields()) {
      if (capture == closure->captures_end())
        break;
      if (each == field) {
        if (capture->capturesVariable())
          return capture->getCapturedVar()->getNameAsString();
        return capture->capturesThis() ? "this" : "(size)";
      }
      ++capture;
    }
  }
  if (field->getIdentifier())
    return field->getNameAsString();
  return "(anonymous " + std::to_string(field->getFieldIndex()) + ")";
}

const std::string &Keys::of(const clang::NamedDecl *declaration) {
  const clang::Decl *canonical = declaration->getCanonicalDecl();
  auto [entry, isNew] = keys.try_emplace(canonical);
  if (!isNew)
    return entry->second;
  llvm::SmallString<128> usr;
  if (clang::index::generateUSRForDecl(canonical, usr) || usr.empty())
    usr = "n:" + qualifiedName(declaration);
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
  std::string key;
  if (!declaration->isExternallyVisible() || (function && function->isMain()))
    key = mainFile + "#";
  key += usr;
  // Clang gives some local entities one name; the first met keeps it.
  if (unsigned count = taken[key]++)
    key += "#" + std::to_string(count + 1);
  return entry->second = std::move(key);
}
