// The walk over clang's CFG.

#include "analysis/lower/Lowering.h"
#include "analysis/lower/NoReturn.h"

#include "llvm/ADT/PostOrderIterator.h"

using namespace highwater;
using namespace highwater::lower;

static clang::CFG::BuildOptions options() {
  clang::CFG::BuildOptions options;
  options.AddImplicitDtors = true;
  options.AddTemporaryDtors = true;
  options.AddInitializers = true;
  options.setAllAlwaysAdd();
  // What does nothing by itself is found in what contains it.
  for (clang::Stmt::StmtClass quiet :
       {clang::Stmt::DeclRefExprClass, clang::Stmt::ImplicitCastExprClass, clang::Stmt::MemberExprClass,
        clang::Stmt::ArraySubscriptExprClass, clang::Stmt::IntegerLiteralClass, clang::Stmt::StringLiteralClass,
        clang::Stmt::CharacterLiteralClass, clang::Stmt::FloatingLiteralClass, clang::Stmt::CXXThisExprClass,
        clang::Stmt::CXXBoolLiteralExprClass})
    options.setAlwaysAdd(quiet, false);
  return options;
}

std::string Lowering::lower(const clang::FunctionDecl *definition) {
  function = definition;
  for (const clang::ParmVarDecl *parameter : definition->parameters())
    variable(parameter);
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(definition);
      method && method->getParent()->isLambda())
    method->getParent()->getCaptureFields(captures, capturedThis);
  clang::Stmt *root = definition->getBody();
  syntax = readSyntax(definition, shared.locations, body);
  classes = syntax.classes;
  std::unique_ptr<clang::CFG> graph = clang::CFG::buildCFG(definition, root, &ast, options());
  if (!graph)
    return "its control flow is not understood";
  orderBlocks(*graph);
  if (order.size() > shared.options.maxBlocks)
    return std::to_string(order.size()) + " blocks";
  consume(*graph);
  body.blocks.resize(order.size());
  for (block = 0; block != order.size(); ++block)
    lowerBlock(*order[block]);
  keepForHandlers();
  if (owners > shared.options.maxOwners)
    return std::to_string(owners) + " owners";
  return "";
}

/// A throw, or a call that does not return: what clang connects it to is not reached by going on.
bool highwater::lower::stops(const clang::CFGBlock &block) {
  if (block.hasNoReturnElement())
    return true;
  for (const clang::CFGElement &element : block)
    if (auto stmt = element.getAs<clang::CFGStmt>(); stmt && isLast(stmt->getStmt()))
      return true;
  return false;
}

/// Reverse post-order from the entry over what can be reached.
void Lowering::orderBlocks(const clang::CFG &graph) {
  std::vector<bool> seen(graph.getNumBlockIDs());
  struct Visit {
    const clang::CFGBlock *block;
    clang::CFGBlock::const_succ_iterator next;
  };
  std::vector<Visit> stack;
  auto enter = [&](const clang::CFGBlock *target) {
    if (!target || seen[target->getBlockID()])
      return;
    seen[target->getBlockID()] = true;
    stack.push_back({target, stops(*target) ? target->succ_end() : target->succ_begin()});
  };
  enter(&graph.getEntry());
  while (!stack.empty()) {
    Visit &top = stack.back();
    if (top.next == top.block->succ_end()) {
      order.push_back(top.block);
      stack.pop_back();
    } else {
      enter((top.next++)->getReachableBlock());
    }
  }
  std::reverse(order.begin(), order.end());
  for (unsigned i = 0; i != order.size(); ++i)
    positions[order[i]->getBlockID()] = i;
}

/// Notes where everything stands, and which statement takes which initializer.
void Lowering::consume(const clang::CFG &graph) {
  for (const clang::CFGBlock *each : graph)
    for (const clang::CFGElement &element : *each) {
      if (auto initializer = element.getAs<clang::CFGInitializer>()) {
        consumers[initializer->getInitializer()->getInit()] = each->getBlockID();
        continue;
      }
      auto stmt = element.getAs<clang::CFGStmt>();
      if (!stmt)
        continue;
      blockOf[stmt->getStmt()] = each->getBlockID();
      const auto *declaration = llvm::dyn_cast<clang::DeclStmt>(stmt->getStmt());
      if (!declaration)
        continue;
      for (const clang::Decl *one : declaration->decls())
        if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(one);
            variable && variable->getInit())
          consumers[variable->getInit()] = each->getBlockID();
    }
}

/// Whether nothing that is lowered later in the same block contains `expr`.
bool Lowering::isRoot(const Expr *expr) const {
  unsigned here = order[block]->getBlockID();
  auto consumed = [&](const clang::Stmt *stmt) {
    const auto *part = llvm::dyn_cast<Expr>(stmt);
    auto taker = part ? consumers.find(part) : consumers.end();
    return taker != consumers.end() && taker->second == here;
  };
  if (consumed(expr))
    return false;
  for (auto up = syntax.parents.find(expr); up != syntax.parents.end() && up->second;
       up = syntax.parents.find(up->second)) {
    if (auto other = blockOf.find(up->second); other != blockOf.end() && other->second == here)
      return false;
    if (consumed(up->second))
      return false;
    if (!llvm::isa<Expr, clang::DeclStmt, clang::ReturnStmt>(up->second))
      return true;
  }
  return true;
}

void Lowering::lowerBlock(const clang::CFGBlock &current) {
  for (const clang::CFGElement &element : current)
    lowerElement(element);
  events::Terminator ending = terminator(current);
  endPending(&ending.condition);
  body.blocks[block].terminator = std::move(ending);
}

void Lowering::lowerElement(const clang::CFGElement &element) {
  if (auto stmt = element.getAs<clang::CFGStmt>()) {
    const clang::Stmt *node = stmt->getStmt();
    if (auto own = syntax.statements.find(node); own != syntax.statements.end())
      statement = own->second;
    if (const auto *expr = llvm::dyn_cast<Expr>(node)) {
      if (!skipped.count(expr) && isRoot(expr))
        lowerRoot(expr);
    } else {
      lowerStatement(node);
      endPending();
    }
  } else if (auto initializer = element.getAs<clang::CFGInitializer>()) {
    memberInitializer(initializer->getInitializer());
    endPending();
  } else if (auto local = element.getAs<clang::CFGAutomaticObjDtor>()) {
    endOf(local->getVarDecl(),
          local->getTriggerStmt() ? local->getTriggerStmt()->getEndLoc() : SourceLocation());
  } else if (auto temporary = element.getAs<clang::CFGTemporaryDtor>()) {
    const clang::CXXBindTemporaryExpr *bind = temporary->getBindTemporaryExpr();
    if (auto known = bound.find(bind); known != bound.end())
      end(known->second, bind->getEndLoc());
    else
      endsEarly.insert(bind);
  } else if (auto cleanup = element.getAs<clang::CFGCleanupFunction>()) {
    Place target{variable(cleanup->getVarDecl()), {}};
    events::Callee reached = callee(cleanup->getFunctionDecl());
    QualType pointer = ast.getPointerType(cleanup->getVarDecl()->getType());
    events::Argument argument;
    argument.value = addressOf(std::move(target), shared.types.of(pointer));
    argument.passing = events::Passing::Pointer;
    argument.parameter = argument.value.type;
    Event &event = emit(Event::Call, cleanup->getVarDecl()->getEndLoc());
    event.callee = std::move(reached);
    event.arguments = {std::move(argument)};
  }
}

/// The statement that an expression belongs to.
unsigned Lowering::statementOf(const Expr *expr) const {
  const clang::Stmt *node = expr;
  while (node) {
    if (auto own = syntax.statements.find(node); own != syntax.statements.end())
      return own->second;
    auto up = syntax.parents.find(node);
    node = up == syntax.parents.end() ? nullptr : up->second;
  }
  return statement;
}

/// Whether the statement uses the value of its direct part `expr`.
static bool usesValue(const clang::Stmt *stmt, const clang::Expr *expr) {
  using namespace clang;
  auto is = [&](const Expr *part) { return part && strip(part) == expr; };
  if (const auto *branch = llvm::dyn_cast<IfStmt>(stmt))
    return is(branch->getCond());
  if (const auto *choice = llvm::dyn_cast<SwitchStmt>(stmt))
    return is(choice->getCond());
  if (const auto *loop = llvm::dyn_cast<WhileStmt>(stmt))
    return is(loop->getCond());
  if (const auto *loop = llvm::dyn_cast<DoStmt>(stmt))
    return is(loop->getCond());
  if (const auto *loop = llvm::dyn_cast<ForStmt>(stmt))
    return is(loop->getCond());
  if (const auto *loop = llvm::dyn_cast<CXXForRangeStmt>(stmt))
    return is(loop->getCond());
  return llvm::isa<DeclStmt, ReturnStmt, CaseStmt, IndirectGotoStmt>(stmt);
}

/// Lowers an expression that stands alone in its block: a statement, a condition, or a part of an
/// expression that goes on in another block.
void Lowering::lowerRoot(const Expr *expr) {
  statement = statementOf(expr);
  const clang::Stmt *parent = syntax.parents.lookup(expr);
  expr = strip(expr);
  while (const auto *wrapper = llvm::dyn_cast_or_null<Expr>(parent)) {
    if (strip(wrapper) != expr)
      break;
    parent = syntax.parents.lookup(wrapper);
  }
  if (auto choice = syntax.arms.find(expr); choice != syntax.arms.end())
    return lowerArm(choice->second, expr);
  if (parent && (llvm::isa<Expr>(parent) || usesValue(parent, expr)))
    return lowerPart(expr);
  discard(expr);
  endPending();
}

/// Keeps what the expression is worth for whoever uses it.
void Lowering::lowerPart(const Expr *expr) {
  if (expr->getType()->isSpecificBuiltinType(clang::BuiltinType::BoundMember)) {
    if (const auto *callee = llvm::dyn_cast<clang::MemberExpr>(expr)) {
      const Expr *base = strip(callee->getBase());
      if (callee->isArrow())
        values[base] = value(base);
      else
        places[base] = place(base);
    }
    return;
  }
  if (expr->getType()->isFunctionType() ||
      llvm::isa<clang::StringLiteral, clang::InitListExpr>(expr))
    return;
  if (expr->getType()->isVoidType())
    return discard(expr);
  if (expr->isGLValue() || expr->getType()->isRecordType() || expr->getType()->isArrayType()) {
    Place result = place(expr);
    places[expr] = std::move(result);
    return;
  }
  Operand result = value(expr);
  values[expr] = std::move(result);
}

/// Whether evaluating an expression changes a variable: `i + 1 < n ? next(++i) : 0` would no longer be decided as it was.
static bool changesVariables(const clang::Stmt *stmt) {
  if (const auto *unary = llvm::dyn_cast_or_null<clang::UnaryOperator>(stmt); unary && unary->isIncrementDecrementOp())
    return true;
  if (const auto *operation = llvm::dyn_cast_or_null<clang::BinaryOperator>(stmt); operation && operation->isAssignmentOp())
    return true;
  return stmt && !llvm::isa<clang::LambdaExpr>(stmt) && llvm::any_of(stmt->children(), changesVariables);
}

/// One of the two operands of `c ? a : b`. Scalars wait for the choice as they are, if it still decides as it did; an object or a
/// reference is put where both operands put theirs.
void Lowering::lowerArm(const clang::AbstractConditionalOperator *choice, const Expr *expr) {
  QualType type = choice->getType();
  if (type->isVoidType() || expr->getType()->isVoidType())
    return discard(expr);
  bool scalar = !choice->isGLValue() && !type->isRecordType();
  if (scalar && !changesVariables(choice->getTrueExpr()) && !changesVariables(choice->getFalseExpr()))
    return lowerPart(expr);
  QualType object = choice->isGLValue() ? ast.getLValueReferenceType(type) : type;
  auto [entry, isNew] = conditionals.try_emplace(choice, events::none);
  if (isNew)
    entry->second = temporary(object, choice->getExprLoc());
  Place target{entry->second, {}};
  if (scalar)
    return setScalar(std::move(target), expr, /*initializes=*/true);
  if (!choice->isGLValue())
    emit(Event::Declare, expr->getExprLoc()).place = target;
  initialize(std::move(target), object, expr);
}
