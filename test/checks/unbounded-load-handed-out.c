// RUN: %check_highwater %s unbounded-load
//
// Functions that only hand out memory: who asks them for it is reported, each.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { mostBytes = 1 << 24 };

static size_t readCount(FILE *file) {
  size_t count = 0;
  if (fread(&count, sizeof count, 1, file) != 1)
    return 0;
  return count;
}

static void die(const char *why) {
  fputs(why, stderr);
  exit(1);
}

static void *checked(size_t size) {
  void *memory = malloc(size);
  if (!memory)
    die("no memory");
  return memory;
}

static void *array(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size)
    die("too large");
  return checked(count * size);
}

static void *larger(void *memory, size_t size) {
  memory = realloc(memory, size);
  if (!memory)
    die("no memory");
  return memory;
}

void oneCaller(FILE *file) {
  size_t count = readCount(file);
  free(checked(count));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'checked' may be asked for up to 16.0 EiB: the size comes from outside, through 'fread', and nothing bounds it from above
}

void anotherCaller(FILE *file) {
  size_t count = readCount(file);
  double *values = array(count, sizeof *values);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'array' may be asked for up to 16.0 EiB
  free(values);
}

void inPlace(FILE *file) {
  char *text = checked(16);
  text = larger(text, readCount(file));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'larger' may be asked for up to 16.0 EiB
  free(text);
}

void carefulCaller(FILE *file) {
  size_t count = readCount(file);
  if (count > mostBytes)
    return;
  free(checked(count));
}

// What fills the memory is more than that.

static char *payload(FILE *file, size_t size) {
  char *bytes = malloc(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'malloc' may be asked for up to 16.0 EiB
  if (bytes)
    fread(bytes, 1, size, file);
  return bytes;
}

void filled(FILE *file) { free(payload(file, readCount(file))); }

// So is what finds out itself how large it is.

struct reader {
  const unsigned char *at, *end;
};

static void *next(struct reader *reader) {
  uint32_t size;
  if (reader->end - reader->at < 4)
    return NULL;
  memcpy(&size, reader->at, 4);
  reader->at += 4;
  return malloc(__builtin_bswap32(size));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'malloc' may be asked for up to 4.0 GiB
}

void foundOut(FILE *file) {
  unsigned char bytes[64];
  struct reader reader = {bytes, bytes + fread(bytes, 1, sizeof bytes, file)};
  free(next(&reader));
}

// Nor is it a function that keeps the memory.

struct table {
  size_t count;
  double *values;
};

static struct table *newTable(size_t count) {
  struct table *table = checked(sizeof *table);
  table->count = count;
  table->values = checked(count * sizeof(double));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'checked' may be asked for up to 16.0 EiB
  return table;
}

void kept(FILE *file) { free(newTable(readCount(file))); }
