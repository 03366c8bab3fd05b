// Numbers the words of a text with an interning dictionary, then counts pairs of neighbours in the encoded text.
// RUN: %peak %s {text}
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 65536

struct block {
  struct block *next;
  size_t used;
  char data[BLOCK_SIZE];
};

struct arena {
  struct block *head;
};

struct dictionary {
  struct arena arena;
  const char **strings; // by number
  size_t count;
  size_t capacity;
  uint32_t *slots; // number + 1, or 0 for empty
  size_t slot_count;
};

struct tokens {
  uint32_t *ids;
  size_t count;
  size_t capacity;
};

static void *xrealloc(void *p, size_t size) {
  void *q = realloc(p, size);
  if (!q) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return q;
}

static char *arena_copy(struct arena *a, const char *s, size_t length) {
  struct block *b = a->head;
  if (!b || b->used + length + 1 > BLOCK_SIZE) {
    b = xrealloc(NULL, sizeof *b);
    b->next = a->head;
    b->used = 0;
    a->head = b;
  }
  char *copy = b->data + b->used;
  memcpy(copy, s, length);
  copy[length] = '\0';
  b->used += length + 1;
  return copy;
}

static void arena_free(struct arena *a) {
  while (a->head) {
    struct block *next = a->head->next;
    free(a->head);
    a->head = next;
  }
}

static uint64_t hash(const char *s, size_t n) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < n; i++)
    h = (h ^ (unsigned char)s[i]) * 1099511628211u;
  return h;
}

static void dictionary_init(struct dictionary *d) {
  memset(d, 0, sizeof *d);
  d->slot_count = 1024;
  d->slots = calloc(d->slot_count, sizeof *d->slots);
  if (!d->slots)
    exit(1);
}

static void rehash(struct dictionary *d) {
  size_t n = d->slot_count * 2;
  uint32_t *slots = calloc(n, sizeof *slots);
  if (!slots)
    exit(1);
  for (size_t id = 0; id < d->count; id++) {
    size_t i = hash(d->strings[id], strlen(d->strings[id])) & (n - 1);
    while (slots[i])
      i = (i + 1) & (n - 1);
    slots[i] = id + 1;
  }
  free(d->slots);
  d->slots = slots;
  d->slot_count = n;
}

static uint32_t intern(struct dictionary *d, const char *s, size_t length) {
  size_t i = hash(s, length) & (d->slot_count - 1);
  while (d->slots[i]) {
    const char *known = d->strings[d->slots[i] - 1];
    if (strncmp(known, s, length) == 0 && known[length] == '\0')
      return d->slots[i] - 1;
    i = (i + 1) & (d->slot_count - 1);
  }
  if (d->count == d->capacity) {
    d->capacity = d->capacity ? d->capacity * 2 : 256;
    d->strings = xrealloc(d->strings, d->capacity * sizeof *d->strings);
  }
  uint32_t id = d->count++;
  d->strings[id] = arena_copy(&d->arena, s, length);
  d->slots[i] = id + 1;
  if (d->count * 10 > d->slot_count * 7)
    rehash(d);
  return id;
}

static void dictionary_free(struct dictionary *d) {
  arena_free(&d->arena);
  free(d->strings);
  free(d->slots);
}

static void tokens_add(struct tokens *t, uint32_t id) {
  if (t->count == t->capacity) {
    t->capacity += t->capacity / 2 + 1024;
    t->ids = xrealloc(t->ids, t->capacity * sizeof *t->ids);
  }
  t->ids[t->count++] = id;
}

static void encode(FILE *in, struct dictionary *d, struct tokens *t) {
  char word[256];
  size_t length = 0;
  int c;
  do {
    c = getc(in);
    if (c != EOF && isalnum(c)) {
      if (length < sizeof word)
        word[length++] = tolower(c);
    } else if (length) {
      tokens_add(t, intern(d, word, length));
      length = 0;
    }
  } while (c != EOF);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s FILE...\n", argv[0]);
    return 2;
  }
  struct dictionary dictionary;
  struct tokens tokens = {0};
  dictionary_init(&dictionary);
  for (int i = 1; i < argc; i++) {
    FILE *in = fopen(argv[i], "r");
    if (!in) {
      perror(argv[i]);
      return 1;
    }
    encode(in, &dictionary, &tokens);
    fclose(in);
  }
  uint32_t *counts = calloc(dictionary.count + 1, sizeof *counts);
  size_t repeats = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    counts[tokens.ids[i]]++;
    repeats += i && tokens.ids[i] == tokens.ids[i - 1];
  }
  size_t best = 0;
  for (size_t i = 1; i < dictionary.count; i++)
    if (counts[i] > counts[best])
      best = i;
  printf("%zu tokens, %zu words, %zu repeats\n", tokens.count, dictionary.count, repeats);
  if (dictionary.count)
    printf("most frequent: %s (%u)\n", dictionary.strings[best], counts[best]);
  free(counts);
  free(tokens.ids);
  dictionary_free(&dictionary);
  return 0;
}
