// Analyses an access log: the busiest paths and clients, and traffic by hour and status.
// RUN: %peak %s --top=10 {access_log}
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

using namespace std::string_view_literals;

struct Entry {
  std::string_view client, method, path;
  int hour = 0, status = 0;
  long bytes = 0;
};

std::optional<std::string_view> between(std::string_view &text, char open, char close) {
  const auto begin = text.find(open);
  if (begin == text.npos)
    return std::nullopt;
  const auto end = text.find(close, begin + 1);
  if (end == text.npos)
    return std::nullopt;
  auto inside = text.substr(begin + 1, end - begin - 1);
  text.remove_prefix(end + 1);
  return inside;
}

template <typename Int> bool number(std::string_view &text, Int &value) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(end - text.data());
  return error == std::errc{};
}

std::optional<Entry> parse(std::string_view line) {
  Entry entry;
  entry.client = line.substr(0, line.find(' '));
  const auto time = between(line, '[', ']');
  auto request = between(line, '"', '"');
  if (!time || !request || time->size() < 14)
    return std::nullopt;
  auto hour = time->substr(12, 2);
  if (!number(hour, entry.hour) || !number(line, entry.status) || !number(line, entry.bytes))
    return std::nullopt;
  const auto space = request->find(' ');
  entry.method = request->substr(0, space);
  request->remove_prefix(std::min(space + 1, request->size()));
  entry.path = request->substr(0, request->find(' '));
  return entry;
}

class Report {
public:
  virtual ~Report() = default;
  virtual void add(const Entry &entry) = 0;
  virtual void print(std::ostream &out) const = 0;
};

template <typename Map> auto topK(const Map &counts, std::size_t k) {
  using Item = std::pair<typename Map::mapped_type, typename Map::key_type>;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> heap;
  for (const auto &[key, count] : counts) {
    heap.emplace(count, key);
    if (heap.size() > k)
      heap.pop();
  }
  std::vector<Item> items;
  for (; !heap.empty(); heap.pop())
    items.push_back(heap.top());
  std::reverse(items.begin(), items.end());
  return items;
}

class TopReport : public Report {
public:
  TopReport(std::string title, std::size_t k,
            std::function<std::string_view(const Entry &)> key)
      : title_(std::move(title)), k_(k), key_(std::move(key)) {}
  void add(const Entry &entry) override { counts_[std::string(key_(entry))] += 1; }
  void print(std::ostream &out) const override {
    out << title_ << " (" << counts_.size() << " distinct)\n";
    for (const auto &[count, name] : topK(counts_, k_))
      out << std::setw(8) << count << "  " << name << "\n";
  }

private:
  std::string title_;
  std::size_t k_;
  std::function<std::string_view(const Entry &)> key_;
  std::unordered_map<std::string, std::size_t> counts_;
};

class HourlyReport : public Report {
public:
  void add(const Entry &entry) override {
    auto &hour = hours_[entry.hour % 24];
    ++hour.hits;
    hour.bytes += entry.bytes;
    hour.visitors.emplace(entry.client);
  }
  void print(std::ostream &out) const override {
    for (std::size_t h = 0; h < hours_.size(); ++h)
      if (hours_[h].hits)
        out << std::setw(2) << h << "h " << hours_[h].hits << " hits, "
            << hours_[h].visitors.size() << " visitors, " << hours_[h].bytes / 1024 << " KiB\n";
  }

private:
  struct Hour {
    std::size_t hits = 0;
    long bytes = 0;
    std::unordered_set<std::string> visitors;
  };
  std::array<Hour, 24> hours_;
};

class FailureReport : public Report {
public:
  void add(const Entry &entry) override {
    if (entry.status >= 400)
      failures_[entry.status].insert(std::string(entry.path));
  }
  void print(std::ostream &out) const override {
    for (const auto &[status, paths] : failures_)
      out << status << ": " << paths.size() << " paths, such as " << *paths.begin() << "\n";
  }

private:
  std::map<int, std::set<std::string>> failures_;
};

int main(int argc, char **argv) {
  std::size_t top = 5;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg.substr(0, 6) == "--top="sv)
      top = std::stoul(std::string(arg.substr(6)));
    else
      files.emplace_back(arg);
  }
  std::vector<std::unique_ptr<Report>> reports;
  reports.push_back(
      std::make_unique<TopReport>("paths", top, [](const Entry &e) { return e.path; }));
  reports.push_back(
      std::make_unique<TopReport>("clients", top, [](const Entry &e) { return e.client; }));
  reports.push_back(std::make_unique<HourlyReport>());
  reports.push_back(std::make_unique<FailureReport>());

  std::size_t bad = 0;
  for (const auto &file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (const auto entry = parse(line)) {
        for (auto &report : reports)
          report->add(*entry);
      } else {
        ++bad;
      }
    }
  }
  for (const auto &report : reports)
    report->print(std::cout);
  if (bad)
    std::cerr << bad << " lines were not understood\n";
}
