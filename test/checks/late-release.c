// RUN: %check_highwater %s late-release
// The same contract in C: blocks by malloc, calloc and realloc, and the structs and functions around them.
typedef __SIZE_TYPE__ size_t;
typedef struct FILE FILE;
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);
char *strdup(const char *text);
size_t strlen(const char *text);
void *memcpy(void *to, const void *from, size_t size);
FILE *fopen(const char *path, const char *mode);
size_t fread(void *to, size_t size, size_t count, FILE *file);
int fclose(FILE *file);

double sum(const double *values, size_t count);
void show(double value);
int coin(void);

double mallocBeforeLaterMalloc(size_t n) {
  double *raw = malloc(n * sizeof(double));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.*8.+n.*}}) stays live until line [[@LINE+5]], but its last use is at line [[@LINE+1]]; releasing it there lowers the peak of 'mallocBeforeLaterMalloc' from {{.+}} to {{.+}} [highwater-late-release]
  double level = sum(raw, n);
  double *cooked = malloc(n * sizeof(double));
  level += sum(cooked, n);
  free(cooked);
  free(raw);
  return level;
}

double callocBeforeLaterCalloc(size_t n) {
  double *raw = calloc(n, sizeof *raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw, n);
  double *cooked = calloc(n, sizeof *cooked);
  level += sum(cooked, n);
  free(raw);
  free(cooked);
  return level;
}

double declaredBefore(size_t n) {
  double *raw, *cooked, level;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  raw = malloc(n * sizeof *raw);
  level = sum(raw, n);
  cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  free(raw);
  return level;
}

double constantSize(void) {
  char *block = malloc(64 << 20);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'block' (64.0 MiB{{.*}}) {{.+}} last use is at line [[@LINE+1]]; releasing it there lowers the peak of 'constantSize' from 128.0 MiB to 64.0 MiB
  double level = block[0];
  char *other = malloc(64 << 20);
  level += other[0];
  free(other);
  free(block);
  return level;
}

double checkedForNull(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  if (!raw)
    return -1;
  double level = sum(raw, n);
  double *cooked = malloc(n * sizeof *cooked);
  if (cooked)
    level += sum(cooked, n);
  free(cooked);
  free(raw);
  return level;
}

double cleanedUpAtTheEnd(size_t n) {
  double level = -1;
  double *cooked = 0;
  double *raw = malloc(n * sizeof *raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  if (!raw)
    goto done;
  level = sum(raw, n);
  cooked = malloc(n * sizeof *cooked);
  if (!cooked)
    goto done;
  level += sum(cooked, n);
done:
  free(cooked);
  free(raw);
  return level;
}

static double *readings(size_t n) {
  double *values = malloc(n * sizeof *values);
  for (size_t i = 0; i < n; ++i)
    values[i] = i;
  return values;
}

double resultOfACall(size_t n) {
  double *raw = readings(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw, n);
  double *cooked = readings(n);
  level += sum(cooked, n);
  free(cooked);
  free(raw);
  return level;
}

static double smooth(size_t n) {
  double *scratch = malloc(n * sizeof *scratch);
  double level = sum(scratch, n);
  free(scratch);
  return level;
}

double peakInsideACallee(size_t n) {
  double *raw = readings(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw, n);
  level += smooth(n);
  free(raw);
  return level;
}

static double *allocate(size_t count) { return malloc(count * sizeof(double)); }
static void release(double *values) { free(values); }

double throughWrappers(size_t n) {
  double *raw = allocate(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw, n);
  double *cooked = allocate(n);
  level += sum(cooked, n);
  release(cooked);
  release(raw);
  return level;
}

struct matrix {
  double *cells;
  size_t rows, columns;
};

static struct matrix *newMatrix(size_t rows, size_t columns) {
  struct matrix *m = malloc(sizeof *m);
  m->cells = calloc(rows * columns, sizeof(double));
  m->rows = rows;
  m->columns = columns;
  return m;
}

static void freeMatrix(struct matrix *m) {
  free(m->cells);
  free(m);
}

double structOnTheHeap(size_t n) {
  struct matrix *raw = newMatrix(n, n);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = raw->cells[0];
  struct matrix *cooked = newMatrix(n, n);
  level += cooked->cells[0];
  freeMatrix(cooked);
  freeMatrix(raw);
  return level;
}

double structOnTheStack(size_t n) {
  struct matrix raw = {malloc(n * sizeof(double)), 1, n};
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw.cells, n);
  double *cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  free(raw.cells);
  return level;
}

double readWithFread(const char *path, size_t n) {
  FILE *file = fopen(path, "rb");
  char *bytes = malloc(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'bytes' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  size_t got = fread(bytes, 1, n, file);
  fclose(file);
  double level = got ? bytes[0] : 0;
  double *cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  free(bytes);
  return level;
}

double laterAllocationInALoop(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw, n);
  for (int round = 0; round < 10; ++round) {
    double *sample = malloc(n * sizeof *sample);
    level += sum(sample, n);
    free(sample);
  }
  free(raw);
  return level;
}

double rowsOfAMatrix(size_t rows, size_t columns) {
  double **table = malloc(rows * sizeof *table);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'table' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  for (size_t i = 0; i < rows; ++i)
    table[i] = malloc(columns * sizeof **table);
  double level = 0;
  for (size_t i = 0; i < rows; ++i)
    level += sum(table[i], columns);
  double *cooked = malloc(rows * columns * sizeof *cooked);
  level += sum(cooked, rows * columns);
  free(cooked);
  for (size_t i = 0; i < rows; ++i)
    free(table[i]);
  free(table);
  return level;
}

double neverFreed(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) stays live until the program ends, but its last use is at line [[@LINE+1]];
  double level = sum(raw, n);
  double *cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  return level;
}

// Silent from here on.

double freedAfterTheLastUse(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  double level = sum(raw, n);
  free(raw);
  double *cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  return level;
}

double usedUntilTheEnd(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n) + sum(raw, n);
  free(cooked);
  free(raw);
  return level;
}

double nothingIsAllocatedLater(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  double level = sum(raw, n);
  show(level);
  free(raw);
  return level;
}

double *returned(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  show(raw[0]);
  double *other = malloc(n * sizeof *other);
  show(other[0]);
  free(other);
  return raw;
}

double usedThroughAnAlias(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  double *middle = raw + n / 2;
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n) + *middle;
  free(cooked);
  free(raw);
  return level;
}

double keptInAStruct(struct matrix *into, size_t n) {
  double *raw = malloc(n * sizeof *raw);
  into->cells = raw;
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n);
  free(cooked);
  return level;
}

void keep(double *values);

double givenToWhoMayKeepIt(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  keep(raw);
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n);
  free(cooked);
  free(raw);
  return level;
}

double sharedScratchOfALoop(size_t n) {
  double *scratch = malloc(n * sizeof *scratch);
  double level = 0;
  for (int round = 0; round < 10; ++round) {
    scratch[0] = round;
    level += sum(scratch, n);
    double *sample = malloc(n * sizeof *sample);
    level += sum(sample, n);
    free(sample);
  }
  free(scratch);
  return level;
}

double smallBlock(size_t n) {
  char *header = malloc(512);
  double level = header[0];
  double *cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  free(header);
  return level;
}

// A single text is short.
double copyOfAText(const char *text) {
  char *copy = strdup(text);
  double level = copy[0];
  char *other = malloc(strlen(text) + 1);
  level += other[0];
  free(other);
  free(copy);
  return level;
}

double grownInPlace(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  double level = sum(raw, n);
  raw = realloc(raw, 2 * n * sizeof *raw);
  level += sum(raw, 2 * n);
  free(raw);
  return level;
}

static double *cached;

double keptInAStatic(size_t n) {
  if (!cached)
    cached = malloc(1000 * sizeof *cached);
  double level = cached[0];
  double *cooked = malloc(n * sizeof *cooked);
  level += sum(cooked, n);
  free(cooked);
  return level;
}

typedef unsigned long pthread_t;
int pthread_create(pthread_t *thread, const void *attributes, void *(*run)(void *), void *argument);
int pthread_join(pthread_t thread, void **result);
static void *work(void *argument) {
  show(*(double *)argument);
  return 0;
}

double usedByAThread(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  pthread_t thread;
  pthread_create(&thread, 0, work, raw);
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n);
  pthread_join(thread, 0);
  free(cooked);
  free(raw);
  return level;
}

static double *saved[16];
static void save(int slot, double *values) { saved[slot] = values; }

double savedByAFunctionThatIsKnown(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  save(0, raw);
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n);
  free(cooked);
  return level;
}

struct node {
  struct node *next;
  double *values;
};

static void push(struct node **list, double *values) {
  struct node *added = malloc(sizeof *added);
  added->next = *list;
  added->values = values;
  *list = added;
}

double ownedByAList(size_t n) {
  struct node *list = 0;
  for (int i = 0; i < 4; ++i) {
    double *raw = malloc(n * sizeof *raw);
    push(&list, raw);
    double *scratch = malloc(n * sizeof *scratch);
    show(scratch[0]);
    free(scratch);
  }
  double level = 0;
  for (struct node *each = list; each; each = each->next)
    level += each->values[0];
  return level;
}

static void report(double *values, size_t n) {
  show(sum(values, n));
  free(values);
}

double freedByWhoUsesIt(size_t n) {
  double *raw = malloc(n * sizeof *raw);
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n);
  free(cooked);
  report(raw, n);
  return level;
}

// Reported again: members, and blocks that grow.

double blocksOfOneStruct(size_t n) {
  struct {
    double *raw, *cooked;
  } data;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'data.raw' ({{.+}}) stays live until line [[@LINE+5]], but its last use is at line [[@LINE+2]]; releasing it there lowers the peak of 'blocksOfOneStruct' from 2·chunk(8·n) to chunk(8·n)
  data.raw = malloc(n * sizeof(double));
  double level = sum(data.raw, n);
  data.cooked = malloc(n * sizeof(double));
  level += sum(data.cooked, n);
  free(data.raw);
  free(data.cooked);
  return level;
}

double blocksBehindAPointer(size_t n) {
  struct pair {
    double *raw, *cooked;
  } *data = malloc(sizeof *data);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'data->raw' ({{.+}}) stays live until line [[@LINE+5]], but its last use is at line [[@LINE+2]];
  data->raw = malloc(n * sizeof(double));
  double level = sum(data->raw, n);
  data->cooked = malloc(n * sizeof(double));
  level += sum(data->cooked, n);
  free(data->raw);
  free(data->cooked);
  free(data);
  return level;
}

double grownByRealloc(size_t n) {
  double *raw = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) stays live until line [[@LINE+12]], but its last use is at line [[@LINE+7]]; releasing it there lowers the peak of 'grownByRealloc' from chunk(8·grow(16, n)) + chunk(8·n) to
  size_t capacity = 0;
  for (size_t i = 0; i < n; ++i) {
    if (i == capacity) {
      capacity = capacity ? 2 * capacity : 16;
      raw = realloc(raw, capacity * sizeof *raw);
    }
    raw[i] = i;
  }
  double *cooked = malloc(n * sizeof *cooked);
  double level = sum(cooked, n);
  free(cooked);
  free(raw);
  return level;
}
