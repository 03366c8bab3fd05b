// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// Inputs that streams give in blocks, counted behind each.
#include <algorithm>
#include <fstream>
#include <string>

std::string readBlocks(const std::string &path) {
  std::string text;
  std::ifstream file(path, std::ios::binary);
  char block[8192];
  while (file.read(block, sizeof block) || file.gcount() > 0)
    text.append(block, file.gcount());
  return text;
}

// Reported.

std::size_t linesOfBlocks(const std::string &path) {
  std::string text = readBlocks(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'linesOfBlocks'
  return std::count(text.begin(), text.end(), '\n');
}

// Silent from here on.

std::size_t lettersBehindTheLastDot(const std::string &path) {
  std::string text = readBlocks(path);
  return text.size() - text.rfind('.');
}
