// RUN: %check_highwater %s unbounded-load -stdlib=libstdc++
// REQUIRES: libstdc++
//
// Numbers that are made of the bytes of a file that was read whole.
#include <cstdint>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

Bytes throughIterators(const char *path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string throughIteratorsAsText(const char *path) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return text;
}

std::string throughABuffer(const char *path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

static std::uint32_t bigEndian(const Bytes &bytes) {
  std::uint32_t value = 0;
  for (int index = 0; index < 4; ++index)
    value = value << 8 | bytes[index];
  return value;
}

static std::uint32_t littleEndian(const Bytes &bytes) {
  std::uint32_t value = 0;
  for (int index = 0; index < 4; ++index)
    value |= std::uint32_t(bytes[index]) << 8 * index;
  return value;
}

static std::uint64_t inGroupsOfSeven(const Bytes &bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    std::uint8_t byte = bytes[at++];
    value |= std::uint64_t(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return value;
  }
  throw std::runtime_error("too long");
}

static std::uint64_t withAFactor(const Bytes &bytes, std::size_t at) {
  std::uint64_t value = 0, factor = 1;
  while (bytes[at] & 0x80) {
    value += (bytes[at++] & 0x7f) * factor;
    factor *= 128;
  }
  return value + bytes[at] * factor;
}

void decoded(const char *path) {
  Bytes bytes = throughIterators(path);
  std::vector<int> a(bigEndian(bytes));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 GiB: the size comes from outside, through 'std::istreambuf_iterator<char>', and nothing bounds it from above
  std::vector<int> b(littleEndian(bytes));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 GiB
  std::vector<int> c(inGroupsOfSeven(bytes, 8));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 EiB
  std::vector<int> d(withAFactor(bytes, 8));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 EiB
}

void decodedFromTexts(const char *path) {
  std::vector<int> values(std::stoul(throughIteratorsAsText(path)));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 EiB
  std::vector<int> others(std::stoul(throughABuffer(path)));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 EiB
}

static std::size_t inWords(std::string_view line) {
  std::istringstream words{std::string(line)};
  std::size_t count = 0;
  words >> count;
  return count;
}

void handedOnAsAView(std::istream &in) {
  std::string line;
  std::getline(in, line);
  std::vector<int> values(inWords(line));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 EiB
}

static std::uint32_t firstOf(std::span<const char> bytes) {
  std::uint32_t value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

void mapped(int file) {
  auto bytes = static_cast<const char *>(mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, file, 0));
  std::vector<int> values(firstOf({bytes, 4096}));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::vector<int>' may be asked for up to 16.0 GiB: the size comes from outside, through 'mmap'
}

void handledByName(std::istream &in) {
  std::map<std::string, std::function<void(std::size_t)>> handlers;
  handlers["values"] = [](std::size_t count) { std::vector<int> values(count); };
  // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: 'std::vector<int>' may be asked for up to 16.0 EiB
  std::string name;
  std::size_t count;
  in >> name >> count;
  if (auto handler = handlers.find(name); handler != handlers.end())
    handler->second(count);
}

// Silent from here on.

void mappedMemory() {
  auto words = static_cast<std::uint32_t *>(mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  std::vector<int> values(words[1]);
}

void smallNumbers(const char *path) {
  Bytes bytes = throughIterators(path);
  std::vector<int> byte(bytes[0]);
  std::vector<int> shifted(bytes[0] << 4);
  std::vector<int> table(std::size_t(1) << (bytes[0] & 15));
  std::size_t sum = 0;
  for (int index = 0; index < 4; ++index)
    sum += bytes[index] * 16;
  std::vector<int> summed(sum);
}

struct Shape {
  std::size_t rows = 0, columns = 0;
};

static Shape parse(std::istream &in) {
  Shape shape;
  in >> shape.rows >> shape.columns;
  return shape;
}

static Shape checked(Shape shape) {
  if (shape.rows > 100'000'000 || shape.columns > 1000 || shape.rows * shape.columns > 100'000'000)
    throw std::length_error("too large");
  return shape;
}

void productIsCheckedByAHelper(std::istream &in) {
  Shape shape = checked(parse(in));
  std::vector<double> values(shape.rows * shape.columns);
}
