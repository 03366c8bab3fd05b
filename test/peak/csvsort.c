// Sorts the rows of a CSV file by one column and writes the first and last of them.
// RUN: %peak %s {sales_csv} price
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FIELDS 16

struct sale {
  long id;
  char date[11];
  char *city;
  char *customer;
  int quantity;
  double price;
};

struct sales {
  struct sale *rows;
  size_t count;
  size_t capacity;
};

typedef int (*comparator)(const void *, const void *);

static int by_id(const void *a, const void *b) {
  const struct sale *x = a, *y = b;
  return (x->id > y->id) - (x->id < y->id);
}

static int by_date(const void *a, const void *b) {
  const struct sale *x = a, *y = b;
  int order = strcmp(x->date, y->date);
  return order ? order : by_id(a, b);
}

static int by_city(const void *a, const void *b) {
  const struct sale *x = a, *y = b;
  int order = strcmp(x->city, y->city);
  return order ? order : by_date(a, b);
}

static int by_customer(const void *a, const void *b) {
  const struct sale *x = a, *y = b;
  return strcmp(x->customer, y->customer);
}

static int by_price(const void *a, const void *b) {
  const struct sale *x = a, *y = b;
  return (x->price > y->price) - (x->price < y->price);
}

static const struct {
  const char *name;
  comparator compare;
} columns[] = {
    {"id", by_id},
    {"date", by_date},
    {"city", by_city},
    {"customer", by_customer},
    {"price", by_price},
};

static comparator find_comparator(const char *name) {
  for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
    if (strcmp(columns[i].name, name) == 0)
      return columns[i].compare;
  return NULL;
}

static int split(char *line, char **fields, int max) {
  int n = 0;
  char *save = NULL;
  for (char *f = strtok_r(line, ",", &save); f && n < max; f = strtok_r(NULL, ",", &save))
    fields[n++] = f;
  return n;
}

static int append(struct sales *s, char **fields) {
  if (s->count == s->capacity) {
    size_t capacity = s->capacity ? s->capacity * 2 : 64;
    struct sale *rows = realloc(s->rows, capacity * sizeof *rows);
    if (!rows)
      return -1;
    s->rows = rows;
    s->capacity = capacity;
  }
  struct sale *row = &s->rows[s->count];
  row->id = strtol(fields[0], NULL, 10);
  snprintf(row->date, sizeof row->date, "%s", fields[1]);
  row->city = strdup(fields[2]);
  row->customer = strdup(fields[3]);
  row->quantity = atoi(fields[4]);
  row->price = strtod(fields[5], NULL);
  if (!row->city || !row->customer) {
    free(row->city);
    free(row->customer);
    return -1;
  }
  s->count++;
  return 0;
}

static int load(const char *path, struct sales *s) {
  int status = -1;
  char *line = NULL;
  size_t size = 0, number = 0;
  ssize_t length;
  FILE *in = fopen(path, "r");
  if (!in) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    return -1;
  }
  while ((length = getline(&line, &size, in)) != -1) {
    char *fields[MAX_FIELDS];
    if (length && line[length - 1] == '\n')
      line[length - 1] = '\0';
    if (number++ == 0)
      continue; // header
    if (split(line, fields, MAX_FIELDS) != 6) {
      fprintf(stderr, "%s:%zu: expected 6 fields\n", path, number);
      continue;
    }
    if (append(s, fields) != 0) {
      perror("append");
      goto out;
    }
  }
  status = 0;
out:
  free(line);
  fclose(in);
  return status;
}

static void print_row(const struct sale *row) {
  printf("%ld %s %s %s %d %.2f\n", row->id, row->date, row->city, row->customer, row->quantity, row->price);
}

static void release(struct sales *s) {
  for (size_t i = 0; i < s->count; i++) {
    free(s->rows[i].city);
    free(s->rows[i].customer);
  }
  free(s->rows);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s FILE COLUMN\n", argv[0]);
    return 2;
  }
  comparator compare = find_comparator(argv[2]);
  if (!compare) {
    fprintf(stderr, "no such column: %s\n", argv[2]);
    return 2;
  }
  struct sales sales = {0};
  int status = 1;
  if (load(argv[1], &sales) == 0) {
    qsort(sales.rows, sales.count, sizeof *sales.rows, compare);
    for (size_t i = 0; i < sales.count && i < 5; i++)
      print_row(&sales.rows[i]);
    if (sales.count)
      print_row(&sales.rows[sales.count - 1]);
    status = 0;
  }
  release(&sales);
  return status;
}
