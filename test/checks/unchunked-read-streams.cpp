// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// Inputs that streams give in blocks, counted behind each, or through iterators.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

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

double largestOfNumbers(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> numbers(std::istream_iterator<double>(file), {});
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'numbers' (chunk(8·words(path))) {{.+}} lowers the peak of 'largestOfNumbers'
  double largest = 0;
  for (double number : numbers)
    largest = std::max(largest, number);
  return largest;
}

int main() {
  std::vector<double> numbers(std::istream_iterator<double>(std::cin), {});
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'numbers' (chunk(8·words(stdin))) {{.+}} lowers the peak of 'main'
  double sum = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    sum += numbers[i];
  std::cout << sum << '\n';
}

// Silent from here on.

std::size_t lettersBehindTheLastDot(const std::string &path) {
  std::string text = readBlocks(path);
  return text.size() - text.rfind('.');
}

double median(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> numbers(std::istream_iterator<double>(file), {});
  std::sort(numbers.begin(), numbers.end());
  double below = 0;
  for (double number : numbers)
    below += number;
  return below / numbers[numbers.size() / 2];
}

double spread() {
  std::vector<double> numbers(std::istream_iterator<double>(std::cin), {});
  double mean = 0, spread = 0;
  for (double number : numbers)
    mean += number / numbers.size();
  for (double number : numbers)
    spread += (number - mean) * (number - mean);
  return spread;
}

std::size_t wordsOfEachLine(const std::string &path) {
  std::ifstream file(path);
  std::size_t letters = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream in(line);
    std::vector<std::string> words(std::istream_iterator<std::string>(in), {});
    for (const std::string &word : words)
      letters += word.size();
  }
  return letters;
}

std::string setting(int number);

std::size_t wordsOfASetting(int number) {
  std::istringstream in(setting(number));
  std::vector<std::string> words{std::istream_iterator<std::string>(in), std::istream_iterator<std::string>()};
  std::size_t letters = 0;
  for (const std::string &word : words)
    letters += word.size();
  return letters;
}
