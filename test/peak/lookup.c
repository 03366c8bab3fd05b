// Reads a sorted file of keys and values whole, indexes its lines, and looks up the keys of another file.
// RUN: %peak %s {sorted_pairs} {lookup_keys:0.05}
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INDEX_STEP 8192

struct line {
  const char *text;
  size_t length;
};

struct file {
  char *data;
  size_t size;
  struct line *lines;
  size_t count;
};

static char *slurp(const char *path, size_t *size) {
  struct stat info;
  char *data = NULL;
  int fd = open(path, O_RDONLY);
  if (fd < 0) {
    perror(path);
    return NULL;
  }
  if (fstat(fd, &info) != 0)
    goto fail;
  data = malloc(info.st_size + 1);
  if (!data)
    goto fail;
  size_t done = 0;
  while (done < (size_t)info.st_size) {
    ssize_t n = read(fd, data + done, info.st_size - done);
    if (n < 0)
      goto fail;
    if (n == 0)
      break;
    done += n;
  }
  data[done] = '\0';
  *size = done;
  close(fd);
  return data;
fail:
  perror(path);
  free(data);
  close(fd);
  return NULL;
}

static int index_lines(struct file *f) {
  size_t capacity = 0;
  const char *p = f->data, *end = f->data + f->size;
  while (p < end) {
    const char *newline = memchr(p, '\n', end - p);
    if (!newline)
      newline = end;
    if (f->count == capacity) {
      capacity += INDEX_STEP;
      struct line *lines = realloc(f->lines, capacity * sizeof *lines);
      if (!lines)
        return -1;
      f->lines = lines;
    }
    f->lines[f->count++] = (struct line){p, newline - p};
    p = newline + 1;
  }
  return 0;
}

static int compare_key(const char *key, size_t length, const struct line *line) {
  size_t n = length < line->length ? length : line->length;
  int order = memcmp(key, line->text, n);
  if (order)
    return order;
  if (length >= line->length)
    return length > line->length;
  return line->text[length] == '\t' ? 0 : -1;
}

static const struct line *find(const struct file *f, const char *key, size_t length) {
  size_t low = 0, high = f->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare_key(key, length, &f->lines[middle]);
    if (order == 0)
      return &f->lines[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s FILE KEYS\n", argv[0]);
    return 2;
  }
  struct file file = {0};
  file.data = slurp(argv[1], &file.size);
  if (!file.data)
    return 1;
  if (index_lines(&file) != 0) {
    perror("index");
    return 1;
  }
  FILE *keys = strcmp(argv[2], "-") == 0 ? stdin : fopen(argv[2], "r");
  if (!keys) {
    perror(argv[2]);
    return 1;
  }
  char key[256];
  size_t asked = 0, found = 0, bytes = 0;
  while (fgets(key, sizeof key, keys)) {
    size_t length = strcspn(key, "\r\n");
    if (length == 0)
      continue;
    asked++;
    const struct line *line = find(&file, key, length);
    if (line) {
      found++;
      bytes += line->length - length - 1;
    }
  }
  printf("%zu lines, %zu of %zu keys found, %zu bytes of values\n", file.count, found, asked, bytes);
  if (keys != stdin)
    fclose(keys);
  free(file.lines);
  free(file.data);
  return 0;
}
