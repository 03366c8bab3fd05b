// RUN: %check_highwater %s unbounded-load -stdlib=libstdc++
// REQUIRES: libstdc++
//
// The ways in which C++ bounds a size that comes from outside, each silent; next to each the same code with a test that
// limits nothing, which is reported.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

constexpr std::size_t mostRecords = 1 << 20;

std::uint64_t readCount(std::istream &in) {
  std::uint64_t count = 0;
  in.read(reinterpret_cast<char *>(&count), sizeof count);
  return count;
}

// A helper, a member, a lambda, a throw.

template <class T> T checked(T count, T most) {
  if (count > most)
    throw std::length_error("too many");
  return count;
}

void helperThrows(std::istream &in) { std::vector<double> values(checked<std::uint64_t>(readCount(in), mostRecords)); }

void lambdaTests(std::istream &in) {
  auto fits = [](std::uint64_t count) { return count <= mostRecords; };
  std::uint64_t count = readCount(in);
  if (!fits(count))
    return;
  std::vector<double> values(count);
}

struct Header {
  std::uint32_t magic, rows, columns;
  bool valid() const { return magic == 0x4d54 && rows <= 100000 && columns <= 100; }
  std::uint64_t cells() const { return std::uint64_t(rows) * columns; }
};

std::vector<double> methodTests(std::istream &in) {
  Header header;
  in.read(reinterpret_cast<char *>(&header), sizeof header);
  if (!header.valid())
    throw std::runtime_error("not a matrix");
  return std::vector<double>(header.cells());
}

Header readHeader(std::istream &in) {
  Header header;
  in.read(reinterpret_cast<char *>(&header), sizeof header);
  if (!in || header.rows > 100000 || header.columns > 100)
    throw std::runtime_error("not a matrix");
  return header;
}

std::vector<double> readerTests(std::istream &in) {
  Header header = readHeader(in);
  return std::vector<double>(header.cells());
}

std::vector<double> nobodyTests(std::istream &in) {
  Header header;
  in.read(reinterpret_cast<char *>(&header), sizeof header);
  if (header.magic != 0x4d54)
    throw std::runtime_error("not a matrix");
  return std::vector<double>(header.cells());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<double>' may be asked for up to
}

class Loader {
public:
  explicit Loader(std::size_t most) : most(most) {}
  void load(std::istream &in) {
    std::uint64_t count = readCount(in);
    if (count > most)
      throw std::length_error("too many");
    values.resize(count);
  }

private:
  std::size_t most;
  std::vector<double> values;
};

void limitIsAMember(std::istream &in) { Loader(4096).load(in); }

class Trusting {
public:
  void load(std::istream &in) {
    count = readCount(in);
    values.resize(count);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::vector<double>::resize' may be asked for up to
  }

private:
  std::uint64_t count = 0;
  std::vector<double> values;
};

void nothingLimitsTheMember(std::istream &in) { Trusting().load(in); }

// std::min and std::clamp, assertions, numeric limits.

void minimum(std::istream &in) {
  std::vector<double> values;
  values.reserve(std::min<std::size_t>(readCount(in), mostRecords));
  std::uint64_t count = readCount(in);
  count = std::min(count, std::uint64_t{4096});
  values.resize(count);
  values.resize(std::min({readCount(in), std::uint64_t{100}, std::uint64_t{200}}));
}

void clamped(std::istream &in) {
  std::uint64_t count = std::clamp<std::uint64_t>(readCount(in), 1, mostRecords);
  std::string text(count, ' ');
}

void maximum(std::istream &in) {
  std::vector<double> values;
  values.reserve(std::max<std::size_t>(readCount(in), 16));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<double>::reserve' may be asked for up to
}

void asserted(std::istream &in) {
  std::uint64_t count = readCount(in);
  assert(count < mostRecords);
  std::vector<double> values(count);
}

void largestOfAType(std::istream &in) {
  std::uint64_t count = readCount(in);
  if (count > std::numeric_limits<std::size_t>::max() / sizeof(double))
    throw std::bad_alloc();
  std::vector<double> values(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::vector<double>' may be asked for up to
}

void asMuchAsTheContainerHolds(std::istream &in) {
  std::vector<double> values;
  std::uint64_t count = readCount(in);
  if (count > values.max_size())
    throw std::length_error("too many");
  values.resize(count);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<double>::resize' may be asked for up to
}

void narrowTypes(std::istream &in) {
  std::uint16_t count;
  in.read(reinterpret_cast<char *>(&count), sizeof count);
  std::vector<double> values(count);
  std::uint8_t length = in.get();
  std::string text(length, ' ');
  in.read(text.data(), length);
}

void comparedSafely(std::istream &in) {
  std::int64_t count = readCount(in);
  if (std::cmp_greater(count, mostRecords) || count < 0)
    return;
  std::vector<double> values(count);
}

// Sizes of what is there already.

void sizesOfWhatIsThere(const std::vector<std::string> &lines, std::string_view text, std::span<const double> values) {
  std::vector<double> numbers(lines.size());
  std::string copy(text);
  std::string upper(text.size(), ' ');
  std::vector<double> twice(values.size() * 2);
  std::vector<double> others(values.begin(), values.end());
}

void sizeOfALine(std::istream &in) {
  std::string line;
  while (std::getline(in, line)) {
    std::string reversed(line.rbegin(), line.rend());
    std::vector<char> copy(line.size() + 1);
    std::string padded(std::max<std::size_t>(line.size(), 80), ' ');
  }
}

void sizeOfAFile(const std::filesystem::path &path) {
  std::string text(std::filesystem::file_size(path), '\0');
  std::ifstream in(path, std::ios::ate);
  std::vector<char> bytes(in.tellg());
}

void numberOfRecords(std::istream &in) {
  std::map<std::string, int> counts;
  for (std::string word; in >> word;)
    ++counts[word];
  std::vector<int> values;
  values.reserve(counts.size());
}

void numberInAWord(std::istream &in) {
  std::string word;
  in >> word;
  std::vector<int> values;
  values.reserve(std::stoul(word));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::vector<int>::reserve' may be asked for up to
}

// Each of several sizes, in place.

void eachIsClamped(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (auto &size : sizes)
    if (size > mostRecords)
      size = mostRecords;
  for (auto size : sizes)
    std::vector<double> column(size);
}

void eachIsTheSmaller(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (auto &size : sizes)
    size = std::min<std::uint64_t>(size, mostRecords);
  for (auto size : sizes)
    std::vector<double> column(size);
}

bool eachIsTested(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (const auto &size : sizes)
    if (size > mostRecords)
      return false;
  for (auto size : sizes)
    std::vector<double> column(size);
  return true;
}

void eachIsTestedOrThrows(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (sizes[i] > mostRecords)
      throw std::length_error("too many");
  std::vector<double> column(sizes[3]);
}

void eachIsTestedByIterator(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (auto at = sizes.begin(); at != sizes.end(); ++at)
    if (*at > mostRecords)
      *at = mostRecords;
  std::vector<double> column(sizes[3]);
}

void eachMemberIsTested(std::istream &in) {
  struct Column {
    std::uint64_t rows;
    std::uint32_t type;
  };
  std::array<Column, 8> columns;
  in.read(reinterpret_cast<char *>(columns.data()), sizeof columns);
  for (Column &column : columns)
    if (column.rows > mostRecords)
      throw std::length_error("too many");
  for (const Column &column : columns)
    std::vector<double> values(column.rows);
}

void oneBecomesSmaller(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  sizes[0] = std::min<std::uint64_t>(sizes[0], mostRecords);
  for (auto size : sizes)
    std::vector<double> column(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::vector<double>' may be asked for up to
}

void someAreTested(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (auto size : sizes)
    if (size > mostRecords)
      break;
  for (auto size : sizes)
    std::vector<double> column(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::vector<double>' may be asked for up to
}

void copiesAreClamped(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (auto size : sizes)
    size = std::min<std::uint64_t>(size, mostRecords);
  for (auto size : sizes)
    std::vector<double> column(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::vector<double>' may be asked for up to
}

void onlySomeAreClamped(std::istream &in, bool careful) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  for (auto &size : sizes)
    if (careful && size > mostRecords)
      size = mostRecords;
  for (auto size : sizes)
    std::vector<double> column(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::vector<double>' may be asked for up to
}

// An optional's number is that of the branch that fills it.
std::optional<std::uint64_t> plausible(std::uint64_t count) {
  if (count > mostRecords)
    return std::nullopt;
  return count;
}

void helperGivesAnOptional(std::istream &in) {
  if (auto count = plausible(readCount(in)))
    std::vector<double> values(*count);
}

// What an algorithm with a predicate says of all elements. Which of its outcomes says it, is not asked for.

void allAreTested(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  if (std::any_of(sizes.begin(), sizes.end(), [](std::uint64_t size) { return size > mostRecords; }))
    return;
  for (auto size : sizes)
    std::vector<double> column(size);
}

void allAreTestedFromBelow(std::istream &in) {
  std::vector<std::uint64_t> sizes(16);
  in.read(reinterpret_cast<char *>(sizes.data()), sizes.size() * sizeof sizes[0]);
  if (!std::all_of(sizes.begin(), sizes.end(), [](std::uint64_t size) { return size % 8 == 0; }))
    return;
  for (auto size : sizes)
    std::vector<double> column(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::vector<double>' may be asked for up to 16.0 EiB
}
