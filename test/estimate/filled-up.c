// Arrays behind the elements of an array, each made when something is first put into it: there are as many as elements in the end.
// RUN: %highwater estimate %s --flag -w --entry directly --assume n=1000 --assume m=8000 | FileCheck %s
// RUN: %highwater estimate %s --flag -w --entry pointed --assume n=1000 --assume m=8000 | FileCheck %s
// RUN: %highwater estimate %s --flag -w --entry called --assume n=1000 --assume m=8000 | FileCheck %s
// RUN: %highwater estimate %s --flag -w --entry called --assume n=1000 --assume m=10 | FileCheck %s --check-prefix=FEW
// CHECK: peak {{8[0-9].[0-9]|9[0-9].[0-9]|1[01][0-9].[0-9]}} KiB
// FEW: peak {{1[56].[0-9]}} KiB
#include <stdlib.h>

struct list { int *to, n, room; };
int any(void);

void directly(long n, long m) {
  struct list *lists = calloc(n, sizeof *lists);
  for (long i = 0; i < m; ++i) {
    long u = rand() % n;
    if (lists[u].n == lists[u].room) {
      lists[u].room = lists[u].room ? 2 * lists[u].room : 4;
      lists[u].to = realloc(lists[u].to, lists[u].room * sizeof(int));
    }
    lists[u].to[lists[u].n++] = i;
  }
}

void pointed(long n, long m) {
  struct list *lists = calloc(n, sizeof *lists);
  for (long i = 0; i < m; ++i) {
    struct list *list = &lists[rand() % n];
    if (list->n == list->room) {
      list->room = list->room ? 2 * list->room : 4;
      list->to = realloc(list->to, list->room * sizeof(int));
    }
    list->to[list->n++] = i;
  }
}

static void push(struct list *list, int item) {
  if (list->n == list->room) {
    list->room = list->room ? 2 * list->room : 4;
    list->to = realloc(list->to, list->room * sizeof(int));
  }
  list->to[list->n++] = item;
}
void called(long n, long m) {
  struct list *lists = calloc(n, sizeof *lists);
  for (long i = 0; i < m; ++i)
    push(&lists[rand() % n], i);
}
