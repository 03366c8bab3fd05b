// What the statements of a function say beyond its CFG: who contains whom, and where fixes may go.

#pragma once

#include "analysis/events/Event.h"
#include "analysis/lower/Locations.h"

#include "llvm/ADT/DenseMap.h"

namespace clang {
class AbstractConditionalOperator;
class CXXForRangeStmt;
class CXXRecordDecl;
class Expr;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace highwater::lower {

struct Syntax {
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> parents;
  llvm::DenseMap<const clang::Stmt *, unsigned> statements;  ///< index into Body::statements
  llvm::DenseMap<const clang::VarDecl *, unsigned> declared; ///< the statement that declares it
  llvm::DenseMap<const clang::VarDecl *, unsigned> scopes;   ///< of locals that a block declares
  /// The operands of `c ? a : b`, stripped.
  llvm::DenseMap<const clang::Expr *, const clang::AbstractConditionalOperator *> arms;
  llvm::DenseMap<const clang::VarDecl *, const clang::CXXForRangeStmt *>
      ranges;                                        ///< by hidden range variable
  bool hasHandlers = false;                          ///< a try block, somewhere
  std::vector<const clang::CXXRecordDecl *> classes; ///< local ones and closures
};

/// Fills the scopes and statements of `body`.
Syntax readSyntax(const clang::FunctionDecl *function, Locations &locations, events::Body &body);

/// Without what changes neither value nor place: parentheses, cleanups, constants' wrappers.
const clang::Expr *strip(const clang::Expr *expr);

} // namespace highwater::lower
