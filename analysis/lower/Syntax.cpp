// One walk over the statements of a function.

#include "analysis/lower/Syntax.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace highwater;
using namespace highwater::lower;
using clang::Stmt;

namespace {

class SyntaxReader {
public:
  SyntaxReader(Locations &locations, events::Body &body) : locations(locations), body(body) {}

  void block(const clang::CompoundStmt *compound, unsigned parent, bool loop) {
    unsigned scope = body.scopes.size();
    body.scopes.push_back({parent, locations.at(compound->getLBracLoc()),
                           locations.behind(compound->getRBracLoc()), loop});
    for (const Stmt *child : compound->body())
      statement(child, compound, scope);
  }

  /// A statement that stands in `scope`, in a place where one is expected.
  void statement(const Stmt *stmt, const Stmt *parent, unsigned scope, bool braced = true,
                 bool loop = false) {
    if (!stmt)
      return;
    syntax.parents[stmt] = parent;
    if (const auto *compound = llvm::dyn_cast<clang::CompoundStmt>(stmt))
      return block(compound, scope, loop);
    if (const auto *label = llvm::dyn_cast<clang::SwitchCase>(stmt)) {
      if (const auto *value = llvm::dyn_cast<clang::CaseStmt>(label))
        syntax.parents[value->getLHS()] = label;
      return statement(label->getSubStmt(), stmt, scope, braced);
    }
    if (const auto *label = llvm::dyn_cast<clang::LabelStmt>(stmt))
      return statement(label->getSubStmt(), stmt, scope, braced);
    if (const auto *attributed = llvm::dyn_cast<clang::AttributedStmt>(stmt))
      return statement(attributed->getSubStmt(), stmt, scope, braced, loop);
    add(stmt, scope, braced);
    parts(stmt, scope);
  }

  /// Of a member or base, in the head of a constructor.
  void initializer(const clang::Expr *init) { expression(init, nullptr, events::none, false); }

private:
  void add(const Stmt *stmt, unsigned scope, bool braced) {
    events::Statement entry;
    entry.begin = locations.at(stmt->getBeginLoc());
    entry.end = locations.behindStatement(stmt);
    if (auto lines = locations.linesOf(stmt, entry.begin, entry.end))
      std::tie(entry.firstLine, entry.nextLine) = *lines;
    entry.scope = scope;
    entry.inMacro = stmt->getBeginLoc().isMacroID() || stmt->getEndLoc().isMacroID();
    entry.declaration = llvm::isa<clang::DeclStmt>(stmt);
    entry.braced = braced;
    current = body.statements.size();
    syntax.statements[stmt] = current;
    body.statements.push_back(entry);
  }

  /// The bodies of control statements are statements again, all else is expressions.
  void parts(const Stmt *stmt, unsigned scope) {
    unsigned own = current;
    auto header = [&](const Stmt *part) { expression(part, stmt, scope, /*inBlock=*/false); };
    auto sub = [&](const Stmt *part, bool loop) {
      statement(part, stmt, scope, /*braced=*/false, loop);
      current = own;
    };
    if (const auto *branch = llvm::dyn_cast<clang::IfStmt>(stmt)) {
      header(branch->getInit());
      header(branch->getConditionVariableDeclStmt());
      header(branch->getCond());
      sub(branch->getThen(), false);
      sub(branch->getElse(), false);
    } else if (const auto *choice = llvm::dyn_cast<clang::SwitchStmt>(stmt)) {
      header(choice->getInit());
      header(choice->getConditionVariableDeclStmt());
      header(choice->getCond());
      sub(choice->getBody(), false);
    } else if (const auto *loop = llvm::dyn_cast<clang::WhileStmt>(stmt)) {
      header(loop->getConditionVariableDeclStmt());
      header(loop->getCond());
      sub(loop->getBody(), true);
    } else if (const auto *loop = llvm::dyn_cast<clang::DoStmt>(stmt)) {
      header(loop->getCond());
      sub(loop->getBody(), true);
    } else if (const auto *loop = llvm::dyn_cast<clang::ForStmt>(stmt)) {
      header(loop->getInit());
      header(loop->getConditionVariableDeclStmt());
      header(loop->getCond());
      header(loop->getInc());
      sub(loop->getBody(), true);
    } else if (const auto *loop = llvm::dyn_cast<clang::CXXForRangeStmt>(stmt)) {
      if (const auto *range = llvm::dyn_cast<clang::VarDecl>(loop->getRangeStmt()->getSingleDecl()))
        syntax.ranges[range] = loop;
      header(loop->getInit());
      for (const Stmt *part :
           {static_cast<const Stmt *>(loop->getRangeStmt()),
            static_cast<const Stmt *>(loop->getBeginStmt()),
            static_cast<const Stmt *>(loop->getEndStmt()),
            static_cast<const Stmt *>(loop->getCond()), static_cast<const Stmt *>(loop->getInc()),
            static_cast<const Stmt *>(loop->getLoopVarStmt())})
        header(part);
      sub(loop->getBody(), true);
    } else if (const auto *guarded = llvm::dyn_cast<clang::CXXTryStmt>(stmt)) {
      syntax.hasHandlers = true;
      sub(guarded->getTryBlock(), false);
      for (unsigned i = 0; i != guarded->getNumHandlers(); ++i) {
        syntax.parents[guarded->getHandler(i)] = stmt;
        sub(guarded->getHandler(i)->getHandlerBlock(), false);
      }
    } else if (const auto *coroutine = llvm::dyn_cast<clang::CoroutineBodyStmt>(stmt)) {
      statement(coroutine->getBody(), stmt, scope);
      for (const Stmt *part : coroutine->children())
        if (part != coroutine->getBody())
          header(part);
    } else {
      expression(stmt, syntax.parents.lookup(stmt), scope, /*inBlock=*/true);
    }
  }

  void declarations(const clang::DeclStmt *stmt, unsigned scope, bool inBlock) {
    for (const clang::Decl *each : stmt->decls()) {
      if (const auto *local = llvm::dyn_cast<clang::CXXRecordDecl>(each))
        syntax.classes.push_back(local);
      const auto *variable = llvm::dyn_cast<clang::VarDecl>(each);
      if (!variable)
        continue;
      auto note = [&](const clang::VarDecl *one) {
        syntax.declared[one] = current;
        if (inBlock)
          syntax.scopes[one] = scope;
      };
      note(variable);
      if (const auto *bindings = llvm::dyn_cast<clang::DecompositionDecl>(variable))
        for (const clang::BindingDecl *binding : bindings->bindings())
          if (const clang::VarDecl *holder = binding->getHoldingVar()) {
            note(holder);
            expression(holder->getInit(), stmt, scope, false);
          }
    }
  }

  void expression(const Stmt *stmt, const Stmt *parent, unsigned scope, bool inBlock) {
    if (!stmt)
      return;
    syntax.parents[stmt] = parent;
    if (const auto *declaration = llvm::dyn_cast<clang::DeclStmt>(stmt))
      declarations(declaration, scope, inBlock);
    if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(stmt)) {
      syntax.classes.push_back(lambda->getLambdaClass());
      for (const clang::Expr *init : lambda->capture_inits())
        expression(init, stmt, scope, false);
      return;
    }
    if (const auto *inner = llvm::dyn_cast<clang::StmtExpr>(stmt)) {
      // What is inside is evaluated statement by statement, not as a part of the expression.
      unsigned outer = current;
      block(inner->getSubStmt(), scope, false);
      current = outer;
      return;
    }
    if (const auto *choice = llvm::dyn_cast<clang::AbstractConditionalOperator>(stmt)) {
      syntax.arms[strip(choice->getTrueExpr())] = choice;
      syntax.arms[strip(choice->getFalseExpr())] = choice;
    }
    if (const auto *hidden = llvm::dyn_cast<clang::OpaqueValueExpr>(stmt)) {
      if (hidden->getSourceExpr() && !syntax.parents.count(hidden->getSourceExpr()))
        expression(hidden->getSourceExpr(), stmt, scope, false);
      return;
    }
    for (const Stmt *child : stmt->children())
      expression(child, stmt, scope, false);
  }

  Locations &locations;
  events::Body &body;
  unsigned current = events::none;

public:
  Syntax syntax;
};

} // namespace

Syntax highwater::lower::readSyntax(const clang::FunctionDecl *function, Locations &locations,
                                    events::Body &body) {
  SyntaxReader reader(locations, body);
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(function))
    for (const clang::CXXCtorInitializer *each : constructor->inits())
      reader.initializer(each->getInit());
  reader.statement(function->getBody(), nullptr, events::none);
  return std::move(reader.syntax);
}

const clang::Expr *highwater::lower::strip(const clang::Expr *expr) {
  while (true) {
    expr = expr->IgnoreParens();
    if (const auto *full = llvm::dyn_cast<clang::FullExpr>(expr))
      expr = full->getSubExpr();
    else if (const auto *substituted = llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(expr))
      expr = substituted->getReplacement();
    else if (const auto *rewritten = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(expr))
      expr = rewritten->getSemanticForm();
    else if (const auto *hidden = llvm::dyn_cast<clang::OpaqueValueExpr>(expr);
             hidden && hidden->getSourceExpr())
      expr = hidden->getSourceExpr();
    else if (const auto *name = llvm::dyn_cast<clang::PredefinedExpr>(expr);
             name && name->getFunctionName())
      expr = name->getFunctionName();
    else
      return expr;
  }
}
