// Declarations, returns, and where lives end.

#include "analysis/lower/Lowering.h"

#include "analysis/events/Parallel.h"

#include "clang/AST/StmtOpenMP.h"

using namespace highwater;
using namespace highwater::lower;

void Lowering::lowerStatement(const clang::Stmt *stmt) {
  using namespace clang;
  if (const auto *declaration = llvm::dyn_cast<DeclStmt>(stmt)) {
    if (skipped.count(stmt))
      return;
    for (const Decl *each : declaration->decls())
      if (const auto *variable = llvm::dyn_cast<VarDecl>(each))
        declare(variable);
  } else if (const auto *exit = llvm::dyn_cast<ReturnStmt>(stmt)) {
    returnValue(exit);
  } else if (const auto *exit = llvm::dyn_cast<CoreturnStmt>(stmt)) {
    if (exit->getOperand())
      discard(exit->getOperand());
    emit(Event::Return, exit->getBeginLoc());
  } else if (const auto *directive = llvm::dyn_cast<OMPExecutableDirective>(stmt)) {
    if (!isOpenMPParallelDirective(directive->getDirectiveKind()) || !directive->hasAssociatedStmt())
      return;
    const Stmt *region = directive->getInnermostCapturedStmt()->getCapturedStmt();
    events::Argument threads, end;
    if (const auto *clause = directive->getSingleClause<OMPNumThreadsClause>())
      threads.value = value(clause->getNumThreads());
    end.value.kind = Operand::Integer;
    end.value.integer = shared.locations.at(region->getEndLoc()).offset;
    Event &team = emit(Event::Call, region->getBeginLoc());
    team.callee.name = events::parallelName.str();
    team.arguments = {std::move(threads), std::move(end)};
  } else if (const auto *assembly = llvm::dyn_cast<GCCAsmStmt>(stmt)) {
    for (const Expr *input : assembly->inputs())
      discard(input);
    for (const Expr *output : assembly->outputs())
      if (output->isGLValue()) {
        Place target = place(output);
        set(std::move(target), {}, output->getExprLoc(), /*initializes=*/false);
      }
  }
}

void Lowering::declare(const clang::VarDecl *declaration) {
  if (auto own = syntax.declared.find(declaration); own != syntax.declared.end())
    statement = own->second;
  if (declaration->hasExternalStorage())
    return;
  SourceLocation at = declaration->getLocation();
  if (skippedVariables.count(declaration) || declareRangePart(declaration))
    return;
  if (const auto *whole = llvm::dyn_cast<clang::DecompositionDecl>(declaration))
    for (const clang::BindingDecl *each : whole->bindings())
      if (const clang::VarDecl *holder = each->getHoldingVar(); holder && tupleField(each))
        skippedVariables.insert(holder);
  Place place{variable(declaration), {}};
  QualType type = declaration->getType();
  emit(Event::Declare, at).place = place;
  if (const clang::VariableArrayType *array = ast.getAsVariableArrayType(type);
      array && array->getSizeExpr()) {
    Operand count = value(array->getSizeExpr());
    set(fieldOf(place, "(count)"), std::move(count), at, /*initializes=*/true);
  }
  if (const Expr *init = declaration->getInit())
    initialize(std::move(place), type, init);
}

void Lowering::returnValue(const clang::ReturnStmt *stmt) {
  const Expr *expr = stmt->getRetValue();
  if (expr &&
      (!function || function->getReturnType()->isVoidType() || expr->getType()->isVoidType())) {
    discard(expr);
  } else if (expr) {
    QualType type = function->getReturnType();
    const clang::VarDecl *elided = stmt->getNRVOCandidate();
    if (elided && elided->isNRVOVariable() && type->isRecordType())
      transfer(true, result(type), {variable(elided), {}}, expr->getExprLoc(),
               /*initializes=*/true);
    else
      initialize(result(type), type, expr);
  }
  emit(Event::Return, stmt->getReturnLoc());
}

/// `X() : base(…), member(…)`.
void Lowering::memberInitializer(const clang::CXXCtorInitializer *initializer) {
  const Expr *init = initializer->getInit();
  SourceLocation at = initializer->getSourceLocation();
  Place object = thisObject();
  if (initializer->isDelegatingInitializer())
    return initialize(object, init->getType(), init);
  if (initializer->isBaseInitializer()) {
    QualType base(initializer->getBaseClass(), 0);
    return initialize(fieldOf(std::move(object), shared.types.baseField(base)), base, init);
  }
  if (const clang::IndirectFieldDecl *path = initializer->getIndirectMember()) {
    for (const clang::NamedDecl *step : path->chain())
      if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(step))
        object = fieldOf(std::move(object), fieldName(field));
    return initialize(std::move(object), path->getAnonField()->getType(), init);
  }
  const clang::FieldDecl *field = initializer->getMember();
  if (const auto *written = llvm::dyn_cast<clang::CXXDefaultInitExpr>(strip(init))) {
    Inlined scope(*this, at);
    return initialize(fieldOf(std::move(object), fieldName(field)), field->getType(),
                      written->getExpr());
  }
  initialize(fieldOf(std::move(object), fieldName(field)), field->getType(), init);
}

void Lowering::end(events::VarId variable, SourceLocation at) {
  emit(Event::End, at).place = {variable, {}};
}

/// A reference's end is the end of the temporary that it keeps alive.
void Lowering::endOf(const clang::VarDecl *declaration, SourceLocation at) {
  if (llvm::isa<clang::ParmVarDecl>(declaration) || skippedVariables.count(declaration))
    return; // the caller's; a hidden iterator
  statement = events::none;
  if (auto kept = extended.find(declaration); kept != extended.end()) {
    for (events::VarId id : kept->second)
      end(id, at);
    return;
  }
  if (!declaration->getType()->isReferenceType())
    end(variable(declaration), at);
}

static bool mentions(const events::Operand &operand, events::VarId variable) {
  if (operand.place.root == variable)
    return true;
  for (const events::Projection &step : operand.place.path)
    if (step.index && mentions(*step.index, variable))
      return true;
  for (const events::Operand &part : operand.operands)
    if (mentions(part, variable))
      return true;
  return false;
}

/// Ends the temporaries of a full expression that clang's CFG has no ends for.
void Lowering::endPending(const Operand *stillRead) {
  for (events::VarId id : pending)
    if (!stillRead || !mentions(*stillRead, id))
      emit(Event::End, {}).place = {id, {}};
  pending.clear();
}
