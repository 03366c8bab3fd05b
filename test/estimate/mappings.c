// Files and memory that are mapped: not of the heap, but in memory until they are unmapped.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('seven  words in each of these lines\n' * 200000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog index %t/in | FileCheck %s --check-prefix=INDEX
// RUN: %highwater estimate -v %s --flag=-w -- prog after %t/in | FileCheck %s --check-prefix=AFTER
// RUN: %highwater estimate -v %s --flag=-w -- prog grid 2000000 | FileCheck %s --check-prefix=GRID
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct input { char *base; size_t length; };

static int openInput(const char *path, struct input *in) {
  int fd = open(path, O_RDONLY);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0)
    return -1;
  in->length = status.st_size;
  in->base = mmap(NULL, in->length, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  return in->base == MAP_FAILED ? -1 : 0;
}

static void closeInput(struct input *in) { munmap(in->base, in->length); }

// The input is there beside what is made of it. Measured: 1605632 bytes, RSS 9.9 MiB.
static void indexLines(const char *path) {
  struct input in;
  if (openInput(path, &in) != 0)
    return;
  size_t count = 0, next = 0;
  for (size_t i = 0; i < in.length; i++)
    if (in.base[i] == '\n')
      count++;
  size_t *starts = malloc(count * sizeof *starts);
  for (size_t i = 0; i < in.length; i++)
    if (in.base[i] == '\n')
      starts[next++] = i;
  printf("%zu\n", starts[count / 2]);
  free(starts);
  closeInput(&in);
}
// INDEX: peak 1.5 MiB
// INDEX: process RSS ≈ 10.0 MiB

// It is gone before anything is made. Measured: 1605632 bytes, RSS 8.3 MiB.
static void indexAfter(const char *path) {
  struct input in;
  if (openInput(path, &in) != 0)
    return;
  size_t count = 0;
  for (size_t i = 0; i < in.length; i++)
    if (in.base[i] == '\n')
      count++;
  closeInput(&in);
  size_t *starts = malloc(count * sizeof *starts);
  for (size_t i = 0; i < count; i++)
    starts[i] = i;
  printf("%zu\n", starts[count / 2]);
  free(starts);
}
// AFTER: peak 1.5 MiB
// AFTER: process RSS ≈ 8.5 MiB

// Memory without a file. Measured: 4096 bytes (of stdout), RSS 16.8 MiB.
static void grid(size_t count) {
  double *cells = mmap(NULL, count * sizeof *cells, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (size_t i = 0; i < count; i++)
    cells[i] = i * 0.5;
  printf("%f\n", cells[count / 2]);
  munmap(cells, count * sizeof *cells);
}
// GRID: peak 0 B
// GRID: process RSS ≈ 16.9 MiB

int main(int argc, char **argv) {
  if (strcmp(argv[1], "index") == 0)
    indexLines(argv[2]);
  else if (strcmp(argv[1], "after") == 0)
    indexAfter(argv[2]);
  else
    grid(strtoul(argv[2], NULL, 10));
  return 0;
}
