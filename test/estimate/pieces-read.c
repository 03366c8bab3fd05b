// What a loop reads letter by letter, up to one of some, is a piece of the input: a word, a field, a line.
// RUN: %highwater dump summary %s -- -w | FileCheck %s
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('The some, words\n' * 4000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s --check-prefix=COUNTED
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// COUNTED: peak
// COUNTED-DAG: fields(run(argv[1], 'A-Za-z')) = 12000
// COUNTED-DAG: len(run(argv[1], 'A-Za-z')) = 4

// CHECK-LABEL: word:
// CHECK: returns {{.*}}len(run(source(*arg0), 'A-Za-z'))
static int word(FILE *in, char *text, int most) {
  int c, n = 0;
  while ((c = getc(in)) != EOF && !isalpha(c))
    ;
  while (c != EOF && isalpha(c) && n < most - 1) {
    text[n++] = tolower(c);
    c = getc(in);
  }
  text[n] = 0;
  return n;
}

// Behind a pointer that moves on, and with a first letter that is read before.
// CHECK-LABEL: spaced:
// CHECK: returns {{.*}}len(word(source(*arg2)))
int spaced(char *w, int most, FILE *in) {
  int c;
  char *start = w;
  while (isspace(c = fgetc(in)))
    ;
  if (c == EOF)
    return EOF;
  *w++ = c;
  while (--most > 0) {
    c = fgetc(in);
    if (c == EOF || isspace(c))
      break;
    *w++ = c;
  }
  *w = 0;
  return w - start;
}

static int field(FILE *in, char *text) {
  int c;
  size_t n = 0;
  while ((c = fgetc(in)) != EOF && c != ',' && c != '\n')
    text[n++] = c;
  text[n] = 0;
  return c != EOF || n > 0;
}

// CHECK-LABEL: words:
// CHECK: leaves *arg1 = owner of text folded(run(source(*arg0), 'A-Za-z'))
// CHECK: returns fields(run(source(*arg0), 'A-Za-z'))
size_t words(FILE *in, char **to) {
  char text[64];
  size_t n = 0;
  while (word(in, text, sizeof text))
    to[n++] = strdup(text);
  return n;
}

// CHECK-LABEL: fields:
// CHECK: retains fields(token(source(*arg0), any('\n,')))*chunk(len(token(source(*arg0), any('\n,'))) + 1)
// CHECK: returns fields(token(source(*arg0), any('\n,')))
size_t fields(FILE *in, char **to) {
  char text[64];
  size_t n = 0;
  while (field(in, text))
    to[n++] = strdup(text);
  return n;
}

// Into a buffer that grows.
// CHECK-LABEL: line:
// CHECK: retains chunk(grow(32, len(line(source(*arg0))) + 1))
char *line(FILE *in) {
  size_t room = 32, n = 0;
  char *text = malloc(room);
  int c;
  while ((c = fgetc(in)) != EOF && c != '\n') {
    if (n + 1 >= room) {
      room *= 2;
      text = realloc(text, room);
    }
    text[n++] = c;
  }
  if (n == 0 && c == EOF) {
    free(text);
    return NULL;
  }
  text[n] = 0;
  return text;
}

// No letter ends this one.
// CHECK-LABEL: all:
// CHECK: returns bytes(source(*arg0))
long all(FILE *in) {
  long n = 0;
  while (getc(in) != EOF)
    n++;
  return n;
}

struct kept { char *text; struct kept *next; };

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char text[64];
  struct kept *all = NULL;
  while (word(in, text, sizeof text)) {
    struct kept *kept = malloc(sizeof *kept);
    kept->text = strdup(text);
    kept->next = all;
    all = kept;
  }
  return all != NULL;
}
