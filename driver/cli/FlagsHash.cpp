// Two commands with one hash make the same events of the same files.

#include "driver/cli/Parse.h"

#include "driver/config/Paths.h"

#include <cstdlib>

namespace highwater::driver {

std::uint64_t flagsHash(const Command &command, llvm::StringRef root) {
  std::string folder = root.rtrim('/').str() + "/";
  auto portable = [&](std::string word) {
    for (size_t at = word.find(folder); !root.empty() && at != std::string::npos; at = word.find(folder, at))
      word.erase(at, folder.size());
    return word;
  };
  std::string text = portable(command.directory + "/");
  for (const std::string &word : parsingFlags(command))
    text += '\0' + portable(word);
  for (const char *name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    if (const char *value = std::getenv(name))
      text += '\0' + std::string(name) + '=' + portable(value);
  return contentHash(text);
}

} // namespace highwater::driver
