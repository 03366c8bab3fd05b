// Where a callee is defined is decided by the rule that linking has, so that a part of a program sees what the whole
// program sees.

#include "driver/summaries/StoredProgram.h"

#include "driver/config/Paths.h"

#include "analysis/program/Linkage.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

#include <deque>
#include <set>

namespace highwater::driver {

using llvm::StringRef;

StoredProgram::StoredProgram(const SummaryFolder &folder, FileHashes &hashes)
    : root(folder.root), folder(&folder), hashes(&hashes) {
  auto buffer = llvm::MemoryBuffer::getFile(folder.indexPath(), /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return;
  indexText = std::move(*buffer);
  index.emplace(indexText->getBuffer());
  for (const IndexedUnit &unit : index->units)
    sections.push_back({pathIn(root, unit.mainFile), unit.file, false, false, nullptr, std::nullopt});
}

llvm::Expected<StoredProgram> StoredProgram::of(llvm::ArrayRef<Given> units, std::string root) {
  StoredProgram program(std::move(root));
  for (const Given &each : units) {
    llvm::Expected<StoredFunctions> functions = StoredFunctions::read(each.unit, each.path, program.root);
    if (!functions)
      return functions.takeError();
    for (std::uint64_t key : indexKeys(functions->declarations()))
      program.keys.emplace(key, program.sections.size());
    program.sections.push_back({each.unit.mainFile, "", false, true, nullptr, std::move(*functions)});
  }
  return program;
}

std::vector<unsigned> StoredProgram::candidates(std::uint64_t key) const {
  if (index)
    return index->find(key);
  std::vector<unsigned> result;
  auto [first, last] = keys.equal_range(key);
  for (; first != last; ++first)
    result.push_back(first->second);
  return result;
}

StoredFunctions *StoredProgram::open(Section &section) {
  if (!section.opened) {
    section.opened = true;
    llvm::Expected<std::optional<KeptUnit>> kept = folder->read(section.file);
    if (!kept) {
      llvm::consumeError(kept.takeError());
    } else if (*kept && hashes->firstChanged((*kept)->unit, section.isAtHand ? FileHashes::HeadersOnly : FileHashes::Strict).empty()) {
      section.text = std::move((*kept)->text);
      llvm::Expected<StoredFunctions> functions = StoredFunctions::read((*kept)->unit, section.file, root);
      if (functions)
        section.functions = std::move(*functions);
      else
        llvm::consumeError(functions.takeError());
    }
  }
  return section.functions ? &*section.functions : nullptr;
}

/// Takes what is needed until nothing new is. Units are numbered: the asker's own first, stored ones behind them.
class StoredProgram::Closure {
public:
  Closure(StoredProgram &stored, llvm::ArrayRef<events::Unit> own);
  std::vector<events::Unit> run();

private:
  struct Work {
    unsigned unit;
    const events::References *references;
  };

  StringRef mainFile(unsigned unit) const {
    return unit < own.size() ? own[unit].mainFile : stored.sections[unit - own.size()].mainFile;
  }
  const events::Function *find(unsigned unit, StringRef usr);
  std::vector<unsigned> storedUnits(std::uint64_t key) const;
  void need(StringRef usr, unsigned caller);
  void needOverriders(StringRef usr, unsigned caller);
  void take(unsigned unit, const events::Function &header);
  void follow(const Work &work);

  StoredProgram &stored;
  llvm::ArrayRef<events::Unit> own;
  std::map<std::string, std::map<unsigned, const events::Function *>, std::less<>> ownBodies;
  std::map<std::string, std::set<std::string>, std::less<>> ownOverriders;
  std::set<std::pair<unsigned, std::string>> needed, overridden;
  std::deque<events::References> initializers;
  std::deque<Work> work;
};

StoredProgram::Closure::Closure(StoredProgram &stored, llvm::ArrayRef<events::Unit> own) : stored(stored), own(own) {
  llvm::StringSet<> ownFiles;
  for (unsigned unit = 0; unit < own.size(); ++unit) {
    ownFiles.insert(own[unit].mainFile);
    for (const events::Function &function : own[unit].functions) {
      ownBodies[function.usr].emplace(unit, &function);
      for (const std::string &base : function.overrides)
        ownOverriders[base].insert(function.usr);
    }
  }
  for (Section &section : stored.sections)
    section.isAtHand = ownFiles.contains(section.mainFile);
}

const events::Function *StoredProgram::Closure::find(unsigned unit, StringRef usr) {
  if (unit >= own.size()) {
    Section &section = stored.sections[unit - own.size()];
    StoredFunctions *functions = stored.open(section);
    const events::Function *function = nullptr;
    if (functions) // which names files relative to the root
      function = usr.starts_with(section.mainFile + "#")
                     ? functions->find(functions->declarations().mainFile + usr.substr(section.mainFile.size()).str())
                     : functions->find(usr);
    return function && !(section.isAtHand && function->inMainFile) ? function : nullptr;
  }
  auto found = ownBodies.find(usr);
  if (found == ownBodies.end())
    return nullptr;
  auto inUnit = found->second.find(unit);
  return inUnit == found->second.end() ? nullptr : inUnit->second;
}

std::vector<unsigned> StoredProgram::Closure::storedUnits(std::uint64_t key) const {
  std::vector<unsigned> units;
  for (unsigned section : stored.candidates(key))
    if (section < stored.sections.size())
      units.push_back(own.size() + section);
  return units;
}

void StoredProgram::Closure::need(StringRef usr, unsigned caller) {
  if (!needed.emplace(caller, usr.str()).second)
    return;
  if (const events::Function *function = find(caller, usr))
    return take(caller, *function);
  std::vector<unsigned> units = storedUnits(definesKey(usr));
  if (auto found = ownBodies.find(usr); found != ownBodies.end())
    for (const auto &[unit, function] : found->second)
      units.push_back(unit);
  // `static inline` of a header that the asker did not read.
  if (caller < own.size() && usr.starts_with((mainFile(caller) + "#").str()))
    for (unsigned section = 0; section < stored.sections.size(); ++section)
      if (stored.sections[section].mainFile == mainFile(caller))
        units.push_back(own.size() + section);
  llvm::sort(units, [&](unsigned a, unsigned b) {
    return a != b && program::isNearer(mainFile(a), mainFile(b), mainFile(caller));
  });
  for (unsigned unit : units)
    if (const events::Function *function = find(unit, usr))
      return take(unit, *function);
}

void StoredProgram::Closure::needOverriders(StringRef usr, unsigned caller) {
  if (!overridden.emplace(caller, usr.str()).second)
    return;
  if (auto found = ownOverriders.find(usr); found != ownOverriders.end())
    for (const std::string &overrider : found->second)
      needOverriders(overrider, caller);
  for (unsigned unit : storedUnits(overridesKey(usr))) {
    Section &section = stored.sections[unit - own.size()];
    StoredFunctions *functions = stored.open(section);
    if (!functions)
      continue;
    for (const events::Function &overrider : functions->declarations().functions) {
      if (!llvm::is_contained(overrider.overrides, usr) || (section.isAtHand && overrider.inMainFile))
        continue;
      if (functions->isInternal(overrider))
        take(unit, overrider);
      else
        need(overrider.usr, caller);
      needOverriders(overrider.usr, caller);
    }
  }
}

void StoredProgram::Closure::take(unsigned unit, const events::Function &header) {
  if (unit < own.size())
    return;
  StoredFunctions &functions = *stored.sections[unit - own.size()].functions;
  bool isFirst = !functions.anyTaken();
  if (const events::References *references = functions.take(header))
    work.push_back({unit, references});
  if (isFirst) { // tables of functions
    initializers.push_back(events::referencesOf(functions.declarations(), functions.declarations().globalInitializers));
    work.push_back({unit, &initializers.back()});
  }
}

void StoredProgram::Closure::follow(const Work &each) {
  for (const std::string &usr : each.references->functions)
    need(usr, each.unit);
  for (const std::string &usr : each.references->virtuals)
    needOverriders(usr, each.unit);
  if (each.unit < own.size())
    return;
  // A library may call an object that it is handed, with no call to be seen here.
  for (const events::Function &function : stored.sections[each.unit - own.size()].functions->declarations().functions)
    if (function.record && function.record < each.references->types.size() &&
        each.references->types.test(function.record) && StringRef(function.name).ends_with("operator()"))
      take(each.unit, function);
}

std::vector<events::Unit> StoredProgram::Closure::run() {
  for (unsigned unit = 0; unit < own.size(); ++unit) {
    for (const events::Function &function : own[unit].functions) {
      events::References references = events::referencesOf(own[unit], function);
      follow({unit, &references});
    }
    events::References references = events::referencesOf(own[unit], own[unit].globalInitializers);
    follow({unit, &references});
  }
  while (!work.empty()) {
    Work next = work.front();
    work.pop_front();
    follow(next);
  }
  std::vector<events::Unit> units;
  for (const Section &section : stored.sections)
    if (section.functions && section.functions->anyTaken())
      units.push_back(section.functions->unit());
  return units;
}

std::vector<events::Unit> StoredProgram::calleesOf(llvm::ArrayRef<events::Unit> units) {
  if (sections.empty())
    return {};
  return Closure(*this, units).run();
}

} // namespace highwater::driver
