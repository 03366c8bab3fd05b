// A pointer that walks on through a structure is followed so far and no further; what it reaches then is not known.
// RUN: %highwater check %s -- 2>&1 | FileCheck %s
// CHECK: 0 findings

struct Node {
  struct Node *next, *left, *right;
  char *text;
};

static struct Node *parse(struct Node *at, char **end);

static struct Node *primary(struct Node *at, char **end) {
  while (at && at->next) {
    at = at->next->left;
    while (at && at->left)
      at = at->right ? at->right->next : at->left;
    *end = at ? at->text : *end;
  }
  return parse(at, end);
}

static struct Node *unary(struct Node *at, char **end) {
  struct Node *found = primary(at, end);
  return found ? primary(found->next, end) : unary(at->left, end);
}

static struct Node *parse(struct Node *at, char **end) {
  for (; **end; ++*end)
    at = unary(at->next, end);
  return at;
}

int main(void) {
  struct Node first = {0};
  char *end = "text";
  return parse(&first, &end) != 0;
}
