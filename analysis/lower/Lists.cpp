// Braced lists and closures: objects whose parts are given one by one, or all nothing.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

/// An array with more elements than this is a table; nothing is learned from its last ones.
static constexpr unsigned elementsShown = 64, functionsShown = 512;

bool highwater::lower::holdsFunctions(clang::QualType type, unsigned depth) {
  if (depth > 4 || type->isDependentType())
    return false;
  if (type->isFunctionPointerType() || type->isMemberFunctionPointerType())
    return true;
  if (const auto *array = type->getAsArrayTypeUnsafe())
    return holdsFunctions(array->getElementType(), depth + 1);
  const clang::RecordDecl *record = type->getAsRecordDecl();
  return record && record->getDefinition() && llvm::any_of(record->getDefinition()->fields(), [&](const auto *field) {
           return holdsFunctions(field->getType(), depth + 1);
         });
}

void Lowering::buildList(const Place &target, const clang::InitListExpr *list) {
  if (list->isSyntacticForm() && list->getSemanticForm())
    list = list->getSemanticForm();
  if (list->isTransparent() && list->getNumInits() == 1)
    return build(target, list->getInit(0));
  QualType type = list->getType();
  if (const clang::RecordDecl *record = type->getAsRecordDecl()) {
    if (record->isUnion()) {
      if (const clang::FieldDecl *field = list->getInitializedFieldInUnion();
          field && list->getNumInits())
        initialize(fieldOf(target, fieldName(field)), field->getType(), list->getInit(0));
      return;
    }
    llvm::SmallVector<const Expr *, 8> inits(list->inits().begin(), list->inits().end());
    return buildMembers(target, record, inits);
  }
  const clang::ArrayType *array = ast.getAsArrayType(type);
  if (!array) {
    for (const Expr *init : list->inits())
      discard(init);
    return;
  }
  QualType element = array->getElementType();
  if (list->isStringLiteralInit())
    return build(target, list->getInit(0));
  for (unsigned i = 0; i != list->getNumInits(); ++i) {
    const Expr *init = list->getInit(i);
    if (llvm::isa<clang::ImplicitValueInitExpr>(init))
      continue;
    if (i >= (holdsFunctions(element) ? functionsShown : elementsShown) && !element.isDestructedType())
      break;
    initialize(elementOf(target, integer(i, ast.getSizeType())), element, init);
  }
}

void Lowering::buildMembers(const Place &target, const clang::RecordDecl *record,
                            llvm::ArrayRef<const Expr *> inits) {
  Listed beside(*this, inits);
  auto next = inits.begin();
  if (const auto *cxx = llvm::dyn_cast<clang::CXXRecordDecl>(record))
    for (const clang::CXXBaseSpecifier &base : cxx->bases()) {
      if (next == inits.end())
        return;
      initialize(fieldOf(target, shared.types.baseField(base.getType())), base.getType(), *next++);
    }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isUnnamedBitField())
      continue;
    if (next == inits.end())
      return;
    const Expr *init = *next++;
    Place member = fieldOf(target, fieldName(field));
    if (llvm::isa<clang::ImplicitValueInitExpr>(init)) {
      clear(member, field->getType(), init->getExprLoc());
      continue;
    }
    if (const auto *written = llvm::dyn_cast<clang::CXXDefaultInitExpr>(strip(init))) {
      Inlined scope(*this, written->getUsedLocation());
      inlinedThis = target;
      initialize(std::move(member), field->getType(), written->getExpr());
      continue;
    }
    initialize(std::move(member), field->getType(), init);
  }
}

void Lowering::buildClosure(const Place &target, const clang::LambdaExpr *lambda) {
  if (inlined)
    classes.push_back(lambda->getLambdaClass());
  if (!listed.empty()) { // what it is registered under
    Operand label;
    label.kind = Operand::Text;
    label.text = listed.front();
    set(fieldOf(target, "(listed)"), std::move(label), lambda->getExprLoc(), /*initializes=*/true);
  }
  auto init = lambda->capture_init_begin();
  for (const clang::FieldDecl *field : lambda->getLambdaClass()->fields()) {
    if (init == lambda->capture_init_end())
      return;
    const Expr *captured = *init++;
    if (captured)
      initialize(fieldOf(target, fieldName(field)), field->getType(), captured);
  }
}

/// `{a, b}` as an argument: a value without a place, of which the elements are known.
events::Operand Lowering::initializerList(const clang::CXXStdInitializerListExpr *list) {
  Operand result;
  result.text = "initializer_list";
  result.type = shared.types.of(list->getType());
  const Expr *array = strip(list->getSubExpr());
  if (const auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(array))
    array = maker(temporary->getSubExpr());
  const auto *elements = llvm::dyn_cast<clang::InitListExpr>(array);
  if (!elements) {
    discard(array);
    return result;
  }
  QualType type = ast.getAsArrayType(elements->getType())->getElementType();
  if (!type->isRecordType()) {
    for (const Expr *element : elements->inits())
      result.operands.push_back(value(element));
    return result;
  }
  Place backing = place(list->getSubExpr());
  for (unsigned i = 0; i != elements->getNumInits(); ++i)
    result.operands.push_back(read(elementOf(backing, integer(i, ast.getSizeType())), type));
  return result;
}

/// Value initialization: every number is 0.
void Lowering::clear(const Place &target, QualType type, SourceLocation at) {
  if (type->isIntegralOrEnumerationType()) {
    set(target, integer(0, type), at, /*initializes=*/true);
  } else if (type->isPointerType()) {
    Operand null;
    null.kind = Operand::Null;
    null.type = shared.types.of(type);
    set(target, std::move(null), at, /*initializes=*/true);
  } else if (const clang::RecordDecl *record = type->getAsRecordDecl();
             record && !record->isUnion() && !shared.locations.inSystemHeader(record) &&
             record->getDefinition()) {
    for (const clang::FieldDecl *field : record->getDefinition()->fields())
      if (!field->isUnnamedBitField())
        clear(fieldOf(target, fieldName(field)), field->getType(), at);
  }
}
