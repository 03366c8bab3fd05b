// Recursive functions make as many calls as the number allows that they share out among the calls of themselves.
// RUN: %highwater estimate %s --flag=-std=c++20 --entry halves --assume n=1000000 | FileCheck %s --check-prefix=TREE
// RUN: %highwater estimate %s --flag=-std=c++20 --entry inclusive --assume n=1000000 | FileCheck %s --check-prefix=ARRAY
// RUN: %highwater estimate %s --flag=-std=c++20 --entry owned --assume n=1000000 | FileCheck %s --check-prefix=OWNED
// RUN: %highwater estimate %s --flag=-std=c++20 --entry visits --assume n=1000000 | FileCheck %s --check-prefix=ONE
// RUN: %highwater estimate %s --flag=-std=c++20 --entry open --assume n=1000000 2>&1 | FileCheck %s --check-prefix=OPEN
#include <memory>
#include <vector>

struct Node {
  double key;
  Node *left, *right;
};

static Node *build(int low, int high) {
  if (low >= high)
    return nullptr;
  int middle = low + (high - low) / 2;
  Node *node = new Node();
  node->left = build(low, middle);
  node->right = build(middle + 1, high);
  return node;
}

// A million nodes of 32 bytes.
// TREE: peak 30.5 MiB
// TREE-NOT: at least
Node *halves(int n) { return build(0, n); }

struct Flat {
  struct Entry { int left, right; double key; };
  std::vector<Entry> entries;

  void build(int first, int last) {
    if (first > last)
      return;
    int middle = (first + last) / 2;
    entries.push_back({});
    build(first, middle - 1);
    build(middle + 1, last);
  }
};

// Room for 2^20 entries of 16 bytes, and for half as many while they are copied there.
// ARRAY: peak 24.{{[0-9]}} MiB
// ARRAY-NOT: at least
void inclusive(int n) {
  Flat flat;
  flat.build(0, n - 1);
}

struct Box {
  int first = 0, count = 0;
  std::unique_ptr<Box> left, right;
};

static std::unique_ptr<Box> split(int first, int count) {
  auto box = std::make_unique<Box>();
  if (count > 1) {
    box->left = split(first, count / 2);
    box->right = split(first + count / 2, count - count / 2);
  }
  return box;
}

// As many leaves, and as many boxes around them.
// OWNED: peak 61.0 MiB
// OWNED-NOT: at least
void owned(int n) { auto boxes = split(0, n); }

static double sum(const std::vector<double> &values, int from, int count) {
  if (count == 1)
    return values[from];
  return sum(values, from, count / 2) + sum(values, from + count / 2, count - count / 2);
}

// Nothing is allocated on the way down.
// ONE: peak 7.6 MiB
// ONE-NOT: at least
double visits(int n) {
  std::vector<double> values(n);
  return sum(values, 0, n);
}

int choose();

static void grow(std::vector<std::vector<char>> &blocks) {
  blocks.emplace_back(1000);
  if (int more = choose())
    grow(blocks);
}

// OPEN: at least
// OPEN: recursion of 'grow'
void open(int n) {
  std::vector<std::vector<char>> blocks(n);
  grow(blocks);
}
