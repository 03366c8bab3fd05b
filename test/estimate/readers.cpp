// Readers: a member function gives one record after the other, and says when there is none. As many calls give one as the
// input has, however many lines each takes and whatever they skip.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('# comment\nfirst field,second field of the line\n' * 50000)"
// RUN: %highwater estimate %s --flag -std=c++20 -- prog %t/in | FileCheck %s --check-prefix=SKIPPED
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DPAIRS -- prog %t/in | FileCheck %s --check-prefix=PAIRS
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DFILTER -- prog %t/in | FileCheck %s --check-prefix=FILTER
#include <fstream>
#include <optional>
#include <string>
#include <vector>

struct Record {
  std::string name, rest;
};

class Reader {
public:
  explicit Reader(const std::string &path) : in(path) {}
#ifdef PAIRS
  bool next(Record &record) { return std::getline(in, record.name) && std::getline(in, record.rest); }
#else
  std::optional<Record> next() {
    std::string line;
    while (std::getline(in, line)) {
      if (line.empty() || line[0] == '#')
        continue;
      auto comma = line.find(',');
      return Record{line.substr(0, comma), line.substr(comma + 1)};
    }
    return std::nullopt;
  }
#endif

private:
  std::ifstream in;
};

int main(int, char **argv) {
#if defined(PAIRS)
  Reader reader(argv[1]);
  std::vector<Record> records;
  Record record;
  while (reader.next(record))
    records.push_back(record);
#elif defined(FILTER)
  std::ifstream in(argv[1]);
  std::vector<std::string> records;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#"))
      continue;
    records.push_back(line);
  }
#else
  Reader reader(argv[1]);
  std::vector<Record> records;
  while (auto record = reader.next())
    records.push_back(*record);
#endif
}
// SKIPPED: peak 7.5 MiB
// PAIRS: peak 7.5 MiB
// FIXME: 4.6 measured; the lines that are left out are shorter than those that are kept.
// FILTER: peak 3.8 MiB
