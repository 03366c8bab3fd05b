// A program: units linked over the call graph, functions analysed bottom-up, peaks of any function as the entry.

#pragma once

#include "analysis/effects/Catalog.h"
#include "analysis/events/Event.h"
#include "analysis/program/Estimate.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater::program {

struct ProgramOptions {
  bool wholeProgram = false;        ///< all units are here: what no unit calls or reads, nothing does
  unsigned recursionRounds = 3;     ///< how often a cycle of calls is composed before it becomes depth(f)
  /// Facts about text and numbers that are already known (a command line), so that branches on them are decided while
  /// the program is analysed. Nothing: unknown.
  std::function<std::optional<std::string>(const size::Subject &)> text;
  /// Likewise numbers: value(argc), value(argv[2]).
  std::function<std::optional<double>(const size::Symbol &)> number;
};

/// Which function: a USR that several units define (main) is told apart by its unit.
struct FunctionReference {
  unsigned unit = 0, index = 0;
  auto operator<=>(const FunctionReference &) const = default;
};

/// Keeps units and what is known of their functions. Not copied; summaries are computed once, when first asked for.
class Program {
public:
  Program(std::vector<events::Unit> units, const effects::Catalog &catalog, ProgramOptions options = {});
  ~Program();

  const std::vector<events::Unit> &units() const;
  const events::Function &function(FunctionReference reference) const;
  FunctionReference referenceOf(const events::Function &function) const;
  std::vector<FunctionReference> mains() const;
  /// Functions whose qualified name or last component is `name`, optionally in a file that ends in `file`.
  std::vector<FunctionReference> find(llvm::StringRef name, llvm::StringRef file = "") const;

  /// With `savings`, the peak is computed again for every owner that drags.
  Estimate estimate(FunctionReference entry, bool savings = true) const;

  /// The stages, as text that tests match: timeline of live sets, peaks, summary.
  void dumpSizes(FunctionReference function, llvm::raw_ostream &out) const;
  void dumpLiveness(FunctionReference function, llvm::raw_ostream &out) const;
  void dumpInflow(FunctionReference function, llvm::raw_ostream &out) const;
  void dumpTouches(FunctionReference function, llvm::raw_ostream &out) const;
  void dumpSummary(FunctionReference function, llvm::raw_ostream &out) const;

  struct State;
  State &state() const { return *internals; }

private:
  std::unique_ptr<State> internals;
};

} // namespace highwater::program
