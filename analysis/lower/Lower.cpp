// Finds the functions of a unit and lowers them.

#include "analysis/lower/Lower.h"

#include "analysis/lower/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Diagnostic.h"

using namespace highwater;
using namespace highwater::lower;
using namespace clang;

namespace {

class UnitLowering {
public:
  UnitLowering(ASTContext &ast, events::Unit &unit, const LowerOptions &options)
      : shared(ast, unit, options) {}

  void run() {
    shared.unit.mainFile = shared.locations.mainFile();
    shared.unit.standardLibrary = standardLibrary();
    // Types that clang could not make sense of have no layout, and what is missing would look like
    // nothing done.
    if (shared.ast.getDiagnostics().hasUncompilableErrorOccurred())
      return;
    // All of the unit, or what an editor has of it: the declarations of the main file.
    for (const Decl *each : shared.ast.getTraversalScope()) {
      if (const auto *whole = llvm::dyn_cast<TranslationUnitDecl>(each)) {
        for (const Decl *inside : whole->decls())
          if (isOurs(inside))
            declaration(inside);
      } else if (isOurs(each)) {
        declaration(each);
      }
    }
    initializers();
  }

private:
  bool isOurs(const Decl *declaration) const {
    if (declaration->isImplicit() && !llvm::isa<CXXRecordDecl>(declaration))
      return false;
    SourceLocation at = declaration->getLocation();
    if (llvm::isa<LinkageSpecDecl, NamespaceDecl, ExportDecl>(declaration))
      at = declaration->getBeginLoc();
    if (shared.locations.inSystemHeader(at))
      return false;
    return !shared.options.mainFileOnly || shared.locations.inMainFile(at);
  }

  /// The inline namespace of the library's that only one of the two has.
  std::string standardLibrary() const {
    ASTContext &ast = shared.ast;
    auto find = [&](const DeclContext *in, StringRef name) -> const NamespaceDecl * {
      for (const NamedDecl *each : in->lookup(DeclarationName(&ast.Idents.get(name))))
        if (const auto *space = llvm::dyn_cast<NamespaceDecl>(each))
          return space;
      return nullptr;
    };
    const NamespaceDecl *standard = find(ast.getTranslationUnitDecl(), "std");
    if (!standard)
      return "";
    if (find(standard, "__1"))
      return "libc++";
    return find(standard, "__cxx11") || find(ast.getTranslationUnitDecl(), "__gnu_cxx")
               ? "libstdc++"
               : "";
  }

  void context(const DeclContext *context) {
    for (const Decl *each : context->decls())
      if (!each->isImplicit())
        declaration(each);
  }

  void declaration(const Decl *each) {
    if (const auto *function = llvm::dyn_cast<FunctionDecl>(each)) {
      lower(function);
    } else if (const auto *function = llvm::dyn_cast<FunctionTemplateDecl>(each)) {
      instantiations(*function);
    } else if (const auto *record = llvm::dyn_cast<ClassTemplateDecl>(each)) {
      instantiations(*record);
    } else if (const auto *record = llvm::dyn_cast<CXXRecordDecl>(each)) {
      lowerRecord(record);
    } else if (const auto *variable = llvm::dyn_cast<VarDecl>(each)) {
      if (variable->isFileVarDecl() && variable->isThisDeclarationADefinition() &&
          !variable->getType()->isDependentType() &&
          !variable->getDeclContext()->isDependentContext())
        globals.push_back(variable);
    } else if (const auto *friends = llvm::dyn_cast<FriendDecl>(each)) {
      if (const NamedDecl *named = friends->getFriendDecl())
        if (llvm::isa<FunctionDecl, FunctionTemplateDecl>(named))
          declaration(named);
    } else if (llvm::isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(each)) {
      context(llvm::cast<DeclContext>(each));
    }
  }

  void lowerRecord(const CXXRecordDecl *record) {
    if (record->isThisDeclarationADefinition() && !record->isDependentContext())
      context(record);
  }

  /// Clang keeps instantiations in the order of a hash table.
  template <typename Template> void instantiations(const Template &pattern) {
    if (&pattern != pattern.getCanonicalDecl())
      return;
    using Specialization = std::remove_cvref_t<decltype(**pattern.spec_begin())>;
    std::vector<std::pair<std::string, const Specialization *>> sorted;
    for (const Specialization *each : pattern.specializations())
      sorted.emplace_back(shared.keys.of(each), each);
    llvm::sort(sorted, [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[key, each] : sorted) {
      if constexpr (std::is_same_v<Template, FunctionTemplateDecl>) {
        const FunctionDecl *definition = nullptr;
        if (each->isDefined(definition))
          lower(definition);
      } else if (const CXXRecordDecl *definition = each->getDefinition()) {
        lowerRecord(definition);
      }
    }
  }

  /// Closures found in a function follow it.
  void lowerFound(const std::vector<const CXXRecordDecl *> &classes) {
    for (const CXXRecordDecl *each : classes) {
      if (!each->isLambda()) {
        lowerRecord(each);
        continue;
      }
      if (const FunctionTemplateDecl *generic = each->getDependentLambdaCallOperator())
        instantiations(*generic);
      else if (const CXXMethodDecl *callOperator = each->getLambdaCallOperator())
        lower(callOperator);
    }
  }

  void lower(const FunctionDecl *function) {
    if (!function->doesThisDeclarationHaveABody() || !function->getBody() ||
        function->isDependentContext() || function->isDefaulted() || function->isInvalidDecl() ||
        !isOurs(function))
      return;
    if (!done.insert(function).second)
      return;
    events::Function result;
    describe(function, result);
    Lowering lowering(shared, result.body);
    result.gaveUp = lowering.lower(function);
    if (!result.gaveUp.empty())
      result.body = {};
    shared.unit.functions.push_back(std::move(result));
    lowerFound(lowering.classes);
  }

  void describe(const FunctionDecl *function, events::Function &result) {
    result.usr = shared.keys.of(function);
    result.name = qualifiedName(function);
    result.location = shared.locations.at(function->getLocation());
    if (result.location.valid())
      result.file = shared.unit.files[result.location.file];
    result.result = shared.types.of(function->getReturnType());
    for (const ParmVarDecl *parameter : function->parameters())
      result.parameters.push_back(shared.types.of(parameter->getType()));
    if (const auto *method = llvm::dyn_cast<CXXMethodDecl>(function)) {
      result.record = shared.types.of(shared.ast.getCanonicalTagType(method->getParent()));
      for (const CXXMethodDecl *overridden : method->overridden_methods())
        result.overrides.push_back(shared.keys.of(overridden));
    }
    for (const auto *attribute : function->specific_attrs<AnnotateAttr>()) {
      StringRef text = attribute->getAnnotation();
      if (text.consume_front("highwater:budget:"))
        result.budget = text.str();
    }
    result.isMain = function->isMain();
    result.inMainFile = shared.locations.inMainFile(function->getLocation());
    result.instantiation =
        function->isTemplateInstantiation() ||
        (llvm::isa<CXXMethodDecl>(function) && function->getTemplateInstantiationPattern());
    result.local = llvm::all_of(function->redecls(), [&](const FunctionDecl *each) {
      return shared.locations.inMainFile(each->getLocation());
    });
    result.language = shared.ast.getLangOpts().CPlusPlus ? "c++" : "c";
  }

  void initializers() {
    events::Function &result = shared.unit.globalInitializers;
    result.name = "(initializers)";
    result.usr = shared.unit.mainFile + "#(initializers)";
    result.file = shared.unit.mainFile;
    result.language = shared.ast.getLangOpts().CPlusPlus ? "c++" : "c";
    Lowering lowering(shared, result.body);
    lowering.initializeGlobals(globals);
    if (!result.body.blocks.empty())
      lowerFound(lowering.classes);
  }

  Shared shared;
  std::vector<const VarDecl *> globals;
  llvm::SmallPtrSet<const FunctionDecl *, 32> done;
};

} // namespace

events::Unit highwater::lower::lowerUnit(ASTContext &context, const LowerOptions &options) {
  events::Unit unit;
  UnitLowering(context, unit, options).run();
  return unit;
}

/// `{{"name", 1}, …}`: rows that begin with a text.
static bool isTableOfNames(clang::QualType type) {
  const clang::ArrayType *array = type->getAsArrayTypeUnsafe();
  const clang::RecordDecl *row = array && !type->isDependentType() ? array->getElementType()->getAsRecordDecl() : nullptr;
  if (!row || !row->getDefinition() || row->field_empty())
    return false;
  clang::QualType first = row->getDefinition()->field_begin()->getType();
  return first->isPointerType() && first->getPointeeType()->isCharType();
}

/// In the order in which the language runs them. No control flow: both sides of a condition count.
void Lowering::initializeGlobals(llvm::ArrayRef<const VarDecl *> all) {
  body.blocks.resize(1);
  body.blocks[0].terminator.kind = events::Terminator::Exit;
  for (const VarDecl *each : all) {
    registerGlobal(each);
    const Expr *init = each->getInit();
    bool table = holdsFunctions(each->getType()) || isTableOfNames(each->getType());
    if (!init || init->isValueDependent() || (each->isConstexpr() && !table) ||
        (each->getType()->isArrayType() && !each->getType().isDestructedType() && !table))
      continue;
    Inlined scope(*this, each->getLocation());
    initialize({variable(each), {}}, each->getType(), init);
    endPending();
  }
  if (body.blocks[0].events.empty())
    body.blocks.clear();
}
