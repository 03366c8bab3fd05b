// What glibc charges for a request, and where it turns to mmap.
#include "Count.h"

#include <cstdlib>
#include <malloc.h>

namespace facts {

static long chargeOf(void *block) {
  keep(block);
  long charged = stop().liveCharged;
  free(block);
  return charged;
}

static long chargeOf(size_t n) {
  start();
  return chargeOf(malloc(n));
}

// Freeing a mapped block of at most 32 MiB raises the mmap threshold to its size,
// so that later blocks below it are chunks again and no longer whole pages.
static void thresholdAfterFree(size_t freed, size_t n) {
  void *block = malloc(freed);
  keep(block);
  free(block);
  value("malloc.after-free/charged", args("freed=%zu n=%zu", freed, n), chargeOf(n));
}

void mallocFacts() {
  // In this order: the threshold only rises.
  constexpr size_t MiB = 1 << 20;
  thresholdAfterFree(64 * MiB, 33 * MiB);
  thresholdAfterFree(64 * MiB, 140000);
  thresholdAfterFree(8 * MiB, 4 * MiB);
  thresholdAfterFree(8 * MiB, 9 * MiB);

  // From here on the threshold is what it is at the start of a process, for good.
  mallopt(M_MMAP_THRESHOLD, 128 << 10);
  mallopt(M_TRIM_THRESHOLD, 0);
  malloc_trim(0);
  for (size_t n : {0, 1, 8, 16, 23, 24, 25, 40, 41, 56, 57, 100, 1000, 1032, 1033, 4096, 65536,
                   131048, 200000, 1000000,
                   1048576, 3000000})
    value("malloc/charged", args("n=%zu", n), chargeOf(n));
  for (size_t n : {100, 200000}) {
    start();
    value("calloc/charged", args("n=%zu", n), chargeOf(calloc(1, n)));
  }
  // Alignment is asked for with slack of its own size, and the slack is given back;
  // what comes back may be 16 to 32 bytes more than malloc's chunk.
  for (size_t alignment : {16, 64, 4096}) {
    start();
    value("aligned_alloc/charged", args("alignment=%zu n=5000", alignment),
          chargeOf(aligned_alloc(alignment, 5000)));
  }
}

} // namespace facts
