// The allocation functions. Each calls the next definition of its name and charges
// what the allocator set aside: for glibc a chunk, or whole pages when the block
// is mapped. Memory that the program maps itself is not heap and not counted.
#include "driver/preload/Tally.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

namespace highwater {
namespace {

struct Allocator {
  void *(*malloc)(size_t);
  void *(*calloc)(size_t, size_t);
  void *(*realloc)(void *, size_t);
  void (*free)(void *);
  int (*posixMemalign)(void **, size_t, size_t);
  void *(*alignedAlloc)(size_t, size_t);
  void *(*memalign)(size_t, size_t);
  void *(*valloc)(size_t);
  void *(*pvalloc)(size_t);
  size_t (*usableSize)(void *);
  bool isGlibc;
};

Allocator next;

// What dlsym itself allocates while the table is being filled is served from here
// and never given back.
alignas(16) char bootstrap[16384];
std::atomic<size_t> bootstrapUsed;
std::atomic<bool> resolving;

bool isBootstrap(const void *block) {
  return block >= bootstrap && block < bootstrap + sizeof bootstrap;
}

void *bootstrapAlloc(size_t size) {
  size_t start = bootstrapUsed.fetch_add((size + 15) & ~size_t(15));
  return start + size <= sizeof bootstrap ? bootstrap + start : nullptr;
}

template <typename Function> void resolve(Function &function, const char *name) {
  function = reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// Whether two functions are of the same library. Names do not tell: other allocators define `__libc_malloc`, too.
bool areTogether(const void *one, const void *other) {
  Dl_info first, second;
  return one && other && dladdr(one, &first) && dladdr(other, &second) && first.dli_fbase == second.dli_fbase;
}

/// False while the functions are being looked up.
__attribute__((noinline, cold)) bool resolveAll() {
  if (resolving.exchange(true))
    return false;
  Allocator found;
  resolve(found.calloc, "calloc");
  resolve(found.realloc, "realloc");
  resolve(found.free, "free");
  resolve(found.posixMemalign, "posix_memalign");
  resolve(found.alignedAlloc, "aligned_alloc");
  resolve(found.memalign, "memalign");
  resolve(found.valloc, "valloc");
  resolve(found.pvalloc, "pvalloc");
  resolve(found.usableSize, "malloc_usable_size");
  resolve(found.malloc, "malloc");
  found.isGlibc = areTogether(reinterpret_cast<void *>(found.malloc), dlsym(RTLD_NEXT, "gnu_get_libc_version"));
  next = found;
  resolving = false;
  return true;
}

inline bool ready() { return __builtin_expect(next.malloc != nullptr, 1) || resolveAll(); }

/// Asked for the first time, an allocator may allocate for itself: what it does meanwhile is not counted.
uint64_t usableSize(void *block) {
  static thread_local bool asking;
  if (asking)
    return 0;
  asking = true;
  uint64_t size = next.usableSize(block);
  asking = false;
  return size;
}

/// What the allocator set aside for a block. glibc keeps it in the word before: the
/// chunk's size with three flag bits, of which 2 says that the chunk is a mapping of
/// its own, where the word before that holds the bytes that alignment skipped.
inline uint64_t charge(void *block) {
  if (!next.isGlibc)
    return usableSize(block);
  const size_t *header = static_cast<const size_t *>(block);
  size_t size = header[-1] & ~size_t(7);
  return header[-1] & 2 ? size + header[-2] : size;
}

inline void *count(void *block) {
  if (block) {
    countAllocation();
    change(charge(block));
  }
  return block;
}

} // namespace
} // namespace highwater

using namespace highwater;

#define EXPORT __attribute__((visibility("default")))

extern "C" {

EXPORT void *malloc(size_t size) {
  return ready() ? count(next.malloc(size)) : bootstrapAlloc(size);
}

EXPORT void *calloc(size_t number, size_t size) {
  return ready() ? count(next.calloc(number, size)) : bootstrapAlloc(number * size);
}

EXPORT void free(void *block) {
  if (!block || isBootstrap(block) || !ready())
    return;
  change(-charge(block));
  next.free(block);
}

// Counted as growth in place, which is what it is for a mapped block: the larger of
// old and new, never both.
EXPORT void *realloc(void *block, size_t size) {
  if (!block)
    return malloc(size);
  if (isBootstrap(block)) {
    void *copy = malloc(size);
    size_t limit = size_t(bootstrap + sizeof bootstrap - static_cast<char *>(block));
    if (copy)
      memcpy(copy, block, size < limit ? size : limit);
    return copy;
  }
  uint64_t before = charge(block);
  void *moved = next.realloc(block, size);
  if (moved) {
    countAllocation();
    change(charge(moved) - before);
  } else if (size == 0) {
    change(-before);
  }
  return moved;
}

EXPORT void *reallocarray(void *block, size_t number, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(number, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return realloc(block, bytes);
}

EXPORT int posix_memalign(void **result, size_t alignment, size_t size) {
  if (!ready())
    return ENOMEM;
  int error = next.posixMemalign(result, alignment, size);
  if (!error)
    count(*result);
  return error;
}

EXPORT void *aligned_alloc(size_t alignment, size_t size) {
  return ready() ? count(next.alignedAlloc(alignment, size)) : nullptr;
}

EXPORT void *memalign(size_t alignment, size_t size) {
  return ready() ? count(next.memalign(alignment, size)) : nullptr;
}

EXPORT void *valloc(size_t size) { return ready() ? count(next.valloc(size)) : nullptr; }

EXPORT void *pvalloc(size_t size) { return ready() ? count(next.pvalloc(size)) : nullptr; }
}
