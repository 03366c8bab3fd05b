// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++
// REQUIRES: libstdc++
//
// Reasons to hold an input whole: it is sorted, indexed, returned, gone through twice, kept, handed to who needs it.
// All silent; next to each reason stands the same code with one pass, which is reported.
#include <algorithm>
#include <deque>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <queue>
#include <random>
#include <ranges>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

std::vector<double> readColumn(const std::string &path) {
  std::ifstream in(path);
  std::vector<double> column;
  for (double value; in >> value;)
    column.push_back(value);
  return column;
}

std::vector<std::string> readLines(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

std::string slurp(const std::string &path) {
  std::ifstream in(path);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

// Sorted.

void sortedByAFunction(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::sort(lines.begin(), lines.end(), [](auto &a, auto &b) { return a.size() < b.size(); });
  for (const std::string &line : lines)
    std::cout << line << '\n';
}

void sortedAsARange(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::ranges::sort(lines);
  for (const std::string &line : lines)
    std::cout << line << '\n';
}

double median(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

void largestTen(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::partial_sort(values.begin(), values.begin() + 10, values.end(), std::greater<>());
  for (int i = 0; i < 10; ++i)
    std::cout << values[i] << '\n';
}

void sortedByASet(const std::string &path) {
  std::ifstream in(path);
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.insert(line);
  for (const std::string &line : lines)
    std::cout << line << '\n';
}

void sortedByAHeap(const std::string &path) {
  std::ifstream in(path);
  std::priority_queue<double> heap;
  for (double value; in >> value;)
    heap.push(value);
  for (; !heap.empty(); heap.pop())
    std::cout << heap.top() << '\n';
}

void sortedThroughAnOrder(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  for (std::size_t at : order)
    std::cout << at << '\n';
}

void shuffled(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::shuffle(lines.begin(), lines.end(), std::mt19937(1));
  for (const std::string &line : lines)
    std::cout << line << '\n';
}

void reversed(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::reverse(lines.begin(), lines.end());
  for (const std::string &line : lines)
    std::cout << line << '\n';
}

void lastFirst(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  for (const std::string &line : lines | std::views::reverse)
    std::cout << line << '\n';
}

void inItsOrder(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) holds an input whole
  for (const std::string &line : lines)
    std::cout << line << '\n';
}

// Indexed.

double lookedUp(const std::string &path) {
  std::ifstream in(path);
  std::unordered_map<std::string, double> prices;
  std::string name;
  for (double price; in >> name >> price;)
    prices[name] = price;
  double sum = 0;
  while (std::cin >> name)
    sum += prices[name];
  return sum;
}

double drawn(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::mt19937 random(1);
  std::uniform_int_distribution<std::size_t> any(0, values.size() - 1);
  double sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += values[any(random)];
  return sum;
}

double neighbours(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = 0;
  for (std::size_t i = 100; i < values.size(); ++i)
    sum += values[i] - values[i - 100];
  return sum;
}

double bothEnds(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = 0;
  for (std::size_t i = 0, j = values.size(); i < j; ++i)
    sum += values[i] * values[--j];
  return sum;
}

bool found(const std::string &path, double value) {
  std::vector<double> values = readColumn(path);
  return std::binary_search(values.begin(), values.end(), value);
}

std::size_t duplicates(const std::string &path) {
  std::ifstream in(path);
  std::unordered_set<std::string> seen;
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);)
    count += !seen.insert(line).second;
  return count;
}

double columnsOfATable(const std::string &path, std::size_t columns) {
  std::vector<double> cells = readColumn(path);
  double sum = 0;
  for (std::size_t column = 0; column < columns; ++column)
    for (std::size_t row = 0; row * columns < cells.size(); ++row)
      sum += cells[row * columns + column];
  return sum;
}

double oneAfterTheOther(const std::string &path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) holds an input whole
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    sum += values[i];
  return sum;
}

// Returned, stored, handed on.

std::vector<std::string> returned(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  for (std::string &line : lines)
    line += '\n';
  return lines;
}

void givenOut(const std::string &path, std::vector<std::string> &out) {
  std::vector<std::string> lines = readLines(path);
  for (std::string &line : lines)
    line += '\n';
  out.swap(lines);
}

struct Store {
  std::vector<std::string> lines;
  std::map<std::string, std::vector<double>> columns;
  std::size_t load(const std::string &path) {
    columns[path] = readColumn(path);
    lines = readLines(path);
    std::size_t count = 0;
    for (const std::string &line : lines)
      count += line.size();
    return count;
  }
};

std::shared_ptr<const std::vector<double>> shared(const std::string &path) {
  auto values = std::make_shared<std::vector<double>>(readColumn(path));
  for (double &value : *values)
    value *= 2;
  return values;
}

void plot(const double *values, std::size_t count);
void handedOn(const std::string &path) {
  std::vector<double> values = readColumn(path);
  plot(values.data(), values.size());
}

void handedToAThread(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::thread worker([values = std::move(values)] { plot(values.data(), values.size()); });
  worker.join();
}

std::function<double(std::size_t)> handedToALambda(const std::string &path) {
  std::vector<double> values = readColumn(path);
  return [values = std::move(values)](std::size_t i) { return values[i]; };
}

double sumOf(const std::vector<double> &values) {
  double sum = 0;
  for (double value : values)
    sum += value;
  return sum;
}

double handedToAnotherPass(const std::string &path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) holds an input whole
  return sumOf(values);
}

// Gone through twice.

double variance(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double mean = sumOf(values) / values.size(), spread = 0;
  for (double value : values)
    spread += (value - mean) * (value - mean);
  return spread;
}

double twiceByAlgorithms(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return sum / *std::max_element(values.begin(), values.end());
}

double oncePerPass(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = 0;
  for (int pass = 0; pass < 10; ++pass)
    for (double value : values)
      sum += value * pass;
  return sum;
}

double untilItSettles(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double center = 0, before = 1;
  while (center != before) {
    before = center;
    for (double value : values)
      center += (value - center) / 2;
  }
  return center;
}

void scaledByTheLargest(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double largest = *std::max_element(values.begin(), values.end());
  for (double value : values)
    std::cout << value / largest << '\n';
}

void countThenNumbers(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::cout << values.size() << '\n';
  for (double value : values)
    std::cout << value << '\n';
}

void countIsOnlyLogged(const std::string &path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) holds an input whole
  std::cerr << values.size() << " values\n";
  for (double value : values)
    std::cout << value << '\n';
}

void twoFilesSideBySide(const std::string &path, const std::string &other) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) holds an input whole
  std::vector<double> weights = readColumn(other); // once for each of the values
  for (double value : values)
    for (double weight : weights)
      std::cout << value * weight << '\n';
}

double onceByAnAlgorithm(const std::string &path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) holds an input whole
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// Bounded: a window, a batch, the first so many.

double window(const std::string &path) {
  std::ifstream in(path);
  std::deque<double> last;
  double sum = 0;
  for (double value; in >> value;) {
    last.push_back(value);
    if (last.size() > 100)
      last.pop_front();
    sum += last.front();
  }
  return sum;
}

double batches(const std::string &path) {
  std::ifstream in(path);
  std::vector<double> batch;
  double sum = 0;
  for (double value; in >> value;) {
    batch.push_back(value);
    if (batch.size() == 1000) {
      sum += sumOf(batch);
      batch.clear();
    }
  }
  return sum + sumOf(batch);
}

double boundedQueue(const std::string &path) {
  std::ifstream in(path);
  std::queue<double> queue;
  double sum = 0;
  for (double value; in >> value;) {
    while (queue.size() >= 64) {
      sum += queue.front();
      queue.pop();
    }
    queue.push(value);
  }
  for (; !queue.empty(); queue.pop())
    sum += queue.front();
  return sum;
}

double evictingCache(const std::string &path) {
  std::ifstream in(path);
  std::map<std::string, double> cache;
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    if (cache.size() >= 1000)
      cache.erase(cache.begin());
    sum += cache[line] += 1;
  }
  return sum;
}

double firstThousand(const std::string &path) {
  std::ifstream in(path);
  std::vector<double> values;
  for (double value; values.size() < 1000 && in >> value;)
    values.push_back(value);
  return sumOf(values);
}

double buffer(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<char> block(1 << 16);
  double sum = 0;
  while (in.read(block.data(), block.size()) || in.gcount())
    for (int i = 0; i < in.gcount(); ++i)
      sum += block[i];
  return sum;
}

// Needed whole, by its kind: parsed with references into it, compared, searched from places that were found.

std::size_t wordsOfAText(const std::string &path) {
  std::string text = slurp(path);
  std::unordered_map<std::string_view, int> counts;
  for (std::size_t from = 0, to; (to = text.find(' ', from)) != std::string::npos; from = to + 1)
    ++counts[std::string_view(text).substr(from, to - from)];
  return counts.size();
}

bool sameFiles(const std::string &path, const std::string &other) { return slurp(path) == slurp(other); }

std::string replaced(const std::string &path) {
  std::string text = slurp(path);
  for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;)
    text.erase(at, 1);
  return text;
}

void tail(const std::string &path) {
  std::string text = slurp(path);
  std::size_t from = text.rfind('\n', text.size() - 2);
  std::cout << text.substr(from + 1);
}

// By a function that goes over it again and again.

double roundsOver(const std::vector<double> &values, int rounds) {
  double sum = 0;
  for (int round = 0; round < rounds; ++round)
    for (double value : values)
      sum += round * value;
  return sum;
}

double untilNothingChanges(const std::vector<double> &values) {
  double most = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i] > most) {
        most = values[i];
        changed = true;
      }
  }
  return most;
}

double roundsByAFunction(const std::string &path) {
  std::vector<double> values = readColumn(path);
  return roundsOver(values, 3);
}

double untilNothingChangesByAFunction(const std::string &path) {
  std::vector<double> values = readColumn(path);
  return untilNothingChanges(values);
}
