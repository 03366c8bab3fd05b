// The door through which clang-tidy and clangd find the checks.

#include "driver/tidy/CheckAdapter.h"

#include "checks/Checks.h"

#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"

namespace highwater::tidy {

namespace {

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    for (const checks::Check *check : checks::allChecks())
      factories.registerCheckFactory(
          "highwater-" + check->name.str(),
          [check](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
            return std::make_unique<CheckAdapter>(name, context, *check);
          });
  }
};

/// clang's interfaces change with each release: the module works in the one it was compiled for.
struct Registration {
  Registration() {
    static constexpr llvm::StringLiteral compiled = CLANG_VERSION_MAJOR_STRING "."
#define HIGHWATER_TEXT_OF(number) #number
#define HIGHWATER_TEXT(number) HIGHWATER_TEXT_OF(number)
        HIGHWATER_TEXT(CLANG_VERSION_MINOR) ".";
    std::string running = clang::getClangFullVersion();
    if (!llvm::StringRef(running).contains("version " + compiled.str())) {
      llvm::errs() << "highwater-tidy.so: compiled for clang " CLANG_VERSION_STRING
                      ", but loaded into " << running << "; its checks are not available\n";
      return;
    }
    static clang::tidy::ClangTidyModuleRegistry::Add<Module> module("highwater-module",
                                                                    "Checks of peak memory.");
  }
};

Registration registration;

} // namespace

/// A program that links this file instead of loading it refers to this, so that the linker keeps it.
extern volatile int moduleAnchor;
volatile int moduleAnchor = 0;

} // namespace highwater::tidy
