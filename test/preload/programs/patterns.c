// Every allocation function once, with sizes whose chunks are known. The peak is
// reached when all of them are live; everything is freed again.
#define _GNU_SOURCE
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  void *blocks[16];
  int count = 0;
  blocks[count++] = malloc(0);
  blocks[count++] = malloc(24);
  blocks[count++] = malloc(25);
  blocks[count++] = malloc(1000);
  blocks[count++] = calloc(10, 100);
  blocks[count++] = realloc(NULL, 100);
  blocks[count++] = reallocarray(NULL, 10, 10);
  blocks[count++] = strdup("0123456789012345678901234567890");
  blocks[count++] = aligned_alloc(16, 48);
  blocks[count++] = memalign(16, 64);
  if (posix_memalign(&blocks[count++], 16, 80) != 0)
    return 1;
  while (count)
    free(blocks[--count]);
  free(malloc(50)); // below the peak
  return 0;
}
