// Orders in batches that are emptied when they are full, however long the input is.
// RUN: %peak %s {orders}
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

static std::size_t store(const std::vector<std::string> &batch) {
  std::size_t bytes = 0;
  for (const std::string &line : batch)
    bytes += line.size();
  return bytes;
}

int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<std::string> batch;
  std::size_t bytes = 0;
  for (std::string line; std::getline(in, line);) {
    batch.push_back(line);
    if (batch.size() == 20000) {
      bytes += store(batch);
      batch.clear();
    }
  }
  std::cout << bytes + store(batch) << '\n';
}
