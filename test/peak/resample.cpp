// Resamples the readings of sensors to fixed intervals and computes rolling statistics.
// RUN: %peak %s --interval 60 --window 15 --column temperature {sensor_csv}
#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using Time = long long;

struct Reading {
  Time time;
  double value;
};

struct Series {
  std::string sensor;
  std::vector<Reading> readings;
};

template <class T> std::optional<T> parse(std::string_view text) {
  T value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

class FieldCursor {
public:
  explicit FieldCursor(std::string_view line) : rest_(line) {}
  std::string_view next() {
    auto comma = rest_.find(',');
    auto field = rest_.substr(0, comma);
    rest_ = comma == std::string_view::npos ? std::string_view{} : rest_.substr(comma + 1);
    return field;
  }
  bool done() const { return rest_.empty(); }

private:
  std::string_view rest_;
};

class RollingWindow {
public:
  explicit RollingWindow(std::size_t length) : length_(length) {}

  void push(double v) {
    values_.push_back(v);
    sum_ += v;
    squares_ += v * v;
    if (values_.size() > length_) {
      const double old = values_.front();
      values_.pop_front();
      sum_ -= old;
      squares_ -= old * old;
    }
  }
  double mean() const { return sum_ / values_.size(); }
  double deviation() const {
    const double m = mean();
    return std::sqrt(std::max(0.0, squares_ / values_.size() - m * m));
  }

private:
  std::size_t length_;
  std::deque<double> values_;
  double sum_ = 0, squares_ = 0;
};

std::map<std::string, Series, std::less<>> load(std::istream &in, std::string_view column) {
  std::map<std::string, Series, std::less<>> all;
  std::string line;
  std::getline(in, line);
  int wanted = -1, index = 0;
  for (FieldCursor header(line); !header.done(); ++index)
    if (header.next() == column)
      wanted = index;
  while (wanted >= 0 && std::getline(in, line)) {
    FieldCursor cursor(line);
    auto time = parse<Time>(cursor.next());
    auto sensor = cursor.next();
    std::string_view field;
    for (int i = 2; i <= wanted; ++i)
      field = cursor.next();
    auto value = parse<double>(field);
    if (!time || !value)
      continue;
    auto it = all.find(sensor);
    if (it == all.end())
      it = all.emplace(std::string(sensor), Series{std::string(sensor), {}}).first;
    it->second.readings.push_back({*time, *value});
  }
  return all;
}

// The mean of every interval; an interval without readings repeats the one before.
std::vector<Reading> resample(const Series &series, Time interval) {
  std::vector<Reading> out;
  if (series.readings.empty())
    return out;
  Time slot = series.readings.front().time / interval;
  double sum = 0, last = series.readings.front().value;
  std::size_t n = 0;
  auto flush = [&] {
    if (n)
      last = sum / n;
    out.push_back({slot * interval, last});
    sum = 0;
    n = 0;
  };
  for (const auto &[time, value] : series.readings) {
    while (time / interval > slot) {
      flush();
      ++slot;
    }
    sum += value;
    ++n;
  }
  flush();
  return out;
}

void scan(const std::vector<Reading> &readings, std::size_t window,
          const std::function<void(const Reading &, const RollingWindow &)> &visit) {
  RollingWindow rolling(window);
  for (const auto &r : readings) {
    rolling.push(r.value);
    visit(r, rolling);
  }
}

int main(int argc, char **argv) {
  Time interval = 300;
  std::size_t window = 12;
  std::string column = "temperature", path;
  for (int i = 1; i < argc; ++i) {
    std::string_view arg = argv[i];
    if (arg == "--interval")
      interval = std::stoll(argv[++i]);
    else if (arg == "--window")
      window = std::stoul(argv[++i]);
    else if (arg == "--column")
      column = argv[++i];
    else
      path = arg;
  }
  std::ifstream in(path);
  if (!in) {
    std::cerr << "cannot open " << path << "\n";
    return 1;
  }
  auto all = load(in, column);
  std::map<std::string, std::vector<Reading>> anomalies;
  for (auto &[name, series] : all) {
    std::sort(series.readings.begin(), series.readings.end(),
              [](const Reading &a, const Reading &b) { return a.time < b.time; });
    scan(resample(series, interval), window, [&](const Reading &r, const RollingWindow &w) {
      if (std::abs(r.value - w.mean()) > 2.5 * w.deviation())
        anomalies[name].push_back(r);
    });
  }
  for (const auto &[name, found] : anomalies)
    std::cout << name << " " << found.size() << " anomalies, the first at " << found.front().time
              << "\n";
  std::cout << all.size() << " sensors\n";
}
