// What stays the same about a finding while the lines around it move: for baselines and fingerprints.

#pragma once

#include "checks/Finding.h"

#include "llvm/ADT/ArrayRef.h"

#include <compare>
#include <string>
#include <vector>

namespace highwater::driver {

/// Several findings may have one key: two functions of one name, or two variables in nested blocks.
struct Key {
  std::string check;    ///< `highwater-late-release`
  std::string file;     ///< as the caller spells it: relative to the project's root
  std::string function; ///< qualified
  std::string object;   ///< what the message speaks about
  auto operator<=>(const Key &) const = default;
};

Key keyOf(const checks::Finding &finding, std::string file);

/// A hexadecimal text for each key; equal keys are numbered in their order, so that no two texts are equal.
std::vector<std::string> fingerprints(llvm::ArrayRef<Key> keys);

/// The object a finding is about: the first words in quotes in its message.
llvm::StringRef objectOf(const checks::Finding &finding);

} // namespace highwater::driver
