// Sorts a text file of any length by merging sorted runs kept in temporary files.
// RUN: %peak %s {log_lines} {tmp} 1024
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct buffer {
  char *text;
  size_t used, size;
  char **lines;
  size_t count, capacity;
};

struct run {
  FILE *file;
  char *line;
  size_t size;
  int done;
};

static const char *folder;

static void run_path(char *path, size_t size, int number) {
  snprintf(path, size, "%s/run.%06d", folder, number);
}

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static int buffer_init(struct buffer *b, size_t size) {
  b->text = malloc(size);
  b->size = size;
  b->used = 0;
  b->count = 0;
  b->capacity = size / 32;
  b->lines = malloc(b->capacity * sizeof *b->lines);
  return b->text && b->lines ? 0 : -1;
}

static int buffer_add(struct buffer *b, const char *line, size_t length) {
  if (b->used + length + 1 > b->size || b->count == b->capacity)
    return 0;
  char *copy = b->text + b->used;
  memcpy(copy, line, length + 1);
  b->used += length + 1;
  b->lines[b->count++] = copy;
  return 1;
}

static int flush(struct buffer *b, int number) {
  char path[PATH_MAX];
  run_path(path, sizeof path, number);
  FILE *out = fopen(path, "w");
  if (!out) {
    perror(path);
    return -1;
  }
  qsort(b->lines, b->count, sizeof *b->lines, compare);
  for (size_t i = 0; i < b->count; i++)
    fputs(b->lines[i], out);
  b->used = 0;
  b->count = 0;
  if (fclose(out) != 0) {
    perror(path);
    return -1;
  }
  return 0;
}

static int split(FILE *in, size_t limit) {
  struct buffer buffer;
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  int runs = 0;
  if (buffer_init(&buffer, limit) != 0) {
    perror("buffer");
    runs = -1;
    goto out;
  }
  while ((length = getline(&line, &size, in)) > 0) {
    if (buffer_add(&buffer, line, length))
      continue;
    if (flush(&buffer, runs++) != 0) {
      runs = -1;
      goto out;
    }
    if (!buffer_add(&buffer, line, length)) {
      fprintf(stderr, "line too long\n");
      runs = -1;
      goto out;
    }
  }
  if (buffer.count && flush(&buffer, runs++) != 0)
    runs = -1;
out:
  free(line);
  free(buffer.text);
  free(buffer.lines);
  return runs;
}

static void run_next(struct run *r) {
  if (getline(&r->line, &r->size, r->file) <= 0)
    r->done = 1;
}

static void sift_down(struct run **heap, int n, int i) {
  for (;;) {
    int least = i, left = 2 * i + 1, right = 2 * i + 2;
    if (left < n && strcmp(heap[left]->line, heap[least]->line) < 0)
      least = left;
    if (right < n && strcmp(heap[right]->line, heap[least]->line) < 0)
      least = right;
    if (least == i)
      return;
    struct run *t = heap[i];
    heap[i] = heap[least];
    heap[least] = t;
    i = least;
  }
}

static int merge(int count, size_t *lines, size_t *unique) {
  char path[PATH_MAX];
  char *last = NULL;
  int status = -1, n = 0;
  struct run *runs = calloc(count + 1, sizeof *runs);
  struct run **heap = calloc(count + 1, sizeof *heap);
  if (!runs || !heap)
    goto out;
  for (int i = 0; i < count; i++) {
    run_path(path, sizeof path, i);
    runs[i].file = fopen(path, "r");
    if (!runs[i].file) {
      perror(path);
      goto out;
    }
    unlink(path);
    run_next(&runs[i]);
    if (!runs[i].done)
      heap[n++] = &runs[i];
  }
  for (int i = n / 2 - 1; i >= 0; i--)
    sift_down(heap, n, i);

  run_path(path, sizeof path, 999999);
  FILE *out = fopen(path, "w");
  if (!out) {
    perror(path);
    goto out;
  }
  while (n > 0) {
    struct run *least = heap[0];
    fputs(least->line, out);
    ++*lines;
    if (!last || strcmp(last, least->line) != 0) {
      ++*unique;
      free(last);
      last = strdup(least->line);
    }
    run_next(least);
    if (least->done)
      heap[0] = heap[--n];
    sift_down(heap, n, 0);
  }
  fclose(out);
  status = 0;
out:
  free(last);
  for (int i = 0; runs && i < count; i++) {
    if (runs[i].file)
      fclose(runs[i].file);
    free(runs[i].line);
  }
  free(heap);
  free(runs);
  return status;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: %s FILE FOLDER [KILOBYTES]\n", argv[0]);
    return 2;
  }
  folder = argv[2];
  size_t limit = (argc > 3 ? strtoul(argv[3], NULL, 10) : 4096) * 1024;
  FILE *in = fopen(argv[1], "r");
  if (!in) {
    perror(argv[1]);
    return 1;
  }
  int runs = split(in, limit);
  fclose(in);
  size_t lines = 0, unique = 0;
  if (runs < 0 || merge(runs, &lines, &unique) != 0)
    return 1;
  printf("%zu lines in %d runs, %zu differ\n", lines, runs, unique);
  return 0;
}
