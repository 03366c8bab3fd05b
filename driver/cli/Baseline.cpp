// JSON, one entry a line, sorted: a change of it can be reviewed.

#include "driver/cli/Baseline.h"

#include "driver/cli/Sources.h"

#include "fmt/format.h"

#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

namespace highwater::driver {

namespace json = llvm::json;
using llvm::StringRef;

llvm::Expected<Baseline> Baseline::read(StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(
        fmt::format("{}: {}; --update-baseline makes one", path.str(), buffer.getError().message()));
  auto malformed = [&](const std::string &why) {
    return llvm::createStringError(fmt::format("{}: not a baseline: {}", path.str(), why));
  };
  llvm::Expected<json::Value> value = json::parse((*buffer)->getBuffer());
  if (!value)
    return malformed(llvm::toString(value.takeError()));
  const json::Object *top = value->getAsObject();
  const json::Array *entries = top ? top->getArray("findings") : nullptr;
  if (!entries || top->getInteger("version") != 1)
    return malformed("expected {\"version\": 1, \"findings\": [...]}");
  Baseline result;
  result.path = path.str();
  for (const json::Value &each : *entries) {
    const json::Object *entry = each.getAsObject();
    auto word = [&](StringRef key) { return entry ? entry->getString(key) : std::nullopt; };
    if (!word("check") || !word("file") || !word("function") || !word("object"))
      return malformed("an entry needs check, file, function and object");
    Key key{word("check")->str(), word("file")->str(), word("function")->str(), word("object")->str()};
    result.accepted[key] += entry->getInteger("count").value_or(1);
  }
  return result;
}

size_t Baseline::filter(std::vector<checks::Finding> &findings, StringRef root) {
  return std::erase_if(findings, [&](const checks::Finding &finding) {
    Key key = keyOf(finding, relativePath(finding.site.file, root));
    auto entry = accepted.find(key);
    return entry != accepted.end() && ++found[key] <= entry->second;
  });
}

std::vector<std::string> Baseline::stale(const std::function<bool(const Key &)> &judged) const {
  std::vector<std::string> messages;
  for (const auto &[key, count] : accepted) {
    auto entry = found.find(key);
    if ((entry == found.end() || entry->second < count) && judged(key))
      messages.push_back(fmt::format("{}: '{}' in '{}' of {} is not found any more [{}]; --update-baseline takes it out",
                                     path, key.object, key.function, key.file, key.check));
  }
  return messages;
}

llvm::Expected<size_t> Baseline::write(StringRef path, llvm::ArrayRef<checks::Finding> findings, StringRef root,
                                       const Baseline *old, const std::function<bool(const Key &)> &judged) {
  std::map<Key, unsigned> entries;
  for (const checks::Finding &finding : findings)
    ++entries[keyOf(finding, relativePath(finding.site.file, root))];
  if (old)
    for (const auto &[key, count] : old->accepted)
      if (!judged(key))
        entries[key] = std::max(entries[key], count);
  size_t total = 0;
  std::string lines;
  for (const auto &[key, count] : entries) {
    json::Object entry{{"check", key.check}, {"file", key.file}, {"function", key.function}, {"object", key.object}};
    if (count > 1)
      entry["count"] = count;
    total += count;
    lines += fmt::format("{}\n  {}", lines.empty() ? "" : ",", llvm::formatv("{0}", json::Value(std::move(entry))).str());
  }
  llvm::Error error = llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    out << "{\"version\": 1, \"findings\": [" << lines << (lines.empty() ? "]}\n" : "\n]}\n");
    return llvm::Error::success();
  });
  if (error)
    return error;
  return total;
}

} // namespace highwater::driver
