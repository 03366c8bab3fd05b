// What zlib allocates is what its model says, within the size of a page.
// FIXME: the state of streams of blocks (inflateInit, deflateInit) is not counted at a call.
// REQUIRES: zlib
// RUN: %clang -O1 %s -lz -o %t.exe && env GLIBC_TUNABLES=glibc.malloc.tcache_count=0 %t.exe %t.gz 2>&1 | FileCheck %s --check-prefix=MEASURED
// RUN: %highwater estimate %s --flag -O1 --entry writes | FileCheck %s --check-prefix=WRITES
// RUN: %highwater estimate %s --flag -O1 --entry reads | FileCheck %s --check-prefix=READS
// RUN: %highwater estimate %s --flag -O1 --entry buffered | FileCheck %s --check-prefix=BUFFERED
// MEASURED-DAG: writes 286.{{[2-9]}} KiB
// WRITES: 63.3 {{.*}}28{{[68]}}
// MEASURED-DAG: reads 63.{{[34]}} KiB
// READS: 63.3 {{.*}}28{{[68]}}
// MEASURED-DAG: buffered 235.{{[34]}} KiB
// BUFFERED: peak 23{{[1-5]}}
// MEASURED-DAG: inflates 39.0 KiB
// MEASURED-DAG: deflates 261.9 KiB

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

static size_t before;

static size_t live(void) {
  struct mallinfo2 now = mallinfo2();
  return now.uordblks + now.hblkhd;
}

static void begin(void) { before = live(); }

static void say(const char *what) {
  size_t bytes = live() - before;
  char line[64];
  int length = snprintf(line, sizeof line, "%s %.1f KiB\n", what, bytes / 1024.0);
  fwrite(line, 1, length, stderr);
}

void writes(const char *path) {
  begin();
  gzFile file = gzopen(path, "wb");
  for (int i = 0; i < 100000; ++i)
    gzprintf(file, "%d,%d\n", i, i * 7919 % 1000);
  say("writes");
  gzclose(file);
}

void reads(const char *path) {
  char line[256];
  begin();
  gzFile file = gzopen(path, "rb");
  gzgets(file, line, sizeof line);
  say("reads");
  gzclose(file);
}

void buffered(const char *path) {
  char line[256];
  begin();
  gzFile file = gzopen(path, "rb");
  gzbuffer(file, 65536);
  gzread(file, line, sizeof line);
  say("buffered");
  gzclose(file);
}

static unsigned char text[100000], packed[100000];
static uLongf packedSize = sizeof packed;

void inflates(void) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  begin();
  inflateInit(&stream);
  stream.next_in = packed;
  stream.avail_in = packedSize;
  stream.next_out = text;
  stream.avail_out = 1000;
  inflate(&stream, Z_NO_FLUSH);
  say("inflates");
  inflateEnd(&stream);
}

void deflates(void) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  begin();
  deflateInit(&stream, Z_DEFAULT_COMPRESSION);
  say("deflates");
  deflateEnd(&stream);
}

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  writes(argv[1]);
  reads(argv[1]);
  buffered(argv[1]);
  for (unsigned i = 0; i < sizeof text; ++i)
    text[i] = i * 7919 % 251;
  compress(packed, &packedSize, text, sizeof text);
  inflates();
  deflates();
}
