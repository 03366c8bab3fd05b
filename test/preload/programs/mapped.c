// Blocks of 128 KiB and more are whole pages of their own.
#include <stdlib.h>

int main(void) {
  void *a = malloc(1 << 20);
  void *b = calloc(3, 1000000);
  free(a);
  free(b);
  return a == b;
}
