// RUN: %check_highwater %s unbounded-load -stdlib=libstdc++
// REQUIRES: libstdc++
//
// unbounded-load with the C++ library: what is reported, then what is silent.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Header {
  std::uint32_t rows, columns;
};

std::vector<double> rowsOfAHeader(std::istream &in) {
  Header header;
  in.read(reinterpret_cast<char *>(&header), sizeof header);
  return std::vector<double>(header.rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<double>' may be asked for up to 32.0 GiB: the size comes from outside, through 'std::istream::read', and nothing bounds it from above [highwater-unbounded-load]
}

void everySink(std::istream &in) {
  std::size_t count;
  in >> count;
  std::vector<int> values;
  values.resize(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<int>::resize'
  std::vector<int> others;
  others.reserve(count + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<int>::reserve'
  std::string text(count, ' ');
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::string'
  auto block = std::make_unique<char[]>(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'std::make_unique'
  delete[] new Header[count];
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'new Header[]'
  values.assign(count, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<int>::assign'
}

void textBecomesANumber(std::istream &in) {
  std::string line;
  std::getline(in, line);
  std::vector<char> first(std::stoul(line));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::vector<char>' may be asked for up to {{.*}} through 'std::getline'
  std::istringstream words(line);
  std::size_t count = 0;
  words >> count;
  std::vector<char> second(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::vector<char>'
  std::from_chars(line.data(), line.data() + line.size(), count);
  std::vector<char> third(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::vector<char>'
}

void throughContainers(std::istream &in) {
  std::size_t count;
  in >> count;
  std::vector<std::size_t> counts;
  counts.push_back(count);
  std::map<int, std::size_t> byName;
  byName[2] = counts[0];
  std::list<std::size_t> queue;
  queue.push_back(byName[2]);
  std::vector<char> memory(queue.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::vector<char>'
  for (std::size_t each : counts)
    memory.resize(each);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::vector<char>::resize'
}

struct Shape {
  virtual ~Shape() = default;
  virtual void make(std::size_t count) const = 0;
};
struct Careless : Shape {
  void make(std::size_t count) const override {
    std::vector<char> memory(count);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::vector<char>'
  }
};
struct Careful : Shape {
  void make(std::size_t count) const override { std::vector<char> memory(std::min<std::size_t>(count, 100)); }
};
struct Trusting : Shape {
  void make(std::size_t count) const override { std::vector<char> memory(count); } // only asked for 20
};

void throughVirtualCalls() {
  std::size_t count;
  std::cin >> count;
  const Shape &careless = Careless();
  careless.make(count);
  Shape *careful = new Careful();
  careful->make(count);
  const Shape &trusting = Trusting();
  trusting.make(20);
}

class Table {
public:
  explicit Table(std::size_t given) : count(given) { std::cin >> count; }
  ~Table() {
    std::vector<char> memory(count);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::vector<char>'
  }

private:
  std::size_t count;
};

void throughADestructor() { Table table(3); }

void throughALambda() {
  std::size_t count;
  std::cin >> count;
  std::vector<char> memory;
  auto grow = [&] { memory.resize(count); };
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'std::vector<char>::resize'
  grow();
  std::function<void(std::size_t)> other = [&](std::size_t size) { memory.reserve(size); };
  // CHECK-MESSAGES: :[[@LINE-1]]:75: warning: 'std::vector<char>::reserve'
  other(count);
}

// Silent from here on.

constexpr std::size_t most = 1 << 20;

void bounded(std::istream &in) {
  std::size_t count;
  if (!(in >> count) || count > most)
    throw std::runtime_error("too many");
  std::vector<double> values(count);
}

void clamps(std::istream &in) {
  std::size_t count;
  in >> count;
  std::vector<double> first(std::min(count, most));
  std::vector<double> second(std::clamp<std::size_t>(count, 1, most));
  count = std::min(count, first.size());
  std::vector<double> third(count);
}

void comparedWithWhatIsThere(std::istream &in, const std::vector<char> &buffer) {
  Header header;
  std::memcpy(&header, buffer.data(), sizeof header);
  std::uint32_t count;
  in >> count;
  if (count > buffer.size())
    return;
  std::vector<double> values(count);
}

class CountCheck {
public:
  static void demand(std::size_t count, std::size_t limit) {
    if (count > limit)
      throw std::length_error("too many");
  }
};

void helperWithALimit(std::istream &in) {
  std::size_t count;
  in >> count;
  CountCheck::demand(count, most);
  std::vector<double> values(count);
}

void loopUntilItFits() {
  std::size_t count = 0;
  do {
    std::cin >> count;
  } while (count > most);
  std::vector<double> values(count);
}

void oneRecordAfterTheOther(std::istream &in) {
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(in, line))
    lines.push_back(line);
  std::vector<double> values(lines.size());
  std::string copy(line);
  values.reserve(lines.size() * 2);
}

void flagThatRemembers(std::istream &in) {
  std::size_t count;
  in >> count;
  bool fits = count > 0 && count < most;
  if (!fits)
    return;
  std::vector<double> values(count);
}

static void require(bool holds, const char *why) {
  if (!holds)
    throw std::runtime_error(why);
}

static void requireAll(bool holds) { require(holds, "file is broken"); }

void verdictThatIsDemanded(std::istream &in) {
  std::uint32_t count = 0;
  in.read(reinterpret_cast<char *>(&count), sizeof count);
  require(in.good() && count <= most, "too many");
  std::vector<double> values(count);
}

void verdictThatIsHandedOn(std::istream &in) {
  std::uint32_t count = 0;
  in >> count;
  requireAll(count <= most);
  std::vector<double> values(count);
}

void smallestOnOneSideOfAChoice() {
  const char *setting = std::getenv("SAMPLES");
  std::size_t count = setting ? std::min<std::size_t>(std::atol(setting), most) : 65536;
  std::vector<double> values(count);
}

// Reported again: what is demanded has to be a bound, and to be demanded.

std::vector<double> demandsTooLittle(std::istream &in) {
  std::size_t count = 0;
  in >> count;
  require(count > 0, "nothing there");
  return std::vector<double>(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}}nothing bounds it
}

static int mistakes = 0;
static void remember(bool holds) {
  if (!holds)
    ++mistakes;
}

std::vector<double> remembersOnly(std::istream &in) {
  std::size_t count = 0;
  in >> count;
  remember(count < most);
  return std::vector<double>(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}}nothing bounds it
}

// What is inside an object goes where the object is handed on, whole and behind a smart pointer.

struct Settings {
  std::size_t window = 0, bucket = 0;
  void parse(const std::string &first, const std::string &second) {
    window = std::min<std::size_t>(std::stoul(first), most);
    bucket = std::stoul(second);
  }
};

class Buckets {
public:
  explicit Buckets(std::shared_ptr<Settings> given) : settings(given) {}
  void make() {
    window.resize(settings->window);
    bucket.resize(settings->bucket);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}}nothing bounds it
  }

private:
  std::shared_ptr<Settings> settings;
  std::vector<float> window, bucket;
};

void settingsOfBuckets() {
  auto settings = std::make_shared<Settings>();
  settings->parse(std::getenv("WINDOW"), std::getenv("BUCKET"));
  Buckets table(settings);
  table.make();
}
