// The live heap of this process as its allocator charges it, and the most it has
// been. All state is in zero-initialised atomics, because the first allocation
// comes before any constructor of this library runs.
#pragma once

#include <atomic>
#include <stddef.h>
#include <stdint.h>
#include <sys/single_threaded.h>

namespace highwater {

struct Tally {
  std::atomic<uint64_t> live;
  std::atomic<uint64_t> peak;
  std::atomic<uint64_t> allocations;
  std::atomic<uint64_t> atMain;
};

extern Tally tally;

/// While the process has one thread, a load and a store do what a locked
/// instruction does, at a fraction of its cost.
inline uint64_t add(std::atomic<uint64_t> &counter, uint64_t amount) {
  if (__libc_single_threaded) {
    uint64_t sum = counter.load(std::memory_order_relaxed) + amount;
    counter.store(sum, std::memory_order_relaxed);
    return sum;
  }
  return counter.fetch_add(amount, std::memory_order_relaxed) + amount;
}

/// `delta` may be negative as a two's complement number.
inline void change(uint64_t delta) {
  uint64_t now = add(tally.live, delta);
  uint64_t seen = tally.peak.load(std::memory_order_relaxed);
  // Signed, so that a count that dipped below zero does not become the peak.
  if (int64_t(now) <= int64_t(seen))
    return;
  if (__libc_single_threaded) {
    tally.peak.store(now, std::memory_order_relaxed);
    return;
  }
  while (int64_t(now) > int64_t(seen) &&
         !tally.peak.compare_exchange_weak(seen, now, std::memory_order_relaxed)) {
  }
}

inline void release(uint64_t charged) { add(tally.live, -charged); }

} // namespace highwater
