// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// A copy of a file in memory that is read as a stream: the fix reads the file itself.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

// CHECK-FIXES-LABEL: std::size_t streamOfAll(
std::size_t streamOfAll(const std::string &path) {
  std::ifstream file(path);
  if (!file)
    return 0;
  std::stringstream all;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'all' ({{.+}}) {{.+}} lowers the peak of 'streamOfAll'
  all << file.rdbuf();
  // CHECK-FIXES: {{^}}    return 0;
  // CHECK-FIXES: {{^}}  auto &all = file;
  file.close();
  std::string line;
  std::size_t count = 0;
  // CHECK-FIXES: {{^}}  std::string line;
  // CHECK-FIXES: {{^}}  while (std::getline(all, line))
  while (std::getline(all, line))
    count += line.size();
  return count;
}

// CHECK-FIXES-LABEL: int streamOfAText(
int streamOfAText(const char *path) {
  std::ifstream file(path);
  std::string header;
  std::getline(file, header);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'streamOfAText'
  std::istringstream rows(text);
  // CHECK-FIXES: {{^}}  std::getline(file, header);
  // CHECK-FIXES: {{^}}  auto &rows = file;
  int a = 0, b = 0, sum = 0;
  while (rows >> a >> b)
    sum += a * b;
  return sum;
}

// CHECK-FIXES-LABEL: std::size_t inThreeSteps(
std::size_t inThreeSteps(const std::string &path) {
  std::ifstream file(path);
  std::stringstream buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'buffer' ({{.+}}) {{.+}} lowers the peak of 'inThreeSteps'
  buffer << file.rdbuf();
  std::string text = buffer.str();
  std::istringstream rows(text);
  // CHECK-FIXES: {{^}}  auto &rows = file;
  std::map<std::string, int> counts;
  for (std::string row; std::getline(rows, row);)
    ++counts[row];
  return counts.size();
}

// No fix from here on.

// CHECK-FIXES-LABEL: std::size_t sizeIsAsked(
std::size_t sizeIsAsked(const std::string &path) {
  std::ifstream file(path);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'sizeIsAsked'
  // CHECK-FIXES: {{^}}  std::istringstream rows(text);
  std::cout << text.size() << " bytes\n";
  std::istringstream rows(text);
  std::size_t count = 0;
  for (std::string row; std::getline(rows, row);)
    count += row.size();
  return count;
}

void prepare();
// CHECK-FIXES-LABEL: std::size_t somethingElseBetween(
std::size_t somethingElseBetween(const std::string &path) {
  std::ifstream file(path);
  std::stringstream all;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'all' ({{.+}}) {{.+}} lowers the peak of 'somethingElseBetween'
  // CHECK-FIXES: {{^}}  all << file.rdbuf();
  all << file.rdbuf();
  prepare();
  std::size_t count = 0;
  for (std::string row; std::getline(all, row);)
    count += row.size();
  return count;
}

// CHECK-FIXES-LABEL: std::size_t removedBehind(
std::size_t removedBehind(const char *path) {
  std::ifstream file(path);
  std::stringstream all;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'all' ({{.+}}) {{.+}} lowers the peak of 'removedBehind'
  // CHECK-FIXES: {{^}}  all << file.rdbuf();
  all << file.rdbuf();
  std::remove(path);
  std::size_t count = 0;
  for (std::string row; std::getline(all, row);)
    count += row.size();
  return count;
}

// CHECK-FIXES-LABEL: std::size_t openedOutside(
std::size_t openedOutside(std::istream &file) {
  std::stringstream all;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'all' ({{.+}}) {{.+}} lowers the peak of 'openedOutside'
  // CHECK-FIXES: {{^}}  all << file.rdbuf();
  all << file.rdbuf();
  std::size_t count = 0;
  for (std::string row; std::getline(all, row);)
    count += row.size();
  return count;
}
