// Calls say whom they reach by a name without template arguments, how arguments are passed, and where the result goes.
// RUN: %highwater dump events %s -- -std=c++20 | FileCheck %s
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

int count(const std::string &text);
void fill(std::string &text, const char *from, char *scratch);
void take(std::string text);
void sink(std::string &&text);
std::string make(int);
[[noreturn]] void die();
struct Shape {
  virtual ~Shape();
  virtual int area() const;
  int sides() const;
};
struct Square final : Shape {
  int area() const override;
};

int passing(std::string s, char *scratch) {
  fill(s, "abc", scratch);
  sink(std::move(s));
  return count(make(1));
}
// CHECK-LABEL: passing(std::string, char *) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   call fill(ref &s, cptr "abc", ptr scratch) [throwaway]
// CHECK-NEXT:   call sink(rref &s) [throwaway]
// CHECK-NEXT:   declare $3: std::string
// CHECK-NEXT:   call make(1) -> $3
// CHECK-NEXT:   call count(cref &$3) -> result
// CHECK-NEXT:   return
// CHECK-NEXT:   end $3
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

// The caller owns what it passes by value, to the end of the full expression.
void byValue(std::string &s) {
  take(s);
  take(std::move(s));
  take(make(2));
}
// CHECK-LABEL: byValue(std::string &) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare $1: std::string
// CHECK-NEXT:   copy $1 := s*
// CHECK-NEXT:   call take($1) [throwaway]
// CHECK-NEXT:   end $1
// CHECK-NEXT:   declare $2: std::string
// CHECK-NEXT:   move $2 := s*
// CHECK-NEXT:   call take($2) [throwaway]
// CHECK-NEXT:   end $2
// CHECK-NEXT:   declare $3: std::string
// CHECK-NEXT:   call make(2) -> $3
// CHECK-NEXT:   call take($3) [throwaway]
// CHECK-NEXT:   end $3
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

int methods(std::vector<std::string> &rows, Shape &shape, const Square &square) {
  rows[0].append(rows.back());
  rows.emplace_back("x");
  return shape.area() + square.area() + shape.Shape::area() + shape.sides();
}
// CHECK-LABEL: methods(std::vector<std::string> &, Shape &, const Square &) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   call std::vector::operator[](0) on &rows* -> $3
// CHECK-NEXT:   call std::vector::back() on &rows* -> $4
// CHECK-NEXT:   call std::basic_string::append(cref &$4*) on &$3* -> $5 [throwaway]
// CHECK-NEXT:   call std::vector::emplace_back(cref "x") on &rows* -> $6 [throwaway]
// CHECK-NEXT:   call Shape::area() on &shape* -> $8 [virtual]
// CHECK-NEXT:   call Square::area() on &square* -> $9
// CHECK-NEXT:   call Shape::area() on &shape* -> $10
// CHECK-NEXT:   call Shape::sides() on &shape* -> $11
// CHECK-NEXT:   set result := ((($8 + $9) + $10) + $11)
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

void operators(std::string &a, const std::string &b) {
  a = a + b + "!";
  a += b;
  if (a == b)
    die();
}
// CHECK-LABEL: operators(std::string &, const std::string &) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare $2: std::string
// CHECK-NEXT:   declare $3: std::string
// CHECK-NEXT:   call std::operator+(cref &a*, cref &b*) -> $3
// CHECK-NEXT:   call std::operator+(rref &$3, cptr "!") -> $2
// CHECK-NEXT:   move a* = $2
// CHECK-NEXT:   end $2
// CHECK-NEXT:   end $3
// CHECK-NEXT:   call std::basic_string::operator+=(cref &b*) on &a* -> $4 [throwaway]
// CHECK-NEXT:   call std::operator==(cref &a*, cref &b*) -> $5
// CHECK-NEXT:   branch $5 B3 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
// CHECK-NEXT: B3:
// CHECK-NEXT:   call die() [noreturn] [throwaway]
// CHECK-NEXT:   stop

int indirect(int (*f)(const std::string &), std::function<int(int)> &g, int (Shape::*m)() const, Shape &s) {
  return f("x") + g(1) + (s.*m)();
}
// CHECK-LABEL: indirect(int (*)(const std::basic_string<char> &), std::function<int (int)> &, int (Shape::*)() const, Shape &) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare $5: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "x", cref ?) on &$5
// CHECK-NEXT:   call f(cref &$5) -> $6
// CHECK-NEXT:   call std::function::operator()(1) on &g* -> $7
// CHECK-NEXT:   use m
// CHECK-NEXT:   call ?() on &s*.(pointer to member) -> $8
// CHECK-NEXT:   set result := (($6 + $7) + $8)
// CHECK-NEXT:   return
// CHECK-NEXT:   end $5
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

int transparent(std::string &s) {
  std::string &same = std::forward<std::string &>(s);
  const std::string *address = std::addressof(std::as_const(same));
  return address->size();
}
// CHECK-LABEL: transparent(std::string &) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare same: std::string &
// CHECK-NEXT:   set same := &s*
// CHECK-NEXT:   declare address: const std::string *
// CHECK-NEXT:   set address := &same*
// CHECK-NEXT:   call std::basic_string::size() on &address* -> $4
// CHECK-NEXT:   set result := int($4)
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

void lists() {
  std::vector<int> numbers{1, 2, 3};
  numbers = {};
  std::vector<std::string> words{make(1), "b"};
}
// CHECK-LABEL: lists() -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare numbers: std::vector<int>
// CHECK-NEXT:   call std::vector::vector(initializer_list{1, 2, 3}, cref ?) on &numbers
// CHECK-NEXT:   call std::vector::operator=(initializer_list) on &numbers -> $1 [throwaway]
// CHECK-NEXT:   declare words: std::vector<std::string>
// CHECK-NEXT:   declare $3: std::string[2]
// CHECK-NEXT:   call make(1) -> $3[0]
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "b", cref ?) on &$3[1]
// CHECK-NEXT:   call std::vector::vector(initializer_list{$3[0], $3[1]}, cref ?) on &words
// CHECK-NEXT:   end $3
// CHECK-NEXT:   end words
// CHECK-NEXT:   end numbers
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
