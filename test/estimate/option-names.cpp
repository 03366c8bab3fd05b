// Without a command line, what stands behind an option goes by its name, and holds where it is given; else its default does.
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %highwater estimate loop.cpp --flag=-std=c++20 | FileCheck %s --check-prefix=DEFAULTS
// RUN: %highwater estimate loop.cpp --flag=-std=c++20 --assume 'argv[--rows]=1000000' --assume 'argv[-c]=3' --assume 'argv[--depth]=2000000' --assume 'argv[-tail]=4000000' | FileCheck %s
// RUN: %highwater estimate loop.cpp --flag=-std=c++20 -- prog --rows 1000000 -c 3 --depth=2000000 -tail 4000000 | FileCheck %s
// RUN: %highwater estimate taken.c --assume 'argv[-n]=1000000' --flag=-w | FileCheck %s --check-prefix=TAKEN
// RUN: %highwater estimate taken.c --assume 'argv[--count]=1000000' --flag=-w | FileCheck %s --check-prefix=TAKEN
// RUN: %highwater estimate places.c --flag=-w | FileCheck %s --check-prefix=FIRST
// RUN: %highwater estimate places.c --flag=-w --assume 'argv[1]=2000000' | FileCheck %s --check-prefix=PLACES
// RUN: env HIGHWATER_TEST_SIZE=2000000 %highwater estimate places.c --flag=-w -- prog | FileCheck %s --check-prefix=PLACES

//--- loop.cpp
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

int main(int argc, char **argv) {
  std::size_t rows = 100, columns = 2;
  int depth = 10, tail = 20;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    auto number = [&] { return i + 1 < argc ? std::atoi(argv[++i]) : 0; };
    if (arg == "--rows" && i + 1 < argc)
      rows = std::stoul(argv[++i]);
    else if (arg == "-c" || arg == "--columns")
      columns = std::stoul(argv[++i]);
    else if (arg.starts_with("--depth="))
      depth = std::stoi(arg.substr(8));
    else if (!std::strcmp(argv[i], "-tail"))
      tail = number();
  }
  std::vector<double> table(rows * columns);
  std::vector<int> stack(depth), rest(tail);
}
// DEFAULTS: peak 1.7 KiB {{.*}}orelse(
// DEFAULTS-SAME: n=value of --columns
// 45.8 measured.
// CHECK: peak 45.8 MiB

//--- taken.c
#include <getopt.h>
#include <stdlib.h>

static const struct option names[] = {{"count", required_argument, NULL, 'n'}, {"output", required_argument, NULL, 'o'}, {NULL, 0, NULL, 0}};

int main(int argc, char **argv) {
  long count = 100;
  const char *output = "out";
  int option;
  while ((option = getopt_long(argc, argv, "n:o:", names, NULL)) != -1)
    switch (option) {
    case 'n':
      count = atol(optarg);
      break;
    case 'o':
      output = optarg;
      break;
    default:
      return 2;
    }
  double *numbers = malloc(count * sizeof *numbers);
  return numbers && output;
}
// 7.6 measured.
// TAKEN: peak 7.6 MiB{{.*}}n=value of --count

//--- places.c
#include <stdlib.h>

int main(int argc, char **argv) {
  long size = 1000;
  const char *text = getenv("HIGHWATER_TEST_SIZE");
  if (text != NULL && *text)
    size = atol(text);
  size = argc > 1 ? atol(argv[1]) : size;
  char *buffer = malloc(size);
  return buffer != NULL;
}
// FIRST: peak 1008 B
// 1.9 measured.
// PLACES: peak 1.9 MiB
