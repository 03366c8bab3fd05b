// Compressed sensor readings, gathered by station, with the median of each.
// RUN: %peak %s {readings_gz}
// LINK: -lz
// REQUIRES: zlib
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

struct Reading {
  long time;
  std::string checksum;
  double value;
};

class GzReader {
public:
  explicit GzReader(const char *path) : file_(gzopen(path, "rb")) {
    if (!file_)
      throw std::runtime_error(std::string("cannot open ") + path);
    gzbuffer(file_, 128 * 1024);
  }
  ~GzReader() { gzclose(file_); }
  GzReader(const GzReader &) = delete;
  GzReader &operator=(const GzReader &) = delete;

  bool line(std::string &out) {
    char buffer[512];
    out.clear();
    while (gzgets(file_, buffer, sizeof buffer)) {
      out += buffer;
      if (out.back() == '\n') {
        out.pop_back();
        return true;
      }
    }
    int code = Z_OK;
    const char *message = gzerror(file_, &code);
    if (code != Z_OK && code != Z_STREAM_END)
      throw std::runtime_error(message);
    return !out.empty();
  }

private:
  gzFile file_;
};

static std::vector<std::string> split(const std::string &line, char separator) {
  std::vector<std::string> fields;
  std::size_t begin = 0;
  for (;;) {
    std::size_t end = line.find(separator, begin);
    fields.push_back(line.substr(begin, end - begin));
    if (end == std::string::npos)
      return fields;
    begin = end + 1;
  }
}

static double median(const std::vector<Reading> &readings) {
  std::vector<double> values;
  values.reserve(readings.size());
  for (const Reading &reading : readings)
    values.push_back(reading.value);
  auto middle = values.begin() + values.size() / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE.gz...\n", argv[0]);
    return 2;
  }
  std::map<std::string, std::vector<Reading>> stations;
  std::size_t count = 0, malformed = 0;
  try {
    for (int i = 1; i < argc; ++i) {
      GzReader reader(argv[i]);
      std::string line;
      while (reader.line(line)) {
        std::vector<std::string> fields = split(line, ',');
        if (fields.size() != 4 || fields[2].size() != 32) {
          ++malformed;
          continue;
        }
        stations[fields[1]].push_back({std::atol(fields[0].c_str()), fields[2], std::atof(fields[3].c_str())});
        ++count;
      }
    }
  } catch (const std::exception &e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
  double warmest = -1e9;
  long last = 0;
  const char *where = "nowhere";
  for (const auto &[station, readings] : stations) {
    double value = median(readings);
    if (value > warmest) {
      warmest = value;
      where = station.c_str();
    }
    for (const Reading &reading : readings)
      last = std::max(last, reading.time);
  }
  std::printf("%zu readings of %zu stations until %ld, %zu malformed; warmest %s at %.3f\n", count, stations.size(),
              last, malformed, where, warmest);
}
