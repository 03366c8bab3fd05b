// clangd runs the checks it knows to be fast and those that a configuration names. Ours would be neither, and an editor
// that is silent for want of two lines of YAML looks like one that has nothing to say. So they count as fast here, and
// run unless the configuration says something about them.
//
// Both functions are clangd's. The linker (--wrap) sends its calls here, and gives the originals another name.

#include "driver/config/DefaultChecks.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"

#include <optional>

using clang::tidy::ClangTidyOptions;

namespace clang::clangd {

using TidyProvider = llvm::unique_function<void(ClangTidyOptions &, llvm::StringRef) const>;

std::optional<bool> knownSpeed(llvm::StringRef check) asm("__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> speed(llvm::StringRef check) asm("__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

TidyProvider clangdsDefaults() asm("__real__ZN5clang6clangd20provideDefaultChecksEv");
TidyProvider defaults() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

std::optional<bool> speed(llvm::StringRef check) {
  return check.starts_with("highwater-") ? true : knownSpeed(check);
}

TidyProvider defaults() {
  return [original = clangdsDefaults()](ClangTidyOptions &options, llvm::StringRef file) {
    original(options, file);
    options.Checks = highwater::driver::withOurChecks(options.Checks.value_or(""));
  };
}

} // namespace clang::clangd
