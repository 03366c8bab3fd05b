// The live heap of this process as its allocator charges it, and the most it has
// been. All state is zero-initialised, because the first allocation comes before any
// constructor of this library runs.
//
// While the process has one thread every number is exact. Once it has more, each
// thread keeps up to `slack` bytes of change to itself, so that threads do not fight
// over one counter: the peak may then be off by `slack` for each thread that runs.
#pragma once

#include <atomic>
#include <stddef.h>
#include <stdint.h>
#include <sys/single_threaded.h>

namespace highwater {

inline constexpr uint64_t slack = 4096;

struct Tally {
  std::atomic<uint64_t> live; // without what the threads keep to themselves
  std::atomic<uint64_t> peak;
  std::atomic<uint64_t> atMain;
};

/// What one thread keeps to itself. Threads beyond the last slot but one share the
/// last, and change the tally directly.
struct alignas(64) Slot {
  std::atomic<uint64_t> pending; // a change of live, in two's complement
  std::atomic<uint64_t> allocations;
};

inline constexpr unsigned slots = 256;

extern Tally tally;
extern Slot slotOf[slots + 1];
extern thread_local unsigned slotOfThread; // 0: not chosen yet

unsigned chooseSlot();

inline unsigned mySlot() { return slotOfThread ? slotOfThread : chooseSlot(); }

/// Adds to a counter that no other thread writes.
inline uint64_t addAlone(std::atomic<uint64_t> &counter, uint64_t amount) {
  uint64_t sum = counter.load(std::memory_order_relaxed) + amount;
  counter.store(sum, std::memory_order_relaxed);
  return sum;
}

/// Signed, so that a count that dipped below zero does not become the peak.
inline bool above(uint64_t now, uint64_t mark) { return int64_t(now) > int64_t(mark); }

void changeShared(uint64_t delta);

/// Counts `delta` bytes more, or fewer when it is negative as a two's complement number.
inline void change(uint64_t delta) {
  if (!__libc_single_threaded)
    return changeShared(delta);
  uint64_t now = addAlone(tally.live, delta);
  if (above(now, tally.peak.load(std::memory_order_relaxed)))
    tally.peak.store(now, std::memory_order_relaxed);
}

inline void countAllocation() {
  unsigned mine = mySlot();
  if (mine < slots)
    addAlone(slotOf[mine].allocations, 1);
  else
    slotOf[mine].allocations.fetch_add(1, std::memory_order_relaxed);
}

uint64_t liveNow();
uint64_t allocationsSoFar();

/// Starts over in a forked child: it inherits the heap, not its history. The kernel
/// resets VmHWM likewise.
void startOver();

} // namespace highwater
