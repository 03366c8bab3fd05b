// A row is the hash of a name and the number of a unit, both in hexadecimal digits.

#include "driver/summaries/SummaryIndex.h"

#include "driver/summaries/StoredUnit.h"

#include "analysis/events/Scanner.h"
#include "analysis/events/Values.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::driver {

using llvm::StringRef;

static constexpr StringRef firstLine = "highwater-index 1\n";
static constexpr size_t rowSize = 16 + 1 + 8 + 1;

std::uint64_t definesKey(StringRef usr) { return contentHash(usr); }

std::uint64_t overridesKey(StringRef usr) { return contentHash(("overrides " + usr).str()); }

std::vector<std::uint64_t> indexKeys(const events::Unit &unit) {
  std::vector<std::uint64_t> keys;
  for (const events::Function &function : unit.functions) {
    if (!StringRef(function.usr).starts_with(unit.mainFile + "#")) // nobody else can name it
      keys.push_back(definesKey(function.usr));
    for (const std::string &base : function.overrides)
      keys.push_back(overridesKey(base));
  }
  llvm::sort(keys);
  keys.erase(llvm::unique(keys), keys.end());
  return keys;
}

SummaryIndex::SummaryIndex(StringRef text) {
  if (!text.consume_front(firstLine))
    return;
  while (text.starts_with("\"")) {
    StringRef line;
    std::tie(line, text) = text.split('\n');
    events::Scanner scanner(line);
    IndexedUnit unit;
    unit.file = scanner.quoted();
    unit.mainFile = scanner.quoted();
    units.push_back(std::move(unit));
  }
  if (text.size() % rowSize == 0)
    rows = text;
}

static std::uint64_t keyOfRow(StringRef row) {
  std::uint64_t key = 0;
  row.take_front(16).getAsInteger(16, key);
  return key;
}

static unsigned unitOfRow(StringRef row) {
  unsigned unit = ~0u;
  row.substr(17, 8).getAsInteger(16, unit);
  return unit;
}

std::vector<unsigned> SummaryIndex::find(std::uint64_t key) const {
  size_t low = 0, high = rows.size() / rowSize;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (keyOfRow(rows.substr(middle * rowSize)) < key)
      low = middle + 1;
    else
      high = middle;
  }
  std::vector<unsigned> found;
  for (StringRef row = rows.substr(low * rowSize); !row.empty() && keyOfRow(row) == key; row = row.drop_front(rowSize))
    if (unsigned unit = unitOfRow(row); unit < units.size())
      found.push_back(unit);
  return found;
}

std::vector<IndexedUnit> SummaryIndex::expanded() const {
  std::vector<IndexedUnit> result = units;
  for (StringRef row = rows; !row.empty(); row = row.drop_front(rowSize))
    if (unsigned unit = unitOfRow(row); unit < result.size())
      result[unit].keys.push_back(keyOfRow(row));
  return result;
}

std::string indexText(std::vector<IndexedUnit> units) {
  llvm::sort(units, [](const IndexedUnit &a, const IndexedUnit &b) {
    return std::tie(a.mainFile, a.file) < std::tie(b.mainFile, b.file);
  });
  std::string text = firstLine.str();
  llvm::raw_string_ostream out(text);
  std::vector<std::pair<std::uint64_t, unsigned>> rows;
  for (auto [number, unit] : llvm::enumerate(units)) {
    events::writeQuoted(out, unit.file);
    out << ' ';
    events::writeQuoted(out, unit.mainFile);
    out << '\n';
    for (std::uint64_t key : unit.keys)
      rows.emplace_back(key, number);
  }
  llvm::sort(rows);
  for (auto [key, unit] : rows)
    out << fmt::format("{:016x} {:08x}\n", key, unit);
  return text;
}

} // namespace highwater::driver
