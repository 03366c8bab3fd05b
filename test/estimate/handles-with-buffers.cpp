// A handle that is given a buffer reads what it read before.
// RUN: printf 'a\nb\nc\n' > %t
// RUN: %highwater estimate -v %s --flag=-w -- prog %t | FileCheck %s
// REQUIRES: zlib
#include <zlib.h>
#include <cstdlib>

void *kept[100];
// CHECK: rows(argv[1]) = 3
int main(int argc, char **argv) {
  gzFile in = gzopen(argv[1], "rb");
  gzbuffer(in, 65536);
  char line[100];
  for (int i = 0; gzgets(in, line, sizeof line); ++i)
    kept[i] = malloc(1000);
}
