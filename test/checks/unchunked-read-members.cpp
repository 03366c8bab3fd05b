// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// Inputs that a member of a local holds whole, filled and passed over by functions that are given the local.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

struct Table {
  std::vector<std::string> names;
  std::vector<double> values;
  double largest = 0;
};

Table load(const std::string &path) {
  Table table;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  table.names.push_back(line);
  while (std::getline(file, line))
    table.values.push_back(std::stod(line));
  return table;
}

Table loadWithLargest(const std::string &path) {
  Table table;
  std::ifstream file(path);
  for (double value; file >> value;) {
    table.values.push_back(value);
    table.largest = std::max(table.largest, value);
  }
  return table;
}

class Log {
public:
  void load(const std::string &path) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
      lines.push_back(line);
  }
  void loadAndCount(const std::string &path) {
    load(path);
    number = lines.size();
  }
  void count() {
    for (const std::string &line : lines)
      ++counts[line.substr(0, 4)];
  }
  void share() const {
    for (const std::string &line : lines)
      std::cout << double(line.size()) / number << '\n';
  }
  void sort() { std::sort(lines.begin(), lines.end()); }
  void print() const {
    for (const auto &[name, number] : counts)
      std::cout << name << ' ' << number << '\n';
  }

private:
  std::vector<std::string> lines;
  std::map<std::string, int> counts;
  std::size_t number = 0;
};

// Reported.

double returnedInAStruct(const std::string &path) {
  Table table = load(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'table.values' ({{.+}}) {{.+}} lowers the peak of 'returnedInAStruct'
  double sum = 0;
  for (double value : table.values)
    sum += value;
  std::cout << table.names[0] << '\n';
  return sum;
}

void loadedThenCounted(const std::string &path) {
  Log log;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'log.lines' ({{.+}}) {{.+}} lowers the peak of 'loadedThenCounted'
  log.load(path);
  log.count();
  log.print();
}

// Silent from here on.

double dividedByTheLargest(const std::string &path) {
  Table table = loadWithLargest(path);
  double sum = 0;
  for (double value : table.values)
    sum += value / table.largest;
  return sum;
}

double dividedByTheLargestByName(const std::string &path) {
  Table table = loadWithLargest(path);
  double largest = table.largest, sum = 0;
  for (double value : table.values)
    sum += value / largest;
  return sum;
}

double passedOverTwice(const std::string &path) {
  Table table = load(path);
  double mean = 0, spread = 0;
  for (double value : table.values)
    mean += value;
  for (double value : table.values)
    spread += value - mean;
  return spread;
}

double keptByAnother(const std::string &path, std::vector<Table> &all) {
  Table table = load(path);
  double sum = 0;
  for (double value : table.values)
    sum += value;
  all.push_back(table);
  return sum;
}

void handOn(const Table &table);
double handedToSomebodyUnknown(const std::string &path) {
  Table table = load(path);
  double sum = 0;
  for (double value : table.values)
    sum += value;
  handOn(table);
  return sum;
}

void countedTwice(const std::string &path) {
  Log log;
  log.load(path);
  log.count();
  log.count();
}

void sortedInBetween(const std::string &path) {
  Log log;
  log.load(path);
  log.sort();
  log.share();
}

void sharesOfTheirNumber(const std::string &path) {
  Log log;
  log.loadAndCount(path);
  log.share();
}

void countedAgainAndAgain(const std::string &path, int rounds) {
  Log log;
  log.load(path);
  for (int round = 0; round < rounds; ++round)
    log.count();
}

void gathered(const std::vector<std::string> &paths) {
  Log log;
  for (const std::string &path : paths) {
    log.load(path);
    log.count();
  }
}

Table returned(const std::string &path) {
  Table table = load(path);
  double sum = 0;
  for (double value : table.values)
    sum += value;
  table.largest = sum;
  return table;
}
