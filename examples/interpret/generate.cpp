// Writes a table to train on: features of different scale and precision, partly correlated, partly
// irrelevant, and a label that depends on some of them. The same arguments give the same bytes.

#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr std::size_t maxColumns = 10000;

struct Column {
  double mean;
  double deviation;
  int decimals;
  double weight; // in the label
};

/// About normal, with mean 0 and deviation 1, from arithmetic that is the same everywhere.
double randomNormal(std::mt19937_64 &random) {
  double sum = -6;
  for (int i = 0; i < 12; ++i)
    sum += static_cast<double>(random() >> 11) / 9007199254740992.0;
  return sum;
}

std::vector<Column> makeColumns(std::size_t count) {
  static const Column kinds[] = {
      {0, 0.8, 4, 2},       {37.5, 12, 2, -1.2}, {250, 80, 0, 0.7},
      {0.004, 0.002, 6, 0}, {0, 1500, 1, 0.3},
  };
  std::vector<Column> columns;
  for (std::size_t c = 0; c < count; ++c) {
    columns.push_back(kinds[c % std::size(kinds)]);
    columns.back().weight /= static_cast<double>(1 + c / std::size(kinds));
  }
  return columns;
}

void appendNumber(std::string &line, double value, int decimals) {
  char text[64];
  line.append(text,
              static_cast<std::size_t>(std::snprintf(text, sizeof text, "%.*f", decimals, value)));
}

/// One row; the label depends on the features before they were rounded.
void appendRow(std::string &line, const std::vector<Column> &columns, std::mt19937_64 &random) {
  const double shared = randomNormal(random);
  double label = randomNormal(random);
  double first = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column &column = columns[c];
    const double value = 0.6 * shared + 0.8 * randomNormal(random);
    if (c == 0)
      first = value;
    label += column.weight * value + (c == 1 ? 0.5 * first * value : 0);
    appendNumber(line, column.mean + column.deviation * value, column.decimals);
    line += ',';
  }
  appendNumber(line, label, 4);
  line += '\n';
}

/// A number of bytes such as 64MB, 1.5GB or 2GiB.
std::uint64_t parseSize(const std::string &text) {
  std::size_t digits = 0;
  const double number = std::stod(text, &digits);
  const std::string unit = text.substr(digits);
  double factor = 1;
  if (unit == "kB" || unit == "KB")
    factor = 1e3;
  else if (unit == "MB")
    factor = 1e6;
  else if (unit == "GB")
    factor = 1e9;
  else if (unit == "KiB")
    factor = 1024.0;
  else if (unit == "MiB")
    factor = 1024.0 * 1024;
  else if (unit == "GiB")
    factor = 1024.0 * 1024 * 1024;
  else if (!unit.empty() && unit != "B")
    throw std::runtime_error("unknown unit '" + unit + "'");
  if (!(number >= 0 && number * factor < 1e15))
    throw std::runtime_error("no such size: " + text);
  return static_cast<std::uint64_t>(number * factor);
}

void generate(const std::string &path, std::uint64_t size, std::size_t count, std::uint64_t seed) {
  std::ofstream file(path, std::ios::binary);
  std::string line;
  for (std::size_t c = 0; c < count; ++c)
    line += "feature" + std::to_string(c + 1) + ",";
  line += "label\n";

  const std::vector<Column> columns = makeColumns(count);
  std::mt19937_64 random(seed);
  std::uint64_t written = 0;
  while (file << line) {
    written += line.size();
    line.clear();
    appendRow(line, columns, random);
    if (written + line.size() > size)
      break;
  }
  file.flush();
  if (!file)
    throw std::runtime_error("cannot write " + path);
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: interpret-generate OUT.csv SIZE [COLUMNS] [SEED]\n";
    return 2;
  }
  try {
    const std::size_t columns = argc > 3 ? std::stoul(argv[3]) : 20;
    const std::uint64_t seed = argc > 4 ? std::stoull(argv[4]) : 1;
    if (columns < 1 || columns > maxColumns)
      throw std::runtime_error("columns must be between 1 and " + std::to_string(maxColumns));
    generate(argv[1], parseSize(argv[2]), columns, seed);
  } catch (const std::exception &error) {
    std::cerr << "interpret-generate: " << error.what() << '\n';
    return 1;
  }
}
