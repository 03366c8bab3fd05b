// Numbers that are read one behind the other, each from where the one before ended.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/lines', 'w').write('1,-2.5,3e2\n' * 20000)"
// RUN: %python -c "open('%t/words', 'w').write('10 2.5\n' * 30000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/lines | FileCheck %s --check-prefix=LINES
// RUN: %highwater estimate -v %s --flag=-w --flag=-DWHOLE -- prog %t/words | FileCheck %s --check-prefix=WHOLE
// RUN: %highwater estimate -v %s --flag=-w --flag=-DPAIRS -- prog %t/words | FileCheck %s --check-prefix=PAIRS
// RUN: %highwater estimate -v %s --flag=-w --flag=-DHEADER -- prog %t/words | FileCheck %s --check-prefix=HEADER
// LINES: fields(number(line(argv[1]))) = 3
// WHOLE: fields(number(argv[1])) = 60000
// PAIRS: peak {{.*}}0.5·F{{.*}}F=fields(number(argv[1]))
// HEADER: chunk(8·value(column(number(reading(line(argv[1]), begin)), 1)))
#include <stdio.h>
#include <stdlib.h>

static double *values;
static size_t count, capacity;

static void keep(double value) {
  if (count == capacity) {
    capacity = capacity ? 2 * capacity : 16;
    values = realloc(values, capacity * sizeof *values);
  }
  values[count++] = value;
}

static char *whole(FILE *in) {
  fseek(in, 0, SEEK_END);
  long size = ftell(in);
  rewind(in);
  char *text = malloc(size + 1);
  text[fread(text, 1, size, in)] = '\0';
  return text;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char *end;
#ifdef WHOLE
  for (char *p = whole(in);; p = end) {
    double value = strtod(p, &end);
    if (p == end)
      break;
    keep(value);
  }
#elif defined PAIRS
  char *p = whole(in);
  while (*p) {
    long time = strtol(p, &p, 10);
    keep(time + strtod(p, &p));
    ++p;
  }
#elif defined HEADER
  char line[100];
  fgets(line, sizeof line, in);
  strtoul(line, &end, 10);
  values = malloc(8 * strtoul(end, NULL, 10));
#else
  char line[100];
  while (fgets(line, sizeof line, in)) {
    char *p = line;
    do {
      keep(strtod(p, &end));
      p = end + 1;
    } while (*end == ',');
  }
#endif
  return 0;
}
