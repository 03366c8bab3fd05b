// A capacity that is doubled until it is enough: what is asked for is not how large it gets.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('1234567\n' * 40000)"
// RUN: %highwater estimate %s --flag=-w -- prog %t/in | FileCheck %s
// CHECK: peak 520.5 KiB
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
  char *letters;
  size_t length, room;
};

static void append(struct text *text, const char *from, size_t length) {
  if (text->length + length + 1 > text->room) {
    size_t room = text->room ? text->room : 64;
    while (room < text->length + length + 1)
      room *= 2;
    text->letters = realloc(text->letters, room);
    text->room = room;
  }
  memcpy(text->letters + text->length, from, length);
  text->length += length;
  text->letters[text->length] = 0;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct text all = {0};
  char line[64];
  while (fgets(line, sizeof line, in))
    append(&all, line, strlen(line));
  return 0;
}
