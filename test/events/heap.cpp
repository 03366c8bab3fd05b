// `new` and `delete`; placement gets no memory.
// RUN: %highwater dump events %s -- -std=c++20 | FileCheck %s
#include <new>
#include <string>

struct Node {
  Node *next;
  std::string text;
};
struct Base {
  virtual ~Base();
};
struct Derived : Base {
  Derived(int);
  int *raw = new int[8];
  ~Derived() { delete[] raw; }
};

Node *push(Node *head, std::string &text) {
  head = new Node{head, text};
  return head;
}
// CHECK-LABEL: Derived::~Derived() -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   free this*.raw []
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
// CHECK-LABEL: push(Node *, std::string &) -> Node *
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   allocate $2 = Node
// CHECK-NEXT:   set $2*.next := head
// CHECK-NEXT:   copy $2*.text := text*
// CHECK-NEXT:   set head = $2
// CHECK-NEXT:   set result := head
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

void arrays(unsigned n) {
  auto *strings = new std::string[n];
  int *numbers = new (std::nothrow) int[n]();
  delete[] strings;
  delete[] numbers;
}
// CHECK-LABEL: arrays(unsigned int) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare strings: std::string *
// CHECK-NEXT:   allocate strings = std::string[n]
// CHECK-NEXT:   call std::basic_string::basic_string() on &strings[]
// CHECK-NEXT:   declare numbers: int *
// CHECK-NEXT:   use std::nothrow
// CHECK-NEXT:   allocate numbers = int[n]
// CHECK-NEXT:   free strings []
// CHECK-NEXT:   free numbers []
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

void placement(void *where) {
  auto *s = new (where) std::string("x");
  s->~basic_string();
}
// CHECK-LABEL: placement(void *) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare s: std::string *
// CHECK-NEXT:   set s := where
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "x", cref ?) on &s*
// CHECK-NEXT:   call std::basic_string::~basic_string() on &s* [throwaway]
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

void bases() {
  Base *b = new Derived(1);
  static_cast<Derived *>(b)->raw[0] = 1;
  delete b;
}
// CHECK-LABEL: bases() -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare b: Base *
// CHECK-NEXT:   allocate $1 = Derived
// CHECK-NEXT:   call Derived::Derived(1) on &$1*
// CHECK-NEXT:   set b := &$1*.(base Base)
// CHECK-NEXT:   set $2 := Derived *(b)
// CHECK-NEXT:   set $2*.raw[0] = 1
// CHECK-NEXT:   free b
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
