// RUN: %check_highwater %s unchunked-read
// The same contract in C: blocks that a file is read into.
typedef __SIZE_TYPE__ size_t;
typedef struct FILE FILE;
#define NULL ((void *)0)
enum { SEEK_SET, SEEK_CUR, SEEK_END };
extern FILE *stdout;
void *malloc(size_t size);
void free(void *block);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *memchr(const void *block, int value, size_t size);
FILE *fopen(const char *path, const char *mode);
int fseek(FILE *file, long offset, int from);
long ftell(FILE *file);
void rewind(FILE *file);
size_t fread(void *to, size_t size, size_t count, FILE *file);
size_t fwrite(const void *from, size_t size, size_t count, FILE *file);
int fclose(FILE *file);

static char *slurp(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  fseek(file, 0, SEEK_END);
  long bytes = ftell(file);
  fseek(file, 0, SEEK_SET);
  char *text = malloc(bytes + 1);
  *size = fread(text, 1, bytes, file);
  text[*size] = 0;
  fclose(file);
  return text;
}

static long hashOf(const char *text, size_t size) {
  long hash = 0;
  for (size_t i = 0; i < size; i++)
    hash = hash * 31 + text[i];
  return hash;
}

// Reported.

long walkedByIndex(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return -1;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc(size + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) holds an input whole, but is consumed in one pass; reading it in pieces lowers the peak of 'walkedByIndex' from {{.+}} to {{.+}} [highwater-unchunked-read]
  if (!text) {
    fclose(file);
    return -1;
  }
  fread(text, 1, size, file);
  text[size] = 0;
  fclose(file);
  long lines = 0;
  for (long i = 0; i < size; i++)
    lines += text[i] == '\n';
  free(text);
  return lines;
}

long walkedByPointer(const char *path) {
  FILE *file = fopen(path, "rb");
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc(size + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'walkedByPointer'
  fread(text, 1, size, file);
  text[size] = 0;
  fclose(file);
  long words = 0;
  for (char *at = text; *at; at++)
    words += *at == ' ';
  free(text);
  return words;
}

long readByAFunction(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'readByAFunction'
  long cells = 0;
  for (size_t i = 0; i < size; i++)
    cells += text[i] == ',';
  free(text);
  return cells;
}

long consumedByAFunction(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'consumedByAFunction'
  long hash = hashOf(text, size);
  free(text);
  return hash;
}

long searchedLineByLine(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'searchedLineByLine'
  long total = 0;
  char *at = text, *end = text + size, *next;
  while ((next = memchr(at, '\n', end - at)) != NULL) {
    total += next - at;
    at = next + 1;
  }
  free(text);
  return total;
}

void writtenOutAtOnce(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'writtenOutAtOnce'
  fwrite(text, 1, size, stdout);
  free(text);
}

// Silent from here on.

static int compare(const void *a, const void *b) { return *(const char *)a - *(const char *)b; }
long sorted(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  qsort(text, size, 1, compare);
  long hash = hashOf(text, size);
  free(text);
  return hash;
}

long fromTheEnd(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  long hash = 0;
  for (char *at = text + size; at > text; at--)
    hash = hash * 31 + at[-1];
  free(text);
  return hash;
}

long walkedTwice(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  long balance = 0;
  for (size_t i = 0; i < size; i++)
    balance += text[i] == '(';
  for (size_t i = 0; i < size; i++)
    balance -= text[i] == ')';
  free(text);
  return balance;
}

char *returned(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  for (size_t i = 0; i < size; i++)
    if (text[i] == ',')
      text[i] = ';';
  return text;
}

long indexedAtRandom(const char *path, const int *places, int count) {
  size_t size;
  char *text = slurp(path, &size);
  long hash = 0;
  for (int i = 0; i < count; i++)
    hash += text[places[i]];
  free(text);
  return hash;
}

static const char *kept;
long keptInAGlobal(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  long hash = hashOf(text, size);
  kept = text;
  return hash;
}
