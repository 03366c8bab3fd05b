// highwater-clangd: clangd's own main, shown where clang's headers are, around the checks that are linked in.

#include "driver/resources/ResourceFolder.h"
#include "driver/tidy/Host.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <vector>

namespace clang::clangd {
int clangdMain(int argc, char **argv);
}

namespace highwater::tidy {
extern volatile int moduleAnchor;
const bool inEditor = true;
} // namespace highwater::tidy

int main(int argc, char **argv) {
  (void)highwater::tidy::moduleAnchor;
  std::vector<char *> words(argv, argv + argc);
  bool said = llvm::any_of(words, [](llvm::StringRef word) { return word.ltrim('-').starts_with("resource-dir"); });
  std::string option;
  if (!said) {
    llvm::Expected<std::string> folder = highwater::driver::findResourceFolder();
    if (!folder) {
      llvm::errs() << "highwater-clangd: error: " << llvm::toString(folder.takeError()) << '\n';
      return 2;
    }
    option = "--resource-dir=" + *folder;
    words.push_back(option.data());
  }
  words.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(words.size()) - 1, words.data());
}
