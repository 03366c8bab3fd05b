// What is read a buffer at a time, and words that are put together letter by letter where more than one letter may part them.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('seven  words in each of these lines\n' * 10000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog whole %t/in | FileCheck %s --check-prefix=WHOLE
// RUN: %highwater estimate -v %s --flag=-w -- prog words %t/in | FileCheck %s --check-prefix=WORDS
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// All of it in the end, though the buffer is small. Measured: 365040 bytes.
static void whole(FILE *in) {
  char buffer[4096], *data = NULL;
  size_t length = 0, got;
  while ((got = fread(buffer, 1, sizeof buffer, in)) > 0) {
    data = realloc(data, length + got);
    memcpy(data + length, buffer, got);
    length += got;
  }
  free(data);
}
// WHOLE: peak 356.5 KiB

// A word for each that is not empty. Measured: 3297360 bytes.
static void words(FILE *in) {
  char word[64], **all = NULL;
  size_t length = 0, count = 0, room = 0;
  int c;
  while ((c = getc(in)) != EOF) {
    if (isspace(c)) {
      if (length == 0)
        continue;
      word[length] = '\0';
      if (count == room) {
        room = room ? 2 * room : 32;
        all = realloc(all, room * sizeof *all);
      }
      all[count++] = strdup(word);
      length = 0;
    } else if (length < sizeof word - 1)
      word[length++] = c;
  }
  for (size_t i = 0; i < count; ++i)
    free(all[i]);
  free(all);
}
// WORDS: peak 3.1 MiB

int main(int argc, char **argv) {
  FILE *in = fopen(argv[2], "r");
  if (strcmp(argv[1], "whole") == 0)
    whole(in);
  else
    words(in);
  fclose(in);
  return 0;
}
