// Blocks behind one pointer are counted: nodes of a list, texts of an array, what a callee adds, grows and frees.
// RUN: %highwater estimate %s --flag -w --entry pushed --assume n=1000 | FileCheck %s --check-prefix=PUSHED
// RUN: %highwater estimate %s --flag -w --entry appended --assume n=1000 | FileCheck %s --check-prefix=APPENDED
// RUN: %highwater estimate %s --flag -w --entry appendedHere --assume n=1000 | FileCheck %s --check-prefix=HERE
// RUN: %highwater estimate %s --flag -w --entry begun --assume n=1000 | FileCheck %s --check-prefix=BEGUN
// RUN: %highwater estimate %s --flag -w --entry texts --assume n=1000 | FileCheck %s --check-prefix=TEXTS
// RUN: %highwater estimate %s --flag -w --entry twice --assume n=1000 | FileCheck %s --check-prefix=TWICE
// RUN: %highwater estimate %s --flag -w --entry buckets --assume n=1000 | FileCheck %s --check-prefix=BUCKETS
// RUN: %highwater estimate %s --flag -w --entry replaced --assume n=1000 | FileCheck %s --check-prefix=REPLACED
// RUN: %highwater estimate %s --flag -w --entry sorted --assume n=1000 | FileCheck %s --check-prefix=SORTED
// RUN: %highwater estimate %s --flag -w --entry edges --assume n=1000 | FileCheck %s --check-prefix=EDGES
#include <stdlib.h>

struct node { struct node *next; char text[4072]; };
struct list { struct node *head, *tail; };

// At the front, then freed one by one: a second list as large as the first needs no more.
static void push(struct list *list) {
  struct node *node = malloc(sizeof *node);
  node->next = list->head;
  list->head = node;
}
static void clear(struct list *list) {
  struct node *node = list->head;
  while (node) {
    struct node *next = node->next;
    free(node);
    node = next;
  }
  list->head = NULL;
}
void pushed(long n) {
  struct list list = {0, 0};
  for (long i = 0; i < n; ++i)
    push(&list);
  clear(&list);
  for (long i = 0; i < n; ++i)
    push(&list);
}
// PUSHED: peak 3.9 MiB  =  4096·value(arg0){{$}}

// At the end.
static void append(struct list *list) {
  struct node *node = calloc(1, sizeof *node);
  if (!list->head)
    list->head = node;
  else
    list->tail->next = node;
  list->tail = node;
}
void appended(long n) {
  struct list list = {0, 0};
  for (long i = 0; i < n; ++i)
    append(&list);
}
// APPENDED: peak 3.9 MiB  =  4096·value(arg0){{$}}

// Likewise with both ends in variables of the function.
void appendedHere(long n) {
  struct node *head = NULL, *tail = NULL;
  for (long i = 0; i < n; ++i) {
    struct node *node = calloc(1, sizeof *node);
    if (tail)
      tail->next = node;
    else
      head = node;
    tail = node;
  }
}
// HERE: peak 3.9 MiB  (at most)  =  4096·value(arg0){{$}}

// The list is its first node's, although that was the last one's first; it is freed, and a second one is as large.
void begun(long n) {
  for (int twice = 0; twice < 2; ++twice) {
    struct node *head = NULL, *tail = NULL, *gone;
    for (long i = 0; i < n; ++i) {
      struct node *node = calloc(1, sizeof *node);
      if (!head) {
        head = tail = node;
      } else {
        tail->next = node;
        tail = tail->next;
      }
    }
    while (head) {
      gone = head;
      head = head->next;
      free(gone);
    }
  }
}
// BEGUN: peak 3.9 MiB {{.*}}=  4096·value(arg0){{$}}

// In an array that has room for more of them than there are.
void texts(long n) {
  char **text = malloc(8 * sizeof *text);
  long count = 0, room = 8;
  for (long i = 0; i < n; ++i) {
    if (count == room) {
      room *= 2;
      text = realloc(text, room * sizeof *text);
    }
    text[count++] = malloc(4080);
  }
  for (long i = 0; i < count; ++i)
    free(text[i]);
  free(text);
}
// TEXTS: peak 3.9 MiB{{.*}}4096·value(arg0)

// A callee frees what its caller holds.
struct buffer { char *data; };
static void fill(struct buffer *buffer, long n) { buffer->data = malloc(n * 4096); }
static void drop(struct buffer *buffer) { free(buffer->data); }
void twice(long n) {
  struct buffer one, two;
  fill(&one, n);
  drop(&one);
  fill(&two, n);
  drop(&two);
}
// TWICE: peak 3.9 MiB

// Chains behind the elements of a table, which a larger table takes over.
struct table { struct node **bucket; long room, count; };
static void grow(struct table *table) {
  long room = table->room * 2;
  struct node **bucket = calloc(room, sizeof *bucket);
  for (long i = 0; i < table->room; ++i)
    for (struct node *node = table->bucket[i], *next; node; node = next) {
      next = node->next;
      node->next = bucket[node->text[0] % room];
      bucket[node->text[0] % room] = node;
    }
  free(table->bucket);
  table->bucket = bucket;
  table->room = room;
}
void buckets(long n) {
  struct table table = {calloc(16, sizeof(struct node *)), 16, 0};
  for (long i = 0; i < n; ++i) {
    struct node *node = malloc(sizeof *node);
    node->next = table.bucket[i % table.room];
    table.bucket[i % table.room] = node;
    if (++table.count > table.room)
      grow(&table);
  }
}
// BUCKETS: peak 3.9 MiB{{.*}}4096·value(arg0)

// A callee that makes a larger block, copies and frees the one before, which there is none of at first.
static void enlarge(struct buffer *buffer, long n) {
  char *data = malloc(n * 4096);
  free(buffer->data);
  buffer->data = data;
}
void replaced(long n) {
  struct buffer buffer = {0};
  for (long i = 0; i < n; ++i)
    enlarge(&buffer, n);
}
// REPLACED: peak 7.8 MiB

// In its place, by way of the link that leads there, which is the head or in a node. Measured: 4096000 bytes.
static void insert(struct node **link, long key) {
  while (*link && (*link)->text[0] < key)
    link = &(*link)->next;
  struct node *node = malloc(sizeof *node);
  node->text[0] = key;
  node->next = *link;
  *link = node;
}
void sorted(long n) {
  struct node *head = NULL;
  for (long i = 0; i < n; ++i)
    insert(&head, i % 100);
}
// SORTED: peak 3.9 MiB  =  4096·value(arg0){{$}}

// Two lists of one array of lists get a node each.
static void link(struct node **lists, long at) {
  struct node *node = malloc(sizeof *node);
  node->next = lists[at];
  lists[at] = node;
}
static void linkBoth(struct node **lists, long from, long to) {
  link(lists, from);
  link(lists, to);
}
void edges(long n) {
  struct node **lists = calloc(16, sizeof *lists);
  for (long i = 0; i < n; ++i)
    linkBoth(lists, i % 16, i / 16 % 16);
}
// EDGES: peak 7.8 MiB{{.*}}8192·value(arg0)
