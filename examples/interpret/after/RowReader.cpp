// Parses each line where it was read; no field becomes a string of its own.

#include "after/RowReader.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

constexpr std::size_t maxBufferBytes = 16 * 1024 * 1024;
constexpr std::size_t maxLineBytes = 1024 * 1024;

RowReader::RowReader(const std::string &path, std::size_t bufferBytes)
    : buffer(std::min(bufferBytes, maxBufferBytes)), line(maxLineBytes) {
  file.rdbuf()->pubsetbuf(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  file.open(path);
  if (!file)
    throw std::runtime_error("cannot open " + path);
  if (!nextLine())
    throw std::runtime_error("too few rows to train and test");

  const char *begin = line.data();
  while (const char *comma = std::strchr(begin, ',')) {
    columns.emplace_back(begin, comma);
    begin = comma + 1;
  }
}

bool RowReader::next(std::vector<double> &row) {
  if (!nextLine())
    return false;
  row.resize(columns.size() + 1);
  const char *field = line.data();
  for (std::size_t c = 0; c < row.size(); ++c) {
    char *end = nullptr;
    row[c] = std::strtod(field, &end);
    if (end == field || !std::isfinite(row[c]))
      fail("field " + std::to_string(c + 1) + " is not a number");
    if ((*end == ',') != (c + 1 < row.size()))
      fail("expected " + std::to_string(row.size()) + " fields");
    field = end + 1;
  }
  return true;
}

bool RowReader::nextLine() {
  ++lineNumber;
  file.getline(line.data(), static_cast<std::streamsize>(line.size()));
  if (file)
    return true;
  if (!file.eof())
    fail("longer than " + std::to_string(maxLineBytes) + " bytes");
  return false;
}

void RowReader::fail(const std::string &message) const {
  throw std::runtime_error("line " + std::to_string(lineNumber) + ": " + message);
}
