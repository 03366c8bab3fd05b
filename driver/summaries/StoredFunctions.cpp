// The text of a function is what stands between two lines that begin one.

#include "driver/summaries/StoredFunctions.h"

#include "driver/config/Paths.h"

#include "analysis/events/Text.h"

namespace highwater::driver {

using llvm::StringRef;

static constexpr StringRef opening = "highwater-events 1\n", closing = "finished\n";

/// Nothing but one function, or the line that begins it.
static llvm::Expected<events::Function> readFunction(StringRef text, StringRef path) {
  llvm::Expected<events::Unit> unit = events::read((opening + text + closing).str(), path);
  if (!unit)
    return unit.takeError();
  if (unit->functions.size() != 1)
    return llvm::createStringError(path + ": a function is missing");
  return std::move(unit->functions.front());
}

llvm::Expected<StoredFunctions> StoredFunctions::read(const StoredUnit &stored, StringRef path, StringRef root) {
  StoredFunctions result;
  result.root = root.str();
  StringRef text = stored.events, marker = "\nfunction ";
  size_t end = text.find("\ninitializers");
  StringRef functions = text.take_front(end == StringRef::npos ? text.size() : end + 1);
  size_t begin = functions.find(marker);
  StringRef head = functions.take_front(begin == StringRef::npos ? functions.size() : begin + 1);
  StringRef initializers = end == StringRef::npos ? closing : text.drop_front(end + 1);
  llvm::Expected<events::Unit> unit = events::read((head + initializers).str(), path, stored.eventsLine);
  if (!unit)
    return unit.takeError();
  result.head = std::move(*unit);
  for (functions = functions.drop_front(head.size()); !functions.empty();) {
    size_t next = functions.find(marker);
    StringRef one = functions.take_front(next == StringRef::npos ? functions.size() : next + 1);
    functions = functions.drop_front(one.size());
    llvm::Expected<events::Function> header = readFunction((one.split('\n').first + "\n").str(), path);
    if (!header)
      return header.takeError();
    result.byUsr.try_emplace(header->usr, result.head.functions.size());
    result.head.functions.push_back(std::move(*header));
    result.texts.push_back(one);
  }
  return result;
}

const events::Function *StoredFunctions::find(StringRef usr) const {
  auto found = byUsr.find(usr);
  return found == byUsr.end() ? nullptr : &head.functions[found->second];
}

bool StoredFunctions::isInternal(const events::Function &function) const {
  return StringRef(function.usr).starts_with(head.mainFile + "#");
}

const events::References *StoredFunctions::take(const events::Function &header) {
  unsigned index = &header - head.functions.data();
  auto [place, isNew] = taken.try_emplace(index);
  if (!isNew)
    return nullptr;
  llvm::Expected<events::Function> function = readFunction(texts[index], head.mainFile);
  if (!function) { // the checksum was right, so this is not damage
    llvm::consumeError(function.takeError());
    taken.erase(place);
    return nullptr;
  }
  place->second.references = events::referencesOf(head, *function);
  place->second.function = std::move(*function);
  return &place->second.references;
}

events::Unit StoredFunctions::unit() const {
  events::Unit unit = head;
  unit.functions.clear();
  for (const auto &[index, each] : taken)
    unit.functions.push_back(each.function);
  events::renameFiles(unit, [&](StringRef file) { return pathIn(root, file); });
  return unit;
}

} // namespace highwater::driver
