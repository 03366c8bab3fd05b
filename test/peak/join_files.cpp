// A hash join of customers with their purchases, totalled by segment and currency.
// RUN: %peak %s --left {customers:0.5} --right {purchases} --type left
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

enum class JoinType { Inner, Left };

struct Null {};
using Value = std::variant<Null, long, double, std::string>;
using Row = std::vector<Value>;

Value parseValue(const std::string &text) {
  if (text.empty())
    return Null{};
  const auto digits = text.find_first_not_of("0123456789");
  if (digits == std::string::npos)
    return std::stol(text);
  if (text[digits] == '.' && text.find_first_not_of("0123456789", digits + 1) == std::string::npos)
    return std::stod(text);
  return text;
}

std::string toString(const Value &value) {
  struct Printer {
    std::string operator()(Null) const { return "null"; }
    std::string operator()(long v) const { return std::to_string(v); }
    std::string operator()(double v) const { return std::to_string(v); }
    std::string operator()(const std::string &v) const { return v; }
  };
  return std::visit(Printer{}, value);
}

// Yields rows until there are none.
class RowSource {
public:
  virtual ~RowSource() = default;
  virtual const std::vector<std::string> &columns() const = 0;
  virtual bool next(Row &row) = 0;

  std::size_t column(const std::string &name) const {
    const auto &all = columns();
    const auto it = std::find(all.begin(), all.end(), name);
    if (it == all.end())
      throw std::out_of_range("no column " + name);
    return std::distance(all.begin(), it);
  }
};

class CsvSource : public RowSource {
public:
  explicit CsvSource(const std::string &path) : in_(path) {
    if (!std::getline(in_, line_))
      throw std::runtime_error("cannot read " + path);
    forEachField([this](std::string field) { columns_.push_back(std::move(field)); });
  }
  const std::vector<std::string> &columns() const override { return columns_; }
  bool next(Row &row) override {
    if (!std::getline(in_, line_))
      return false;
    row.clear();
    forEachField([&row](const std::string &field) { row.push_back(parseValue(field)); });
    return true;
  }

private:
  template <typename F> void forEachField(F use) const {
    std::size_t begin = 0;
    for (;;) {
      const auto end = line_.find(',', begin);
      use(line_.substr(begin, end - begin));
      if (end == std::string::npos)
        return;
      begin = end + 1;
    }
  }

  std::ifstream in_;
  std::string line_;
  std::vector<std::string> columns_;
};

class HashJoin : public RowSource {
public:
  HashJoin(std::unique_ptr<RowSource> left, std::unique_ptr<RowSource> right, std::string key,
           JoinType type)
      : left_(std::move(left)), type_(type), leftKey_(left_->column(key)) {
    const auto rightKey = right->column(key);
    rightWidth_ = right->columns().size();
    columns_ = left_->columns();
    columns_.insert(columns_.end(), right->columns().begin(), right->columns().end());
    for (Row row; right->next(row);)
      table_.emplace(toString(row[rightKey]), row);
    range_ = {table_.end(), table_.end()};
  }
  const std::vector<std::string> &columns() const override { return columns_; }

  bool next(Row &row) override {
    while (range_.first == range_.second) {
      if (!left_->next(current_))
        return false;
      range_ = table_.equal_range(toString(current_[leftKey_]));
      if (range_.first == range_.second && type_ == JoinType::Left) {
        row = current_;
        row.resize(row.size() + rightWidth_);
        return true;
      }
    }
    row = current_;
    const Row &match = range_.first->second;
    row.insert(row.end(), match.begin(), match.end());
    ++range_.first;
    return true;
  }

private:
  using Map = std::unordered_multimap<std::string, Row>;
  std::unique_ptr<RowSource> left_;
  JoinType type_;
  std::size_t leftKey_, rightWidth_ = 0;
  std::vector<std::string> columns_;
  Map table_;
  Row current_;
  std::pair<Map::const_iterator, Map::const_iterator> range_;
};

int main(int argc, char **argv) {
  std::map<std::string, std::string> options{{"key", "customer_id"}, {"type", "inner"}};
  for (int i = 1; i + 1 < argc; i += 2)
    options[std::string(argv[i]).substr(2)] = argv[i + 1];
  try {
    const auto type = options.at("type") == "left" ? JoinType::Left : JoinType::Inner;
    HashJoin join(std::make_unique<CsvSource>(options.at("left")),
                  std::make_unique<CsvSource>(options.at("right")), options.at("key"), type);
    const auto segment = join.column("segment"), currency = join.column("currency"),
               amount = join.column("amount");
    std::map<std::tuple<std::string, std::string>, std::pair<std::size_t, double>> totals;
    std::size_t unmatched = 0;
    for (Row row; join.next(row);) {
      if (std::holds_alternative<Null>(row[amount])) {
        ++unmatched;
        continue;
      }
      auto &[count, sum] = totals[{toString(row[segment]), toString(row[currency])}];
      ++count;
      if (const double *value = std::get_if<double>(&row[amount]))
        sum += *value;
    }
    std::cout << std::fixed << std::setprecision(2);
    for (const auto &[key, total] : totals)
      std::cout << std::get<0>(key) << " " << std::get<1>(key) << ": " << total.first
                << " purchases, " << total.second << "\n";
    std::cout << unmatched << " customers without purchases\n";
  } catch (const std::exception &e) {
    std::cerr << "join failed: " << e.what() << "\n";
    return EXIT_FAILURE;
  }
}
