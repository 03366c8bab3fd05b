// Pointers that loops take through a text letter by letter, to the end of a line or field.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('some,words\n' * 40000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s --check-prefix=LINES
// RUN: %highwater estimate -v %s --flag=-w --flag=-DSKIP -- prog %t/in | FileCheck %s --check-prefix=SKIP
// RUN: %highwater estimate -v %s --flag=-w --flag=-DEITHER -- prog %t/in | FileCheck %s --check-prefix=EITHER
// LINES: fields(token(argv[1], '\n')) = 40000
// LINES: len(token(argv[1], '\n')) = 10
// SKIP: fields(token(argv[1], '\n')) = 40000
// EITHER: fields(token(argv[1], {{.*}})) = 80000
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct piece {
  struct piece *next;
  char *text;
};

static struct piece *add(struct piece *before, const char *from, const char *to) {
  struct piece *piece = malloc(sizeof *piece);
  piece->text = strndup(from, to - from);
  piece->next = before;
  return piece;
}

static const char *skip(const char *p, const char *end) {
  while (p < end && *p != '\n')
    p++;
  return p < end ? p + 1 : end;
}

int main(int argc, char **argv) {
  int fd = open(argv[1], O_RDONLY);
  struct stat status;
  fstat(fd, &status);
  char *text = malloc(status.st_size + 1);
  size_t done = 0;
  while (done < status.st_size) {
    ssize_t got = read(fd, text + done, status.st_size - done);
    if (got <= 0)
      break;
    done += got;
  }
  text[done] = '\0';
  const char *p = text, *end = text + done;
  struct piece *pieces = NULL;
#ifdef SKIP
  while (p < end) {
    const char *start = p;
    p = skip(p, end);
    pieces = add(pieces, start, p);
  }
#elif defined EITHER
  for (;;) {
    const char *start = p;
    while (*p != '\0' && *p != ',' && *p != '\n')
      ++p;
    if (p == start)
      break;
    pieces = add(pieces, start, p);
    ++p;
  }
#else
  while (*p) {
    const char *start = p;
    while (*p && *p != '\n')
      p++;
    pieces = add(pieces, start, p);
    if (*p)
      p++;
  }
#endif
  return 0;
}
