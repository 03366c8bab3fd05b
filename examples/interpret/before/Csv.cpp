// Text in, strings out; what the fields mean is decided elsewhere.

#include "before/Csv.h"

#include <fstream>
#include <stdexcept>

std::vector<std::string> readLines(const std::string &path, std::size_t bufferBytes) {
  std::vector<char> buffer(bufferBytes);
  std::ifstream file;
  file.rdbuf()->pubsetbuf(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  file.open(path);
  if (!file)
    throw std::runtime_error("cannot open " + path);

  std::vector<std::string> lines;
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  return lines;
}

std::vector<std::string> splitFields(const std::string &line) {
  std::vector<std::string> fields;
  std::size_t begin = 0;
  std::size_t comma = line.find(',');
  while (comma != std::string::npos) {
    fields.push_back(line.substr(begin, comma - begin));
    begin = comma + 1;
    comma = line.find(',', begin);
  }
  fields.push_back(line.substr(begin));
  return fields;
}
