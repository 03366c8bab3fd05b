// RUN: %check_highwater %s late-release
//
// In C: blocks that something else still looks at, that are reused, handed over, freed already, or kept on purpose. Next
// to each reason stands the same code without it, which is reported.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

void show(double value);

static char *slurp(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  fseek(file, 0, SEEK_END);
  long bytes = ftell(file);
  rewind(file);
  char *text = malloc(bytes + 1);
  *size = fread(text, 1, bytes, file);
  text[*size] = 0;
  fclose(file);
  return text;
}

static char *block(FILE *file, size_t size) {
  char *text = malloc(size + 1);
  text[fread(text, 1, size, file)] = 0;
  return text;
}

static double *numbers(size_t count) {
  double *values = malloc(count * sizeof *values);
  for (size_t i = 0; i < count; ++i)
    values[i] = i;
  return values;
}

static double total(const double *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; ++i)
    sum += values[i];
  return sum;
}

// Through a pointer into it, a struct, an array of pointers, a library that keeps it.

double throughAPointerIntoIt(FILE *file, size_t size) {
  char *text = block(file, size);
  char *body = strchr(text, '\n');
  double *values = numbers(size);
  double sum = total(values, size) + *body;
  free(values);
  free(text);
  return sum;
}

double throughAPointerIntoItNoMore(FILE *file, size_t size) {
  char *text = block(file, size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  char *body = strchr(text, '\n');
  double first = *body;
  double *values = numbers(size);
  double sum = total(values, size) + first;
  free(values);
  free(text);
  return sum;
}

double throughItsTokens(const char *path) {
  size_t size, count = 0;
  char *words[100];
  char *text = slurp(path, &size);
  for (char *word = strtok(text, " "); word && count < 100; word = strtok(NULL, " "))
    words[count++] = word;
  double *values = numbers(size);
  double sum = total(values, size) + words[count - 1][0];
  free(values);
  free(text);
  return sum;
}

double throughAnArrayOfLines(const char *path) {
  size_t size, count = 0;
  char *text = slurp(path, &size);
  char **lines = malloc(size * sizeof *lines);
  for (char *at = text; *at; at = strchr(at, '\n') + 1)
    lines[count++] = at;
  double *values = numbers(size);
  double sum = total(values, size) + lines[0][0];
  free(values);
  free(lines);
  free(text);
  return sum;
}

struct slice {
  const char *at;
  size_t length;
};

static struct slice firstField(const char *text) {
  struct slice slice = {text, strcspn(text, ",")};
  return slice;
}

double throughASlice(FILE *file, size_t size) {
  char *text = block(file, size);
  struct slice field = firstField(text);
  double *values = numbers(size);
  double sum = total(values, size) + field.at[0];
  free(values);
  free(text);
  return sum;
}

double throughASliceNoMore(FILE *file, size_t size) {
  char *text = block(file, size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  struct slice field = firstField(text);
  double first = field.at[0];
  double *values = numbers(size);
  double sum = total(values, size) + first;
  free(values);
  free(text);
  return sum;
}

double throughABufferOfAStream(const char *path, size_t size) {
  FILE *file = fopen(path, "rb");
  char *buffer = malloc(size);
  setvbuf(file, buffer, _IOFBF, size);
  double *values = numbers(size);
  double sum = total(values, size) + fgetc(file);
  free(values);
  fclose(file);
  free(buffer);
  return sum;
}

double throughAStreamOverIt(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  FILE *file = fmemopen(text, size, "r");
  double *values = numbers(size);
  double sum = total(values, size) + fgetc(file);
  free(values);
  fclose(file);
  free(text);
  return sum;
}

double throughAVectorOfBlocks(const char *path, int out) {
  size_t size;
  char *text = slurp(path, &size);
  struct iovec parts[1] = {{text, size}};
  double *values = numbers(size);
  double sum = total(values, size);
  writev(out, parts, 1);
  free(values);
  free(text);
  return sum;
}

struct job {
  double *values;
  size_t count;
  double sum;
};

static void *run(void *argument) {
  struct job *job = argument;
  job->sum = total(job->values, job->count);
  return NULL;
}

double throughAThread(size_t count) {
  double *raw = numbers(count);
  struct job job = {raw, count, 0};
  pthread_t thread;
  pthread_create(&thread, NULL, run, &job);
  double *values = numbers(count);
  double sum = total(values, count);
  pthread_join(thread, NULL);
  free(values);
  free(raw);
  return sum + job.sum;
}

struct callback {
  double (*call)(void *context);
  void *context;
};

static double first(void *context) { return *(double *)context; }

double throughACallback(size_t count) {
  double *raw = numbers(count);
  struct callback callback = {first, raw};
  double *values = numbers(count);
  double sum = total(values, count) + callback.call(callback.context);
  free(values);
  free(raw);
  return sum;
}

// A buffer that the next iteration reuses; one that grows as needed.

double hoistedBuffer(char **files, int count, size_t size) {
  char *buffer = malloc(size);
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    FILE *file = fopen(files[i], "rb");
    sum += fread(buffer, 1, size, file) + buffer[0];
    fclose(file);
    double *values = numbers(size);
    sum += total(values, size);
    free(values);
  }
  free(buffer);
  return sum;
}

double hoistedLine(const char *path, size_t size) {
  FILE *file = fopen(path, "r");
  char *line = NULL;
  size_t capacity = 0;
  double sum = 0;
  while (getline(&line, &capacity, file) > 0) {
    sum += line[0];
    double *values = numbers(size);
    sum += total(values, size);
    free(values);
  }
  free(line);
  fclose(file);
  return sum;
}

double bufferThatGrowsAsNeeded(const size_t *sizes, int count) {
  double *buffer = NULL;
  size_t capacity = 0;
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    if (sizes[i] > capacity) {
      capacity = sizes[i];
      buffer = realloc(buffer, capacity * sizeof *buffer);
    }
    sum += total(buffer, sizes[i]);
    double *values = numbers(sizes[i]);
    sum += total(values, sizes[i]);
    free(values);
  }
  free(buffer);
  return sum;
}

double notReusedByAnyone(size_t size) {
  double *buffer = numbers(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'buffer' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double sum = total(buffer, size);
  for (int i = 0; i < 10; ++i) {
    double *values = numbers(size);
    sum += total(values, size);
    free(values);
  }
  free(buffer);
  return sum;
}

// Still needed on one way.

double usedOnOneBranch(size_t size, bool detailed) {
  double *raw = numbers(size);
  double *values = numbers(size);
  double sum = total(values, size);
  if (detailed)
    sum += total(raw, size);
  free(values);
  free(raw);
  return sum;
}

double usedAfterAGoto(size_t size) {
  double sum = 0;
  double *raw = numbers(size);
  double *values = NULL;
  if (!raw)
    goto done;
  values = numbers(size);
  if (!values)
    goto done;
  sum = total(values, size);
done:
  if (raw)
    sum += raw[0];
  free(values);
  free(raw);
  return sum;
}

double leftByABreak(size_t size) {
  double *limits = numbers(size);
  double sum = 0;
  for (size_t i = 0; i < size; ++i) {
    if (limits[i] > 10)
      break;
    double *values = numbers(size);
    sum += total(values, size);
    free(values);
  }
  free(limits);
  return sum;
}

// Handed over, returned, freed already, kept.

double *returned(size_t size) {
  double *raw = numbers(size);
  double *scratch = numbers(size);
  show(total(scratch, size));
  free(scratch);
  return raw;
}

int givenOut(size_t size, double **out) {
  double *raw = numbers(size);
  double *scratch = numbers(size);
  show(total(scratch, size));
  free(scratch);
  *out = raw;
  return 0;
}

double freedAndSetToNull(size_t size) {
  double *raw = numbers(size);
  double sum = total(raw, size);
  free(raw);
  raw = NULL;
  double *values = numbers(size);
  sum += total(values, size);
  free(values);
  free(raw);
  return sum;
}

static void release(double **values) {
  free(*values);
  *values = NULL;
}

double freedByAHelperAlready(size_t size) {
  double *raw = numbers(size);
  double sum = total(raw, size);
  release(&raw);
  double *values = numbers(size);
  sum += total(values, size);
  release(&values);
  return sum;
}

double shrunkAlready(size_t size) {
  double *raw = numbers(size);
  double sum = total(raw, size);
  raw = realloc(raw, sizeof *raw);
  double *values = numbers(size);
  sum += total(values, size) + raw[0];
  free(values);
  free(raw);
  return sum;
}

static void swap(double **a, double **b) {
  double *c = *a;
  *a = *b;
  *b = c;
}

double swappedBuffers(size_t size) {
  double *now = numbers(size), *next = numbers(size);
  for (int step = 0; step < 10; ++step) {
    next[0] = now[0] + 1;
    swap(&now, &next);
  }
  double sum = total(now, size);
  free(now);
  free(next);
  return sum;
}

static double *table;

double tableIsMadeOnce(size_t index, size_t size) {
  if (!table)
    table = numbers(1 << 20);
  double known = table[index];
  double *values = numbers(size);
  known += total(values, size);
  free(values);
  return known;
}

static char *cache[16];
static int used;

double cacheThatEvicts(const char *path) {
  size_t size;
  free(cache[used % 16]);
  char *text = slurp(path, &size);
  cache[used++ % 16] = text;
  double *values = numbers(size);
  double sum = total(values, size);
  free(values);
  return sum;
}

static void atTheEnd(void) { free(table); }

double freedAtExit(size_t size) {
  table = numbers(size);
  atexit(atTheEnd);
  double known = table[0];
  double *values = numbers(size);
  known += total(values, size);
  free(values);
  return known;
}

double freedTooLate(size_t size) {
  double *raw = numbers(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double sum = total(raw, size);
  double *values = numbers(size);
  sum += total(values, size);
  free(raw);
  raw = NULL;
  free(values);
  return sum;
}

double freedTooLateByAHelper(size_t size) {
  double *raw = numbers(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  // CHECK-FIXES: double freedTooLateByAHelper(
  // CHECK-FIXES: release(&raw);
  // CHECK-FIXES: release(&values);
  double sum = total(raw, size);
  double *values = numbers(size);
  sum += total(values, size);
  release(&values);
  release(&raw);
  return sum;
}

// The end of a lock, a file, a temporary file is more than that of memory.

struct guarded {
  pthread_mutex_t mutex;
  double *values;
};

double lockBesideTheBlock(struct guarded *guarded, size_t size) {
  pthread_mutex_lock(&guarded->mutex);
  double first = guarded->values[0];
  double *values = numbers(size);
  first += total(values, size);
  free(values);
  pthread_mutex_unlock(&guarded->mutex);
  return first;
}

// Two names for one block, of which one is chosen: freed through the other, it is gone.

double eitherHalf(size_t count, bool second) {
  double *both = numbers(2 * count);
  double *half = second ? both + count : both;
  double sum = total(half, count);
  free(both);
  double *values = numbers(count);
  sum += total(values, count);
  free(values);
  return sum;
}

double eitherHalfIsFreedLate(size_t count, bool second) {
  double *both = numbers(2 * count);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'both' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  double *half = second ? both + count : both;
  double sum = total(half, count);
  double *values = numbers(count);
  sum += total(values, count);
  free(values);
  free(both);
  return sum;
}

// What is read from a file, or written to one, has nothing to do with the file any more. A buffer that it is given has.

double readUntilTheFileIsClosed(const char *path, size_t count) {
  double sum = 0;
  double *raw = malloc(count * sizeof *raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  FILE *file = fopen(path, "r+b");
  if (fread(raw, sizeof *raw, count, file) == count) {
    fwrite(raw, sizeof *raw, count, file);
    sum = total(raw, count);
    double *values = numbers(count);
    sum += total(values, count);
    free(values);
  }
  free(raw);
  fclose(file);
  return sum;
}

double bufferOfAFile(const char *path, size_t count) {
  char *buffer = malloc(count);
  buffer[0] = 0;
  FILE *file = fopen(path, "rb");
  setvbuf(file, buffer, _IOFBF, count);
  double *values = numbers(count);
  double sum = total(values, count) + fgetc(file);
  free(values);
  fclose(file);
  free(buffer);
  return sum;
}

// Known gaps.

// FIXME: a function that is called through a pointer may keep what it is given, even one that is known.
double throughACallbackNoMore(size_t count) {
  double *raw = numbers(count);
  struct callback callback = {first, raw};
  double sum = callback.call(callback.context);
  double *values = numbers(count);
  sum += total(values, count);
  free(values);
  free(raw);
  return sum;
}
