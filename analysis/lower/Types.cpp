// The table of types.

#include "analysis/lower/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"

using namespace highwater;
using namespace highwater::lower;
using clang::CXXRecordDecl;
using clang::QualType;

Types::Types(clang::ASTContext &ast, Locations &locations, Keys &keys,
             std::vector<events::Type> &types)
    : ast(ast), locations(locations), keys(keys), types(types) {
  of(ast.VoidTy);
}

bool Types::isSystemRecord(QualType type) const {
  const clang::RecordDecl *record = type->getAsRecordDecl();
  return record && locations.inSystemHeader(record);
}

std::string Types::baseField(QualType base) {
  return "(base " + spelling(base.getCanonicalType()) + ")";
}

events::TypeId Types::of(QualType type) {
  if (type.isNull())
    return 0;
  if (auto seen = written.find(type.getAsOpaquePtr()); seen != written.end())
    return seen->second;
  events::TypeId id = ofCanonical(type);
  written[type.getAsOpaquePtr()] = id;
  return id;
}

events::TypeId Types::ofCanonical(QualType type) {
  clang::Qualifiers qualifiers;
  QualType canonical = ast.getUnqualifiedArrayType(type.getCanonicalType(), qualifiers);
  canonical = canonical.getAtomicUnqualifiedType().getCanonicalType();
  auto [entry, isNew] = known.try_emplace(canonical.getAsOpaquePtr(), types.size());
  if (!isNew)
    return entry->second;
  // The number is taken before the parts are described: a list's node refers to itself.
  events::TypeId id = entry->second;
  types.emplace_back();
  events::Type result;
  describe(canonical, result);
  types[id] = std::move(result);
  return id;
}

void Types::describe(QualType type, events::Type &result) {
  using Kind = events::Type::Kind;
  result.spelling = spelling(type);
  if (!type->isVoidType() && !type->isIncompleteType() && !type->isDependentType() &&
      !type->isFunctionType() && !type->isSizelessType() && !type->isUndeducedType()) {
    const clang::RecordDecl *record = type->getBaseElementTypeUnsafe()->getAsRecordDecl();
    if (!record || !record->isInvalidDecl()) {
      auto layout = ast.getTypeInfoInChars(type);
      result.size = layout.Width.getQuantity();
      result.align = layout.Align.getQuantity();
    }
  }
  if (type->isVoidType()) {
    result.kind = Kind::Void;
  } else if (type->isIntegralOrEnumerationType()) {
    result.kind = Kind::Integer;
    result.isSigned = type->isSignedIntegerOrEnumerationType();
  } else if (type->isRealFloatingType()) {
    result.kind = Kind::Floating;
  } else if (type->isAnyPointerType() || type->isReferenceType()) {
    result.kind = type->isReferenceType() ? Kind::Reference : Kind::Pointer;
    QualType pointee = type->getPointeeType();
    result.constPointee = pointee.isConstQualified();
    result.pointee = of(pointee);
  } else if (const clang::ArrayType *array = ast.getAsArrayType(type)) {
    result.kind = Kind::Array;
    result.pointee = of(array->getElementType());
    if (const auto *fixed = llvm::dyn_cast<clang::ConstantArrayType>(array))
      result.count = fixed->getZExtSize();
  } else if (const clang::RecordDecl *record = type->getAsRecordDecl()) {
    result.kind = Kind::Record;
    describeRecord(record, result);
  } else if (type->isFunctionType()) {
    result.kind = Kind::Function;
  } else {
    result.kind = type->isNullPtrType() ? Kind::Pointer : Kind::Other;
  }
}

static void collectArguments(llvm::ArrayRef<clang::TemplateArgument> arguments,
                             std::vector<QualType> &into) {
  for (const clang::TemplateArgument &argument : arguments) {
    if (argument.getKind() == clang::TemplateArgument::Type)
      into.push_back(argument.getAsType());
    else if (argument.getKind() == clang::TemplateArgument::Pack)
      collectArguments(argument.pack_elements(), into);
  }
}

/// Whether the class has a constructor or assignment for which `is` holds and that is not deleted.
template <typename Range, typename Is> static bool hasUsable(Range methods, Is is) {
  for (const auto *method : methods)
    if (is(method) && !method->isDeleted() && method->getAccess() != clang::AS_private)
      return true;
  return false;
}

/// Without Sema this is an approximation: what is not declared yet is what the language would
/// declare.
static void describeOperations(const CXXRecordDecl *record, events::Type &result) {
  result.copyConstructible =
      record->needsImplicitCopyConstructor()
          ? !record->defaultedCopyConstructorIsDeleted()
          : hasUsable(record->ctors(), [](auto *c) { return c->isCopyConstructor(); });
  result.moveConstructible =
      result.copyConstructible ||
      (record->needsImplicitMoveConstructor() && !record->defaultedMoveConstructorIsDeleted()) ||
      hasUsable(record->ctors(), [](auto *c) { return c->isMoveConstructor(); });
  result.moveAssignable =
      hasUsable(
          record->methods(),
          [](auto *m) { return m->isMoveAssignmentOperator() || m->isCopyAssignmentOperator(); }) ||
      (record->needsImplicitMoveAssignment() && !record->isLambda()) ||
      (record->needsImplicitCopyAssignment() && !record->isLambda());
  for (const clang::FieldDecl *field : record->fields())
    if (field->getType().isConstQualified() || field->getType()->isReferenceType())
      result.moveAssignable = false;
  result.defaultConstructible =
      record->needsImplicitDefaultConstructor() ||
      hasUsable(record->ctors(), [](auto *c) { return c->isDefaultConstructor(); });
}

void Types::describeRecord(const clang::RecordDecl *record, events::Type &result) {
  result.name = qualifiedName(record);
  result.system = locations.inSystemHeader(record);
  if (const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record)) {
    std::vector<QualType> arguments;
    collectArguments(specialization->getTemplateArgs().asArray(), arguments);
    for (QualType argument : arguments)
      result.arguments.push_back(of(argument));
  }
  record = record->getDefinition();
  if (!record || record->isInvalidDecl() || record->isDependentType())
    return;
  const auto *cxx = llvm::dyn_cast<CXXRecordDecl>(record);
  if (!cxx) {
    result.copyConstructible = result.moveConstructible = true;
    result.moveAssignable = result.defaultConstructible = true;
  } else {
    result.closure = cxx->isLambda();
    result.polymorphic = cxx->isPolymorphic();
    describeOperations(cxx, result);
    if (const clang::CXXDestructorDecl *destructor = cxx->getDestructor();
        destructor && destructor->isUserProvided()) {
      result.userDestructor = true;
      if (!result.system)
        result.destructorUsr = keys.of(destructor);
    }
  }
  if (result.system)
    return;
  if (cxx)
    for (const clang::CXXBaseSpecifier &base : cxx->bases())
      result.fields.push_back({baseField(base.getType()), of(base.getType())});
  for (const clang::FieldDecl *field : record->fields())
    if (!field->isUnnamedBitField())
      result.fields.push_back({fieldName(field), of(field->getType())});
}
