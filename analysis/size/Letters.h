// Sets of letters, as texts are split by them: `a-zA-Z'`.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <bitset>
#include <optional>
#include <string>

namespace highwater::size {

using Letters = std::bitset<256>;

/// Those of a class of characters in the C locale (`alpha`, `space` …); nothing if there is no such class.
std::optional<Letters> lettersOf(llvm::StringRef characterClass);

/// As a bracket expression without its brackets: `a-z0-9_`, `^ -/`. The set is not empty.
std::string spelled(const Letters &letters);

/// What `spelled` wrote.
Letters lettersIn(llvm::StringRef spelled);

} // namespace highwater::size
