// `--assume KEY=VALUE` and `assumptions:`: facts about symbols, named as reports print them.

#pragma once

#include "driver/cli/InputShape.h"
#include "driver/cli/InputText.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace highwater::driver {

struct Assumption {
  std::string key; ///< as given
  std::string from;///< "--assume" or the file that says it
  double value = 0;
  mutable bool used = false; ///< it decided something
};

class Assumptions {
public:
  /// A later one with the same key replaces an earlier one. Errors say what is wrong with `fact`.
  llvm::Error add(llvm::StringRef fact, llvm::StringRef from);
  llvm::Error add(llvm::StringRef key, llvm::StringRef value, llvm::StringRef from);

  /// What to call `argv(i)` and `arg(i)` by: words of the command line, names of the entry's parameters.
  CommandLine line;
  std::vector<std::string> parameters;
  /// Shapes that replace what is measured of these inputs.
  InputShapes shapes;

  /// The fact about `symbol`, whichever of its names was used: `bytes(argv[1])`, `bytes(train.csv)`, `value(n)`, `n`.
  const Assumption *find(const size::Symbol &symbol) const;
  /// A fact called `measure` about a source: `fields(train.csv)`, `bytes_per_line(train.csv)`, or of all sources
  /// `bytes_per_line`.
  const Assumption *find(llvm::StringRef measure, const size::Subject &source) const;

  std::vector<std::string> unused() const; ///< keys

private:
  const Assumption *named(const std::vector<std::string> &names) const;
  std::vector<std::string> spellings(const size::Subject &subject) const;

  std::vector<Assumption> facts;
};

} // namespace highwater::driver
