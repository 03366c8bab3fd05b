// Work whose time is mostly allocation, to time with and without the library.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

static void tight() {
  for (int i = 0; i < 60000000; ++i) {
    void *block = malloc(64);
    asm volatile("" : : "r"(block) : "memory");
    free(block);
  }
}

static void containers() {
  for (int round = 0; round < 6; ++round) {
    std::map<std::string, std::vector<std::string>> table;
    for (int i = 0; i < 300000; ++i)
      table["a key of some length " + std::to_string(i % 50000)].push_back(
          "a value that does not fit inline " + std::to_string(i));
    if (table.size() != 50000)
      abort();
  }
}

int main(int, char **argv) {
  std::string mode = argv[1];
  if (mode == "tight")
    tight();
  if (mode == "containers")
    containers();
  if (mode == "threads") {
    std::thread other(containers);
    containers();
    other.join();
  }
  return 0;
}
