// Texts beside a function in the source: the name of a command in a table, the key that a callback is registered under.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

/// The literal that an expression is, or that an object is made of.
static const clang::StringLiteral *literalOf(const clang::Expr *expr) {
  using namespace clang;
  for (unsigned hop = 0; expr && hop < 8; ++hop) {
    expr = expr->IgnoreParenImpCasts();
    if (const auto *literal = llvm::dyn_cast<clang::StringLiteral>(expr))
      return literal->getCharByteWidth() == 1 ? literal : nullptr;
    if (const auto *wrapper = llvm::dyn_cast<MaterializeTemporaryExpr>(expr))
      expr = wrapper->getSubExpr();
    else if (const auto *wrapper = llvm::dyn_cast<CXXBindTemporaryExpr>(expr))
      expr = wrapper->getSubExpr();
    else if (const auto *wrapper = llvm::dyn_cast<CXXFunctionalCastExpr>(expr))
      expr = wrapper->getSubExpr();
    else if (const auto *made = llvm::dyn_cast<CXXConstructExpr>(expr); made && made->getNumArgs())
      expr = made->getArg(0);
    else if (const auto *call = llvm::dyn_cast<UserDefinedLiteral>(expr); call && call->getNumArgs()) // "x"sv
      expr = call->getArg(0);
    else
      return nullptr;
  }
  return nullptr;
}

/// `table["key"]`, `table.at("key")`
static const clang::StringLiteral *keyOf(const clang::Expr *expr) {
  using namespace clang;
  expr = expr->IgnoreParenImpCasts();
  if (const auto *subscript = llvm::dyn_cast<CXXOperatorCallExpr>(expr);
      subscript && subscript->getOperator() == OO_Subscript && subscript->getNumArgs() == 2)
    return literalOf(subscript->getArg(1));
  if (const auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expr); call && call->getNumArgs())
    return literalOf(call->getArg(0));
  return nullptr;
}

Lowering::Listed::Listed(Lowering &lowering, llvm::ArrayRef<const Expr *> parts) : lowering(lowering), outer(lowering.listed) {
  std::vector<std::string> found;
  for (const Expr *part : parts) {
    const clang::StringLiteral *literal = literalOf(part);
    if (!literal)
      literal = keyOf(part);
    if (literal)
      found.push_back(literal->getString().str());
  }
  if (!found.empty())
    lowering.listed = std::move(found);
}

Lowering::Listed::~Listed() { lowering.listed = std::move(outer); }

events::Operand Lowering::functionAddress(const clang::FunctionDecl *target) {
  Operand operand;
  operand.kind = Operand::Function;
  // Nobody asks for the body of a library's function; models know it by its name.
  operand.text = shared.locations.inSystemHeader(target) ? qualifiedName(target) : shared.keys.of(target);
  for (const std::string &text : listed) {
    Operand label;
    label.kind = Operand::Text;
    label.text = text;
    operand.operands.push_back(std::move(label));
  }
  return operand;
}
