// Definitions by USR. One that several units have is mostly that of a header, and the same in all of them.

#include "analysis/program/Linkage.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace highwater::program {

Linkage::Linkage(std::vector<events::Unit> linked) : units(std::move(linked)) {
  std::map<std::string, std::vector<std::string>> direct;
  for (unsigned unit = 0; unit < units.size(); ++unit)
    for (unsigned index = 0; index < units[unit].functions.size(); ++index) {
      const events::Function &function = units[unit].functions[index];
      bodies[function.usr].push_back({unit, index});
      for (const std::string &base : function.overrides)
        direct[base].push_back(function.usr);
    }
  for (const auto &[base, unused] : direct) {
    std::set<std::string> all;
    std::vector<std::string> work{base};
    while (!work.empty()) {
      std::string next = std::move(work.back());
      work.pop_back();
      if (auto found = direct.find(next); found != direct.end())
        for (const std::string &overrider : found->second)
          if (all.insert(overrider).second)
            work.push_back(overrider);
    }
    overridden[base].assign(all.begin(), all.end());
  }
}

const events::Function &Linkage::function(FunctionReference reference) const {
  return units[reference.unit].functions[reference.index];
}

std::optional<FunctionReference> Linkage::definition(llvm::StringRef usr, const events::Unit &from) const {
  auto found = bodies.find(usr);
  if (found == bodies.end())
    return std::nullopt;
  unsigned own = &from - units.data();
  auto nearer = [&](FunctionReference a, FunctionReference b) {
    if (a.unit == own || b.unit == own)
      return a.unit == own && b.unit != own;
    return isNearer(units[a.unit].mainFile, units[b.unit].mainFile, from.mainFile);
  };
  return *llvm::min_element(found->second, nearer);
}

bool Linkage::isFirst(FunctionReference reference) const {
  return bodies.find(function(reference).usr)->second.front() == reference;
}

llvm::ArrayRef<std::string> Linkage::overriders(llvm::StringRef usr) const {
  auto found = overridden.find(usr);
  return found == overridden.end() ? llvm::ArrayRef<std::string>() : llvm::ArrayRef<std::string>(found->second);
}

/// The length of the folders that two paths begin with.
static size_t commonFolders(llvm::StringRef a, llvm::StringRef b) {
  size_t common = 0;
  for (size_t index = 0; index < std::min(a.size(), b.size()) && a[index] == b[index]; ++index)
    if (a[index] == '/')
      common = index + 1;
  return common;
}

bool isNearer(llvm::StringRef a, llvm::StringRef b, llvm::StringRef from) {
  size_t nearA = commonFolders(a, from), nearB = commonFolders(b, from);
  return nearA != nearB ? nearA > nearB : a < b;
}

} // namespace highwater::program
