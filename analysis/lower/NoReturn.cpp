// The body is enough: only its last statement is looked at, and whether it returns before.

#include "analysis/lower/NoReturn.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"

#include "llvm/ADT/STLExtras.h"

using namespace highwater::lower;

constexpr unsigned deepest = 4; // of functions that call each other at their ends

static bool returns(const clang::Stmt *statement) {
  if (!statement || llvm::isa<clang::LambdaExpr>(statement))
    return false;
  return llvm::isa<clang::ReturnStmt>(statement) || llvm::any_of(statement->children(), returns);
}

static bool neverReturns(const clang::FunctionDecl *function, unsigned depth);

static bool isLast(const clang::Stmt *statement, unsigned depth) {
  const auto *expression = llvm::dyn_cast_or_null<clang::Expr>(statement);
  if (!expression)
    return false;
  expression = expression->IgnoreImplicit();
  if (llvm::isa<clang::CXXThrowExpr>(expression))
    return true;
  const auto *call = llvm::dyn_cast<clang::CallExpr>(expression);
  return call && call->getDirectCallee() && neverReturns(call->getDirectCallee(), depth);
}

static bool neverReturns(const clang::FunctionDecl *function, unsigned depth) {
  if (function->isNoReturn())
    return true;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  const clang::FunctionDecl *definition = nullptr;
  if (depth == deepest || (method && method->isVirtual()) || !function->hasBody(definition))
    return false;
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(definition->getBody());
  return body && !body->body_empty() && isLast(body->body_back(), depth + 1) && !returns(body);
}

bool highwater::lower::neverReturns(const clang::FunctionDecl *function) { return ::neverReturns(function, 0); }

bool highwater::lower::isLast(const clang::Stmt *statement) { return ::isLast(statement, 0); }
