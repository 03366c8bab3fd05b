// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// Inputs held whole: reported if one pass consumes them, silent if anything needs all of it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::vector<std::string> readLines(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  return lines;
}

std::size_t countAll(const std::vector<std::string> &lines) {
  std::size_t count = 0;
  for (const std::string &line : lines)
    count += line.size();
  return count;
}

// Reported.

double linesThenLoop(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'linesThenLoop'
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  double total = 0;
  for (const std::string &text : lines)
    total += std::stod(text);
  return total;
}

std::size_t textThenSearches(const std::string &path) {
  std::ifstream file(path);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'textThenSearches'
  std::size_t begin = 0, end, count = 0;
  while ((end = text.find('\n', begin)) != std::string::npos) {
    std::string line = text.substr(begin, end - begin);
    count += line.size();
    begin = end + 1;
  }
  return count;
}

std::size_t textThenIndex(const std::string &path) {
  std::ifstream file(path);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'textThenIndex'
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    count += text[i] == '\n';
  return count;
}

// The text and both streams hold all of it.
std::size_t streamOfTextOfStream(const std::string &path) {
  std::ifstream file(path);
  std::stringstream buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'buffer' ({{.+}}) {{.+}} lowers the peak of 'streamOfTextOfStream'
  buffer << file.rdbuf();
  std::string text = buffer.str();
  std::istringstream rows(text);
  std::string row;
  std::size_t count = 0;
  while (std::getline(rows, row))
    count += row.size();
  return count;
}

std::size_t readByAFunction(const std::string &path) {
  std::string text = readFile(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'readByAFunction'
  std::size_t count = 0;
  for (char letter : text)
    count += letter == '\n';
  return count;
}

std::size_t consumedByAFunction(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'consumedByAFunction'
  return countAll(lines);
}

std::size_t temporary(const std::string &path) {
  std::size_t count = 0;
  for (const std::string &line : readLines(path))
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a temporary ({{.+}}) holds an input whole, but is consumed in one pass; reading it in pieces lowers the peak of 'temporary' from {{.+}} to {{.+}} [highwater-unchunked-read]
    count += line.size();
  return count;
}

double algorithmOverNumbers(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> values;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'algorithmOverNumbers'
  double value;
  while (file >> value)
    values.push_back(value);
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double rangeOfStreamIterators(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> values((std::istream_iterator<double>(file)), std::istream_iterator<double>());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'rangeOfStreamIterators'
  double total = 0;
  for (double value : values)
    total += value;
  return total;
}

unsigned bytesOfKnownSize(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(0, std::ios::end);
  std::size_t size = file.tellg();
  file.seekg(0);
  std::vector<char> bytes(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'bytes' ({{.+}}) {{.+}} lowers the peak of 'bytesOfKnownSize'
  file.read(bytes.data(), size);
  unsigned hash = 0;
  for (char byte : bytes)
    hash = hash * 31 + byte;
  return hash;
}

long blockOfItsOwner(const std::string &path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamsize size = file.tellg();
  file.seekg(0);
  std::unique_ptr<char[]> bytes(new char[size]);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'bytes' ({{.+}}) {{.+}} lowers the peak of 'blockOfItsOwner'
  file.read(bytes.get(), size);
  long hash = 0;
  for (std::streamsize i = 0; i < size; ++i)
    hash = hash * 31 + bytes[i];
  return hash;
}

struct Record {
  int id;
  double value;
  char name[24];
};
double recordsOfFixedSize(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<Record> records;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'records' ({{.+}}) {{.+}} lowers the peak of 'recordsOfFixedSize'
  Record record;
  while (file.read(reinterpret_cast<char *>(&record), sizeof record))
    records.push_back(record);
  double total = 0;
  for (const Record &each : records)
    total += each.value;
  return total;
}

double tableByRows(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::vector<double>> rows;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'rows' ({{.+}}) {{.+}} lowers the peak of 'tableByRows'
  std::string line;
  while (std::getline(file, line)) {
    std::vector<double> row;
    std::stringstream cells(line);
    std::string cell;
    while (std::getline(cells, cell, ','))
      row.push_back(std::stod(cell));
    rows.push_back(row);
  }
  double total = 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows[i].size(); ++j)
      total += rows[i][j];
  return total;
}

double iterators(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'iterators'
  double total = 0;
  for (auto at = lines.begin(); at != lines.end(); ++at)
    total += at->size();
  return total;
}

std::map<std::string, int> foldedIntoCounts(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> words;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'words' ({{.+}}) {{.+}} lowers the peak of 'foldedIntoCounts'
  std::string word;
  while (file >> word)
    words.push_back(std::move(word));
  std::map<std::string, int> counts;
  for (const std::string &each : words)
    ++counts[each];
  return counts;
}

// The first record may be looked at ahead of the others.
std::size_t headerThenRows(const std::string &path) {
  std::vector<std::string> rows = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'rows' ({{.+}}) {{.+}} lowers the peak of 'headerThenRows'
  std::string header = rows[0];
  std::size_t count = header.size();
  for (std::size_t i = 1; i < rows.size(); ++i)
    count += rows[i].size();
  return count;
}

// What is made of the pieces may well be kept, and its size reserved.
std::vector<double> convertedAndReturned(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'convertedAndReturned'
  std::vector<double> values;
  values.reserve(lines.size());
  for (const std::string &line : lines)
    values.push_back(std::stod(line));
  return values;
}

void allFilesOfAFolder(const std::string &folder) {
  std::vector<std::string> texts;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'texts' ({{.+}}) {{.+}} lowers the peak of 'allFilesOfAFolder'
  for (const auto &entry : std::filesystem::directory_iterator(folder))
    texts.push_back(readFile(entry.path().string()));
  for (const std::string &text : texts)
    std::cout << text.size() << '\n';
}

void onePassOnEachBranch(const std::string &path, bool print) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'onePassOnEachBranch'
  if (print) {
    for (const std::string &line : lines)
      std::cout << line << '\n';
  } else {
    std::cout << countAll(lines);
  }
}

void oneFileAfterTheOther(const std::vector<std::string> &files) {
  for (const std::string &file : files) {
    std::vector<std::string> lines = readLines(file);
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'oneFileAfterTheOther'
    std::cout << countAll(lines) << '\n';
  }
}

std::size_t viewThatShrinks(const std::string &path) {
  std::string text = readFile(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'viewThatShrinks'
  std::string_view rest = text;
  std::size_t count = 0;
  while (!rest.empty()) {
    std::size_t end = rest.find('\n');
    count += rest.substr(0, end).size();
    if (end == std::string_view::npos)
      break;
    rest.remove_prefix(end + 1);
  }
  return count;
}

void writtenOutAtOnce(const std::string &path) {
  std::string text = readFile(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'writtenOutAtOnce'
  std::cout << text;
}

void copiedToAnotherFile(const std::string &from, const std::string &to) {
  std::vector<std::string> lines = readLines(from);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} lowers the peak of 'copiedToAnotherFile'
  std::ofstream out(to);
  for (const std::string &line : lines)
    out << line << '\n';
}

double flatTable(const std::string &path, std::size_t columns) {
  std::ifstream file(path);
  std::vector<double> cells;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'cells' ({{.+}}) {{.+}} lowers the peak of 'flatTable'
  double cell, total = 0;
  while (file >> cell)
    cells.push_back(cell);
  for (std::size_t i = 0; i < cells.size() / columns; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      total += cells[i * columns + j];
  return total;
}

// How many there are, the input says itself.
double countedByTheInput(const std::string &path) {
  std::ifstream file(path);
  int count;
  file >> count;
  std::vector<double> values(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} lowers the peak of 'countedByTheInput'
  for (int i = 0; i < count; ++i)
    file >> values[i];
  double total = 0;
  for (int i = 0; i < count; ++i)
    total += values[i];
  return total;
}

// A stream that is filled from a file's buffer, then read line by line; what the lines are counted in may grow, too.
std::size_t streamReadByLines(const std::string &path) {
  std::ifstream file(path);
  std::stringstream buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'buffer' ({{.+}}) {{.+}} lowers the peak of 'streamReadByLines'
  buffer << file.rdbuf();
  std::map<std::string, long> counts;
  std::string line;
  while (std::getline(buffer, line)) {
    std::istringstream words(line);
    std::string word;
    while (words >> word)
      ++counts[word];
  }
  return counts.size();
}

std::size_t searchedToTheEnd(const std::string &path) {
  std::string text = readFile(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'searchedToTheEnd'
  std::size_t longest = 0, from = 0;
  while (from < text.size()) {
    std::size_t end = text.find('\n', from);
    if (end == std::string::npos)
      end = text.size();
    longest = std::max(longest, end - from);
    from = end + 1;
  }
  return longest;
}

// Silent from here on: all of it is needed.

std::vector<std::string> returned(const std::string &path) { return readLines(path); }

std::size_t sorted(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::sort(lines.begin(), lines.end());
  return countAll(lines);
}

double iteratedTwice(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  double total = 0, spread = 0;
  for (const std::string &line : lines)
    total += std::stod(line);
  for (const std::string &line : lines)
    spread += std::stod(line) - total;
  return spread;
}

double dividedByWhatReadingFound(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> values;
  double value, largest = 0, total = 0;
  while (file >> value) {
    values.push_back(value);
    largest = std::max(largest, value);
  }
  for (double each : values)
    total += each / largest;
  return total;
}

double dividedByTheirNumber(const std::string &path) {
  std::ifstream file(path);
  std::vector<double> values;
  double value, total = 0;
  while (file >> value)
    values.push_back(value);
  double count = values.size();
  for (double each : values)
    total += each / count;
  return total;
}

std::size_t fromTheEnd(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::size_t hash = 0;
  for (auto at = lines.rbegin(); at != lines.rend(); ++at)
    hash = hash * 31 + at->size();
  return hash;
}

std::size_t indexedFromTheEnd(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::size_t hash = 0;
  for (std::size_t i = lines.size(); i-- > 0;)
    hash = hash * 31 + lines[i].size();
  return hash;
}

std::size_t indexedAtRandom(const std::string &path, const std::vector<int> &order) {
  std::vector<std::string> lines = readLines(path);
  std::size_t count = 0;
  for (int i : order)
    count += lines[i].size();
  return count;
}

std::size_t passedOverAgainAndAgain(const std::string &path, const std::vector<std::string> &words) {
  std::vector<std::string> lines = readLines(path);
  std::size_t count = 0;
  for (const std::string &word : words)
    for (const std::string &line : lines)
      count += line == word;
  return count;
}

std::size_t pairs(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::size_t same = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (std::size_t j = i + 1; j < lines.size(); ++j)
      same += lines[i] == lines[j];
  return same;
}

struct Store {
  std::vector<std::string> lines;
};
std::size_t keptByAnother(Store &store, const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::size_t count = countAll(lines);
  store.lines = std::move(lines);
  return count;
}

std::size_t viewedByWords(const std::string &path) {
  std::string text = readFile(path);
  std::vector<std::string_view> words;
  std::size_t begin = 0, end;
  while ((end = text.find(' ', begin)) != std::string::npos) {
    words.push_back(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  std::sort(words.begin(), words.end());
  return words.size();
}

std::size_t viewsOfARestThatAreKept(const std::string &path) {
  std::string text = readFile(path);
  std::set<std::string_view> seen;
  std::string_view rest = text;
  while (!rest.empty()) {
    std::size_t end = rest.find('\n');
    seen.insert(rest.substr(0, end));
    if (end == std::string_view::npos)
      break;
    rest.remove_prefix(end + 1);
  }
  return seen.size();
}

std::size_t longest(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  const std::string *best = nullptr;
  for (const std::string &line : lines)
    if (!best || line.size() > best->size())
      best = &line;
  return best ? best->size() : 0;
}

std::size_t searchedByHalves(const std::string &path, const std::string &key) {
  std::vector<std::string> lines = readLines(path);
  return std::lower_bound(lines.begin(), lines.end(), key) - lines.begin();
}

bool searchedByHalvesAsATest(const std::string &path, const std::string &key) {
  std::vector<std::string> lines = readLines(path);
  return std::binary_search(lines.begin(), lines.end(), key);
}

void consume(const std::vector<std::string> &lines);
void handedToSomebodyUnknown(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  consume(lines);
}

std::size_t gatheredOverFiles(const std::vector<std::string> &files) {
  std::vector<std::string> all;
  std::size_t count = 0;
  for (const std::string &name : files) {
    std::ifstream file(name);
    std::string line;
    while (std::getline(file, line))
      all.push_back(line);
    count += countAll(all);
  }
  return count;
}

void alignedToTheLongest(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  std::string line;
  std::size_t width = 0;
  while (std::getline(file, line)) {
    width = std::max(width, line.size());
    lines.push_back(line);
  }
  for (const std::string &each : lines)
    std::cout << std::string(width - each.size(), ' ') << each << '\n';
}

void changedInPlace(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::ofstream out(path);
  for (const std::string &line : lines)
    out << line << '\n';
}

void lastOnes(const std::string &path) {
  std::vector<std::string> lines = readLines(path);
  std::size_t from = lines.size() > 10 ? lines.size() - 10 : 0;
  for (std::size_t i = from; i < lines.size(); ++i)
    std::cout << lines[i] << '\n';
}

std::size_t addedAtTheFront(const std::string &path) {
  std::ifstream file(path);
  std::list<std::string> lines;
  std::string line;
  while (std::getline(file, line))
    lines.push_front(line);
  std::size_t hash = 0;
  for (const std::string &each : lines)
    hash = hash * 31 + each.size();
  return hash;
}

// One record of many may say how long it is.
double countedRecord(std::istream &file) {
  int count;
  file >> count;
  std::vector<double> values(count);
  for (int i = 0; i < count; ++i)
    file >> values[i];
  double total = 0;
  for (int i = 0; i < count; ++i)
    total += values[i];
  return total;
}

double countedRecords(const std::string &path) {
  std::ifstream file(path);
  double total = 0;
  int count;
  while (file >> count) {
    std::vector<double> values(count);
    for (int i = 0; i < count; ++i)
      file >> values[i];
    for (int i = 0; i < count; ++i)
      total += values[i];
  }
  return total;
}

// A name, and how long it is.
int countedLetters(const std::string &path) {
  std::ifstream file(path);
  int count;
  file >> count;
  std::string name(count, ' ');
  file.read(name.data(), count);
  int vowels = 0;
  for (char letter : name)
    vowels += letter == 'a';
  return vowels;
}

// A few lines are no input.
std::size_t atMostSoMany(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  std::string line;
  while (lines.size() < 100 && std::getline(file, line))
    lines.push_back(line);
  return countAll(lines);
}

void settings(const std::string &path) {
  std::ifstream file(path);
  std::map<std::string, std::string> settings;
  std::string line;
  while (std::getline(file, line)) {
    std::size_t equal = line.find('=');
    settings[line.substr(0, equal)] = line.substr(equal + 1);
  }
  std::cout << settings["host"] << settings["port"];
}

// Known gaps.

// FIXME: a member that only this function uses.
struct Loader {
  std::vector<std::string> lines;
  std::size_t run(const std::string &path) {
    lines = readLines(path);
    return countAll(lines);
  }
};
