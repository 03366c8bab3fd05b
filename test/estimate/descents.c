// Nodes that a function puts into a tree by calling itself for one of the two below: one each time, or one for each different
// text where it looks for that first. Likewise with a loop that goes down.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(' '.join('word%%d' %% (i %% 1000) for i in range(50000)))"
// RUN: %highwater estimate %s --flag -w --entry byResult --assume n=1000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag -w --entry byLink --assume n=1000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag -w --entry inTree --assume n=1000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag -w --entry byLoop --assume n=1000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s --check-prefix=WORDS
// EACH: peak 3.9 MiB  =  4096·value(arg0){{$}}
// Measured: 82.6 KiB.
// WORDS: peak 82.7 KiB
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node { long key; struct node *left, *right; char text[4064]; };

static struct node *make(long key) {
  struct node *node = malloc(sizeof *node);
  node->key = key;
  node->left = node->right = NULL;
  return node;
}

static struct node *add(struct node *node, long key) {
  if (!node)
    return make(key);
  if (key < node->key)
    node->left = add(node->left, key);
  else
    node->right = add(node->right, key);
  return node;
}
void byResult(long n) {
  struct node *root = NULL;
  for (long i = 0; i < n; ++i)
    root = add(root, i % 37);
}

static void addBelow(struct node **link, long key) {
  if (!*link)
    *link = make(key);
  else if (key < (*link)->key)
    addBelow(&(*link)->left, key);
  else
    addBelow(&(*link)->right, key);
}
void byLink(long n) {
  struct node *root = NULL;
  for (long i = 0; i < n; ++i)
    addBelow(&root, i % 37);
}

struct tree { struct node *root; long size; };
static struct node *addTo(struct tree *tree, struct node *node, long key) {
  if (node == NULL) {
    tree->size++;
    return make(key);
  }
  if (key < node->key)
    node->left = addTo(tree, node->left, key);
  else
    node->right = addTo(tree, node->right, key);
  return node;
}
void inTree(long n) {
  struct tree tree = {0};
  for (long i = 0; i < n; ++i)
    tree.root = addTo(&tree, tree.root, i % 37);
}

static struct node *addInLoop(struct node *root, long key) {
  struct node *node = make(key);
  if (!root)
    return node;
  struct node *at = root, *parent = NULL;
  while (at) {
    parent = at;
    at = key < at->key ? at->left : at->right;
  }
  if (key < parent->key)
    parent->left = node;
  else
    parent->right = node;
  return root;
}
void byLoop(long n) {
  struct node *root = NULL;
  for (long i = 0; i < n; ++i)
    root = addInLoop(root, i % 37);
}

struct word { char *text; int count; struct word *left, *right; };
static struct word *count(struct word *at, const char *text) {
  int order;
  if (at == NULL) {
    at = malloc(sizeof *at);
    at->text = strdup(text);
    at->count = 1;
    at->left = at->right = NULL;
  } else if ((order = strcmp(text, at->text)) == 0) {
    at->count++;
  } else if (order < 0) {
    at->left = count(at->left, text);
  } else {
    at->right = count(at->right, text);
  }
  return at;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct word *words = NULL;
  char text[100];
  while (fscanf(in, "%99s", text) == 1)
    words = count(words, text);
  return 0;
}
