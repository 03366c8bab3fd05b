// The counters, the allocation functions that feed them, and the printed table.
#include "Count.h"

#include <atomic>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <unistd.h>

extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);
}

namespace {

std::atomic<bool> counting = false;
std::atomic<long> live, peak, liveCharged, peakCharged, allocations, throughNew;
bool listing = false;

// Requested sizes of live blocks, by address. A flat table outside the heap:
// a container here would count itself.
constexpr size_t slots = 1 << 18;
std::atomic<uintptr_t> blockAddress[slots];
size_t blockSize[slots];

size_t slotOf(uintptr_t address) { return (address >> 4) * 0x9E3779B97F4A7C15ULL >> 46; }

constexpr uintptr_t tombstone = 1;

void remember(void *block, size_t size) {
  auto address = reinterpret_cast<uintptr_t>(block);
  for (size_t i = slotOf(address);; i = (i + 1) % slots) {
    uintptr_t seen = blockAddress[i].load();
    if (seen > tombstone)
      continue;
    if (blockAddress[i].compare_exchange_strong(seen, address)) {
      blockSize[i] = size;
      return;
    }
  }
}

/// The size that was asked for, or -1 for a block from before the measurement.
long forget(void *block) {
  auto address = reinterpret_cast<uintptr_t>(block);
  for (size_t i = slotOf(address);; i = (i + 1) % slots) {
    uintptr_t seen = blockAddress[i].load();
    if (seen == 0)
      return -1;
    if (seen == address) {
      long size = blockSize[i];
      blockAddress[i].store(tombstone);
      return size;
    }
  }
}

/// The bytes glibc set aside: the chunk's own size field, or for a mapped block
/// the whole mapping.
long charge(const void *block) {
  auto *header = static_cast<const size_t *>(block);
  size_t size = header[-1] & ~size_t(7);
  return long(header[-1] & 2 ? size + header[-2] : size);
}

void raise(std::atomic<long> &mark, long now) {
  long seen = mark.load();
  while (seen < now && !mark.compare_exchange_weak(seen, now)) {
  }
}

/// Says what was asked for, to see where a number comes from: FACTS_LIST=1.
void list(const char *what, long size) {
  char text[64];
  int length = snprintf(text, sizeof text, "  %s%ld\n", what, size);
  (void)!write(2, text, size_t(length));
}

void *counted(void *block, size_t size) {
  if (!block || !counting)
    return block;
  remember(block, size);
  if (listing)
    list("+", long(size));
  ++allocations;
  raise(peak, live += long(size));
  raise(peakCharged, liveCharged += charge(block));
  return block;
}

void uncount(void *block) {
  if (!block || !counting)
    return;
  long size = forget(block);
  if (size < 0)
    return;
  if (listing)
    list("-", size);
  live -= size;
  liveCharged -= charge(block);
}

} // namespace

extern "C" {

void *malloc(size_t size) { return counted(__libc_malloc(size), size); }

void *calloc(size_t count, size_t size) {
  return counted(__libc_calloc(count, size), count * size);
}

// Grows in place or by moving pages: old and new are never counted together.
void *realloc(void *block, size_t size) {
  if (!block)
    return malloc(size);
  long before = counting ? forget(block) : -1;
  long beforeCharged = before < 0 ? 0 : charge(block);
  void *moved = __libc_realloc(block, size);
  if (before < 0)
    return moved;
  live -= before;
  liveCharged -= beforeCharged;
  if (listing)
    list("realloc -", before);
  return counted(moved, size);
}

void free(void *block) {
  uncount(block);
  __libc_free(block);
}

void *memalign(size_t alignment, size_t size) {
  return counted(__libc_memalign(alignment, size), size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  *result = memalign(alignment, size);
  return *result ? 0 : 12;
}
}

void *operator new(size_t size) {
  if (counting)
    throughNew += long(size);
  if (void *block = malloc(size))
    return block;
  std::abort();
}
void *operator new(size_t size, const std::nothrow_t &) noexcept {
  if (counting)
    throughNew += long(size);
  return malloc(size);
}
void operator delete(void *block) noexcept { free(block); }
void operator delete(void *block, size_t) noexcept { free(block); }
void operator delete(void *block, const std::nothrow_t &) noexcept { free(block); }

namespace facts {

void start() {
  for (auto &address : blockAddress)
    if (address.load(std::memory_order_relaxed) != 0)
      address.store(0, std::memory_order_relaxed);
  live = peak = liveCharged = peakCharged = allocations = throughNew = 0;
  listing = getenv("FACTS_LIST") != nullptr;
  counting = true;
}

Tally stop() {
  counting = false;
  return {live, peak, liveCharged, peakCharged, allocations, throughNew};
}

void print(const char *name, const char *args, const Tally &tally) {
  printf("%s/live\t%s\t%ld\n", name, args, tally.live);
  printf("%s/peak\t%s\t%ld\n", name, args, tally.peak);
  printf("%s/live-charged\t%s\t%ld\n", name, args, tally.liveCharged);
  printf("%s/peak-charged\t%s\t%ld\n", name, args, tally.peakCharged);
  printf("%s/allocations\t%s\t%ld\n", name, args, tally.allocations);
  printf("%s/through-new\t%s\t%ld\n", name, args, tally.throughNew);
  if (listing)
    fprintf(stderr, "%s %s: live %ld peak %ld\n", name, args, tally.live, tally.peak);
}

void value(const char *name, const char *args, long bytes) {
  printf("%s\t%s\t%ld\n", name, args, bytes);
}

const char *args(const char *format, ...) {
  static char text[256];
  va_list list;
  va_start(list, format);
  vsnprintf(text, sizeof text, format, list);
  va_end(list);
  return text;
}

} // namespace facts
