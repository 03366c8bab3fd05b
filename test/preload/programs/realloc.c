// A buffer that doubles by realloc to 64 MiB is never charged twice.
#include <stdlib.h>
#include <string.h>

int main(void) {
  size_t size = 16;
  char *buffer = malloc(size);
  while (size < (64 << 20)) {
    size *= 2;
    buffer = realloc(buffer, size);
    memset(buffer, 1, size);
  }
  buffer = realloc(buffer, 100);
  buffer = realloc(buffer, 200);
  free(buffer);
  return 0;
}
