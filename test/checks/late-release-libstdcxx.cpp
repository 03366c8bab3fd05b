// RUN: %check_highwater %s late-release -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// The same contract on the real library.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

double sum(const std::vector<double> &values) { return std::accumulate(values.begin(), values.end(), 0.0); }
void show(double value) { std::cout << value << '\n'; }

std::vector<std::string> readLines(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  return lines;
}

void linesThenNumbers(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) stays live until line [[@LINE+10]], but its last use is at line [[@LINE+4]]; releasing it there lowers the peak of 'linesThenNumbers' {{(from|by) .+}} [highwater-late-release]
  std::vector<double> numbers;
  numbers.reserve(lines.size());
  for (const std::string &line : lines)
    numbers.push_back(std::stod(line));
  double level = sum(numbers);
  std::vector<double> scaled(numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i)
    scaled[i] = numbers[i] / level;
  show(sum(scaled));
}

void wholeFileAsText(const std::string &path) {
  std::ifstream file(path);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  std::istringstream words;
  size_t count = std::count(text.begin(), text.end(), ' ');
  // CHECK-FIXES: {{^}}  std::string().swap(text);{{$}}
  std::ifstream again(path);
  std::string copy((std::istreambuf_iterator<char>(again)), std::istreambuf_iterator<char>());
  show(count + copy[0]);
}

void textOfAStream(const std::string &path) {
  std::ifstream file(path);
  std::stringstream buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'buffer' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  buffer << file.rdbuf();
  std::string text = buffer.str();
  std::string upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c - 32; });
  show(upper.size() + text.size());
}

void vectorThenVector(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  std::iota(raw.begin(), raw.end(), 0);
  std::sort(raw.begin(), raw.end());
  double median = raw[n / 2];
  std::vector<double> cooked(n, median);
  show(sum(cooked));
}

void dequeThenVector(size_t n) {
  std::deque<double> window;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'window' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  for (size_t i = 0; i < n; ++i)
    window.push_back(i);
  double level = window.front();
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void listThenVector(size_t n) {
  std::list<double> values(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = values.front();
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void mapThenVector(size_t n) {
  std::map<size_t, double> values;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  for (size_t i = 0; i < n; ++i)
    values[i] = i;
  double level = values.begin()->second;
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void unorderedMapThenVector(size_t n) {
  std::unordered_map<size_t, std::vector<double>> groups;
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'groups' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  for (size_t i = 0; i < n; ++i)
    groups[i].resize(100);
  double level = 0;
  for (const auto &[key, values] : groups)
    level += values[0];
  std::vector<double> cooked(100 * n, level);
  show(sum(cooked));
}

void setThenVector(size_t n) {
  std::set<size_t> seen;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'seen' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  for (size_t i = 0; i < n; ++i)
    seen.insert(i * i);
  double level = seen.size();
  std::vector<double> cooked(8 * n, level);
  show(sum(cooked));
}

void uniquePointerThenVector(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = raw[0];
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void sharedPointerThenVector(size_t n) {
  auto raw = std::make_shared<std::vector<double>>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(*raw);
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void optionalThenVector(size_t n) {
  std::optional<std::vector<double>> raw;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  raw = std::vector<double>(n);
  double level = raw->front();
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void pairOfVectors(size_t n) {
  std::pair<std::vector<double>, std::vector<double>> both{std::vector<double>(n), std::vector<double>(n)};
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'both' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(both.first) + sum(both.second);
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void mallocThenVector(size_t n) {
  double *raw = static_cast<double *>(std::malloc(n * sizeof(double)));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = raw[0];
  std::vector<double> cooked(n, level);
  show(sum(cooked));
  std::free(raw);
}

void nested(size_t rows, size_t columns) {
  std::vector<std::vector<double>> matrix(rows, std::vector<double>(columns));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'matrix' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  double level = 0;
  for (auto &row : matrix)
    level += std::accumulate(row.begin(), row.end(), 0.0);
  std::vector<double> flat(rows * columns, level);
  show(sum(flat));
}

struct Dataset {
  std::vector<std::string> names;
  std::vector<double> values;
  std::map<std::string, size_t> index;
};

Dataset loadDataset(const std::string &path) {
  Dataset data;
  for (std::string &line : readLines(path)) {
    data.values.push_back(line.size());
    data.index[line] = data.values.size();
    data.names.push_back(std::move(line));
  }
  return data;
}

void structThenVector(const std::string &path) {
  Dataset data = loadDataset(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'data' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(data.values);
  Dataset again = loadDataset(path);
  show(level + sum(again.values));
}

// What a number says of sizes (an image's width, in its header) may be large.
void imageThenPlanes(const std::string &path) {
  std::ifstream file(path);
  size_t width, height;
  file >> width >> height;
  std::vector<unsigned char> pixels(width * height);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'pixels' ({{.+}}) {{.+}} last use is at line [[@LINE+4]]; releasing it there lowers the peak of 'imageThenPlanes' from {{.+}} to {{.+}} [highwater-late-release]
  file.read(reinterpret_cast<char *>(pixels.data()), pixels.size());
  std::vector<float> plane(pixels.size());
  for (size_t i = 0; i < pixels.size(); ++i)
    plane[i] = pixels[i] / 255.f;
  std::vector<float> blurred(plane.size());
  for (size_t i = 1; i < plane.size(); ++i)
    blurred[i] = (plane[i] + plane[i - 1]) / 2;
  show(blurred[0]);
}

// Or few: the clusters of a million points.
void pointsThenDistances(const std::string &path, size_t clusters) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  std::vector<float> points;
  points.reserve(lines.size());
  for (const std::string &line : lines)
    points.push_back(std::stof(line));
  std::vector<float> distances(points.size() * clusters);
  for (size_t i = 0; i < distances.size(); ++i)
    distances[i] = points[i / clusters] - points[i % clusters];
  show(distances[0]);
}

// Most words are short.
void wordsThenIds(const std::string &path) {
  std::vector<std::vector<std::string>> documents;
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'documents' ({{.+}}) {{.+}} last use is at line [[@LINE+11]];
  for (const std::string &line : readLines(path)) {
    std::istringstream words(line);
    std::vector<std::string> document;
    for (std::string word; words >> word;)
      document.push_back(word);
    documents.push_back(document);
  }
  std::vector<size_t> hashes;
  for (const std::vector<std::string> &document : documents)
    for (const std::string &word : document)
      hashes.push_back(std::hash<std::string>()(word));
  std::vector<size_t> ranks(hashes.size());
  for (size_t i = 0; i < hashes.size(); ++i)
    ranks[i] = hashes[i] % 1024;
  std::vector<size_t> order(ranks);
  std::sort(order.begin(), order.end());
  std::vector<double> weights(ranks.begin(), ranks.end());
  show(hashes[0] + order[0] + weights[0]);
}

// A number that is not known holds nothing, beside a text that does.
struct Log {
  std::string text;
  size_t lines = 0;
};

Log readLog(const std::string &path) {
  Log log;
  std::ifstream file(path);
  std::ostringstream all;
  all << file.rdbuf();
  log.text = all.str();
  log.lines = std::count(log.text.begin(), log.text.end(), '\n');
  return log;
}

void logThenCodes(const std::string &path) {
  Log log = readLog(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'log.text' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  std::vector<char> codes(log.text.size());
  for (size_t i = 0; i < codes.size(); ++i)
    codes[i] = log.text[i] & 15;
  std::vector<char> sorted(codes);
  std::sort(sorted.begin(), sorted.end());
  show(log.lines + sorted[0] + codes[0]);
}

// Silent from here on.

void stringViewIsUsed(size_t n) {
  std::string text(n, ' ');
  std::string_view rest = std::string_view(text).substr(1);
  std::vector<double> cooked(n);
  show(sum(cooked) + rest.size());
}

void spanIsUsed(size_t n) {
  std::vector<double> raw(n);
  std::span<const double> view(raw);
  std::vector<double> cooked(n);
  show(sum(cooked) + view[0]);
}

void spanFromIteratorsIsUsed(size_t n) {
  std::vector<double> raw(n);
  std::span view(raw.begin() + 1, raw.end());
  std::vector<double> cooked(n);
  show(sum(cooked) + view.front());
}

void iteratorIsUsed(size_t n) {
  std::vector<double> raw(n);
  auto largest = std::max_element(raw.begin(), raw.end());
  std::vector<double> cooked(n);
  show(sum(cooked) + *largest);
}

void mapIteratorIsUsed(size_t n) {
  std::map<size_t, double> values;
  for (size_t i = 0; i < n; ++i)
    values.emplace(i, i);
  auto found = values.find(3);
  std::vector<double> cooked(n);
  show(sum(cooked) + found->second);
}

void referenceIntoAMapIsUsed(size_t n) {
  std::unordered_map<size_t, std::vector<double>> groups;
  for (size_t i = 0; i < n; ++i)
    groups[i].resize(100);
  std::vector<double> &group = groups[7];
  std::vector<double> cooked(100 * n);
  show(sum(cooked) + sum(group));
}

void functionIsUsed(size_t n) {
  std::vector<double> raw(n);
  std::function<double()> first = [&raw] { return raw[0]; };
  std::vector<double> cooked(n);
  show(sum(cooked) + first());
}

void bindIsUsed(size_t n) {
  std::vector<double> raw(n);
  auto first = std::bind(sum, std::cref(raw));
  std::vector<double> cooked(n);
  show(sum(cooked) + first());
}

void threadIsJoinedLater(size_t n) {
  std::vector<double> raw(n);
  std::thread worker([&raw] { show(sum(raw)); });
  std::vector<double> cooked(n);
  show(sum(cooked));
  worker.join();
}

void threadWithReferenceArgument(size_t n) {
  std::vector<double> raw(n);
  std::thread worker(&sum, std::cref(raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
  worker.join();
}

void threadsInAVector(size_t n) {
  std::vector<double> raw(n);
  std::vector<std::thread> workers;
  for (size_t i = 0; i < 4; ++i)
    workers.emplace_back([&raw, i] { show(raw[i]); });
  std::vector<double> cooked(n);
  show(sum(cooked));
  for (auto &worker : workers)
    worker.join();
}

void futureIsAwaitedLater(size_t n) {
  std::vector<double> raw(n);
  auto result = std::async(std::launch::async, [&raw] { return sum(raw); });
  std::vector<double> cooked(n);
  show(sum(cooked) + result.get());
}

void tupleOfReferencesIsUsed(size_t n) {
  std::vector<double> raw(n);
  auto tied = std::tie(raw);
  std::vector<double> cooked(n);
  show(sum(cooked) + sum(std::get<0>(tied)));
}

void optionalViewIsUsed(size_t n) {
  std::string text(n, ' ');
  std::optional<std::string_view> view = std::string_view(text);
  std::vector<double> cooked(n);
  show(sum(cooked) + view->size());
}

void vectorOfViewsIsUsed(size_t n) {
  std::string text(n, ' ');
  std::vector<std::string_view> words;
  for (size_t i = 0; i + 4 < n; i += 4)
    words.emplace_back(text.data() + i, 4);
  std::vector<double> cooked(n);
  show(sum(cooked) + words.size());
}

void priorityQueueOfPointersIsUsed(size_t n) {
  std::vector<double> raw(n);
  std::priority_queue<const double *> queue;
  for (const double &value : raw)
    queue.push(&value);
  std::vector<double> cooked(n);
  show(sum(cooked) + *queue.top());
}

void movedIntoAVector(size_t n) {
  std::vector<std::vector<double>> all;
  std::vector<double> raw(n);
  all.push_back(std::move(raw));
  std::vector<double> cooked(n);
  show(sum(cooked) + sum(all.back()));
}

void movedIntoAThread(size_t n) {
  std::vector<double> raw(n);
  std::thread worker([raw = std::move(raw)] { show(sum(raw)); });
  std::vector<double> cooked(n);
  show(sum(cooked));
  worker.join();
}

void movedIntoAnOptional(size_t n) {
  std::optional<std::vector<double>> kept;
  std::vector<double> raw(n);
  kept = std::move(raw);
  std::vector<double> cooked(n);
  show(sum(cooked) + sum(*kept));
}

void reusedByTheNextIteration(const std::vector<std::string> &paths) {
  std::vector<double> scratch;
  for (const std::string &path : paths) {
    scratch.clear();
    for (const std::string &line : readLines(path))
      scratch.push_back(std::stod(line));
    std::vector<double> sorted = scratch;
    std::sort(sorted.begin(), sorted.end());
    show(sorted[0]);
  }
}

void lockGuardsTheRest(std::mutex &mutex, std::vector<double> &shared, size_t n) {
  std::lock_guard<std::mutex> guard(mutex);
  shared.assign(n, 1);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

std::vector<double> returned(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> cooked(n);
  show(sum(cooked));
  return raw;
}

void arrayOfVectorsIsUsed(size_t n) {
  std::array<std::vector<double>, 2> pair;
  pair[0].resize(n);
  std::vector<double> cooked(n);
  show(sum(cooked) + pair[0][0]);
}

void variantIsVisitedLater(size_t n) {
  std::variant<int, std::vector<double>> either = std::vector<double>(n);
  std::vector<double> cooked(n);
  show(sum(cooked) + std::get<1>(either)[0]);
}

void fewWords(const std::string &path) {
  std::ifstream file(path);
  std::string word;
  std::vector<std::string> header(100);
  file >> word;
  header[0] = word;
  show(header[0].size());
  std::vector<double> values;
  double value;
  while (file >> value)
    values.push_back(value);
  show(sum(values));
}
