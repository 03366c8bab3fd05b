// Shapes are stored under the places that words have in a command line; without one, words have the names of their options.

#include "driver/cli/InputShape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;
using size::Symbol;

static Subject renamed(const Subject &subject, const Subject &from, const Subject &to) {
  if (subject == from)
    return to;
  std::vector<Subject> parts;
  for (const Subject &part : subject.parts())
    parts.push_back(renamed(part, from, to));
  return parts.empty() ? subject : Subject(subject.head(), std::move(parts));
}

/// The same shape with its records as those of another source.
static InputShape asOf(const InputShape &stored, const Subject &from, const Subject &to) {
  InputShape shape = stored;
  shape.records.clear();
  shape.distinct.clear();
  for (const auto &[symbol, sample] : stored.records)
    shape.records[{symbol.measure, renamed(symbol.subject, from, to), symbol.varying}] = sample;
  for (const auto &[symbol, sample] : stored.distinct)
    shape.distinct[{symbol.measure, renamed(symbol.subject, from, to), symbol.varying}] = sample;
  return shape;
}

/// `file(argv(name))`: by how the word is named.
static const std::vector<Subject> *namesOf(const Subject &source) {
  bool word = source.head() == "file" && source.parts().size() == 1 && source.parts()[0].head() == "argv";
  return word ? &source.parts()[0].parts() : nullptr;
}

/// `argv[optind + 1]` is the second word that is no option's; -1 for words without such a place.
static int placeBehindOptions(StringRef name) {
  int place = 0;
  if (name == "?" || name.starts_with("-") || !name.getAsInteger(10, place))
    return -1;
  return name.rsplit("+ ").second.getAsInteger(10, place) ? 0 : place;
}

std::optional<InputShape> storedShape(const InputShapes &stored, const Subject &source, bool byName) {
  if (auto found = stored.find(source); found != stored.end())
    return found->second;
  if (!byName)
    return std::nullopt;
  const std::vector<Subject> *names = namesOf(source);
  std::vector<InputShapes::const_iterator> others;
  for (auto each = stored.begin(); each != stored.end(); ++each) {
    const std::string &option = each->second.option;
    if (names && !option.empty() && llvm::any_of(*names, [&](const Subject &name) { return name.head() == option; }))
      return asOf(each->second, each->first, source);
    if (option.empty())
      others.push_back(each);
  }
  int place = names ? placeBehindOptions(names->front().head()) : -1;
  if (place >= 0 && place < static_cast<int>(others.size()))
    return asOf(others[place]->second, others[place]->first, source);
  return stored.size() == 1 ? std::optional(asOf(stored.begin()->second, stored.begin()->first, source)) : std::nullopt;
}

std::string optionBefore(const Subject &source, llvm::ArrayRef<std::string> line) {
  const std::vector<Subject> *names = namesOf(source);
  size_t place = 0;
  if (!names || StringRef(names->front().head()).getAsInteger(10, place) || place == 0 || place >= line.size())
    return "";
  StringRef before = line[place - 1];
  return before.starts_with("-") && !before.contains('=') ? before.str() : "";
}

} // namespace highwater::driver
