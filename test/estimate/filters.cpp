// Conditions on numbers that records spell: a sample of the input tells how many are kept. Measured 7.7 and 1.3 MiB.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('a-name-of-sixteen-%%06d,%%d,%%d\n' %% (i, i * 7 %% 100, i %% 5) for i in range(60000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/in 40 | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in 90 | FileCheck %s --check-prefix=FEW
#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

struct Row {
  std::string name;
  double score = 0;
  int level = 0;
};

static bool parse(const std::string &line, Row &row) {
  std::istringstream fields(line);
  std::string score, level;
  if (!std::getline(fields, row.name, ','))
    return false;
  std::getline(fields, score, ',');
  std::getline(fields, level, ',');
  row.score = std::stod(score);
  row.level = std::stoi(level);
  return true;
}

static bool isWanted(const Row &row, double limit) { return row.score >= limit && row.level >= 0; }

// CHECK: peak 7.7 MiB =
// CHECK: share(below(column(token(line(argv[1]), ','), 1), argv[2])) = 0.4
// FEW: peak 1.2 MiB =
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  double limit = std::stod(argv[2]);
  std::vector<Row> rows;
  std::string line;
  while (std::getline(in, line)) {
    Row row;
    if (parse(line, row) && isWanted(row, limit))
      rows.push_back(row);
  }
  std::vector<Row> low;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(low), [](const Row &row) { return row.level == 1; });
  rows.erase(std::remove_if(rows.begin(), rows.end(), [](const Row &row) { return row.level == 3; }), rows.end());
  std::vector<Row> rest = rows;
  return rest.empty();
}
