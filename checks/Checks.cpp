// The table behind --list-checks and --checks.

#include "checks/Checks.h"

namespace highwater::checks {

llvm::ArrayRef<const Check *> allChecks() {
  static constexpr const Check *table[] = {
#define CHECK(Name) &Name,
#include "checks/Checks.def"
  };
  return table;
}

llvm::ArrayRef<OptionSpec> optionSpecs() {
  static constexpr OptionSpec table[] = {
      {"LargeObjectBytes", &Options::largeObjectBytes},
      {"MaxLoadBytes", &Options::maxLoadBytes},
      {"MinSavingBytes", &Options::minSavingBytes},
      {"MinSavingShare", &Options::minSavingShare},
  };
  return table;
}

} // namespace highwater::checks
