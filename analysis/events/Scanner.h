// Reads the parts of a line of the text form. After the first error everything read is a default,
// so that callers need not check each step.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace highwater::events {

class Scanner {
public:
  explicit Scanner(llvm::StringRef line) : rest(line) {}

  bool atEnd();
  /// Skips spaces, then `text`; false and unchanged if something else is next.
  bool accept(llvm::StringRef text);
  void expect(llvm::StringRef text);
  /// A run of letters; empty if there is none.
  llvm::StringRef word();
  std::string quoted();
  std::uint64_t number();
  std::int64_t integer();
  Location location();
  Place place();
  Operand operand();
  /// `[ … ]`, calling `each` until the bracket closes.
  void list(llvm::function_ref<void()> each);

  void fail(std::string expected);
  /// What was expected, empty if all went well.
  const std::string &failure() const { return expected; }

private:
  std::vector<Operand> operandsUntilParenthesis();
  Operand untypedOperand();
  void skipSpaces() { rest = rest.ltrim(' '); }

  llvm::StringRef rest;
  std::string expected;
};

} // namespace highwater::events
