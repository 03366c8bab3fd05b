// A subject has several names; all of them are spelled out and compared, so that nobody has to learn the one right form.

#include "driver/cli/Assumptions.h"

#include "driver/config/Bytes.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"

#include <functional>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;

/// Without spaces and quotes, which people and shells leave out.
static std::string normalised(StringRef key) {
  std::string text = key.str();
  llvm::erase_if(text, [](char c) { return c == ' ' || c == '\'' || c == '"'; });
  return text;
}

llvm::Error Assumptions::add(StringRef fact, StringRef from) {
  auto [key, value] = fact.rsplit('=');
  if (!fact.contains('=') || key.trim().empty() || value.trim().empty())
    return llvm::createStringError(fmt::format(
        "{}: '{}' is not KEY=VALUE (example: 'bytes(train.csv)=20GiB')", from.str(), fact.str()));
  return add(key.trim(), value.trim(), from);
}

llvm::Error Assumptions::add(StringRef key, StringRef value, StringRef from) {
  std::optional<double> number = parseQuantity(value);
  if (!number)
    return llvm::createStringError(fmt::format(
        "{}: '{}' is not a size or number (examples: 20GiB, 256MB, 1e9)", from.str(), value.str()));
  std::string name = normalised(key);
  llvm::erase_if(facts, [&](const Assumption &fact) { return normalised(fact.key) == name; });
  facts.push_back({key.str(), from.str(), *number});
  return llvm::Error::success();
}

static Subject rename(const Subject &subject, llvm::function_ref<std::string(const Subject &)> name) {
  if (std::string other = name(subject); !other.empty())
    return Subject(other);
  std::vector<Subject> parts;
  for (const Subject &part : subject.parts())
    parts.push_back(rename(part, name));
  if (subject.empty())
    return subject;
  return Subject(subject.head(), parts);
}

std::vector<std::string> Assumptions::spellings(const Subject &subject) const {
  std::vector<std::string> result = {normalised(subject.str())};
  auto parameter = [&](const Subject &part) -> std::string {
    size_t index = 0;
    if (part.head() != "arg" || part.parts().size() != 1 ||
        StringRef(part.parts()[0].head()).getAsInteger(10, index) || index >= parameters.size())
      return "";
    return parameters[index];
  };
  auto text = [&](const Subject &part) { return resolveText(part, line).value_or(""); };
  auto baseName = [&](const Subject &part) {
    return llvm::sys::path::filename(resolveText(part, line).value_or("")).str();
  };
  auto otherName = [&](const Subject &part) { // of an option
    return part.head() == "argv" && part.parts().size() > 1 ? "argv[" + part.parts()[1].head() + "]" : "";
  };
  for (llvm::function_ref<std::string(const Subject &)> naming :
       {llvm::function_ref<std::string(const Subject &)>(otherName),
        llvm::function_ref<std::string(const Subject &)>(parameter),
        llvm::function_ref<std::string(const Subject &)>(text),
        llvm::function_ref<std::string(const Subject &)>(baseName)}) {
    std::string spelled = normalised(rename(subject, naming).str());
    if (!llvm::is_contained(result, spelled))
      result.push_back(std::move(spelled));
  }
  return result;
}

const Assumption *Assumptions::named(const std::vector<std::string> &names) const {
  for (const Assumption &fact : facts)
    if (llvm::is_contained(names, normalised(fact.key))) {
      fact.used = true;
      return &fact;
    }
  return nullptr;
}

const Assumption *Assumptions::find(const size::Symbol &symbol) const {
  std::vector<std::string> names;
  for (const std::string &subject : spellings(symbol.subject)) {
    names.push_back(subject.empty() ? symbol.measure : fmt::format("{}({})", symbol.measure, subject));
    // A number is mostly called by the bare name of what holds it: `n`, `argv[2]`.
    if (symbol.measure == "value" && !subject.empty())
      names.push_back(subject);
  }
  return named(names);
}

const Assumption *Assumptions::find(StringRef measure, const Subject &source) const {
  std::vector<std::string> names;
  for (const std::string &subject : spellings(source))
    names.push_back(fmt::format("{}({})", measure.str(), subject));
  if (measure == "bytes_per_line")
    names.push_back(measure.str());
  return named(names);
}

std::vector<std::string> Assumptions::unused() const {
  std::vector<std::string> keys;
  for (const Assumption &fact : facts)
    if (!fact.used)
      keys.push_back(fact.key);
  return keys;
}

} // namespace highwater::driver
