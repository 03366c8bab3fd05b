// The hash is FNV-1a: the same on every machine, for as long as fingerprints are kept.

#include "driver/findings/Key.h"

#include "fmt/format.h"

#include <cstdint>
#include <map>

namespace highwater::driver {

llvm::StringRef objectOf(const checks::Finding &finding) {
  return llvm::StringRef(finding.message).split('\'').second.split('\'').first;
}

Key keyOf(const checks::Finding &finding, std::string file) {
  return {"highwater-" + finding.check, std::move(file), finding.site.function, objectOf(finding).str()};
}

std::vector<std::string> fingerprints(llvm::ArrayRef<Key> keys) {
  std::map<Key, unsigned> seen;
  std::vector<std::string> result;
  for (const Key &key : keys) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const std::string &part : {key.check, key.file, key.function, key.object, std::to_string(seen[key]++)})
      for (char c : part + '\0')
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    result.push_back(fmt::format("{:016x}", hash));
  }
  return result;
}

} // namespace highwater::driver
