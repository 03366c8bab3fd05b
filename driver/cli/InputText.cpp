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
  if (head == "part" && parts.size() > 1) {
    std::optional<std::string> whole = resolveText(parts[0], line);
    size_t from = 0, count = std::string::npos;
    if (!whole || llvm::StringRef(parts[1].head()).getAsInteger(10, from) ||
        (parts.size() > 2 && llvm::StringRef(parts[2].head()).getAsInteger(10, count)))
      return std::nullopt;
    return llvm::StringRef(*whole).substr(from, count).str();
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

bool isWordThatNames(const Subject &source, const CommandLine &line) {
  const std::vector<Subject> &parts = source.parts();
  return source.head() == "file" && parts.size() == 1 && parts[0].head() == "argv" && parts[0].parts()[0].head() != "0" &&
         !llvm::StringRef(resolveText(parts[0], line).value_or("-")).starts_with("-");
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
