// Letters that go into an array one by one, and the count of them that begins again where a piece ends.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('some more words\n' * 20000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s --check-prefix=WORDS
// RUN: %highwater estimate -v %s --flag=-w --flag=-DLINES -- prog %t/in | FileCheck %s --check-prefix=LINES
// RUN: %highwater estimate -v %s --flag=-w --flag=-DFULL -- prog %t/in | FileCheck %s --check-prefix=FULL
// WORDS: words(argv[1]) = 60000
// LINES: fields(token(argv[1], '\n')) = 20000
// A buffer that is written when it is full splits nothing.
// FULL-NOT: words(
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **kept;
static size_t count, capacity;

static void keep(const char *text, size_t length) {
  if (count == capacity) {
    capacity = capacity ? 2 * capacity : 16;
    kept = realloc(kept, capacity * sizeof *kept);
  }
  kept[count] = malloc(length + 1);
  memcpy(kept[count++], text, length);
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char piece[256];
  size_t length = 0;
  int c;
#ifdef LINES
  for (;;) {
    c = fgetc(in);
    if (c == EOF)
      break;
    if (c != '\n') {
      piece[length] = c;
      ++length;
      continue;
    }
    keep(piece, length);
    length = 0;
  }
#elif defined FULL
  while ((c = getc(in)) != EOF) {
    piece[length++] = toupper(c);
    if (length == sizeof piece) {
      fwrite(piece, 1, length, stdout);
      length = 0;
    }
  }
#else
  while ((c = getc(in)) != EOF)
    if (isspace(c)) {
      if (length > 0)
        keep(piece, length);
      length = 0;
    } else if (length < sizeof piece) {
      piece[length++] = c;
    }
#endif
  return 0;
}
