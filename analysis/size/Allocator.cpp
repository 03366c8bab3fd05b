// Measured with malloc_usable_size: glibc 2.36, jemalloc 5.3.0, tcmalloc of gperftools 2.10, on x86-64 with default options.

#include "analysis/size/Allocator.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSwitch.h"

#include <algorithm>
#include <cmath>

namespace highwater::size {

static Allocator inUse = Allocator::Glibc;

Allocator allocatorInUse() { return inUse; }
void useAllocator(Allocator allocator) { inUse = allocator; }

std::optional<Allocator> allocatorNamed(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<Allocator>>(name)
      .Case("glibc", Allocator::Glibc)
      .Case("jemalloc", Allocator::Jemalloc)
      .Case("tcmalloc", Allocator::Tcmalloc)
      .Default(std::nullopt);
}

static double roundUp(double value, double multiple) { return std::ceil(value / multiple) * multiple; }

/// A word of its own, in multiples of 16; from the mmap threshold (128 KiB, header included) on, pages.
static double glibc(double bytes) {
  if (bytes >= 131064)
    return roundUp(bytes + 16, 4096);
  return std::max(32.0, roundUp(bytes + 8, 16));
}

/// Classes 16 apart up to 128, then four in each doubling.
static double jemalloc(double bytes) {
  if (bytes <= 128)
    return bytes <= 8 ? 8 : roundUp(bytes, 16);
  double below = std::exp2(std::ceil(std::log2(bytes)) - 1);
  return roundUp(bytes, below / 4);
}

/// Classes that waste an eighth at most, save those that would fill a span no better than the next; from 32 KiB on, its pages of
/// 8 KiB.
static double tcmalloc(double bytes) {
  static constexpr double classes[] = {8,    16,   32,   48,   64,   80,   96,   112,  128,  144,   160,   176,   192,   208,   224,   240,
                                       256,  288,  320,  352,  384,  416,  448,  480,  512,  576,   640,   704,   768,   896,   1024,  1152,
                                       1280, 1408, 1536, 1792, 2048, 2304, 2560, 2816, 3072, 3328,  4096,  4608,  5120,  6144,  6656,  8192,
                                       9216, 10240, 12288, 13312, 16384, 20480, 24576, 26624, 32768};
  const double *found = std::lower_bound(std::begin(classes), std::end(classes), bytes);
  return found != std::end(classes) ? *found : roundUp(bytes, 8192);
}

double charged(Allocator allocator, double bytes) {
  if (bytes <= 0)
    return 0;
  bytes = std::ceil(bytes);
  switch (allocator) {
  case Allocator::Glibc: return glibc(bytes);
  case Allocator::Jemalloc: return jemalloc(bytes);
  case Allocator::Tcmalloc: return tcmalloc(bytes);
  }
  return bytes;
}

} // namespace highwater::size
