// The largest of a list is the largest of what is known of any of them.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d %%d\n' %% (i, 2 * i) for i in range(50000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <algorithm>
#include <fstream>
#include <vector>

int main(int, char **argv) {
  std::ifstream in(argv[1]);
  int a, b, nodes = 0;
  while (in >> a >> b)
    nodes = std::max({nodes, a + 1, b + 1});
  std::vector<double> rank(nodes);
}
// CHECK: peak 792.5 KiB
