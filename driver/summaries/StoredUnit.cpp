// A section is a head, the text form of the events, and a checksum: half a section is never taken for a whole one.

#include "driver/summaries/StoredUnit.h"

#include "driver/config/Paths.h"

#include "analysis/events/Scanner.h"
#include "analysis/events/References.h"
#include "analysis/events/Text.h"
#include "analysis/events/Values.h"

#include "fmt/format.h"

#include "llvm/Support/xxhash.h"

namespace highwater::driver {

using llvm::StringRef;

static constexpr StringRef firstLine = "highwater-summary 1";

std::uint64_t contentHash(StringRef text) { return llvm::xxh3_64bits(text); }

void writeStoredUnit(const StoredUnit &meta, const events::Unit &unit, StringRef root, llvm::raw_ostream &out) {
  std::string text;
  llvm::raw_string_ostream section(text);
  auto line = [&](StringRef key, StringRef value) {
    section << key << ' ';
    events::writeQuoted(section, value);
    section << '\n';
  };
  section << firstLine << '\n';
  line("tool", toolVersion);
  line("unit", relativePath(meta.mainFile, root));
  if (!meta.target.empty())
    line("target", meta.target);
  section << fmt::format("flags {:016x}\n", meta.flags);
  for (const std::string &flag : meta.droppedFlags)
    line("dropped", flag);
  for (const Input &input : meta.inputs)
    line(fmt::format("input {:016x}", input.hash), relativePath(input.path, root));
  events::Unit copy = unit;
  events::renameFiles(copy, [&](StringRef file) { return relativePath(file, root); });
  events::write(copy, section);
  out << text << fmt::format("checksum {:016x}\n", contentHash(text));
}

namespace {

/// Reads the sections of a file.
class Reader {
public:
  Reader(StringRef text, StringRef path, StringRef root) : rest(text), path(path), root(root) {}

  /// Nothing at the end of the text.
  llvm::Expected<std::optional<StoredUnit>> next();

private:
  llvm::Error failure(const llvm::Twine &what) const {
    return llvm::createStringError(path + ":" + llvm::Twine(lineNumber) +
                                   ": this is no summary of a unit: " + what +
                                   "; make it again with 'highwater summarize'");
  }
  StringRef takeLine() {
    StringRef line;
    std::tie(line, rest) = rest.split('\n');
    ++lineNumber;
    return line;
  }
  llvm::Error readHead(StoredUnit &unit);

  StringRef rest, path, root;
  unsigned lineNumber = 0;
};

} // namespace

llvm::Error Reader::readHead(StoredUnit &unit) {
  while (!rest.empty() && !rest.starts_with("highwater-events ")) {
    StringRef line = takeLine();
    auto [key, value] = line.split(' ');
    if (key == "flags" || key == "input") {
      std::uint64_t hash = 0;
      StringRef digits = value.take_front(16);
      value = value.drop_front(digits.size());
      if (digits.size() != 16 || digits.getAsInteger(16, hash))
        return failure("expected a hash");
      if (key == "flags") {
        unit.flags = hash;
        continue;
      }
      unit.inputs.push_back({"", hash});
    }
    events::Scanner scanner(value);
    std::string text = scanner.quoted();
    if (!scanner.failure().empty() || !scanner.atEnd())
      return failure("expected " + (scanner.failure().empty() ? "the end of the line" : scanner.failure()));
    if (key == "tool") {
      if (text != toolVersion)
        return failure("highwater " + text + " wrote it, and this is " + toolVersion);
    } else if (key == "unit") {
      unit.mainFile = pathIn(root, text);
    } else if (key == "target") {
      unit.target = text;
    } else if (key == "dropped") {
      unit.droppedFlags.push_back(text);
    } else if (key == "input") {
      unit.inputs.back().path = pathIn(root, text);
    } else {
      return failure("unknown word '" + key + "'");
    }
  }
  return llvm::Error::success();
}

llvm::Expected<std::optional<StoredUnit>> Reader::next() {
  if (rest.empty())
    return std::nullopt;
  StringRef begin = rest;
  StringRef first = takeLine();
  if (first != firstLine)
    return failure(first.starts_with("highwater-summary ")
                       ? "another version of highwater wrote it"
                       : llvm::Twine("expected '") + firstLine + "'");
  if (!rest.contains("\nchecksum ")) {
    lineNumber += rest.count('\n');
    return failure("it ends too early");
  }
  StoredUnit unit;
  if (llvm::Error error = readHead(unit))
    return error;
  unit.eventsLine = lineNumber + 1;
  unit.events = rest.take_front(rest.find("\nchecksum ") + 1);
  lineNumber += unit.events.count('\n');
  rest = rest.drop_front(unit.events.size());
  StringRef checked = begin.drop_back(rest.size());
  StringRef last = takeLine();
  if (last != fmt::format("checksum {:016x}", contentHash(checked)))
    return failure("it was changed or damaged, its checksum is wrong");
  unit.section = begin.drop_back(rest.size());
  return unit;
}

llvm::Expected<std::vector<StoredUnit>> readStoredUnits(StringRef text, StringRef path, StringRef root) {
  std::vector<StoredUnit> result;
  Reader reader(text, path, root);
  if (text.empty())
    return llvm::createStringError(path + ":1: this is no summary of a unit: it is empty");
  for (;;) {
    llvm::Expected<std::optional<StoredUnit>> unit = reader.next();
    if (!unit)
      return unit.takeError();
    if (!*unit)
      return result;
    result.push_back(std::move(**unit));
  }
}

llvm::Expected<events::Unit> eventsOf(const StoredUnit &stored, StringRef path, StringRef root) {
  llvm::Expected<events::Unit> unit = events::read(stored.events, path, stored.eventsLine);
  if (unit)
    events::renameFiles(*unit, [&](StringRef file) { return pathIn(root, file); });
  return unit;
}

} // namespace highwater::driver
