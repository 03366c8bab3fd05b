// A 128-bit structural digest. Expressions are compared by it alone: comparing shared graphs node by node can take
// exponential time, and two lanes of 64 bits make an accidental match less likely than a broken machine. The digest is
// the same on every run and machine, since the order of terms in files follows from it.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <bit>
#include <compare>
#include <cstdint>

namespace highwater::size {

struct Fingerprint {
  std::uint64_t first = 0x9e3779b97f4a7c15, second = 0xc2b2ae3d27d4eb4f;

  auto operator<=>(const Fingerprint &) const = default;

  void add(std::uint64_t word) {
    first = mix(first ^ word, 0xff51afd7ed558ccd);
    second = mix(second + std::rotl(word, 32), 0xc4ceb9fe1a85ec53);
  }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
  void add(const Fingerprint &other) {
    add(other.first);
    add(other.second);
  }
  void add(llvm::StringRef text) {
    add(static_cast<std::uint64_t>(text.size()));
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (unsigned char character : text) {
      word = word << 8 | character;
      if (++filled == 8) {
        add(word);
        word = filled = 0;
      }
    }
    if (filled)
      add(word);
  }

private:
  /// A bijection of `value`, so that no input is lost on the way.
  static std::uint64_t mix(std::uint64_t value, std::uint64_t odd) {
    value *= odd;
    return value ^ value >> 29;
  }
};

} // namespace highwater::size
