// Which algorithms take memory of their own.
#include "Count.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

namespace facts {

template <size_t N> struct Record {
  int key;
  char bytes[N - 4];
  bool operator<(const Record &other) const { return key < other.key; }
};

template <typename T> static std::vector<T> shuffled(size_t n) {
  std::vector<T> v(n);
  unsigned state = 12345;
  for (auto &element : v)
    *reinterpret_cast<int *>(&element) = int((state = state * 1664525u + 1013904223u) >> 8);
  return v;
}

template <typename T> static void sortFacts(const char *type) {
  for (size_t n : {1, 2, 3, 10, 127, 128, 129, 1000, 1001, 2000}) {
    auto v = shuffled<T>(n);
    transient("sort", args("%s n=%zu", type, n), [&] { std::sort(v.begin(), v.end()); });
    v = shuffled<T>(n);
    transient("stable_sort", args("%s n=%zu", type, n),
              [&] { std::stable_sort(v.begin(), v.end()); });
    v = shuffled<T>(n);
    // The buffer is for what follows the first element that moves: here all of them.
    transient("stable_partition", args("%s n=%zu", type, n), [&] {
      std::stable_partition(v.begin(), v.end(), [](const T &) { return false; });
    });
    v = shuffled<T>(n);
    std::sort(v.begin(), v.begin() + long(n / 3));
    std::sort(v.begin() + long(n / 3), v.end());
    transient("inplace_merge", args("%s n=%zu first=%zu", type, n, n / 3), [&] {
      std::inplace_merge(v.begin(), v.begin() + long(n / 3), v.end());
    });
  }
}

static int compareInts(const void *a, const void *b) {
  int x = *static_cast<const int *>(a), y = *static_cast<const int *>(b);
  return (x > y) - (x < y);
}

void algorithmFacts() {
  sortFacts<int>("sizeof=4");
  sortFacts<Record<40>>("sizeof=40");
  auto v = shuffled<int>(1000);
  transient("nth_element", "sizeof=4 n=1000",
            [&] { std::nth_element(v.begin(), v.begin() + 500, v.end()); });
  transient("partial_sort", "sizeof=4 n=1000",
            [&] { std::partial_sort(v.begin(), v.begin() + 500, v.end()); });
  transient("make_heap", "sizeof=4 n=1000", [&] { std::make_heap(v.begin(), v.end()); });
  transient("rotate", "sizeof=4 n=1000",
            [&] { std::rotate(v.begin(), v.begin() + 300, v.end()); });
  transient("unique", "sizeof=4 n=1000", [&] { std::unique(v.begin(), v.end()); });
  transient("reverse", "sizeof=4 n=1000", [&] { std::reverse(v.begin(), v.end()); });
  transient("accumulate", "sizeof=4 n=1000",
            [&] { long sum = std::accumulate(v.begin(), v.end(), 0L); keep(sum); });
  transient("remove_if", "sizeof=4 n=1000", [&] {
    v.erase(std::remove_if(v.begin(), v.end(), [](int i) { return i % 2; }), v.end());
  });

  for (size_t n : {10, 255, 256, 257, 1000, 10000}) {
    auto ints = shuffled<int>(n);
    transient("qsort", args("sizeof=4 n=%zu", n),
              [&] { qsort(ints.data(), n, sizeof(int), compareInts); });
  }
  for (size_t n : {10, 25, 26, 1000, 5000}) {
    auto records = shuffled<Record<40>>(n);
    transient("qsort", args("sizeof=40 n=%zu", n),
              [&] { qsort(records.data(), n, 40, compareInts); });
  }
  for (size_t n : {10, 30, 31, 1000}) {
    auto records = shuffled<Record<32>>(n);
    transient("qsort", args("sizeof=32 n=%zu", n),
              [&] { qsort(records.data(), n, 32, compareInts); });
    auto large = shuffled<Record<48>>(n);
    transient("qsort", args("sizeof=48 n=%zu", n),
              [&] { qsort(large.data(), n, 48, compareInts); });
  }
}

} // namespace facts
