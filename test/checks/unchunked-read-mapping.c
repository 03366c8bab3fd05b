// RUN: %check_highwater %s unchunked-read
// What is copied out of a mapping needs no reading in pieces: the pages are there already, and go again.
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t size);
void free(void *block);
void *memcpy(void *to, const void *from, size_t size);
struct stat {
  long st_size;
};
int open(const char *path, int flags);
int fstat(int fd, struct stat *status);
void *mmap(void *at, size_t size, int protection, int flags, int fd, long offset);
int munmap(void *at, size_t size);

unsigned long copied(const char *path) {
  struct stat status;
  int fd = open(path, 0);
  fstat(fd, &status);
  unsigned char *pages = mmap(0, status.st_size, 1, 2, fd, 0);
  unsigned char *copy = malloc(status.st_size);
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'copy' (chunk(bytes(path))) holds an input whole, but is consumed in one pass; reading it in pieces lowers the peak of 'copied' from chunk(bytes(path)) to 64.0 KiB [highwater-unchunked-read]
  // CHECK-NOTES: :[[@LINE+2]]:3: note: copied whole out of a mapping here, by 'memcpy'; the pass can read the mapping itself, whose pages come and go
  // CHECK-NOTES: :[[@LINE+4]]:3: note: consumed here, from front to back
  memcpy(copy, pages, status.st_size);
  munmap(pages, status.st_size);
  unsigned long hash = 0;
  for (long i = 0; i < status.st_size; i++)
    hash = hash * 31 + copy[i];
  free(copy);
  return hash;
}
