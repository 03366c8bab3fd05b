// A word behind argc is not known, rather than empty: the program would see a null pointer.

#include "driver/cli/InputText.h"

#include "driver/cli/Records.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>
#include <cstdlib>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;

/// What follows an option, or is behind it in its word; the last one counts.
static std::optional<std::string> valueOf(StringRef option, const CommandLine &line) {
  std::optional<std::string> value;
  bool letter = option.size() == 2 && option[0] == '-' && option[1] != '-';
  for (size_t index = 1; index < line.size(); ++index) {
    StringRef word = line[index];
    if (word == option && index + 1 < line.size())
      value = line[index + 1];
    else if (word.consume_front(option) && (word.consume_front("=") || (letter && !word.empty() && llvm::isDigit(word[0]))))
      value = word.str();
  }
  return value;
}

std::optional<std::string> resolveText(const Subject &subject, const CommandLine &line) {
  const std::vector<Subject> &parts = subject.parts();
  StringRef head = subject.head();
  if (head == "argv" && !parts.empty()) {
    size_t index = 0;
    if (!StringRef(parts[0].head()).getAsInteger(10, index))
      return index < line.size() ? std::optional(line[index]) : std::nullopt;
    for (const Subject &name : parts)
      if (auto value = valueOf(name.head(), line))
        return value;
    return std::nullopt;
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
    if (!whole || StringRef(parts[1].head()).getAsInteger(10, from) ||
        (parts.size() > 2 && StringRef(parts[2].head()).getAsInteger(10, count)))
      return std::nullopt;
    return StringRef(*whole).substr(from, count).str();
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

Subject spelledOut(const Subject &record, const CommandLine &line) {
  if (!isRecord(record))
    return record;
  std::vector<Subject> parts = record.parts();
  parts[0] = spelledOut(parts[0], line);
  for (Subject &part : llvm::MutableArrayRef(parts).drop_front())
    if (std::optional<std::string> word = mentionsArguments(part) && !isRecord(part) ? resolveText(part, line) : std::nullopt)
      part = Subject("lit", {Subject(*word)});
    else
      part = spelledOut(part, line);
  return Subject(record.head(), std::move(parts));
}

bool isWordThatNames(const Subject &source, const CommandLine &line) {
  const std::vector<Subject> &parts = source.parts();
  return source.head() == "file" && parts.size() == 1 && parts[0].head() == "argv" && parts[0].parts()[0].head() != "0" &&
         !StringRef(resolveText(parts[0], line).value_or("-")).starts_with("-");
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
