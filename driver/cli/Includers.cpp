// The whole graph of the project's includes is walked once, file by file; a file is read once however often it is met.

#include "driver/cli/Includers.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <tuple>

namespace highwater::driver {

using llvm::StringRef;
namespace path = llvm::sys::path;

static constexpr unsigned nowhere = ~0u;

Includers::Includers(const Database &database, std::shared_ptr<const Overlay> overlay)
    : database(database), overlay(std::move(overlay)), reached(database.commands.size()) {}

std::vector<std::string> includeFolders(const Command &command) {
  std::vector<std::string> folders;
  const std::vector<std::string> &words = command.arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    StringRef word = words[i];
    if (!word.consume_front("-I") && !word.consume_front("-iquote"))
      continue;
    if (word.empty() && i + 1 < words.size())
      word = words[++i];
    folders.push_back(absolutePath(word, command.directory));
  }
  return folders;
}

unsigned Includers::fileAt(const std::string &path) {
  auto [entry, fresh] = indices.try_emplace(path, files.size());
  if (fresh)
    files.push_back({path, {}, false});
  return entry->second;
}

const std::vector<Includers::Include> &Includers::includesOf(unsigned file) {
  if (files[file].read)
    return files[file].includes;
  files[file].read = true;
  std::optional<std::string> text = readThrough(overlay.get(), files[file].path);
  if (!text)
    return files[file].includes;
  for (StringRef line : llvm::split(*text, '\n')) {
    line = line.ltrim();
    if (!line.consume_front("#"))
      continue;
    line = line.ltrim();
    if (!line.consume_front("include") && !line.consume_front("import"))
      continue;
    line.consume_front("_next");
    line = line.ltrim();
    bool quoted = line.starts_with("\"");
    if (!line.consume_front("\"") && !line.consume_front("<"))
      continue;
    StringRef name = line.take_until([&](char c) { return c == (quoted ? '"' : '>'); });
    files[file].includes.push_back({name.str(), quoted});
  }
  return files[file].includes;
}

bool Includers::exists(const std::string &path) {
  auto [entry, fresh] = existing.try_emplace(path, false);
  if (fresh)
    entry->second = (overlay && overlay->has(path)) || llvm::sys::fs::is_regular_file(path);
  return entry->second;
}

unsigned Includers::foldersOf(const Command &command) {
  std::vector<std::string> folders = includeFolders(command);
  auto [entry, fresh] = folderListIndices.try_emplace(llvm::join(folders, "\n"), folderLists.size());
  if (fresh)
    folderLists.push_back(std::move(folders));
  return entry->second;
}

unsigned Includers::resolve(const Include &include, unsigned from, unsigned folders) {
  std::string beside = include.quoted ? path::parent_path(files[from].path).str() : "";
  std::string key = std::to_string(folders) + "\n" + beside + "\n" + include.name;
  auto [entry, fresh] = resolved.try_emplace(key, nowhere);
  if (!fresh)
    return entry->second;
  std::vector<std::string> candidates;
  if (include.quoted)
    candidates.push_back(absolutePath(include.name, beside));
  for (const std::string &folder : folderLists[folders])
    candidates.push_back(absolutePath(include.name, folder));
  auto found = llvm::find_if(candidates, [&](const std::string &each) { return exists(each); });
  return entry->second = found == candidates.end() ? nowhere : fileAt(*found);
}

const std::vector<unsigned> &Includers::reach(size_t command) {
  std::vector<unsigned> &result = reached[command];
  if (!result.empty())
    return result;
  unsigned folders = foldersOf(database.commands[command]);
  llvm::DenseSet<unsigned> seen;
  std::vector<unsigned> waiting = {fileAt(database.commands[command].file)};
  seen.insert(waiting.front());
  const std::vector<std::string> &words = database.commands[command].arguments;
  for (size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == "-include")
      if (unsigned file = fileAt(absolutePath(words[i + 1], database.commands[command].directory));
          seen.insert(file).second)
        waiting.push_back(file);
  while (!waiting.empty()) {
    unsigned file = waiting.back();
    waiting.pop_back();
    result.push_back(file);
    for (const Include &include : std::vector<Include>(includesOf(file)))
      if (unsigned next = resolve(include, file, folders); next != nowhere && seen.insert(next).second)
        waiting.push_back(next);
  }
  llvm::sort(result);
  return result;
}

std::vector<size_t> Includers::of(StringRef header) {
  unsigned wanted = fileAt(header.str());
  std::vector<size_t> found;
  for (size_t i = 0; i < database.commands.size(); ++i)
    if (std::binary_search(reach(i).begin(), reach(i).end(), wanted))
      found.push_back(i);
  auto cost = [&](size_t i) {
    bool namesake = path::stem(database.commands[i].file) == path::stem(header);
    return std::tuple(!namesake, reached[i].size(), i);
  };
  llvm::sort(found, [&](size_t a, size_t b) { return cost(a) < cost(b); });
  return found;
}

} // namespace highwater::driver
