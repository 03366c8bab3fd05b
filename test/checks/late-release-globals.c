// RUN: %check_highwater %s late-release
// Globals that nothing reads any more, in a program that is all in one file.
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t size);
void free(void *block);
size_t strtoul(const char *text, char **end, int base);
double sum(const double *values, size_t count);
void show(double value);

static double *table, *index, *cache, *shared;
static double *exported;
static size_t rows;
// CHECK-MESSAGES: :[[@LINE-3]]:16: warning: 'table' ({{.+}}) stays live until {{.+}}, but its last use is at line 44; releasing it there lowers the peak of 'main' from

static void load(size_t n) {
  rows = n;
  table = malloc(n * sizeof *table);
  for (size_t i = 0; i < n; ++i)
    table[i] = i;
}

static double mean(void) { return sum(table, rows) / rows; }

static void buildIndex(void) { index = malloc(rows * sizeof *index); }
static double lookUp(size_t i) { return index[i % rows]; }

static double cached(size_t i) {
  if (!cache)
    cache = malloc(rows * sizeof *cache);
  return cache[i % rows];
}

double *borrowed(void) { return shared; }

static void unload(void) {
  free(table);
  free(index);
  free(cache);
  table = index = cache = 0;
}

int main(int argc, char **argv) {
  load(strtoul(argv[1], 0, 10));
  double level = mean();
  buildIndex();
  shared = malloc(rows * sizeof *shared);
  double *cooked = malloc(rows * sizeof *cooked);
  for (size_t i = 0; i < rows; ++i)
    cooked[i] = level * lookUp(i) + cached(i);
  show(sum(cooked, rows));
  free(cooked);
  double *more = malloc(rows * sizeof *more);
  show(more[0] + lookUp(1) + cached(1) + borrowed()[0]);
  free(more);
  unload();
  return argc;
}
