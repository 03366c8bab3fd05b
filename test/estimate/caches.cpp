// A cache whose index holds positions in its list: what an iterator is need not be known for what the index holds.
// RUN: %highwater estimate %s --flag -std=c++20 --entry fill --assume n=1000000 | FileCheck %s
// CHECK: peak 7{{[0-9]}}.{{[0-9]}} MiB
// CHECK: cache{{ +}}Cache

#include <list>
#include <unordered_map>
#include <utility>

class Cache {
public:
  int *get(int key) {
    auto found = index.find(key);
    if (found == index.end())
      return nullptr;
    order.splice(order.begin(), order, found->second);
    return &found->second->second;
  }
  void put(int key, int value) {
    if (index.size() >= 2000000) {
      index.erase(order.back().first);
      order.pop_back();
    }
    order.emplace_front(key, value);
    index[key] = order.begin();
  }

private:
  std::list<std::pair<int, int>> order;
  std::unordered_map<int, std::list<std::pair<int, int>>::iterator> index;
};

void fill(int n) {
  Cache cache;
  for (int i = 0; i < n; ++i)
    if (!cache.get(i))
      cache.put(i, i);
}
