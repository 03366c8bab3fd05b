// RUN: %check_highwater %s late-release -stdlib=libstdc++
// REQUIRES: libstdc++
//
// Something else still looks at the object: however it is called, the object is not dead. Next to each way to refer to
// it stands the same code with the reference used up, which is reported.
#include <algorithm>
#include <any>
#include <array>
#include <deque>
#include <forward_list>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <ranges>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

void show(double);

std::vector<double> readColumn(const char *path) {
  std::ifstream in(path);
  std::vector<double> column;
  double value;
  while (in >> value)
    column.push_back(value);
  return column;
}

std::string slurp(const char *path) {
  std::ifstream in(path);
  std::stringstream all;
  all << in.rdbuf();
  return std::move(all).str();
}

std::vector<std::string> readLines(const char *path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

double total(const std::vector<double> &values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// A reference.

double throughAReferenceToAnElement(const char *path) {
  std::vector<std::string> lines = readLines(path);
  const std::string &header = lines.front();
  std::vector<double> column = readColumn(path);
  return total(column) + header.size();
}

double throughAReferenceToAnElementNoMore(const char *path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  const std::string &header = lines.front();
  double width = header.size();
  std::vector<double> column = readColumn(path);
  return total(column) + width;
}

double throughAReferenceToTheLast(const char *path) {
  std::deque<std::string> lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  std::string &last = lines.back();
  std::vector<double> column = readColumn(path);
  return total(column) + last.size();
}

double throughAMappedValue(const char *path) {
  std::unordered_map<std::string, std::vector<double>> columns;
  for (std::string &name : readLines(path))
    columns[name].push_back(1);
  const std::vector<double> &price = columns.at("price");
  std::vector<double> column = readColumn(path);
  return total(column) + total(price);
}

double throughAStructuredBinding(const char *path) {
  std::pair<std::vector<double>, std::string> file{readColumn(path), path};
  auto &[values, name] = file;
  std::vector<double> column = readColumn(path);
  return total(column) + total(values) + name.size();
}

// An iterator.

double throughAnIterator(const char *path) {
  std::vector<std::string> lines = readLines(path);
  auto longest = std::max_element(lines.begin(), lines.end());
  std::vector<double> column = readColumn(path);
  return total(column) + longest->size();
}

double throughAnIteratorNoMore(const char *path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  auto longest = std::max_element(lines.begin(), lines.end());
  double width = longest->size();
  std::vector<double> column = readColumn(path);
  return total(column) + width;
}

double throughAReverseIterator(const char *path) {
  std::vector<double> values = readColumn(path);
  auto last = values.rbegin();
  std::vector<double> column = readColumn(path);
  return total(column) + *last;
}

double throughAnIteratorOfAMap(const char *path) {
  std::map<std::string, int> counts;
  for (std::string &line : readLines(path))
    ++counts[line];
  auto found = counts.find("price");
  std::vector<double> column = readColumn(path);
  return total(column) + found->second;
}

double throughAnIteratorOfASet(const char *path) {
  std::set<std::string> names;
  for (std::string &line : readLines(path))
    names.insert(line);
  auto [at, added] = names.insert("price");
  std::vector<double> column = readColumn(path);
  return total(column) + at->size();
}

double throughAnIteratorOfAList(const char *path) {
  std::list<std::string> lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  auto second = std::next(lines.begin());
  std::vector<double> column = readColumn(path);
  return total(column) + second->size();
}

double throughAPairOfIterators(const char *path) {
  std::vector<double> values = readColumn(path);
  std::pair range = std::equal_range(values.begin(), values.end(), 0.5);
  std::vector<double> column = readColumn(path);
  return total(column) + std::accumulate(range.first, range.second, 0.0);
}

double throughARegexMatch(const char *path) {
  std::string text = slurp(path);
  std::smatch match;
  std::regex_search(text, match, std::regex("price=([0-9]+)"));
  std::vector<double> column = readColumn(path);
  return total(column) + match[1].length() + *match[1].first;
}

// A view.

double throughAView(const char *path) {
  std::string text = slurp(path);
  std::string_view header = std::string_view(text).substr(0, text.find('\n'));
  std::vector<double> column = readColumn(path);
  return total(column) + header.size() + header[0];
}

double throughAViewNoMore(const char *path) {
  std::string text = slurp(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  std::string_view header = std::string_view(text).substr(0, text.find('\n'));
  double first = header[0];
  std::vector<double> column = readColumn(path);
  return total(column) + first;
}

double throughViewsOfLines(const char *path) {
  std::string text = slurp(path);
  std::vector<std::string_view> lines;
  for (size_t from = 0, to; (to = text.find('\n', from)) != std::string::npos; from = to + 1)
    lines.emplace_back(text.data() + from, to - from);
  std::vector<double> column = readColumn(path);
  return total(column) + lines.back().size() + lines.back()[0];
}

std::string_view firstField(std::string_view line) { return line.substr(0, line.find(',')); }

double throughAViewThatAFunctionGave(const char *path) {
  std::string text = slurp(path);
  std::string_view field = firstField(text);
  std::vector<double> column = readColumn(path);
  return total(column) + field[0];
}

double throughAMapOfViews(const char *path) {
  std::vector<std::string> lines = readLines(path);
  std::map<std::string_view, int> counts;
  for (const std::string &line : lines)
    ++counts[line];
  std::vector<double> column = readColumn(path);
  for (const auto &[word, count] : counts)
    show(word[0] * count);
  return total(column);
}

double throughARange(const char *path) {
  std::vector<double> values = readColumn(path);
  auto positive = values | std::views::filter([](double value) { return value > 0; });
  std::vector<double> column = readColumn(path);
  for (double value : positive)
    show(value);
  return total(column);
}

double throughALongerRange(const char *path) {
  std::vector<std::string> lines = readLines(path);
  auto widths = lines | std::views::drop(1) | std::views::transform([](const std::string &line) { return line.size(); });
  std::vector<double> column = readColumn(path);
  double sum = total(column);
  for (size_t width : widths)
    sum += width;
  return sum;
}

double throughASubrange(const char *path) {
  std::vector<double> values = readColumn(path);
  std::ranges::subrange half(values.begin(), values.begin() + values.size() / 2);
  std::vector<double> column = readColumn(path);
  return total(column) + half.front();
}

// A span.

double throughASpan(const char *path) {
  std::vector<double> values = readColumn(path);
  std::span<const double> tail = std::span(values).last(10);
  std::vector<double> column = readColumn(path);
  return total(column) + tail[0];
}

double throughASpanNoMore(const char *path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  std::span<const double> tail = std::span(values).last(10);
  double last = tail[0];
  std::vector<double> column = readColumn(path);
  return total(column) + last;
}

double throughSpansOfChunks(const char *path) {
  std::vector<double> values = readColumn(path);
  std::vector<std::span<double>> chunks;
  for (size_t from = 0; from + 100 <= values.size(); from += 100)
    chunks.push_back(std::span(values).subspan(from, 100));
  std::vector<double> column = readColumn(path);
  return total(column) + chunks.back()[0];
}

// A pointer.

double throughAPointer(const char *path) {
  std::vector<double> values = readColumn(path);
  const double *raw = values.data();
  std::vector<double> column = readColumn(path);
  return total(column) + raw[10];
}

double throughAPointerToText(const char *path) {
  std::string text = slurp(path);
  const char *at = text.c_str() + 5;
  std::vector<double> column = readColumn(path);
  return total(column) + *at;
}

double throughAPointerNoMore(const char *path) {
  std::string text = slurp(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  const char *at = text.c_str() + 5;
  double letter = *at;
  std::vector<double> column = readColumn(path);
  return total(column) + letter;
}

double throughPointersThatAreSorted(const char *path) {
  std::vector<std::string> lines = readLines(path);
  std::vector<const std::string *> order;
  for (const std::string &line : lines)
    order.push_back(&line);
  std::vector<double> column = readColumn(path);
  std::ranges::sort(order, {}, [](const std::string *line) { return *line; });
  return total(column) + order[0]->size();
}

double throughAPointerInAStruct(const char *path) {
  struct Entry {
    const std::string *name;
    double weight;
  };
  std::vector<std::string> lines = readLines(path);
  Entry best{&lines[0], 1};
  std::vector<double> column = readColumn(path);
  return total(column) + best.name->size();
}

double throughAnOptionalReference(const char *path) {
  std::vector<std::string> lines = readLines(path);
  std::optional<std::reference_wrapper<std::string>> first;
  if (!lines.empty())
    first = lines[0];
  std::vector<double> column = readColumn(path);
  return total(column) + (first ? first->get().size() : 0);
}

double throughATuple(const char *path) {
  std::vector<double> values = readColumn(path);
  auto both = std::tie(values, path);
  std::vector<double> column = readColumn(path);
  return total(column) + total(std::get<0>(both));
}

double throughAnAliasOfAShared(const char *path) {
  auto lines = std::make_shared<std::vector<std::string>>(readLines(path));
  std::shared_ptr<std::string> header(lines, &lines->front());
  lines.reset();
  std::vector<double> column = readColumn(path);
  return total(column) + header->size();
}

double throughAVariantOfPointers(const char *path) {
  std::vector<double> values = readColumn(path);
  std::variant<std::monostate, const std::vector<double> *> input = &values;
  std::vector<double> column = readColumn(path);
  return total(column) + total(*std::get<1>(input));
}

// The capture of a lambda.

double throughALambda(const char *path) {
  std::vector<std::string> lines = readLines(path);
  auto width = [&lines](size_t row) { return lines[row].size(); };
  std::vector<double> column = readColumn(path);
  return total(column) + width(3);
}

double throughALambdaNoMore(const char *path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  auto width = [&lines](size_t row) { return lines[row].size(); };
  double third = width(3);
  std::vector<double> column = readColumn(path);
  return total(column) + third;
}

double throughAFunctionObject(const char *path) {
  std::vector<std::string> lines = readLines(path);
  std::function<size_t(size_t)> width = [&](size_t row) { return lines[row].size(); };
  std::vector<double> column = readColumn(path);
  return total(column) + width(3);
}

double throughACallbackThatIsStored(const char *path) {
  std::vector<std::string> lines = readLines(path);
  std::vector<std::function<double()>> later;
  later.push_back([&lines] { return double(lines.size()); });
  std::vector<double> column = readColumn(path);
  double sum = total(column);
  for (auto &each : later)
    sum += each();
  return sum;
}

double throughABoundFunction(const char *path) {
  std::vector<double> values = readColumn(path);
  auto sum = std::bind(total, std::cref(values));
  std::vector<double> column = readColumn(path);
  return total(column) + sum();
}

double throughAComparison(const char *path) {
  std::vector<double> keys = readColumn(path);
  auto byKey = [&keys](size_t a, size_t b) { return keys[a] < keys[b]; };
  std::vector<size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), byKey);
  std::set<size_t, decltype(byKey)> chosen(order.begin(), order.end(), byKey);
  return chosen.size();
}

// A task or a thread.

double throughATask(const char *path) {
  std::vector<double> values = readColumn(path);
  std::future<double> sum = std::async(std::launch::async, [&values] { return total(values); });
  std::vector<double> column = readColumn(path);
  return total(column) + sum.get();
}

double throughATaskOfAFunction(const char *path) {
  std::vector<double> values = readColumn(path);
  auto sum = std::async(total, std::cref(values));
  std::vector<double> column = readColumn(path);
  return total(column) + sum.get();
}

double throughSeveralTasks(const char *path) {
  std::vector<double> values = readColumn(path);
  std::vector<std::future<double>> sums;
  for (int part = 0; part < 4; ++part)
    sums.push_back(std::async(std::launch::async, [&values, part] { return values[part]; }));
  std::vector<double> column = readColumn(path);
  double all = total(column);
  for (auto &sum : sums)
    all += sum.get();
  return all;
}

double throughAPackagedTask(const char *path) {
  std::vector<double> values = readColumn(path);
  std::packaged_task<double()> task([&values] { return total(values); });
  std::vector<double> column = readColumn(path);
  task();
  return total(column) + task.get_future().get();
}

double throughAThread(const char *path) {
  std::vector<double> values = readColumn(path);
  double sum = 0;
  std::thread worker([&] { sum = total(values); });
  std::vector<double> column = readColumn(path);
  worker.join();
  return total(column) + sum;
}

double throughAThreadThatJoinsItself(const char *path) {
  std::vector<double> values = readColumn(path);
  double sum = 0;
  std::jthread worker([&] { sum = total(values); });
  std::vector<double> column = readColumn(path);
  return total(column);
}

double throughAThreadOfAFunction(const char *path) {
  std::vector<double> values = readColumn(path);
  std::thread worker(total, std::cref(values));
  std::vector<double> column = readColumn(path);
  worker.join();
  return total(column);
}

double throughAThreadThatIsOver(const char *path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  double sum = 0;
  {
    std::thread worker([&] { sum = total(values); });
    worker.join();
  }
  std::vector<double> column = readColumn(path);
  return total(column) + sum;
}

// A method that gives a view of its object, or the object itself.

class Frame {
public:
  explicit Frame(const char *path) : values(readColumn(path)) {}
  Frame &scale(double by) {
    for (double &value : values)
      value *= by;
    return *this;
  }
  Frame &sorted() {
    std::sort(values.begin(), values.end());
    return *this;
  }
  std::span<const double> head(size_t rows) const { return std::span(values).first(rows); }
  std::string_view title() const { return name; }
  const std::vector<double> &column() const { return values; }
  auto begin() const { return values.begin(); }

private:
  std::string name;
  std::vector<double> values;
};

double throughTheEndOfAChain(const char *path) {
  Frame frame(path);
  Frame &ready = frame.scale(2).sorted().scale(0.5);
  std::vector<double> column = readColumn(path);
  return total(column) + ready.column()[0];
}

double throughTheEndOfAChainNoMore(const char *path) {
  Frame frame(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'frame' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  Frame &ready = frame.scale(2).sorted().scale(0.5);
  double first = ready.column()[0];
  std::vector<double> column = readColumn(path);
  return total(column) + first;
}

double throughAViewOfAnObject(const char *path) {
  Frame frame(path);
  auto head = frame.scale(2).head(10);
  std::vector<double> column = readColumn(path);
  return total(column) + head[0];
}

// Of the object's members, the title is still looked at, and the values are not.
double throughATitleOfAnObject(const char *path) {
  Frame frame(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'frame.values' ({{.+}}) {{.+}} last use is at line [[@LINE-1]];
  std::string_view title = frame.title();
  std::vector<double> column = readColumn(path);
  return total(column) + title.size() + title[0];
}

double throughAnIteratorOfAnObject(const char *path) {
  Frame frame(path);
  auto at = frame.begin();
  std::vector<double> column = readColumn(path);
  return total(column) + *at;
}

class Query {
public:
  explicit Query(const std::vector<std::string> &rows) : rows(rows) {}
  Query &where(std::string text) {
    filters.push_back(std::move(text));
    return *this;
  }
  Query &limit(size_t rows) {
    most = rows;
    return *this;
  }
  size_t count() const {
    return std::ranges::count_if(rows, [this](const std::string &row) { return row == filters[0]; });
  }

private:
  const std::vector<std::string> &rows;
  std::vector<std::string> filters;
  size_t most = 0;
};

double throughABuilderOfAQuery(const char *path) {
  std::vector<std::string> lines = readLines(path);
  Query query = Query(lines).where("price").limit(10);
  std::vector<double> column = readColumn(path);
  return total(column) + query.count();
}

double throughABuilderOfAQueryNoMore(const char *path) {
  std::vector<std::string> lines = readLines(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  Query query = Query(lines).where("price").limit(10);
  double count = query.count();
  std::vector<double> column = readColumn(path);
  return total(column) + count;
}
