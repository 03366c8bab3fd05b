// A table of more functions than a pointer to data is followed to: git has over a hundred commands.
// RUN: %highwater estimate %s --flag -w -- prog sixth 1000000 | FileCheck %s

// CHECK: peak 5.7 MiB{{.*}} =  chunk(6·value(argv[2]))

#include <stdlib.h>
#include <string.h>

typedef int command(int, char **);

#define COMMAND(name, times)                                                                                           \
  static int name(int argc, char **argv) {                                                                             \
    char *block = malloc(times * atol(argv[1]));                                                                       \
    free(block);                                                                                                       \
    return argc;                                                                                                       \
  }

COMMAND(c1, 1) COMMAND(c2, 2) COMMAND(c3, 3) COMMAND(c4, 4) COMMAND(c5, 5) COMMAND(c6, 6) COMMAND(c7, 7)
COMMAND(c8, 8) COMMAND(c9, 9) COMMAND(c10, 10) COMMAND(c11, 11) COMMAND(c12, 12) COMMAND(c13, 13) COMMAND(c14, 14)
COMMAND(c15, 15) COMMAND(c16, 16) COMMAND(c17, 17) COMMAND(c18, 18)

struct row {
  const char *name;
  command *run;
};

struct row rows[] = {{"first", c1}, {"second", c2}, {"third", c3}, {"fourth", c4}, {"fifth", c5}, {"sixth", c6},
                     {"seventh", c7}, {"eighth", c8}, {"ninth", c9}, {"tenth", c10}, {"eleventh", c11},
                     {"twelfth", c12}, {"thirteenth", c13}, {"fourteenth", c14}, {"fifteenth", c15},
                     {"sixteenth", c16}, {"seventeenth", c17}, {"eighteenth", c18}, {"", 0}};

int main(int argc, char **argv) {
  for (struct row *each = rows; each->run; ++each)
    if (argc > 2 && !strcmp(each->name, argv[1]))
      return each->run(argc - 1, argv + 1);
  return 1;
}
