// What a method is given and puts into a container of its object counts once for each element, or once in the chains of a table.
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog 20000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DSHARED -- prog 20000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DCHAINS -- prog 20000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DRECENT -- prog 20000 | FileCheck %s --check-prefix=RECENT
#include <cstdlib>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct Item {
  int key;
  Item *next;
  char body[1000];
};

#if defined(SHARED) // Measured 20.4 MiB.
class Items {
  std::vector<std::shared_ptr<Item>> items;

public:
  void put(std::shared_ptr<Item> item) { items.push_back(item); }
};
#elif defined(CHAINS) // Measured 19.6 MiB.
class Items {
  std::vector<Item *> chains = std::vector<Item *>(1000);

public:
  void put(Item *item) {
    unsigned chain = item->key % chains.size();
    item->next = chains[chain];
    chains[chain] = item;
  }
};
#elif defined(RECENT) // Measured 551 KiB.
class Items {
  struct Entry {
    int key;
    std::shared_ptr<const Item> item;
  };
  std::list<Entry> entries;
  std::unordered_map<int, std::list<Entry>::iterator> index;

public:
  std::shared_ptr<const Item> get(int key) {
    auto found = index.find(key);
    if (found == index.end())
      return nullptr;
    entries.splice(entries.begin(), entries, found->second);
    return found->second->item;
  }
  void put(std::shared_ptr<const Item> item) {
    if (entries.size() >= 500) {
      index.erase(entries.back().key);
      entries.pop_back();
    }
    int key = item->key;
    entries.push_front({key, std::move(item)});
    index[key] = entries.begin();
  }
};
#else // Measured 19.8 MiB.
class Items {
  std::vector<Item *> items;

public:
  void put(Item *item) { items.push_back(item); }
};
#endif
// EACH: peak {{19|20}}.{{[0-9]}} MiB  =
// RECENT: peak 5{{[4-9][0-9]}}.{{[0-9]}} KiB  (at most)

int main(int, char **argv) {
  int n = std::atoi(argv[1]);
  Items items;
  for (int i = 0; i < n; ++i) {
#ifdef RECENT
    auto item = items.get(i % 3000);
    if (item)
      continue;
    auto made = std::make_shared<Item>();
    made->key = i % 3000;
    item = made;
    items.put(item);
#elif defined(SHARED)
    auto item = std::make_shared<Item>();
    item->key = i;
    items.put(item);
#else
    Item *item = new Item;
    item->key = i;
    items.put(item);
#endif
  }
}
