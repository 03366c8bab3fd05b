// Characters, numbers and names of a formula, and the functions it may call.

#pragma once

#include "analysis/effects/Syntax.h"

namespace highwater::effects {

/// A function that formulas may call, with the least and the most arguments it takes.
struct FormulaFunction {
  llvm::StringLiteral name;
  unsigned least, most;
};

/// Null if there is none of this name.
const FormulaFunction *findFormulaFunction(llvm::StringRef name);
llvm::StringRef nearestFormulaFunction(llvm::StringRef name);

/// A place in a text. After the first error nothing is taken any more.
class FormulaLexer {
public:
  explicit FormulaLexer(llvm::StringRef text) : text(text) {}

protected:
  /// `','` or `'\n'`, as its code.
  double character();
  /// With an optional unit: 64KiB.
  double number();
  llvm::StringRef identifier();
  void skipSpace();
  char peek();
  bool take(char c);
  void expect(char c);
  void expectEnd(llvm::StringRef wanted);
  bool failed() const { return !error.message.empty(); }
  void fail(std::string message);

  llvm::StringRef text;
  std::size_t at = 0;
  SyntaxError error;
};

} // namespace highwater::effects
