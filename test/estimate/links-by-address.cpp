// A tree that is gone down by the address of a link: where a node is stored is not followed, which is said.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('word%%d\n' %% i for i in range(1000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <fstream>
#include <memory>
#include <string>

struct Node {
  explicit Node(std::string key) : key(std::move(key)) {}
  std::string key;
  std::unique_ptr<Node> left, right;
};

static void insert(std::unique_ptr<Node> &root, const std::string &key) {
  std::unique_ptr<Node> *at = &root;
  while (*at)
    at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  *at = std::make_unique<Node>(key);
}

// CHECK: at least; what is stored through a pointer that is not followed is left out
int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::unique_ptr<Node> root;
  for (std::string word; in >> word;)
    insert(root, word);
}
