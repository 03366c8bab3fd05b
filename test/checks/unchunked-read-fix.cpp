// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// What the fixes write, and where they write nothing.
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

// CHECK-FIXES-LABEL: double lines(
double lines(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'lines'
  std::string line;
  // CHECK-FIXES: {{^}}  double total = 0;
  // CHECK-FIXES-NEXT: {{^}}  while (std::getline(file, line))
  // CHECK-FIXES-NEXT: {{^}}  {
  // CHECK-FIXES-NEXT: {{^}}    const auto &text = line;
  // CHECK-FIXES-NEXT: {{^}}    total += std::stod(text);
  // CHECK-FIXES-NEXT: {{^}}  }
  // CHECK-FIXES-NEXT: {{^}}  return total;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (const std::string &text : lines)
    total += std::stod(text);
  return total;
}

// CHECK-FIXES-LABEL: double numbers(
double numbers(const std::string &path) {
  std::ifstream file(path);
  if (!file)
    return -1;
  std::vector<double> values;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'numbers'
  // CHECK-FIXES: {{^}}  double total = 0;
  // CHECK-FIXES-NEXT: {{^}}  for (double value; file >> value;) {
  // CHECK-FIXES-NEXT: {{^}}    auto each = value;
  // CHECK-FIXES-NEXT: {{^}}    if (each < 0)
  for (double value; file >> value;) {
    values.push_back(value);
  }
  double total = 0;
  for (double each : values) {
    if (each < 0)
      break;
    total += each;
  }
  return total;
}

// CHECK-FIXES-LABEL: std::size_t behindAHeader(
std::size_t behindAHeader(const std::string &path) {
  std::ifstream file(path);
  std::string line, header;
  std::getline(file, header);
  std::vector<std::string> rows;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'rows' ({{.+}}) {{.+}} lowers the peak of 'behindAHeader'
  // CHECK-FIXES: {{^}}  std::map<std::string, long> counts;
  // CHECK-FIXES-NEXT: {{^}}  while (std::getline(file, line)) {
  // CHECK-FIXES-NEXT: {{^}}    ++counts[line];
  // CHECK-FIXES-NEXT: {{^}}  }
  // CHECK-FIXES-NEXT: {{^}}  return counts.size();
  while (std::getline(file, line)) {
    rows.push_back(line);
  }

  std::map<std::string, long> counts;
  for (auto &line : rows)
    ++counts[line];
  return counts.size();
}

// CHECK-FIXES-LABEL: double byIterator(
double byIterator(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'byIterator'
  std::string line;
  // CHECK-FIXES: {{^}}  while (std::getline(file, line))
  // CHECK-FIXES-NEXT: {{^}}  {
  // CHECK-FIXES-NEXT: {{^}}    auto at = &line;
  // CHECK-FIXES-NEXT: {{^}}    total += std::stod(*at) + at->size();
  // CHECK-FIXES-NEXT: {{^}}  }
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (auto at = lines.begin(); at != lines.end(); ++at)
    total += std::stod(*at) + at->size();
  return total;
}

// CHECK-FIXES-LABEL: double byIndex(
double byIndex(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'byIndex'
  std::string line;
  // CHECK-FIXES: {{^}}  while (std::getline(file, line))
  // CHECK-FIXES-NEXT: {{^}}  {
  // CHECK-FIXES-NEXT: {{^}}    const auto &text = line;
  // CHECK-FIXES-NEXT: {{^}}    if (text.empty())
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string &text = lines[i];
    if (text.empty())
      continue;
    total += std::stod(text);
  }
  return total;
}

// No fix from here on: a container that is declared stays.

// CHECK-FIXES-LABEL: double tooEarly(
double tooEarly(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'tooEarly'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  std::cout << "read\n";
  double total = 0;
  for (const std::string &text : lines)
    total += std::stod(text);
  return total;
}

// CHECK-FIXES-LABEL: double closed(
double closed(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'closed'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  file.close();
  double total = 0;
  for (const std::string &text : lines)
    total += std::stod(text);
  return total;
}

// CHECK-FIXES-LABEL: double readOn(
double readOn(std::istream &file) {
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'readOn'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (const std::string &text : lines)
    total += std::stod(text);
  return total;
}

// CHECK-FIXES-LABEL: double commented(
double commented(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'commented'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  // Why it is summed up.
  for (const std::string &text : lines)
    total += std::stod(text);
  return total;
}

// CHECK-FIXES-LABEL: double otherType(
double otherType(const std::string &path) {
  std::ifstream file(path);
  std::vector<float> values;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'otherType'
  // CHECK-FIXES: {{^}}    values.push_back(value);
  double value, total = 0;
  while (file >> value)
    values.push_back(value);
  for (float each : values)
    total += each;
  return total;
}

// CHECK-FIXES-LABEL: double otherOfThatName(
double otherOfThatName(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> values;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'otherOfThatName'
  // CHECK-FIXES: {{^}}    values.push_back(each);
  double value = 0;
  for (double each; file >> each;)
    values.push_back(each);
  double each = 0;
  for (double number : values)
    each += number;
  return each + value;
}

// CHECK-FIXES-LABEL: double oneAfterTheOther(
double oneAfterTheOther(const std::string &path) {
  std::ifstream file(path);
  double total = 0;
  std::string line;
  for (int part = 0; part < 2; ++part) {
    std::vector<std::string> lines;
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'oneAfterTheOther'
    // CHECK-FIXES: {{^}}      lines.push_back(line);
    while (std::getline(file, line) && !line.empty())
      lines.push_back(line);
    for (const std::string &text : lines) {
      if (text == "end")
        break;
      total += std::stod(text);
    }
  }
  return total;
}

// CHECK-FIXES-LABEL: double behindTheFirst(
double behindTheFirst(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'behindTheFirst'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string &text = lines[i];
    total += std::stod(text);
  }
  return total;
}

// CHECK-FIXES-LABEL: double withItsIndex(
double withItsIndex(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'withItsIndex'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string &text = lines[i];
    total += i * std::stod(text);
  }
  return total;
}

// CHECK-FIXES-LABEL: double untilAFlag(
double untilAFlag(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'untilAFlag'
  // CHECK-FIXES: {{^}}    lines.push_back(line);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (auto at = lines.begin(); at != lines.end() && total < 10; ++at)
    total += std::stod(*at);
  return total;
}
