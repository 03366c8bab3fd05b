// Types as messages show them: `std::vector<std::string>`, without what has its default.

#include "analysis/lower/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

using namespace highwater;
using namespace highwater::lower;
using clang::QualType;

std::string Types::spelling(QualType type) {
  std::string prefix = type.isConstQualified() ? "const " : "";
  if (const clang::RecordDecl *record = type->getAsRecordDecl())
    return prefix + recordSpelling(record);
  if (type->isAnyPointerType() || type->isReferenceType()) {
    QualType pointee = type->getPointeeType();
    if (!pointee->isFunctionType() && !pointee->isArrayType()) {
      std::string inner = spelling(pointee);
      const char *sign = type->isLValueReferenceType()   ? "&"
                         : type->isRValueReferenceType() ? "&&"
                                                         : "*";
      bool stars = inner.back() == '*' || inner.back() == '&';
      return inner + (stars ? "" : " ") + sign + (type.isConstQualified() ? " const" : "");
    }
  }
  if (const clang::ConstantArrayType *array = ast.getAsConstantArrayType(type))
    return spelling(array->getElementType()) + "[" + std::to_string(array->getZExtSize()) + "]";
  clang::PrintingPolicy policy(ast.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.SuppressInlineNamespace =
      llvm::to_underlying(clang::PrintingPolicy::SuppressInlineNamespaceMode::All);
  policy.AnonymousTagLocations = false;
  return type.getAsString(policy);
}

std::string Types::argumentSpelling(const clang::TemplateArgument &argument) {
  if (argument.getKind() == clang::TemplateArgument::Type)
    return spelling(argument.getAsType().getCanonicalType());
  if (argument.getKind() == clang::TemplateArgument::Template)
    if (const clang::TemplateDecl *named = argument.getAsTemplate().getAsTemplateDecl())
      return qualifiedName(named);
  if (argument.getKind() == clang::TemplateArgument::Pack)
    return llvm::join(llvm::map_range(argument.pack_elements(),
                                      [&](const auto &each) { return argumentSpelling(each); }),
                      ", ");
  std::string text;
  llvm::raw_string_ostream out(text);
  argument.print(clang::PrintingPolicy(ast.getLangOpts()), out, /*IncludeType=*/false);
  return text;
}

std::string Types::recordSpelling(const clang::RecordDecl *record) {
  record = llvm::cast<clang::RecordDecl>(record->getCanonicalDecl());
  if (auto known = spellings.find(record); known != spellings.end())
    return known->second;
  std::string text;
  const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  if (!specialization) {
    text = qualifiedName(record);
    // A member of a class template: the arguments are those of its class.
    if (const auto *parent = llvm::dyn_cast<clang::RecordDecl>(record->getDeclContext()))
      text = recordSpelling(parent) + text.substr(text.rfind("::"));
  } else if (const clang::TypedefNameDecl *name = alias(record)) {
    text = qualifiedName(name);
  } else {
    text = qualifiedName(record);
    llvm::ArrayRef<clang::TemplateArgument> arguments = specialization->getTemplateArgs().asArray();
    const clang::TemplateParameterList *parameters =
        specialization->getSpecializedTemplate()->getTemplateParameters();
    llvm::ArrayRef<clang::TemplateArgument> all = arguments;
    while (!arguments.empty() && arguments.size() <= parameters->size() &&
           clang::isSubstitutedDefaultArgument(ast, arguments.back(),
                                               parameters->getParam(arguments.size() - 1), all,
                                               parameters->getDepth()))
      arguments = arguments.drop_back();
    std::vector<std::string> shown;
    for (const clang::TemplateArgument &argument : arguments)
      if (std::string one = argumentSpelling(argument); !one.empty())
        shown.push_back(std::move(one));
    text += "<" + llvm::join(shown, ", ") + ">";
  }
  return spellings[record] = text;
}

const clang::TypedefNameDecl *Types::alias(const clang::RecordDecl *record) {
  const clang::DeclContext *context = record->getDeclContext()->getEnclosingNamespaceContext();
  while (context->isInlineNamespace())
    context = context->getParent();
  if (!context->isNamespace() || !locations.inSystemHeader(record))
    return nullptr;
  context = context->getPrimaryContext();
  auto [entry, isNew] = aliases.try_emplace(context);
  if (!isNew) {
    auto found = entry->second.find(record);
    return found == entry->second.end() ? nullptr : found->second;
  }
  llvm::DenseMap<const clang::RecordDecl *, const clang::TypedefNameDecl *> names;
  // Of two names the shorter wins, then the earlier in the alphabet.
  auto consider = [&](const clang::TypedefNameDecl *name) {
    if (!name->getIdentifier() || name->getName().starts_with("_"))
      return;
    const clang::RecordDecl *target = name->getUnderlyingType()->getAsRecordDecl();
    if (!llvm::isa_and_nonnull<clang::ClassTemplateSpecializationDecl>(target))
      return;
    auto *&chosen = names[llvm::cast<clang::RecordDecl>(target->getCanonicalDecl())];
    auto rank = [](const clang::TypedefNameDecl *each) {
      return std::make_pair(each->getName().size(), each->getName());
    };
    if (!chosen || rank(name) < rank(chosen))
      chosen = name;
  };
  auto visit = [&](const clang::DeclContext *scope, auto &visit) -> void {
    for (const clang::Decl *each : scope->decls()) {
      if (const auto *name = llvm::dyn_cast<clang::TypedefNameDecl>(each))
        consider(name);
      else if (const auto *inner = llvm::dyn_cast<clang::NamespaceDecl>(each);
               inner && inner->isInline())
        visit(inner, visit);
    }
  };
  for (const auto *each = llvm::cast<clang::NamespaceDecl>(context)->getMostRecentDecl(); each;
       each = each->getPreviousDecl())
    visit(each, visit);
  aliases[context] = std::move(names);
  return alias(record);
}
