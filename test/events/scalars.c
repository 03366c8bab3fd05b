// Numbers and pointers: what has no effect stays an operand of the event that uses it.
// RUN: %highwater dump events %s -- -std=c17 | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  char *name;
  unsigned short length;
};

struct node *push(struct node *head, const char *name) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    return NULL;
  n->length = strlen(name);
  n->name = (char *)malloc(n->length + 1u);
  memcpy(n->name, name, n->length);
  n->next = head;
  return n;
}
// CHECK-LABEL: push(node *, const char *) -> node *
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare n: node *
// CHECK-NEXT:   call malloc(sizeof(node)) -> n
// CHECK-NEXT:   branch !n B3 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   call strlen(cptr name) -> $3
// CHECK-NEXT:   set n*.length = unsigned short($3)
// CHECK-NEXT:   call malloc((n*.length + 1)) => n*.name
// CHECK-NEXT:   call memcpy(ptr n*.name, cptr name, n*.length) -> $4 [throwaway]
// CHECK-NEXT:   set n*.next = head
// CHECK-NEXT:   set result := n
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B3:
// CHECK-NEXT:   set result := null
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   exit

long numbers(int i, unsigned u, long l) {
  short s = l;
  l = i;
  u = i;
  l += u * 2 + (1 << 3);
  s++;
  int old = i++, now = --i;
  enum { eight = 8 };
  return old ? now : eight + s;
}
// CHECK-LABEL: numbers(int, unsigned int, long) -> long
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare s: short
// CHECK-NEXT:   set s := short(l)
// CHECK-NEXT:   set l = i
// CHECK-NEXT:   set u = unsigned int(i)
// CHECK-NEXT:   set l = (l + ((u * 2) + 8))
// CHECK-NEXT:   set s = (s + 1)
// CHECK-NEXT:   declare old: int
// CHECK-NEXT:   set i = (i + 1)
// CHECK-NEXT:   set old := (i - 1)
// CHECK-NEXT:   declare now: int
// CHECK-NEXT:   set i = (i - 1)
// CHECK-NEXT:   set now := i
// CHECK-NEXT:   branch (old != 0) B3 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B3:
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   set result := select(old, now, (8 + s))
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   exit

void pointers(char *p, const char *q, int (*grid)[4], int n) {
  while (*p++ = *q++)
    ;
  grid[1][n] = *(p + 2);
  char line[16], *at = &line[n];
  *at = line[3];
  double v[n];
  v[0] = sizeof v;
}
// CHECK-LABEL: pointers(char *, const char *, int (*)[4], int) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   set $4 := p
// CHECK-NEXT:   set p = (p + 1)
// CHECK-NEXT:   set $5 := q
// CHECK-NEXT:   set q = (q + 1)
// CHECK-NEXT:   set $4* = $5*
// CHECK-NEXT:   branch ($4* != 0) B4 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   set grid[1][n] = p[2]
// CHECK-NEXT:   declare line: char[16]
// CHECK-NEXT:   declare at: char *
// CHECK-NEXT:   set at := &line[n]
// CHECK-NEXT:   set at* = line[3]
// CHECK-NEXT:   declare v: double[n]
// CHECK-NEXT:   set v.(count) := n
// CHECK-NEXT:   set v[0] = double((n * sizeof(double)))
// CHECK-NEXT:   jump B3
// CHECK-NEXT: B3:
// CHECK-NEXT:   exit
// CHECK-NEXT: B4:
// CHECK-NEXT:   jump B1

void records(struct node a, struct node *b) {
  struct node c = {.length = 3}, d = a;
  d = *b;
  b->next[2].name = a.name;
}
// CHECK-LABEL: records(node, node *) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare c: node
// CHECK-NEXT:   set c.next := null
// CHECK-NEXT:   set c.name := null
// CHECK-NEXT:   set c.length := 3
// CHECK-NEXT:   declare d: node
// CHECK-NEXT:   copy d := a
// CHECK-NEXT:   copy d = b*
// CHECK-NEXT:   set b*.next[2].name = a.name
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

// What the compiler turns into instructions calls nobody, but may write.
int instructions(int n, ...) {
  __builtin_va_list list;
  __builtin_va_start(list, n);
  int sum;
  if (__builtin_expect(__builtin_add_overflow(n, 3, &sum), 0))
    __builtin_trap();
  char *text = __builtin_malloc(__builtin_popcount(n));
  __builtin_memset(text, 0, 1);
  return sum;
}
// CHECK-LABEL: instructions(int) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare list: __va_list_tag[1]
// CHECK-NEXT:   declare sum: int
// CHECK-NEXT:   set sum = ?
// CHECK-NEXT:   branch (? != 0) B4 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   declare text: char *
// CHECK-NEXT:   call malloc(unsigned long(?)) -> text
// CHECK-NEXT:   call memset(ptr text, 0, 1) -> $4 [throwaway]
// CHECK-NEXT:   set result := sum
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B3
// CHECK-NEXT: B3:
// CHECK-NEXT:   exit
// CHECK-NEXT: B4:
// CHECK-NEXT:   stop

size_t reading(FILE *f, char *buffer) {
  size_t n, total = 0;
  while ((n = fread(buffer, 1, 512, f)) > 0)
    total += n;
  if (ferror(f))
    exit(1);
  return total;
}
// CHECK-LABEL: reading(_IO_FILE *, char *) -> unsigned long
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare n: unsigned long
// CHECK-NEXT:   declare total: unsigned long
// CHECK-NEXT:   set total := 0
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   call fread(ptr buffer, 1, 512, ptr f) => n
// CHECK-NEXT:   branch (n > 0) B7 B3
// CHECK-NEXT: B3:
// CHECK-NEXT:   call ferror(ptr f) -> $4
// CHECK-NEXT:   branch ($4 != 0) B6 B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   set result := total
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   exit
// CHECK-NEXT: B6:
// CHECK-NEXT:   call exit(1) [noreturn] [throwaway]
// CHECK-NEXT:   stop
// CHECK-NEXT: B7:
// CHECK-NEXT:   set total = (total + n)
// CHECK-NEXT:   jump B8
// CHECK-NEXT: B8:
// CHECK-NEXT:   jump B2
