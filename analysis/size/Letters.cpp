// Ranges of codes; the shorter of the set and what it leaves out is spelled.

#include "analysis/size/Letters.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace highwater::size {

std::optional<Letters> lettersOf(llvm::StringRef characterClass) {
  using Test = bool (*)(char);
  Test test = llvm::StringSwitch<Test>(characterClass)
                  .Case("alnum", llvm::isAlnum)
                  .Case("alpha", llvm::isAlpha)
                  .Case("blank", [](char c) { return c == ' ' || c == '\t'; })
                  .Case("cntrl", [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; })
                  .Case("digit", [](char c) { return llvm::isDigit(c); })
                  .Case("graph", [](char c) { return llvm::isPrint(c) && c != ' '; })
                  .Case("lower", llvm::isLower)
                  .Case("print", llvm::isPrint)
                  .Case("punct", [](char c) { return llvm::isPunct(c); })
                  .Case("space", llvm::isSpace)
                  .Case("upper", llvm::isUpper)
                  .Case("xdigit", llvm::isHexDigit)
                  .Default(nullptr);
  if (!test)
    return std::nullopt;
  Letters letters;
  for (unsigned code = 0; code < 128; ++code)
    letters[code] = test(static_cast<char>(code));
  return letters;
}

std::string spelled(const Letters &letters) {
  bool opposite = letters.count() > letters.size() / 2;
  Letters listed = opposite ? ~letters : letters;
  std::string text = opposite ? "^" : "";
  for (unsigned first = 0; first < listed.size(); ++first) {
    if (!listed[first])
      continue;
    unsigned last = first;
    while (last + 1 < listed.size() && listed[last + 1])
      ++last;
    text += static_cast<char>(first);
    if (last > first)
      text += {'-', static_cast<char>(last)};
    first = last;
  }
  return text;
}

Letters lettersIn(llvm::StringRef spelled) {
  bool opposite = spelled.size() > 1 && spelled.consume_front("^");
  Letters letters;
  while (!spelled.empty()) {
    unsigned char first = static_cast<unsigned char>(spelled.front()), last = first;
    spelled = spelled.drop_front();
    if (spelled.size() > 1 && spelled.consume_front("-")) {
      last = static_cast<unsigned char>(spelled.front());
      spelled = spelled.drop_front();
    }
    for (unsigned code = first; code <= last; ++code)
      letters.set(code);
  }
  return opposite ? ~letters : letters;
}

} // namespace highwater::size
