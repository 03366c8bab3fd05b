// The state of the tally, and its slow paths.
#include "driver/preload/Tally.h"

namespace highwater {

Tally tally;
Slot slotOf[slots + 1];
thread_local unsigned slotOfThread;

unsigned chooseSlot() {
  static std::atomic<unsigned> chosen;
  unsigned mine = chosen.fetch_add(1, std::memory_order_relaxed) + 1;
  slotOfThread = mine < slots ? mine : slots;
  return slotOfThread;
}

static void publish(uint64_t delta) {
  uint64_t now = tally.live.fetch_add(delta, std::memory_order_relaxed) + delta;
  uint64_t seen = tally.peak.load(std::memory_order_relaxed);
  while (above(now, seen) &&
         !tally.peak.compare_exchange_weak(seen, now, std::memory_order_relaxed)) {
  }
}

void changeShared(uint64_t delta) {
  unsigned mine = mySlot();
  if (mine == slots)
    return publish(delta);
  std::atomic<uint64_t> &pending = slotOf[mine].pending;
  uint64_t kept = pending.load(std::memory_order_relaxed) + delta;
  bool small = kept + slack <= 2 * slack; // -slack … slack
  pending.store(small ? kept : 0, std::memory_order_relaxed);
  if (!small)
    publish(kept);
}

uint64_t liveNow() {
  uint64_t sum = tally.live.load(std::memory_order_relaxed);
  for (Slot &slot : slotOf)
    sum += slot.pending.load(std::memory_order_relaxed);
  return sum;
}

uint64_t allocationsSoFar() {
  uint64_t sum = 0;
  for (Slot &slot : slotOf)
    sum += slot.allocations.load(std::memory_order_relaxed);
  return sum;
}

void startOver() {
  uint64_t live = liveNow();
  for (Slot &slot : slotOf) {
    slot.pending = 0;
    slot.allocations = 0;
  }
  tally.live = live;
  tally.peak = live;
}

} // namespace highwater
