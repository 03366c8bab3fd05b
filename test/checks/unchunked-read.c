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
char *fgets(char *line, int size, FILE *file);
double atof(const char *text);
char *strdup(const char *text);
void *realloc(void *block, size_t size);
void *memcpy(void *to, const void *from, size_t size);
int memcmp(const void *a, const void *b, size_t size);
struct stat {
  long st_size;
};
int open(const char *path, int flags);
int fstat(int fd, struct stat *status);
long read(int fd, void *to, size_t size);
int close(int fd);
void *mmap(void *at, size_t size, int protection, int flags, int fd, long offset);
int munmap(void *at, size_t size);

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

long sizeByFstat(const char *path) {
  struct stat status;
  int fd = open(path, 0);
  if (fstat(fd, &status) < 0)
    return -1;
  char *bytes = malloc(status.st_size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'bytes' ({{.+}}) {{.+}} lowers the peak of 'sizeByFstat'
  long got = read(fd, bytes, status.st_size);
  close(fd);
  long hash = hashOf(bytes, got);
  free(bytes);
  return hash;
}

static int isError(const char *line, size_t size) { return size > 5 && memcmp(line, "ERROR", 5) == 0; }
long readInPartsThenSearched(const char *path) {
  struct stat status;
  int fd = open(path, 0);
  fstat(fd, &status);
  char *bytes = malloc(status.st_size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'bytes' ({{.+}}) {{.+}} lowers the peak of 'readInPartsThenSearched'
  long done = 0;
  while (done < status.st_size) {
    long got = read(fd, bytes + done, status.st_size - done);
    if (got <= 0)
      break;
    done += got;
  }
  close(fd);
  long errors = 0;
  const char *at = bytes, *end = bytes + done;
  while (at < end) {
    const char *next = memchr(at, '\n', end - at);
    if (!next)
      next = end;
    errors += isError(at, next - at);
    at = next + 1;
  }
  free(bytes);
  return errors;
}

static unsigned long fold(const unsigned char *at, size_t size) {
  unsigned long hash = 0;
  while (size--)
    hash = hash * 31 + *at++;
  return hash;
}
unsigned long copiedOutOfAMapping(const char *path) {
  struct stat status;
  int fd = open(path, 0);
  fstat(fd, &status);
  unsigned char *pages = mmap(NULL, status.st_size, 1, 2, fd, 0);
  unsigned char *copy = malloc(status.st_size);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'copy' ({{.+}}) {{.+}} lowers the peak of 'copiedOutOfAMapping'
  memcpy(copy, pages, status.st_size);
  munmap(pages, status.st_size);
  close(fd);
  unsigned long hash = fold(copy, status.st_size);
  free(copy);
  return hash;
}

double linesOfAGrowingArray(const char *path) {
  FILE *file = fopen(path, "r");
  char **lines = NULL;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'linesOfAGrowingArray'
  size_t count = 0, room = 0;
  char line[4096];
  while (fgets(line, sizeof line, file)) {
    if (count == room) {
      room = room ? 2 * room : 64;
      lines = realloc(lines, room * sizeof *lines);
    }
    lines[count++] = strdup(line);
  }
  fclose(file);
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum += atof(lines[i]);
    free(lines[i]);
  }
  free(lines);
  return sum;
}

float pixelsByChannel(const char *path, size_t rows, size_t columns) {
  FILE *file = fopen(path, "rb");
  float *pixels = malloc(rows * columns * 3 * sizeof(float));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pixels' ({{.+}}) {{.+}} lowers the peak of 'pixelsByChannel'
  fread(pixels, sizeof(float), rows * columns * 3, file);
  fclose(file);
  float most = 0;
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++) {
      size_t at = (row * columns + column) * 3;
      float gray = pixels[at] + pixels[3 * (row * columns + column) + 1] + pixels[(row * columns + column) * 3 + 2];
      if (gray > most)
        most = gray;
    }
  free(pixels);
  return most;
}

double sumsOfBlocks(const char *path, size_t count) {
  FILE *file = fopen(path, "rb");
  double *values = malloc(count * sizeof(double)), most = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'sumsOfBlocks'
  fread(values, sizeof(double), count, file);
  fclose(file);
  for (size_t from = 0; from < count; from += 256) {
    double sum = 0;
    for (size_t i = 0; i < 256 && from + i < count; ++i)
      sum += values[from + i];
    most = sum > most ? sum : most;
  }
  free(values);
  return most;
}

char *strtok(char *text, const char *separators);
char *strtok_r(char *text, const char *separators, char **rest);
char *strsep(char **rest, const char *separators);
size_t strlen(const char *text);
long wordsInTurn(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'wordsInTurn'
  long longest = 0;
  char *word = strtok(text, " \n");
  while (word) {
    long length = strlen(word);
    longest = length > longest ? length : longest;
    word = strtok(NULL, " \n");
  }
  free(text);
  return longest;
}

double linesThenCellsInTurn(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'linesThenCellsInTurn'
  double sum = 0;
  char *lines, *cells;
  for (char *line = strtok_r(text, "\n", &lines); line; line = strtok_r(NULL, "\n", &lines))
    for (char *cell = strtok_r(line, ",", &cells); cell; cell = strtok_r(NULL, ",", &cells))
      sum += atof(cell);
  free(text);
  return sum;
}

double linesCutOff(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'linesCutOff'
  double sum = 0;
  char *rest = text, *line;
  while ((line = strsep(&rest, "\n")) != NULL)
    sum += atof(line);
  free(text);
  return sum;
}

long searchedWithinTheTest(const char *path) {
  size_t size, count = 0;
  char *text = slurp(path, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'searchedWithinTheTest'
  const char *at = text;
  while ((at = memchr(at, '\n', text + size - at)) != NULL) {
    ++count;
    ++at;
  }
  free(text);
  return count;
}

long growingBuffer(const char *path) {
  int fd = open(path, 0);
  size_t room = 4096, size = 0;
  char *buffer = malloc(room);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'buffer' ({{.+}}) {{.+}} lowers the peak of 'growingBuffer'
  for (;;) {
    if (room - size < 4096) {
      room *= 2;
      char *bigger = realloc(buffer, room);
      if (!bigger)
        break;
      buffer = bigger;
    }
    long got = read(fd, buffer + size, 4096);
    if (got <= 0)
      break;
    size += got;
  }
  close(fd);
  long hash = hashOf(buffer, size);
  free(buffer);
  return hash;
}

long growingByBlocks(const char *path) {
  FILE *file = fopen(path, "rb");
  char block[4096];
  size_t room = 4096, size = 0, got;
  char *buffer = malloc(room);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'buffer' ({{.+}}) {{.+}} lowers the peak of 'growingByBlocks'
  while ((got = fread(block, 1, sizeof block, file)) > 0) {
    if (size + got > room) {
      room *= 2;
      buffer = realloc(buffer, room);
    }
    memcpy(buffer + size, block, got);
    size += got;
  }
  fclose(file);
  long hash = hashOf(buffer, size);
  free(buffer);
  return hash;
}

static char *readAll(int fd, size_t *size) {
  size_t room = 8192, done = 0;
  char *bytes = malloc(room);
  long got;
  while (bytes && (got = read(fd, bytes + done, room - done)) > 0) {
    done += got;
    if (done == room) {
      char *bigger = realloc(bytes, room *= 2);
      if (!bigger) {
        free(bytes);
        return NULL;
      }
      bytes = bigger;
    }
  }
  *size = done;
  return bytes;
}

long growingInAFunction(const char *path) {
  int fd = open(path, 0);
  size_t size;
  char *bytes = readAll(fd, &size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'bytes' ({{.+}}) {{.+}} lowers the peak of 'growingInAFunction'
  close(fd);
  long hash = hashOf(bytes, size);
  free(bytes);
  return hash;
}

static FILE *openOrDie(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    __builtin_abort();
  return file;
}

double openedByAFunction(const char *path) {
  FILE *file = openOrDie(path);
  char **lines = NULL;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'openedByAFunction'
  size_t count = 0, room = 0;
  char line[4096];
  while (fgets(line, sizeof line, file)) {
    if (count == room) {
      room = room ? 2 * room : 64;
      lines = realloc(lines, room * sizeof *lines);
    }
    lines[count++] = strdup(line);
  }
  fclose(file);
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum += atof(lines[i]);
    free(lines[i]);
  }
  free(lines);
  return sum;
}

// Silent from here on.

double columnByColumn(const char *path, size_t rows, size_t columns) {
  FILE *file = fopen(path, "rb");
  double *cells = malloc(rows * columns * sizeof(double)), most = 0;
  fread(cells, sizeof(double), rows * columns, file);
  fclose(file);
  for (size_t column = 0; column < columns; column++) {
    double sum = 0;
    for (size_t row = 0; row < rows; row++)
      sum += cells[row * columns + column];
    most = sum > most ? sum : most;
  }
  free(cells);
  return most;
}

double rowsThatOverlap(const char *path, size_t rows, size_t columns, size_t width) {
  FILE *file = fopen(path, "rb");
  double *cells = malloc(rows * columns * sizeof(double)), sum = 0;
  fread(cells, sizeof(double), rows * columns, file);
  fclose(file);
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < width; column++)
      sum += cells[row * columns + column];
  free(cells);
  return sum;
}

double rowsAgainAndAgain(const char *path, size_t rows, size_t columns) {
  FILE *file = fopen(path, "rb");
  double *cells = malloc(rows * columns * sizeof(double)), sum = 0;
  fread(cells, sizeof(double), rows * columns, file);
  fclose(file);
  for (size_t round = 0; round < 10; round++)
    for (size_t row = 0; row < rows; row++)
      for (size_t column = 0; column < columns; column++)
        sum += round * cells[row * columns + column];
  free(cells);
  return sum;
}

double rowsInTwoPasses(const char *path, size_t rows, size_t columns) {
  FILE *file = fopen(path, "rb");
  double *cells = malloc(rows * columns * sizeof(double)), sum = 0;
  fread(cells, sizeof(double), rows * columns, file);
  fclose(file);
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      sum += cells[row * columns + column];
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      sum -= cells[row * columns + column] / sum;
  free(cells);
  return sum;
}

// A mapping is no memory of the program's own.
long mappingWalkedInPlace(const char *path) {
  struct stat status;
  int fd = open(path, 0);
  fstat(fd, &status);
  char *pages = mmap(NULL, status.st_size, 1, 2, fd, 0);
  long hash = hashOf(pages, status.st_size);
  munmap(pages, status.st_size);
  close(fd);
  return hash;
}

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

// Words that are kept refer to all of the text.
long wordsThatAreKept(const char *path) {
  size_t size;
  char *text = slurp(path, &size), *words[100];
  int count = 0;
  for (char *word = strtok(text, " "); word && count < 100; word = strtok(NULL, " "))
    words[count++] = word;
  qsort(words, count, sizeof *words, compare);
  long first = words[0][0];
  free(text);
  return first;
}

long wordsThenLetters(const char *path) {
  size_t size;
  char *text = slurp(path, &size);
  long words = 0;
  for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
    ++words;
  long hash = hashOf(text, size);
  free(text);
  return words * hash;
}
