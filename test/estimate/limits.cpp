// What a test keeps below a limit, in any spelling and also in a callee, is not the sum of what all iterations add: caches that
// evict, batches that are flushed, buffers that say when they are full.
// RUN: %highwater estimate %s --flag=-std=c++20 --entry evictFirst --assume n=1000000 | FileCheck %s --check-prefix=CACHE
// RUN: %highwater estimate %s --flag=-std=c++20 --entry evictAfter --assume n=1000000 | FileCheck %s --check-prefix=CACHE
// RUN: %highwater estimate %s --flag=-std=c++20 --entry evictAfter --assume n=10000 | FileCheck %s --check-prefix=FEW
// RUN: %highwater estimate %s --flag=-std=c++20 --entry evictBytes --assume n=1000000 | FileCheck %s --check-prefix=BYTES
// RUN: %highwater estimate %s --flag=-std=c++20 --entry flushWhenFull --assume n=1000000 | FileCheck %s --check-prefix=BATCH
// RUN: %highwater estimate %s --flag=-std=c++20 --entry flushByAnswer --assume n=1000000 | FileCheck %s --check-prefix=BATCH
// RUN: %highwater estimate %s --flag=-std=c++20 --entry best --assume n=1000000 | FileCheck %s --check-prefix=BEST
// RUN: %highwater estimate %s --flag=-std=c++20 --entry runs --assume n=1000000 | FileCheck %s --check-prefix=RUNS
#include <deque>
#include <list>
#include <map>
#include <set>
#include <vector>

using Row = std::vector<char>;

// 100,000 entries of 1,008 bytes in a list and 48 in a map.
// CACHE: peak {{9[89]|10[0-6]}}.{{[0-9]}} MiB
// FEW: peak {{9|10}}.{{[0-9]}} MiB
class Cache {
public:
  void evictThenPut(int key) {
    if (index.size() >= most)
      evict();
    put(key);
  }
  void putThenEvict(int key) {
    put(key);
    while (index.size() > most)
      evict();
  }

private:
  void put(int key) {
    order.emplace_front(Row(960));
    index.emplace(key, order.begin());
  }
  void evict() {
    index.erase(index.begin());
    order.pop_back();
  }
  static constexpr std::size_t most = 100000;
  std::list<Row> order;
  std::map<int, std::list<Row>::iterator> index;
};

void evictFirst(int n) {
  Cache cache;
  for (int i = 0; i < n; ++i)
    cache.evictThenPut(i);
}

void evictAfter(int n) {
  Cache cache;
  for (int i = 0; i < n; ++i)
    cache.putThenEvict(i);
}

// 64 MiB of blocks, and the array of their places.
// BYTES: peak 6{{[4-6]}}.{{[0-9]}} MiB
void evictBytes(int n) {
  std::deque<Row> blocks;
  std::size_t used = 0;
  for (int i = 0; i < n; ++i) {
    while (!blocks.empty() && used + 4000 > (64 << 20)) {
      used -= blocks.front().size();
      blocks.pop_front();
    }
    blocks.emplace_back(4000);
    used += 4000;
  }
}

// 10,000 rows of 1,008 bytes, and 24 for each place.
// BATCH: peak {{9|10}}.{{[0-9]}} MiB
struct Batch {
  std::vector<Row> rows;
  std::size_t most = 10000;

  bool add() {
    if (!(rows.size() < most))
      return false;
    rows.emplace_back(1000);
    return true;
  }
  void flush() { rows.clear(); }
};

void flushWhenFull(int n) {
  Batch batch;
  for (int i = 0; i < n; ++i) {
    batch.rows.emplace_back(1000);
    if (batch.rows.size() == batch.most)
      batch.flush();
  }
}

void flushByAnswer(int n) {
  Batch batch;
  for (int i = 0; i < n; ++i)
    if (!batch.add()) {
      batch.flush();
      batch.add();
    }
}

// 50,000 nodes of 48 bytes.
// BEST: peak 2.{{[2-4]}} MiB
void best(int n) {
  std::multiset<long> top;
  for (int i = 0; i < n; ++i) {
    if (top.size() < 50000) {
      top.insert(i);
      continue;
    }
    top.erase(top.begin());
    top.insert(i);
  }
}

// A hundred runs of 10,000 rows, each with a buffer of 64 KiB.
// RUNS: peak 6.{{[2-9]}} MiB
void runs(int n) {
  int count = 0, rows = 0;
  for (int i = 0; i < n; ++i) {
    if (rows == 10000) {
      ++count;
      rows = 0;
    }
    ++rows;
  }
  std::vector<Row> buffers;
  for (int run = 0; run < count; ++run)
    buffers.emplace_back(64 << 10);
}
