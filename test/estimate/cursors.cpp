// A loop that moves a number or a view behind the next separator runs once for each piece, however it says where the end is.
// RUN: %highwater dump summary %s -- -w -std=c++20 | FileCheck %s
#include <algorithm>
#include <string>
#include <string_view>

// CHECK-LABEL: chosen:
// CHECK: returns fields(token(text(arg0), '\n'))
size_t chosen(std::string_view rest) {
  size_t lines = 0;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    ++lines;
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  return lines;
}

// CHECK-LABEL: assigned:
// CHECK: returns fields(token(text(arg0), '\n'))
size_t assigned(std::string_view rest) {
  size_t lines = 0;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    ++lines;
    rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
  }
  return lines;
}

// CHECK-LABEL: smaller:
// CHECK: returns fields(token(text(arg0), '\n'))
size_t smaller(std::string_view rest) {
  size_t lines = 0;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    ++lines;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

// CHECK-LABEL: counted:
// CHECK: returns fields(token(text(*arg0), ' '))
size_t counted(const std::string &text) {
  size_t begin = 0, words = 0;
  while (begin < text.size()) {
    size_t end = text.find(' ', begin);
    if (end == std::string::npos)
      end = text.size();
    ++words;
    begin = end + 1;
  }
  return words;
}

// No search tells how often this one runs.
// CHECK-LABEL: strides:
// CHECK: returns unknown
size_t strides(const std::string &text, size_t (*next)(size_t)) {
  size_t begin = 0, words = 0;
  while (begin < text.size()) {
    ++words;
    begin = next(begin);
  }
  return words;
}
