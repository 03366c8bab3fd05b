// Blocks that a function is given and keeps are owned where it puts them, once for each call.
// RUN: %highwater estimate %s --flag -w --entry chained --assume n=1000 | FileCheck %s --check-prefix=CHAINED
// RUN: %highwater estimate %s --flag -w --entry wrapped --assume n=1000 | FileCheck %s --check-prefix=WRAPPED
// RUN: %highwater estimate %s --flag -w --entry local --assume n=1000 | FileCheck %s --check-prefix=LOCAL
// RUN: %highwater estimate %s --flag -w --entry copied --assume n=1000 | FileCheck %s --check-prefix=COPIED
// RUN: %highwater estimate %s --flag -w --entry byValue --assume n=1000 | FileCheck %s --check-prefix=VALUE
// RUN: %highwater estimate %s --flag -w --entry released --assume n=1000 | FileCheck %s --check-prefix=RELEASED
// RUN: %highwater estimate %s --flag -w --entry returned --assume n=1000 | FileCheck %s --check-prefix=RETURNED
// RUN: %highwater estimate %s --flag -w --entry queued --assume n=1000 | FileCheck %s --check-prefix=QUEUED
// RUN: %highwater estimate %s --flag -w --entry rehashed --assume n=1000 | FileCheck %s --check-prefix=REHASHED
#include <stdlib.h>
#include <string.h>

struct node { struct node *next; char text[4072]; };
static struct node *table[64];

static void insert(struct node *node, int key) {
  node->next = table[key % 64];
  table[key % 64] = node;
}
// Measured: 4096000 bytes, in these all but the growing array's.
void chained(long n) {
  for (long i = 0; i < n; ++i) {
    struct node *node = malloc(sizeof *node);
    insert(node, i);
  }
}
// CHAINED: peak 3.9 MiB  =  4096·value(arg0){{$}}

static void add(int key) {
  struct node *node = malloc(sizeof *node);
  insert(node, key);
}
void wrapped(long n) {
  for (long i = 0; i < n; ++i)
    add(i);
}
// WRAPPED: peak 3.9 MiB  =  4096·value(arg0){{$}}

static void push(struct node **head, struct node *node) {
  node->next = *head;
  *head = node;
}
void local(long n) {
  struct node *head = NULL, *node;
  for (long i = 0; i < n; ++i) {
    node = malloc(sizeof *node);
    push(&head, node);
  }
}
// LOCAL: peak 3.9 MiB  =  4096·value(arg0){{$}}

struct record { char *name; long id; };
struct records { struct record *items; long count, room; };
static void append(struct records *records, const struct record *record) {
  if (records->count == records->room) {
    records->room = records->room ? records->room * 2 : 16;
    records->items = realloc(records->items, records->room * sizeof *records->items);
  }
  records->items[records->count++] = *record;
}
static void fill(struct record *record) { record->name = malloc(4080); }
void copied(long n) {
  struct records records = {0};
  struct record record;
  for (long i = 0; i < n; ++i) {
    fill(&record);
    append(&records, &record);
  }
}
// COPIED: peak 3.9 MiB  =  4096·value(arg0) +

static void appendValue(struct records *records, struct record record) { append(records, &record); }
void byValue(long n) {
  struct records records = {0};
  for (long i = 0; i < n; ++i) {
    struct record record = {malloc(4080), i};
    appendValue(&records, record);
  }
}
// VALUE: peak 3.9 MiB  =  4096·value(arg0) +

// A reader that refers to a buffer only for as long as it is there. Measured: 4096 bytes.
struct reader { const char *at; char *buffer; };
static void begin(struct reader *reader, char *buffer) { reader->at = reader->buffer = buffer; }
void released(long n) {
  struct reader reader;
  for (long i = 0; i < n; ++i) {
    char *buffer = malloc(4080);
    begin(&reader, buffer);
    free(buffer);
  }
}
// RELEASED: peak 4.0 KiB

// What a library function returns is what it was given: the caller has the copy.
static char *copyOf(const char *text) {
  char *copy = malloc(4080);
  return strcpy(copy, text);
}
void returned(long n) {
  struct records records = {0};
  for (long i = 0; i < n; ++i) {
    struct record record = {copyOf("name"), i};
    append(&records, &record);
  }
}
// RETURNED: peak 3.9 MiB  =  4096·value(arg0) +

// At the end of a list that remembers its last node.
struct queue { struct node *head, *tail; };
static void enqueue(struct queue *queue, struct node *node) {
  node->next = NULL;
  if (queue->tail)
    queue->tail->next = node;
  else
    queue->head = node;
  queue->tail = node;
}
void queued(long n) {
  struct queue queue = {0};
  for (long i = 0; i < n; ++i) {
    struct node *node = malloc(sizeof *node);
    enqueue(&queue, node);
  }
}
// QUEUED: peak 3.9 MiB  =  4096·value(arg0){{$}}

// A table that is made larger, all of its chains with it, by the function that adds to it. Measured: 4096000 bytes and 8208.
struct hashed { struct node **chains; long room, count; };
static void rehash(struct hashed *table) {
  long room = table->room * 2;
  struct node **chains = calloc(room, sizeof *chains);
  for (long i = 0; i < table->room; ++i)
    for (struct node *node = table->chains[i], *next; node; node = next) {
      next = node->next;
      node->next = chains[node->text[0] % room];
      chains[node->text[0] % room] = node;
    }
  free(table->chains);
  table->chains = chains;
  table->room = room;
}
static void addHashed(struct hashed *table, long key) {
  if (table->count++ >= table->room)
    rehash(table);
  struct node *node = malloc(sizeof *node);
  node->next = table->chains[key % table->room];
  table->chains[key % table->room] = node;
}
void rehashed(long n) {
  struct hashed table = {calloc(64, sizeof(struct node *)), 64, 0};
  for (long i = 0; i < n; ++i)
    addHashed(&table, i);
}
// REHASHED: peak 3.9 MiB  =  4096·value(arg0) + chunk(8
