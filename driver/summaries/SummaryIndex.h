// Which stored unit defines a function, or overrides one: sorted lines of fixed width, so that a look-up reads a few of
// them and not the units.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace highwater::driver {

/// A unit's line in the index.
struct IndexedUnit {
  std::string file;                  ///< of the unit, in the folder of summaries
  std::string mainFile;              ///< relative to the root
  std::vector<std::uint64_t> keys;   ///< of what it defines and overrides
};

class SummaryIndex {
public:
  /// A text that is no index is an empty one. `text` must outlive the index.
  explicit SummaryIndex(llvm::StringRef text);

  std::vector<IndexedUnit> units;    ///< without their keys

  /// Indices into `units`, in their order.
  std::vector<unsigned> find(std::uint64_t key) const;

  /// The units with their keys.
  std::vector<IndexedUnit> expanded() const;

private:
  llvm::StringRef rows;
};

std::uint64_t definesKey(llvm::StringRef usr);
std::uint64_t overridesKey(llvm::StringRef usr);

/// What a unit offers to others; `unit` has relative or absolute names.
std::vector<std::uint64_t> indexKeys(const events::Unit &unit);

/// The text of an index. The result does not depend on the order of `units`.
std::string indexText(std::vector<IndexedUnit> units);

} // namespace highwater::driver
