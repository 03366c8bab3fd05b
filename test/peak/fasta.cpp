// Sequences, their GC content, and a table of 10-mers.
// RUN: %peak %s {sequences}
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>
struct Record { std::string name, seq; };
static std::vector<Record> readFasta(std::istream &in) {
  std::vector<Record> out;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    if (line[0] == '>') { out.push_back({line.substr(1), ""}); }
    else if (!out.empty()) out.back().seq += line;
  }
  return out;
}
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  auto recs = readFasta(in);
  std::vector<double> gc;
  for (const auto &r : recs) {
    std::size_t n = 0;
    for (char c : r.seq) n += c == 'G' || c == 'C';
    gc.push_back(double(n) / r.seq.size());
  }
  std::vector<std::uint32_t> table(1u << 20);
  for (const auto &r : recs) {
    std::uint32_t k = 0;
    for (std::size_t i = 0; i < r.seq.size(); ++i) {
      k = ((k << 2) | ((r.seq[i] >> 1) & 3)) & 0xfffff;
      if (i >= 9) ++table[k];
    }
  }
  std::cout << recs.size() << ' ' << gc[0] << ' ' << table[5] << '\n';
}
