// Builds a sparse matrix by rows from triplets in two passes over the file, and runs a power iteration with it.
// RUN: %peak %s {triplets} 10
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct csr {
  size_t rows, columns, entries;
  size_t *start; // rows + 1
  int *column;
  double *value;
};

static void csr_free(struct csr *m) {
  if (!m)
    return;
  free(m->start);
  free(m->column);
  free(m->value);
  free(m);
}

static int read_header(FILE *in, size_t *rows, size_t *columns) {
  char line[512];
  while (fgets(line, sizeof line, in)) {
    if (line[0] == '%')
      continue;
    return sscanf(line, "%zu %zu", rows, columns) == 2 ? 0 : -1;
  }
  return -1;
}

static int read_triplet(FILE *in, size_t *row, size_t *column, double *value) {
  char line[512];
  while (fgets(line, sizeof line, in)) {
    char *end;
    *row = strtoul(line, &end, 10);
    if (end == line)
      continue;
    *column = strtoul(end, &end, 10);
    *value = strtod(end, NULL);
    return 1;
  }
  return 0;
}

static struct csr *csr_read(const char *path) {
  size_t row, column;
  double value;
  size_t *cursor = NULL;
  struct csr *m = NULL;
  FILE *in = fopen(path, "r");
  if (!in) {
    perror(path);
    return NULL;
  }
  m = calloc(1, sizeof *m);
  if (!m)
    goto fail;
  if (read_header(in, &m->rows, &m->columns) != 0) {
    fprintf(stderr, "%s: bad header\n", path);
    goto fail;
  }
  m->start = calloc(m->rows + 1, sizeof *m->start);
  if (!m->start)
    goto fail;
  while (read_triplet(in, &row, &column, &value)) {
    if (row >= m->rows || column >= m->columns) {
      fprintf(stderr, "%s: entry %zu,%zu outside of the matrix\n", path, row, column);
      goto fail;
    }
    m->start[row + 1]++;
    m->entries++;
  }
  for (size_t i = 0; i < m->rows; i++)
    m->start[i + 1] += m->start[i];

  m->column = malloc(m->entries * sizeof *m->column);
  m->value = malloc(m->entries * sizeof *m->value);
  cursor = malloc(m->rows * sizeof *cursor);
  if (!m->column || !m->value || !cursor)
    goto fail;
  memcpy(cursor, m->start, m->rows * sizeof *cursor);

  rewind(in);
  size_t ignored;
  if (read_header(in, &ignored, &ignored) != 0)
    goto fail;
  while (read_triplet(in, &row, &column, &value)) {
    size_t at = cursor[row]++;
    m->column[at] = (int)column;
    m->value[at] = value;
  }
  free(cursor);
  fclose(in);
  return m;

fail:
  free(cursor);
  csr_free(m);
  fclose(in);
  return NULL;
}

static void multiply(const struct csr *m, const double *x, double *y) {
  for (size_t i = 0; i < m->rows; i++) {
    double sum = 0;
    for (size_t k = m->start[i]; k < m->start[i + 1]; k++)
      sum += m->value[k] * x[m->column[k]];
    y[i] = sum;
  }
}

static void multiply_transposed(const struct csr *m, const double *y, double *x) {
  memset(x, 0, m->columns * sizeof *x);
  for (size_t i = 0; i < m->rows; i++)
    for (size_t k = m->start[i]; k < m->start[i + 1]; k++)
      x[m->column[k]] += m->value[k] * y[i];
}

static double normalize(double *x, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += x[i] * x[i];
  double length = sqrt(sum);
  if (length > 0)
    for (size_t i = 0; i < n; i++)
      x[i] /= length;
  return length;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s MATRIX [ITERATIONS]\n", argv[0]);
    return 2;
  }
  int iterations = argc > 2 ? atoi(argv[2]) : 20;
  struct csr *m = csr_read(argv[1]);
  if (!m)
    return 1;
  double *x = malloc(m->columns * sizeof *x);
  double *y = malloc(m->rows * sizeof *y);
  if (!x || !y) {
    perror("malloc");
    return 1;
  }
  for (size_t i = 0; i < m->columns; i++)
    x[i] = 1.0;
  normalize(x, m->columns);
  double norm = 0;
  for (int i = 0; i < iterations; i++) {
    multiply(m, x, y);
    multiply_transposed(m, y, x);
    norm = sqrt(normalize(x, m->columns));
  }
  printf("%zu x %zu, %zu entries, largest singular value %.6f\n", m->rows, m->columns, m->entries, norm);
  free(x);
  free(y);
  csr_free(m);
  return 0;
}
