// Sums over a stream: memory does not depend on the input.
// RUN: %peak %s {table}
#include <array>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::string line;
  std::array<double, 7> sum{};
  std::vector<char> buf(1 << 16);
  in.rdbuf()->pubsetbuf(buf.data(), buf.size());
  std::size_t n = 0;
  while (std::getline(in, line)) {
    std::size_t b = 0; int i = 0;
    while (b < line.size() && i < 7) {
      std::size_t e = line.find(',', b);
      if (e == std::string::npos) e = line.size();
      sum[i++] += e - b;
      b = e + 1;
    }
    ++n;
  }
  std::cout << n << ' ' << sum[2] << '\n';
}
