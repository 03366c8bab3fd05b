// What a check is.

#pragma once

#include "checks/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace highwater::program {
class Program;
}
namespace highwater::events {
struct Function;
}

namespace highwater::checks {

/// Thresholds common to all checks; the defaults are INTERFACE's.
struct Options {
  double largeObjectBytes = 1 << 20;  ///< smallest constant size worth a finding, bytes
  double minSavingBytes = 1 << 20;    ///< smallest saving worth a finding, bytes
  double minSavingShare = 0.05;       ///< and the smallest share of the function's peak, 0..1
  double maxLoadBytes = 1 << 30;      ///< a load that can be no larger needs no further bound, bytes
  Confidence confidence = Confidence::High; ///< lowest level that is shown
};

struct OptionSpec {
  llvm::StringLiteral name;           ///< CheckOptions key, `LargeObjectBytes`
  double Options::*value;
};

/// All options, as clang-tidy, .highwater.yaml and `--help` know them. `Confidence` is a word and stands apart.
llvm::ArrayRef<OptionSpec> optionSpecs();

using FindingSink = llvm::function_ref<void(Finding)>;

/// A check is a value: its name, what it says in one line, and the function that runs it over one function. Checks hold
/// no state and never see the driver, so they can run in any order and on any thread.
struct Check {
  llvm::StringLiteral name;           ///< kebab-case, without `highwater-`; docs/checks/<name>.md, test/checks/<name>.cpp
  llvm::StringLiteral summary;        ///< lower case, no full stop
  void (*run)(const program::Program &program, const events::Function &function, const Options &options,
              FindingSink report);
};

} // namespace highwater::checks
