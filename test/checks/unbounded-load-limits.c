// RUN: %check_highwater %s unbounded-load
//
// The ways in which C bounds a size that comes from outside, each silent; next to each the same code with a test that
// limits nothing, which is reported.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/param.h>
#include <sys/stat.h>
#include <unistd.h>

void use(void *memory);

enum { mostRecords = 1 << 20 };
#define MAX_RECORDS 100000
static const size_t mostBytes = 64 << 20;

static size_t readCount(FILE *file) {
  size_t count = 0;
  if (fread(&count, sizeof count, 1, file) != 1)
    return 0;
  return count;
}

// Before the multiplication by the size of an element.

void beforeTheMultiplication(FILE *file) {
  size_t count = readCount(file);
  if (count > MAX_RECORDS)
    return;
  use(malloc(count * sizeof(double)));
  use(calloc(count, sizeof(double)));
}

void byDivision(FILE *file) {
  size_t count = readCount(file);
  if (count > mostBytes / sizeof(double))
    return;
  use(malloc(count * sizeof(double)));
}

void onlyAgainstOverflow(FILE *file) {
  size_t count = readCount(file);
  if (count > SIZE_MAX / sizeof(double))
    return;
  use(malloc(count * sizeof(double)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 EiB
}

void afterTheMultiplication(FILE *file) {
  size_t count = readCount(file);
  size_t bytes = count * sizeof(double);
  if (bytes > mostBytes)
    return;
  use(malloc(bytes));
}

void withoutOverflow(FILE *file) {
  uint32_t rows = readCount(file), columns = readCount(file);
  size_t cells;
  if (__builtin_mul_overflow((size_t)rows, (size_t)columns, &cells) || cells > mostBytes)
    return;
  use(malloc(cells));
}

void eachFactor(FILE *file) {
  uint32_t rows = readCount(file), columns = readCount(file);
  if (rows > 10000 || columns > 1000)
    return;
  use(malloc((size_t)rows * columns * sizeof(float)));
}

void onlyOneFactor(FILE *file) {
  uint32_t rows = readCount(file), columns = readCount(file);
  if (rows > 10000)
    return;
  use(malloc((size_t)rows * columns * sizeof(float)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to
}

// Through a helper.

static bool isSane(size_t count) { return count <= mostRecords; }
static int validate(size_t count, size_t limit) { return count > limit ? -EINVAL : 0; }
static size_t limited(size_t count) { return count > mostRecords ? mostRecords : count; }
static void demand(bool holds) {
  if (!holds)
    abort();
}
static void clampInPlace(size_t *count) {
  if (*count > mostRecords)
    *count = mostRecords;
}
static bool readSmall(FILE *file, size_t *count) {
  *count = readCount(file);
  return *count < mostRecords;
}

void helperSaysYes(FILE *file) {
  size_t count = readCount(file);
  if (isSane(count))
    use(malloc(count));
}

void helperSaysNo(FILE *file) {
  size_t count = readCount(file);
  int error = validate(count, 4096);
  if (error)
    return;
  use(malloc(count));
}

void helperLimits(FILE *file) { use(malloc(limited(readCount(file)))); }

void helperDemands(FILE *file) {
  size_t count = readCount(file);
  demand(count < mostRecords);
  use(malloc(count));
}

void helperChanges(FILE *file) {
  size_t count = readCount(file);
  clampInPlace(&count);
  use(malloc(count));
}

void helperReadsAndTests(FILE *file) {
  size_t count;
  if (!readSmall(file, &count))
    return;
  use(malloc(count));
}

void verdictIsIgnored(FILE *file) {
  size_t count = readCount(file);
  if (!isSane(count))
    fputs("many records\n", stderr);
  use(malloc(count));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 EiB
}

// An assertion.

void asserted(FILE *file) {
  size_t count = readCount(file);
  assert(count && count <= mostRecords && "too many records");
  use(malloc(count));
}

void assertedThatThereAreSome(FILE *file) {
  size_t count = readCount(file);
  assert(count > 0);
  use(malloc(count));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 EiB
}

// A minimum.

void minimum(FILE *file) {
  size_t count = readCount(file);
  use(malloc(MIN(count, mostRecords)));
  size_t other = MIN(mostBytes, count);
  use(malloc(other));
}

void maximum(FILE *file) {
  size_t count = readCount(file);
  use(malloc(MAX(count, 4096)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 EiB
}

void clampedByHand(FILE *file) {
  size_t count = readCount(file);
  count = count < 16 ? 16 : count > mostRecords ? mostRecords : count;
  use(malloc(count));
}

void limitedByWhatIsLeft(FILE *file, const char *text) {
  size_t count = readCount(file), left = strlen(text);
  if (count > left)
    count = left;
  use(malloc(count));
}

// A switch, a mask, a narrow type.

void switched(FILE *file) {
  size_t bits = readCount(file), bytes;
  switch (bits) {
  case 8:
    bytes = 1;
    break;
  case 16:
    bytes = 2;
    break;
  default:
    return;
  }
  use(malloc(bytes * 1000));
}

void switchedWithARange(FILE *file) {
  size_t count = readCount(file);
  switch (count) {
  case 1 ... 16:
    use(malloc(count * 4096));
  }
}

void switchedButNotInTheOtherCases(FILE *file) {
  size_t count = readCount(file);
  switch (count) {
  case 0:
    return;
  default:
    use(malloc(count));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to 16.0 EiB
  }
}

void masked(FILE *file) {
  size_t count = readCount(file);
  use(malloc(count & (mostRecords - 1)));
  use(malloc(count % mostRecords));
  use(malloc(count >> 44));
}

void maskedFromBelow(FILE *file) {
  size_t count = readCount(file);
  use(malloc((count + 4095) & ~(size_t)4095));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to
}

struct packet {
  uint8_t kind, flags;
  uint16_t length;
  uint32_t total;
};

void narrow(int in) {
  struct packet packet;
  if (read(in, &packet, sizeof packet) != sizeof packet)
    return;
  use(malloc(packet.kind * sizeof packet));
  use(malloc(ntohs(packet.length)));
  use(malloc((uint16_t)packet.total));
}

void notNarrow(int in) {
  struct packet packet;
  if (read(in, &packet, sizeof packet) != sizeof packet)
    return;
  use(malloc(ntohl(packet.total)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 4.0 GiB
}

struct bits {
  unsigned length : 20, kind : 12;
};

void bitField(int in) {
  struct bits bits;
  if (read(in, &bits, sizeof bits) != sizeof bits)
    return;
  use(malloc(bits.length));
}

void bitFieldTimesOther(int in) {
  struct bits bits;
  if (read(in, &bits, sizeof bits) != sizeof bits)
    return;
  use(malloc(bits.length * (size_t)bits.kind));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 4.0 GiB
}

// What is in memory, or on disk, already.

void lengthsOfTexts(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  strcpy(copy, text);
  use(copy);
  use(strdup(text));
  use(malloc(strlen(text) * 4 + sizeof "…"));
}

void lengthOfALine(FILE *file) {
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length = getline(&line, &capacity, file);
  if (length > 0)
    use(malloc(length + 1));
  char *copy = malloc(strlen(line) + 1);
  strcpy(copy, line);
  use(copy);
  free(line);
}

void lengthOfWhatWasRead(FILE *file) {
  char block[4096];
  size_t length = fread(block, 1, sizeof block, file);
  char *copy = malloc(length);
  memcpy(copy, block, length);
  use(copy);
}

void lengthOfAnArgument(void) {
  const char *home = getenv("HOME");
  char *path = malloc(strlen(home) + sizeof "/data");
  use(path);
}

void differenceOfPointers(const char *begin, const char *end) {
  use(malloc(end - begin));
  const char *comma = strchr(begin, ',');
  use(malloc(comma - begin + 1));
}

void differenceInWhatWasRead(FILE *file) {
  char line[256];
  if (!fgets(line, sizeof line, file))
    return;
  char *comma = strchr(line, ',');
  use(malloc(comma - line + 1));
}

void sizeOfAFile(int in, FILE *file) {
  struct stat status;
  fstat(in, &status);
  use(malloc(status.st_size));
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  use(malloc(size + 1));
}

void doubledWhenFull(FILE *file) {
  size_t capacity = 16, count = 0;
  double *values = malloc(capacity * sizeof *values), value;
  while (fscanf(file, "%lf", &value) == 1) {
    if (count == capacity) {
      capacity *= 2;
      values = realloc(values, capacity * sizeof *values);
    }
    values[count++] = value;
  }
  use(values);
}

void numberInALine(FILE *file) {
  char line[256];
  if (!fgets(line, sizeof line, file))
    return;
  use(malloc(strtoull(line, NULL, 10)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 EiB
}

// A limit that no machine reaches is none.

void largerThanAnyMachine(FILE *file) {
  size_t count = readCount(file);
  if (count > (size_t)1 << 50)
    return;
  use(malloc(count));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 1.0 PiB
}

void onlyTheLargestInteger(FILE *file) {
  size_t count = readCount(file);
  if (count > INT_MAX)
    return;
  use(malloc(count * sizeof(double)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 GiB
}

// Each of several sizes, in place.

void eachOfSeveral(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16)
    return;
  for (int i = 0; i < 16; ++i)
    if (sizes[i] > mostBytes)
      return;
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
}

void eachOfSeveralClamped(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16)
    return;
  for (int i = 0; i < 16; ++i)
    if (sizes[i] > mostBytes)
      sizes[i] = mostBytes;
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
}

static bool allAreSmall(const uint64_t *sizes, int count) {
  for (int i = 0; i < count; ++i)
    if (sizes[i] > mostBytes)
      return false;
  return true;
}

void eachOfSeveralByAHelper(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16 || !allAreSmall(sizes, 16))
    return;
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
}

void someOfSeveral(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16)
    return;
  for (int i = 0; i < 16; ++i)
    if (sizes[i] > mostBytes && i % 2)
      sizes[i] = mostBytes;
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to 16.0 EiB
}

void noneOfSeveral(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16)
    return;
  for (int i = 0; i < 16; ++i)
    if (sizes[i] < 16)
      return;
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to 16.0 EiB
}

// Known gaps.

// FIXME: a test of one element is taken as one of all.
void onlyTheFirstOfSeveral(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16)
    return;
  if (sizes[0] > mostBytes)
    return;
  use(malloc(sizes[0]));
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
}

// FIXME: a pointer that moves on is not seen to visit elements.
void eachBehindAPointer(FILE *file, size_t count) {
  uint64_t *sizes = malloc(1024 * sizeof *sizes);
  count = fread(sizes, sizeof *sizes, 1024, file);
  for (uint64_t *size = sizes; size < sizes + count; ++size)
    if (*size > mostBytes)
      *size = mostBytes;
  for (uint64_t *size = sizes; size < sizes + count; ++size)
    use(malloc(*size));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to 16.0 EiB
}

// FIXME: what a function makes of all elements, it is only known to make of one.
static void clampAll(uint64_t *sizes, int count) {
  for (int i = 0; i < count; ++i)
    sizes[i] = MIN(sizes[i], mostBytes);
}

void eachOfSeveralClampedByAHelper(FILE *file) {
  uint64_t sizes[16];
  if (fread(sizes, sizeof *sizes, 16, file) != 16)
    return;
  clampAll(sizes, 16);
  for (int i = 0; i < 16; ++i)
    use(malloc(sizes[i]));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to 16.0 EiB
}
