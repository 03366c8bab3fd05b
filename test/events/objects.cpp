// Objects are built where they end up: declarations, copies, moves, temporaries and their ends.
// RUN: %highwater dump events %s -- -std=c++20 | FileCheck %s
#include <memory>
#include <string>
#include <vector>

std::string make(int);
int use(const std::string &);
struct Row {
  int id = 7;
  std::string name;
  std::vector<double> values = std::vector<double>(3);
  Row *next = nullptr;
};
struct Loud {
  Loud(std::string name, int level = 3);
  Loud(const Loud &);
  Loud &operator=(const Loud &);
  ~Loud();
};
struct Both : Loud, Row {
  using Loud::Loud;
};

void elided() {
  std::string a = make(1);
  std::string b(a);
  std::string c = std::move(b);
  c = a;
  c = std::move(a);
  c = make(2);
}
// CHECK-LABEL: elided() -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare a: std::string
// CHECK-NEXT:   call make(1) -> a
// CHECK-NEXT:   declare b: std::string
// CHECK-NEXT:   copy b := a
// CHECK-NEXT:   declare c: std::string
// CHECK-NEXT:   move c := b
// CHECK-NEXT:   copy c = a
// CHECK-NEXT:   move c = a
// CHECK-NEXT:   declare $3: std::string
// CHECK-NEXT:   call make(2) -> $3
// CHECK-NEXT:   move c = $3
// CHECK-NEXT:   end $3
// CHECK-NEXT:   end c
// CHECK-NEXT:   end b
// CHECK-NEXT:   end a
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

Row result(bool early) {
  Row row;
  row.name = make(1);
  if (early)
    return {1, make(2)};
  return row;
}
// CHECK-LABEL: result(bool) -> Row
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare row: Row
// CHECK-NEXT:   set row.id := 7
// CHECK-NEXT:   call std::vector::vector(3, cref ?) on &row.values
// CHECK-NEXT:   set row.next := null
// CHECK-NEXT:   declare $2: std::string
// CHECK-NEXT:   call make(1) -> $2
// CHECK-NEXT:   move row.name = $2
// CHECK-NEXT:   end $2
// CHECK-NEXT:   branch early B3 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   move result := row
// CHECK-NEXT:   return
// CHECK-NEXT:   end row
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B3:
// CHECK-NEXT:   set result.id := 1
// CHECK-NEXT:   call make(2) -> result.name
// CHECK-NEXT:   call std::vector::vector(3, cref ?) on &result.values
// CHECK-NEXT:   set result.next := null
// CHECK-NEXT:   return
// CHECK-NEXT:   end row
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   exit

std::string part(const Row &row) {
  if (row.id)
    return result(true).name;
  return row.name;
}
// CHECK-LABEL: part(const Row &) -> std::string
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   branch (row*.id != 0) B3 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   copy result := row*.name
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B3:
// CHECK-NEXT:   declare $2: Row
// CHECK-NEXT:   call result(1) -> $2
// CHECK-NEXT:   move result := $2.name
// CHECK-NEXT:   return
// CHECK-NEXT:   end $2
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   exit

void temporaries() {
  const std::string &kept = make(1);
  int n = use(make(2)) + use("literal");
  use(kept);
}
// CHECK-LABEL: temporaries() -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare kept: const std::string &
// CHECK-NEXT:   declare $1: std::string
// CHECK-NEXT:   call make(1) -> $1
// CHECK-NEXT:   set kept := &$1
// CHECK-NEXT:   declare n: int
// CHECK-NEXT:   declare $3: std::string
// CHECK-NEXT:   call make(2) -> $3
// CHECK-NEXT:   call use(cref &$3) -> $4
// CHECK-NEXT:   declare $5: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "literal", cref ?) on &$5
// CHECK-NEXT:   call use(cref &$5) -> $6
// CHECK-NEXT:   set n := ($4 + $6)
// CHECK-NEXT:   end $5
// CHECK-NEXT:   end $3
// CHECK-NEXT:   call use(cref &kept*) -> $7 [throwaway]
// CHECK-NEXT:   end $1
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

void conditional(bool c, std::string &a) {
  std::string s = c ? make(1) : std::string("x");
  const std::string &r = c ? a : s;
  int n = c && use(a) ? use(r) : 2;
}
// CHECK-LABEL: conditional(bool, std::string &) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   branch c B3 B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   declare $2: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "x", cref ?) on &$2
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B3:
// CHECK-NEXT:   declare $2: std::string
// CHECK-NEXT:   call make(1) -> $2
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   declare s: std::string
// CHECK-NEXT:   move s := $2
// CHECK-NEXT:   end $2
// CHECK-NEXT:   jump B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   jump B6
// CHECK-NEXT: B6:
// CHECK-NEXT:   branch c B8 B7
// CHECK-NEXT: B7:
// CHECK-NEXT:   set $4 := &s
// CHECK-NEXT:   jump B9
// CHECK-NEXT: B8:
// CHECK-NEXT:   set $4 := &a*
// CHECK-NEXT:   jump B9
// CHECK-NEXT: B9:
// CHECK-NEXT:   declare r: const std::string &
// CHECK-NEXT:   set r := &$4*
// CHECK-NEXT:   branch c B10 B11
// CHECK-NEXT: B10:
// CHECK-NEXT:   call use(cref &a*) -> $6
// CHECK-NEXT:   branch ($6 != 0) B12 B11
// CHECK-NEXT: B11:
// CHECK-NEXT:   jump B13
// CHECK-NEXT: B12:
// CHECK-NEXT:   call use(cref &r*) -> $7
// CHECK-NEXT:   jump B13
// CHECK-NEXT: B13:
// CHECK-NEXT:   declare n: int
// CHECK-NEXT:   set n := select((c && ($6 != 0)), $7, 2)
// CHECK-NEXT:   end s
// CHECK-NEXT:   jump B14
// CHECK-NEXT: B14:
// CHECK-NEXT:   exit

void written() {
  Loud a("x");
  Loud b = a;
  b = a;
  Both c("y", 4);
  auto d = std::make_unique<Loud>(a);
}
// CHECK-LABEL: written() -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare a: Loud
// CHECK-NEXT:   declare $1: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "x", cref ?) on &$1
// CHECK-NEXT:   call Loud::Loud($1, 3) on &a
// CHECK-NEXT:   end $1
// CHECK-NEXT:   declare b: Loud
// CHECK-NEXT:   call Loud::Loud(cref &a) on &b
// CHECK-NEXT:   call Loud::operator=(cref &a) on &b -> $3 [throwaway]
// CHECK-NEXT:   declare c: Both
// CHECK-NEXT:   declare $5: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "y", cref ?) on &$5
// CHECK-NEXT:   call Loud::Loud($5, 4) on &c.(base Loud)
// CHECK-NEXT:   set c.(base Row).id := 7
// CHECK-NEXT:   call std::vector::vector(3, cref ?) on &c.(base Row).values
// CHECK-NEXT:   set c.(base Row).next := null
// CHECK-NEXT:   end $5
// CHECK-NEXT:   declare d: std::unique_ptr<Loud>
// CHECK-NEXT:   call std::make_unique(ref &a) -> d
// CHECK-NEXT:   end d
// CHECK-NEXT:   end c
// CHECK-NEXT:   end b
// CHECK-NEXT:   end a
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

struct Owner {
  std::string name;
  std::vector<int> data;
  int &shared;
  Owner(std::string n, int &s) : name(std::move(n)), data(9), shared(s) { data[0] = shared; }
  Owner(int &s) : Owner("default", s) {}
};
// CHECK-LABEL: Owner::Owner(std::string, int &) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   move this*.name := n
// CHECK-NEXT:   call std::vector::vector(9, cref ?) on &this*.data
// CHECK-NEXT:   set this*.shared := &s*
// CHECK-NEXT:   call std::vector::operator[](0) on &this*.data -> $3
// CHECK-NEXT:   set $3* = this*.shared*
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
// CHECK-LABEL: Owner::Owner(int &) -> void
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare $2: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(cptr "default", cref ?) on &$2
// CHECK-NEXT:   call Owner::Owner($2, ref &s*) on &this*
// CHECK-NEXT:   end $2
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit

auto closures(std::string &s, std::unique_ptr<int> p) {
  int n = 1;
  return [=, &s, q = std::move(p)](int k) { return s.size() + n + *q + k; };
}
// CHECK-LABEL: closures(std::string &, std::unique_ptr<int>) -> closures::(lambda)
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare n: int
// CHECK-NEXT:   set n := 1
// CHECK-NEXT:   set result.s := &s*
// CHECK-NEXT:   move result.q := p
// CHECK-NEXT:   set result.n := n
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
// CHECK-LABEL: closures::(lambda)::operator()(int) -> unsigned long
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   call std::basic_string::size() on &this*.s* -> $3
// CHECK-NEXT:   call std::unique_ptr::operator*() on &this*.q -> $4
// CHECK-NEXT:   set result := ((($3 + unsigned long(this*.n)) + unsigned long($4*)) + unsigned long(k))
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
