// Keys that are made of several columns are counted by how many different ones these are together.
// RUN: printf 'a,1,x,2024-01-05\na,1,y,2024-01-09\nb,1,x,2024-02-01\na,2,x,2024-01-30\nb,1,y,2024-01-03\n' > %t
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t | FileCheck %s
#include <compare>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <unordered_map>

struct Cell {
  std::string name;
  int number;
  auto operator<=>(const Cell &) const = default;
};

static void count(std::map<std::pair<std::string, std::string>, int> &counts, const std::string &name, const std::string &day) {
  ++counts[{name, day.substr(0, 7)}];
}

// Of two names with two numbers there are three.
// CHECK-DAG: distinct(tuple(column(token(line(argv[1]), ','), 0), column(token(line(argv[1]), ','), 1))) = 3
// CHECK-DAG: distinct(tuple(column(token(line(argv[1]), ','), 0), column(token(line(argv[1]), ','), 2))) = 4
// CHECK-DAG: distinct(tuple(column(token(line(argv[1]), ','), 0), part(column(token(line(argv[1]), ','), 3), 0, 7))) = 3
// CHECK-DAG: distinct(tuple(column(token(line(argv[1]), ','), 1), column(token(line(argv[1]), ','), 2))) = 3
// CHECK-DAG: distinct(tuple(column(token(line(argv[1]), ','), 2), column(token(line(argv[1]), ','), 3))) = 5
std::map<Cell, int> cells;
std::map<std::pair<std::string, std::string>, int> pairs;
std::unordered_map<std::string, int> joined;
std::set<std::tuple<std::string, std::string>> tuples;
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string name, number, letter, day;
    std::getline(fields, name, ',');
    std::getline(fields, number, ',');
    std::getline(fields, letter, ',');
    std::getline(fields, day, ',');
    ++cells[Cell{name, std::stoi(number)}];
    count(pairs, name, day);
    ++joined[number + "/" + letter];
    tuples.emplace(letter, day);
    pairs.emplace(std::make_pair(name, letter), 1);
  }
}
