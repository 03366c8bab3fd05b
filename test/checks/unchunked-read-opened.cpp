// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// Inputs that a class or a function of the project opens, and containers that are emptied or searched rather than looped over.
#include <algorithm>
#include <cstdint>
#include <deque>
#include <fstream>
#include <iostream>
#include <queue>
#include <ranges>
#include <sstream>
#include <stack>
#include <string>
#include <vector>

struct Read {
  std::string name, bases;
};

class ReadFile {
public:
  explicit ReadFile(const std::string &path) : stream(path) {}
  bool next(Read &read) { return std::getline(stream, read.name) && std::getline(stream, read.bases); }

private:
  std::ifstream stream;
};

std::size_t readByAClass(const std::string &path) {
  ReadFile file(path);
  std::vector<Read> reads;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'reads' ({{.+}}) {{.+}} lowers the peak of 'readByAClass'
  Read read;
  while (file.next(read))
    reads.push_back(read);
  std::size_t bases = 0;
  for (const Read &each : reads)
    bases += each.bases.size();
  return bases;
}

std::string longestOfAClass(const std::string &path) {
  ReadFile file(path);
  std::vector<Read> reads;
  Read read;
  while (file.next(read))
    reads.push_back(read);
  std::sort(reads.begin(), reads.end(), [](auto &a, auto &b) { return a.bases.size() > b.bases.size(); });
  return reads.empty() ? "" : reads[0].name;
}

std::ifstream openInput(const std::string &path) {
  std::ifstream file(path);
  if (!file)
    std::exit(1);
  return file;
}

long readFromWhatAFunctionOpened(const std::string &path) {
  std::ifstream file = openInput(path);
  std::vector<long> numbers;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'numbers' ({{.+}}) {{.+}} lowers the peak of 'readFromWhatAFunctionOpened'
  for (long number; file >> number;)
    numbers.push_back(number);
  long sum = 0;
  for (long number : numbers)
    sum += number;
  return sum;
}

void pathIsAChoice(int argc, char **argv) {
  const char *path = argc > 1 ? argv[1] : "/var/log/messages";
  std::ifstream file(path);
  std::stringstream all;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'all' ({{.+}}) {{.+}} lowers the peak of 'pathIsAChoice'
  all << file.rdbuf();
  std::size_t letters = 0;
  for (std::string word; all >> word;)
    letters += word.size();
  std::cout << letters;
}

std::vector<std::string> linesOf(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(std::move(line));
  return lines;
}

std::size_t countedAsARange(const std::string &path, const std::string &word) {
  const auto lines = linesOf(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'countedAsARange'
  return std::ranges::count_if(lines, [&](const std::string &line) { return line.find(word) != std::string::npos; });
}

std::size_t uniqueAsARange(const std::string &path) {
  auto lines = linesOf(path);
  auto rest = std::ranges::unique(lines);
  lines.erase(rest.begin(), rest.end());
  return lines.size();
}

std::size_t queueDrained(const std::string &path) {
  std::ifstream file(path);
  std::queue<std::string> jobs;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'jobs' ({{.+}}) {{.+}} lowers the peak of 'queueDrained'
  for (std::string line; std::getline(file, line);)
    jobs.push(line);
  std::size_t size = 0;
  while (!jobs.empty()) {
    size += jobs.front().size();
    jobs.pop();
  }
  return size;
}

std::size_t stackDrained(const std::string &path) {
  std::ifstream file(path);
  std::stack<std::string> jobs;
  for (std::string line; std::getline(file, line);)
    jobs.push(line);
  std::size_t hash = 0;
  while (!jobs.empty()) {
    hash = hash * 31 + jobs.top().size();
    jobs.pop();
  }
  return hash;
}

std::size_t dequeFromTheBack(const std::string &path) {
  std::ifstream file(path);
  std::deque<std::string> jobs;
  for (std::string line; std::getline(file, line);)
    jobs.push_back(line);
  std::size_t hash = 0;
  while (!jobs.empty()) {
    hash = hash * 31 + jobs.back().size();
    jobs.pop_back();
  }
  return hash;
}

// What is taken out is put back behind the others.
std::size_t queueInTurns(const std::string &path) {
  std::ifstream file(path);
  std::queue<long> jobs;
  for (long job; file >> job;)
    jobs.push(job);
  std::size_t turns = 0;
  while (!jobs.empty()) {
    long job = jobs.front();
    jobs.pop();
    ++turns;
    if (job > 1)
      jobs.push(job - 1);
  }
  return turns;
}

// A picture has as many bytes as its width and height say; a name of a stated length is none.
std::uint64_t pictureByRows(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::size_t width = 0, height = 0;
  file >> width >> height;
  std::vector<std::uint8_t> pixels(width * height);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'pixels' ({{.+}}) {{.+}} lowers the peak of 'pictureByRows'
  file.read(reinterpret_cast<char *>(pixels.data()), pixels.size());
  std::uint64_t sum = 0;
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x)
      sum += pixels[y * width + x];
  return sum;
}
