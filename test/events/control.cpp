// Branches, loops and the ways out of them.
// RUN: %highwater dump events %s -- -std=gnu++20 | FileCheck %s
#include <fstream>
#include <map>
#include <string>
#include <vector>

int lines(std::istream &in, int limit) {
  std::string line;
  int n = 0;
  while (n < limit && std::getline(in, line))
    n++;
  return n;
}
// CHECK-LABEL: lines(std::istream &, int) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare line: std::string
// CHECK-NEXT:   call std::basic_string::basic_string() on &line
// CHECK-NEXT:   declare n: int
// CHECK-NEXT:   set n := 0
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   branch (n < limit) B3 B4
// CHECK-NEXT: B3:
// CHECK-NEXT:   call std::getline(ref &in*, ref &line) -> $4
// CHECK-NEXT:   call std::basic_ios::(convert)() on &$4* -> $5
// CHECK-NEXT:   branch $5 B6 B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   set result := n
// CHECK-NEXT:   return
// CHECK-NEXT:   end line
// CHECK-NEXT:   jump B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   exit
// CHECK-NEXT: B6:
// CHECK-NEXT:   set n = (n + 1)
// CHECK-NEXT:   jump B7
// CHECK-NEXT: B7:
// CHECK-NEXT:   jump B2

int ranges(const std::vector<std::string> &rows, std::map<std::string, int> &counts) {
  int n = 0;
  for (const auto &row : rows)
    n += counts[row];
  for (std::string copy : rows)
    n += copy.size();
  for (auto &[key, value] : counts)
    n += key.size() + value;
  return n;
}
// CHECK-LABEL: ranges(const std::vector<std::string> &, std::map<std::string, int> &) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare n: int
// CHECK-NEXT:   set n := 0
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   each row in rows* B13 B3
// CHECK-NEXT: B3:
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   each copy in rows* B11 B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   jump B6
// CHECK-NEXT: B6:
// CHECK-NEXT:   each $5 in counts* B9 B7
// CHECK-NEXT: B7:
// CHECK-NEXT:   set result := n
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B8
// CHECK-NEXT: B8:
// CHECK-NEXT:   exit
// CHECK-NEXT: B9:
// CHECK-NEXT:   declare $5: std::pair<const std::string, int> &
// CHECK-NEXT:   set $5 := &counts*[]
// CHECK-NEXT:   call std::basic_string::size() on &$5*.first -> $7
// CHECK-NEXT:   set n = int((n + ($7 + unsigned long($5*.second))))
// CHECK-NEXT:   jump B10
// CHECK-NEXT: B10:
// CHECK-NEXT:   jump B6
// CHECK-NEXT: B11:
// CHECK-NEXT:   declare copy: std::string
// CHECK-NEXT:   copy copy := rows*[]
// CHECK-NEXT:   call std::basic_string::size() on &copy -> $8
// CHECK-NEXT:   set n = int((n + $8))
// CHECK-NEXT:   end copy
// CHECK-NEXT:   jump B12
// CHECK-NEXT: B12:
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B13:
// CHECK-NEXT:   declare row: const std::string &
// CHECK-NEXT:   set row := &rows*[]
// CHECK-NEXT:   call std::map::operator[](cref &row*) on &counts* -> $9
// CHECK-NEXT:   set n = (n + $9*)
// CHECK-NEXT:   jump B14
// CHECK-NEXT: B14:
// CHECK-NEXT:   jump B2

// A range of the project's own is walked as it is written, unless it only hands on a library's.
struct Count {
  int i;
  int operator*() const;
  Count &operator++();
  bool operator!=(const Count &) const;
};
struct Numbers {
  Count begin() const;
  Count end() const;
};
struct Table {
  std::vector<int> cells;
  auto begin() { return cells.begin(); }
  auto end() { return cells.end(); }
};
int own(Numbers numbers, Table &table) {
  int n = 0;
  for (int i : numbers)
    n += i;
  for (int &cell : table)
    n += cell;
  return n;
}
// CHECK-LABEL: Table::begin() -> __gnu_cxx::__normal_iterator<int *, std::vector<int>>
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   call std::vector::begin() on &this*.cells -> result
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
// CHECK-LABEL: Table::end() -> __gnu_cxx::__normal_iterator<int *, std::vector<int>>
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   call std::vector::end() on &this*.cells -> result
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   exit
// CHECK-LABEL: own(Numbers, Table &) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare n: int
// CHECK-NEXT:   set n := 0
// CHECK-NEXT:   declare __range1: Numbers &
// CHECK-NEXT:   set __range1 := &numbers
// CHECK-NEXT:   declare __end1: Count
// CHECK-NEXT:   call Numbers::end() on &__range1* -> __end1
// CHECK-NEXT:   declare __begin1: Count
// CHECK-NEXT:   call Numbers::begin() on &__range1* -> __begin1
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   call Count::operator!=(cref &__end1) on &__begin1 -> $6
// CHECK-NEXT:   branch $6 B9 B3
// CHECK-NEXT: B3:
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   each cell in table*.cells B7 B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   set result := n
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B6
// CHECK-NEXT: B6:
// CHECK-NEXT:   exit
// CHECK-NEXT: B7:
// CHECK-NEXT:   declare cell: int &
// CHECK-NEXT:   set cell := &table*.cells[]
// CHECK-NEXT:   set n = (n + cell*)
// CHECK-NEXT:   jump B8
// CHECK-NEXT: B8:
// CHECK-NEXT:   jump B4
// CHECK-NEXT: B9:
// CHECK-NEXT:   declare i: int
// CHECK-NEXT:   call Count::operator*() on &__begin1 -> i
// CHECK-NEXT:   set n = (n + i)
// CHECK-NEXT:   jump B10
// CHECK-NEXT: B10:
// CHECK-NEXT:   call Count::operator++() on &__begin1 -> $10 [throwaway]
// CHECK-NEXT:   jump B2

int choose(int k) {
  switch (k) {
  case 3:
    return 1;
  case -4:
    k = 2;
    break;
  default:
    throw k;
  }
  return k;
}
// CHECK-LABEL: choose(int) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   switch k -4:B4 3:B3 0:B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   stop
// CHECK-NEXT: B3:
// CHECK-NEXT:   set result := 1
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B6
// CHECK-NEXT: B4:
// CHECK-NEXT:   set k = 2
// CHECK-NEXT:   jump B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   set result := k
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B6
// CHECK-NEXT: B6:
// CHECK-NEXT:   exit

int inner(int k) {
  for (int i = 0; i < k; ++i) {
    std::string s(i, 'x');
    if (s.empty())
      continue;
    if (i == 3)
      break;
  }
  return ({ int j = k; j + 1; });
}
// CHECK-LABEL: inner(int) -> int
// CHECK-NEXT: B0:
// CHECK-NEXT:   jump B1
// CHECK-NEXT: B1:
// CHECK-NEXT:   declare i: int
// CHECK-NEXT:   set i := 0
// CHECK-NEXT:   jump B2
// CHECK-NEXT: B2:
// CHECK-NEXT:   branch (i < k) B3 B7
// CHECK-NEXT: B3:
// CHECK-NEXT:   declare s: std::string
// CHECK-NEXT:   call std::basic_string::basic_string(unsigned long(i), 120, cref ?) on &s
// CHECK-NEXT:   call std::basic_string::empty() on &s -> $3
// CHECK-NEXT:   branch $3 B9 B4
// CHECK-NEXT: B4:
// CHECK-NEXT:   branch (i == 3) B6 B5
// CHECK-NEXT: B5:
// CHECK-NEXT:   end s
// CHECK-NEXT:   jump B10
// CHECK-NEXT: B6:
// CHECK-NEXT:   end s
// CHECK-NEXT:   jump B7
// CHECK-NEXT: B7:
// CHECK-NEXT:   declare j: int
// CHECK-NEXT:   set j := k
// CHECK-NEXT:   set result := (j + 1)
// CHECK-NEXT:   return
// CHECK-NEXT:   jump B8
// CHECK-NEXT: B8:
// CHECK-NEXT:   exit
// CHECK-NEXT: B9:
// CHECK-NEXT:   end s
// CHECK-NEXT:   jump B10
// CHECK-NEXT: B10:
// CHECK-NEXT:   set i = (i + 1)
// CHECK-NEXT:   jump B2
