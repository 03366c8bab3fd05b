// C++'s operators. Those of libstdc++ call malloc and free; an allocator that brings its own does not, and its blocks would not be
// counted.
#include <dlfcn.h>
#include <stdlib.h>

namespace {

/// The next definition tells the program that there is no memory.
void *withoutMemory(size_t size) {
  auto next = reinterpret_cast<void *(*)(size_t)>(dlsym(RTLD_NEXT, "_Znwm"));
  return next ? next(size) : nullptr;
}

void *allocate(size_t size) { return malloc(size ? size : 1); }

void *allocate(size_t size, size_t alignment) {
  size = size ? size : 1;
  return aligned_alloc(alignment, (size + alignment - 1) & ~(alignment - 1));
}

void *orThrow(void *block, size_t size) { return block ? block : withoutMemory(size); }

} // namespace

#define EXPORT __attribute__((visibility("default")))

// By their mangled names: w is new, a is new[]; m a size, St11align_val_t an alignment, RKSt9nothrow_t that nothing is thrown.
#define NEW(letter)                                                                                                                \
  EXPORT void *_Zn##letter##m(size_t size) { return orThrow(allocate(size), size); }                                              \
  EXPORT void *_Zn##letter##mRKSt9nothrow_t(size_t size, const void *) { return allocate(size); }                                 \
  EXPORT void *_Zn##letter##mSt11align_val_t(size_t size, size_t alignment) { return orThrow(allocate(size, alignment), size); }  \
  EXPORT void *_Zn##letter##mSt11align_val_tRKSt9nothrow_t(size_t size, size_t alignment, const void *) {                         \
    return allocate(size, alignment);                                                                                              \
  }

#define DELETE(letter)                                                                                                             \
  EXPORT void _Zd##letter##Pv(void *block) { free(block); }                                                                       \
  EXPORT void _Zd##letter##Pvm(void *block, size_t) { free(block); }                                                              \
  EXPORT void _Zd##letter##PvRKSt9nothrow_t(void *block, const void *) { free(block); }                                           \
  EXPORT void _Zd##letter##PvSt11align_val_t(void *block, size_t) { free(block); }                                                \
  EXPORT void _Zd##letter##PvmSt11align_val_t(void *block, size_t, size_t) { free(block); }                                       \
  EXPORT void _Zd##letter##PvSt11align_val_tRKSt9nothrow_t(void *block, size_t, const void *) { free(block); }

extern "C" {
NEW(w)
NEW(a)
DELETE(l)
DELETE(a)
}
