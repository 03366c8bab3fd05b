// RUN: %check_highwater %s unbounded-load
//
// unbounded-load in C: what is reported, then what is silent.

#include <arpa/inet.h>
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

void use(void *memory);
int isPlausible(size_t count);

void numberFromALine(FILE *file) {
  char line[64];
  if (!fgets(line, sizeof line, file))
    return;
  size_t count = strtoul(line, NULL, 0);
  use(malloc(count));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 16.0 EiB: the size comes from outside, through 'fgets', and nothing bounds it from above [highwater-unbounded-load]
}

void lowerBoundIsNone(void) {
  size_t count = 0;
  fscanf(stdin, "%zu", &count);
  if (count > strlen("hello"))
    use(malloc(count * sizeof(wchar_t)));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to {{.*}} through 'fscanf'
}

struct Header {
  char magic[4];
  uint32_t records;
  uint16_t fields;
};

void recordsOfAHeader(int file) {
  struct Header header;
  if (read(file, &header, sizeof header) != sizeof header)
    return;
  use(calloc(header.records, 16));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'calloc' may be asked for up to 64.0 GiB: the size comes from outside, through 'read'
}

void lengthOfAMessage(int socket) {
  unsigned char prefix[4];
  uint32_t length;
  if (recv(socket, prefix, 4, 0) != 4)
    return;
  memcpy(&length, prefix, 4);
  length = ntohl(length);
  use(malloc(length));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 4.0 GiB: the size comes from outside, through 'recv'
  length = (uint32_t)prefix[0] << 24 | prefix[1] << 16 | prefix[2] << 8 | prefix[3];
  use(malloc(length));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 4.0 GiB
}

void environmentAndChance(void) {
  int count = atoi(getenv("COUNT"));
  double values[count];
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'the array 'values'' may be asked for up to 16.0 GiB: the size comes from outside, through 'getenv'
  use(values);
  use(malloc(rand()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 2.0 GiB
}

static size_t readCount(FILE *file) {
  size_t count = 0;
  fread(&count, sizeof count, 1, file);
  return count;
}

static void *reserve(size_t count) { return malloc(count); }

void acrossFunctions(FILE *file) {
  size_t count = readCount(file);
  use(reserve(count));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'reserve' may be asked for up to 16.0 EiB: the size comes from outside, through 'fread'
}

void limitOfTheOtherKind(FILE *file) {
  size_t most = readCount(file), count = readCount(file);
  if (count > most || count > SIZE_MAX / sizeof(double) || count > 1ull << 40)
    return;
  use(malloc(count * sizeof(double)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'malloc' may be asked for up to 8.0 TiB
}

int main(int argc, char **argv) {
  if (argc > 1)
    use(malloc(atol(argv[1])));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'malloc' may be asked for up to 8.0 EiB: the size comes from outside, through 'argv'
}

// Silent from here on.

enum { mostRecords = 1000000 };
static const size_t mostBytes = 1 << 20;

void earlyExit(FILE *file) {
  size_t count = readCount(file);
  if (count > mostRecords)
    return;
  use(malloc(count * sizeof(double)));
}

void otherDirection(FILE *file) {
  size_t count = readCount(file);
  if (mostBytes >= count)
    use(malloc(count));
}

void lowerAndUpper(FILE *file) {
  size_t count = readCount(file);
  if (count > strlen("hello") && count < 100)
    use(malloc(count));
}

void clamped(FILE *file) {
  size_t count = readCount(file);
  use(malloc(count < mostBytes ? count : mostBytes));
  if (count > mostBytes)
    count = mostBytes;
  use(malloc(count));
}

void masked(FILE *file) {
  size_t count = readCount(file);
  use(malloc(count & 0xffff));
  use(malloc(count % 4096));
}

void narrow(int file) {
  struct Header header;
  read(file, &header, sizeof header);
  use(malloc(header.fields * sizeof(double)));
  unsigned char small[3];
  read(file, small, 3);
  use(malloc(small[0] | small[1] << 8 | small[2] << 16));
}

void asserted(FILE *file) {
  size_t count = readCount(file);
  assert(count < mostBytes);
  use(malloc(count));
}

static int valid(size_t count) { return count > 0 && count <= mostBytes; }

static int check(size_t count) {
  if (count > mostBytes)
    return -1;
  return 0;
}

static void demand(size_t count) {
  if (count > mostBytes)
    abort();
}

void helpers(FILE *file) {
  size_t first = readCount(file), second = readCount(file), third = readCount(file), fourth = readCount(file);
  if (!valid(first))
    return;
  use(malloc(first));
  if (check(second) < 0)
    return;
  use(malloc(second));
  demand(third);
  use(malloc(third));
  if (isPlausible(fourth))
    use(malloc(fourth));
}

void switched(FILE *file) {
  size_t count = readCount(file);
  switch (count) {
  case 4:
  case 8:
    use(malloc(count));
    break;
  }
}

void beforeTheProduct(FILE *file) {
  size_t rows = readCount(file), columns = readCount(file);
  if (columns != 0 && rows > mostBytes / columns)
    return;
  use(malloc(rows * columns * sizeof(float)));
}

void limitOfTheProduct(FILE *file) {
  uint32_t width = readCount(file), height = readCount(file);
  if ((uint64_t)width * height > mostBytes)
    return;
  use(malloc((size_t)width * height * 4));
}

void copyIsBoundedToo(FILE *file) {
  size_t count = readCount(file), bytes = count * 8;
  if (count > mostRecords)
    return;
  use(malloc(bytes));
}

void whatIsInMemory(const char *text, FILE *file) {
  struct stat status;
  fstat(0, &status);
  use(malloc(strlen(text) + 1));
  use(malloc(status.st_size));
  fseek(file, 0, SEEK_END);
  use(malloc(ftell(file)));
}

void unknownCaller(size_t count) { use(malloc(count)); }

void sumOfSmallOnes(FILE *file) {
  size_t total = 0;
  for (int i = 0; i < 100; ++i) {
    size_t length = readCount(file);
    if (length > 4096)
      return;
    total += length;
  }
  use(malloc(total));
}
