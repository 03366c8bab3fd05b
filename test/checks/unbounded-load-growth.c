// RUN: %check_highwater %s unbounded-load
//
// Capacities that are doubled until they are large enough: as large as what they have to hold.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { mostBytes = 1 << 24 };

struct buffer {
  char *data;
  size_t length, capacity;
};

static size_t readCount(FILE *file) {
  size_t count = 0;
  if (fread(&count, sizeof count, 1, file) != 1)
    return 0;
  return count;
}

static bool reserve(struct buffer *buffer, size_t needed) {
  if (needed <= buffer->capacity)
    return true;
  size_t capacity = buffer->capacity ? buffer->capacity : 64;
  while (capacity < needed)
    capacity *= 2;
  char *larger = realloc(buffer->data, capacity);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'realloc' may be asked for up to 16.0 EiB: the size comes from outside, through 'fread', and nothing bounds it from above
  if (!larger)
    return false;
  buffer->data = larger;
  buffer->capacity = capacity;
  return true;
}

void grownToACount(FILE *file) {
  struct buffer buffer = {0};
  if (reserve(&buffer, readCount(file)))
    free(buffer.data);
}

void grownByShifts(FILE *file) {
  uint32_t needed = readCount(file), capacity = 16;
  do
    capacity <<= 1;
  while (needed > capacity);
  free(malloc(capacity * sizeof(double)));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'malloc' may be asked for up to
}

void grownByHalves(FILE *file) {
  size_t needed = readCount(file), capacity = 16;
  while (capacity < needed) {
    if (capacity > SIZE_MAX / 2)
      return;
    capacity = capacity + capacity / 2;
  }
  free(malloc(capacity));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'malloc' may be asked for up to 16.0 EiB
}

// Silent from here on.

void grownToALimit(FILE *file) {
  size_t needed = readCount(file), capacity = 16;
  while (capacity < needed && capacity < mostBytes)
    capacity *= 2;
  free(malloc(capacity));
}

void leftWhenTooLarge(FILE *file) {
  size_t needed = readCount(file), capacity = 16;
  while (capacity < needed) {
    capacity *= 2;
    if (capacity > mostBytes)
      return;
  }
  free(malloc(capacity));
}

void neededIsBounded(FILE *file) {
  size_t needed = readCount(file), capacity = 16;
  if (needed > mostBytes)
    return;
  while (capacity < needed)
    capacity *= 2;
  free(malloc(capacity));
}

void countedAsTheyCome(FILE *file) {
  size_t promised = readCount(file), count = 0;
  char line[80];
  while (count < promised) {
    if (!fgets(line, sizeof line, file))
      break;
    ++count;
  }
  free(malloc(count * sizeof(double)));
}
