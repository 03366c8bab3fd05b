// Alignment above a chunk's own: what it costs varies, but it must all be given back.
#define _GNU_SOURCE
#include <malloc.h>
#include <stdlib.h>

int main(void) {
  void *blocks[6];
  blocks[0] = aligned_alloc(4096, 8192);
  blocks[1] = memalign(64, 1000);
  blocks[2] = valloc(5000);
  blocks[3] = pvalloc(5000);
  blocks[4] = aligned_alloc(4096, 1 << 20);
  if (posix_memalign(&blocks[5], 1 << 16, 1 << 20) != 0)
    return 1;
  for (int i = 0; i < 6; ++i)
    free(blocks[i]);
  return 0;
}
