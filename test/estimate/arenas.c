// Memory that is handed out of larger blocks: a new block is made when the newest one is full, in which counting begins anew.
// RUN: %highwater estimate %s --flag -w --entry pooled --assume n=64000 | FileCheck %s --check-prefix=POOLED
// RUN: %highwater estimate %s --flag -w --entry chunked --assume n=100000 | FileCheck %s --check-prefix=CHUNKED
// RUN: %highwater estimate %s --flag -w --entry wrapped --assume n=100000 | FileCheck %s --check-prefix=WRAPPED
#include <stdlib.h>

struct object { struct object *next; char text[56]; };
struct block { struct block *next; struct object objects[64]; };
struct pool { struct block *blocks; int used; };

// So many objects a block. Measured: 4112000 bytes.
static struct object *newObject(struct pool *pool) {
  if (!pool->blocks || pool->used == 64) {
    struct block *block = malloc(sizeof *block);
    block->next = pool->blocks;
    pool->blocks = block;
    pool->used = 0;
  }
  return &pool->blocks->objects[pool->used++];
}
void pooled(long n) {
  struct pool pool = {0, 0};
  for (long i = 0; i < n; ++i)
    newObject(&pool);
}
// POOLED: peak 3.9 MiB  =  64.25·value(arg0) + 4047.75

// Requests of different sizes, which a block knows the sum of. Measured: 10425312 bytes.
struct chunk { struct chunk *next; size_t used, room; char data[]; };
struct arena { struct chunk *head; size_t size; };
static void *take(struct arena *arena, size_t n) {
  n = (n + 7) & ~(size_t)7;
  if (!arena->head || arena->head->used + n > arena->head->room) {
    size_t room = n > arena->size ? n : arena->size;
    struct chunk *chunk = malloc(sizeof *chunk + room);
    chunk->next = arena->head;
    chunk->used = 0;
    chunk->room = room;
    arena->head = chunk;
  }
  void *result = arena->head->data + arena->head->used;
  arena->head->used += n;
  return result;
}
void chunked(long n) {
  struct arena arena = {0, 65536};
  for (long i = 0; i < n; ++i)
    take(&arena, 100);
}
// CHUNKED: peak 10.0 MiB  =  104.076·value(arg0) + 65463.9

// The same by way of functions that stand for malloc and realloc, and with the newest block in a variable.
static void *checkedRealloc(void *old, size_t size) {
  void *block = realloc(old, size);
  if (!block)
    exit(1);
  return block;
}
static void *takeAgain(struct arena *arena, size_t n) {
  struct chunk *chunk = arena->head;
  if (!chunk || chunk->used + n > 65536) {
    chunk = checkedRealloc(NULL, sizeof *chunk + 65536);
    chunk->next = arena->head;
    chunk->used = 0;
    arena->head = chunk;
  }
  chunk->used += n;
  return chunk->data + chunk->used - n;
}
void wrapped(long n) {
  struct arena arena = {0, 65536};
  for (long i = 0; i < n; ++i)
    takeAgain(&arena, 104);
}
// WRAPPED: peak 10.0 MiB  =  104.076·value(arg0) + 65463.9
