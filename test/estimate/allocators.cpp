// Other allocators round otherwise: jemalloc and tcmalloc to classes of sizes.
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog nodes 1000000 | FileCheck %s --check-prefix=NODES-GLIBC
// RUN: %highwater estimate %s --flag=-std=c++20 --allocator glibc -- prog nodes 1000000 | FileCheck %s --check-prefix=NODES-GLIBC
// RUN: %highwater estimate %s --flag=-std=c++20 --allocator jemalloc -- prog nodes 1000000 | FileCheck %s --check-prefix=NODES-JEMALLOC
// RUN: %highwater estimate %s --flag=-std=c++20 --allocator tcmalloc -- prog nodes 1000000 | FileCheck %s --check-prefix=NODES-TCMALLOC
// RUN: %highwater estimate %s --flag=-std=c++20 --allocator glibc -- prog rows 20000 | FileCheck %s --check-prefix=ROWS-GLIBC
// RUN: %highwater estimate %s --flag=-std=c++20 --allocator jemalloc -- prog rows 20000 | FileCheck %s --check-prefix=ROWS-JEMALLOC
// RUN: %highwater estimate %s --flag=-std=c++20 --allocator tcmalloc -- prog rows 20000 | FileCheck %s --check-prefix=ROWS-TCMALLOC
// RUN: not %highwater estimate %s --flag=-std=c++20 --allocator mimalloc -- prog rows 2 2>&1 | FileCheck %s --check-prefix=WRONG
// WRONG: --allocator takes glibc, jemalloc or tcmalloc, not 'mimalloc'
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

struct Node { char bytes[40]; };

// Of 40 bytes each. Measured: 53.5, 53.9 and 53.4 MiB.
static std::size_t nodes(std::size_t n) {
  std::vector<std::unique_ptr<Node>> all;
  all.reserve(n);
  for (std::size_t i = 0; i < n; i++)
    all.push_back(std::make_unique<Node>());
  return all.size();
}
// NODES-GLIBC: peak 53.4 MiB
// NODES-JEMALLOC: peak 53.8 MiB
// NODES-TCMALLOC: peak 53.4 MiB

// Of 1100 bytes each. Measured: 21.9, 25.0 and 22.4 MiB.
static std::size_t rows(std::size_t n) {
  std::vector<std::vector<char>> all;
  all.reserve(n);
  for (std::size_t i = 0; i < n; i++)
    all.emplace_back(1100);
  return all.size();
}
// ROWS-GLIBC: peak 21.8 MiB
// ROWS-JEMALLOC: peak 24.9 MiB
// ROWS-TCMALLOC: peak 22.4 MiB

int main(int, char **argv) {
  std::size_t n = std::strtoul(argv[2], nullptr, 10);
  return (std::strcmp(argv[1], "nodes") == 0 ? nodes(n) : rows(n)) == 0;
}
