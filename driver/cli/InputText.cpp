// A word behind argc is not known, rather than empty: the program would see a null pointer.

#include "driver/cli/InputText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cmath>
#include <cstdlib>

namespace highwater::driver {

using size::Subject;

std::optional<std::string> resolveText(const Subject &subject, const CommandLine &line) {
  const std::vector<Subject> &parts = subject.parts();
  llvm::StringRef head = subject.head();
  if (head == "argv" && parts.size() == 1) {
    size_t index = 0;
    if (llvm::StringRef(parts[0].head()).getAsInteger(10, index) || index >= line.size())
      return std::nullopt;
    return line[index];
  }
  if (head == "lit" && parts.size() == 1)
    return parts[0].head();
  if (head == "env" && parts.size() == 1) {
    std::string name = resolveText(parts[0], line).value_or(parts[0].head());
    const char *value = std::getenv(name.c_str());
    if (line.empty() || !value)
      return std::nullopt;
    return std::string(value);
  }
  if (head == "concat") {
    std::string text;
    for (const Subject &part : parts) {
      std::optional<std::string> piece = resolveText(part, line);
      if (!piece)
        return std::nullopt;
      text += *piece;
    }
    return text;
  }
  return std::nullopt;
}

bool mentionsArguments(const Subject &subject) {
  return subject.head() == "argv" || llvm::any_of(subject.parts(), mentionsArguments);
}

std::optional<double> spelledNumber(const std::string &text) {
  char *end = nullptr;
  double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

} // namespace highwater::driver
