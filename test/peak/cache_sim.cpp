// Simulates caches of several sizes and policies over a trace of accesses.
// RUN: %peak %s --trace {cache_trace} --capacity 20000
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Stats {
  std::uint64_t hits = 0, misses = 0, evictions = 0, dirty = 0;
  double ratio() const { return hits + misses ? double(hits) / (hits + misses) : 0; }
};

template <typename Key, typename Value> class LruCache {
public:
  explicit LruCache(std::size_t capacity) : capacity_(capacity) {}

  Value *get(const Key &key) {
    auto it = index_.find(key);
    if (it == index_.end())
      return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return &it->second->second;
  }

  // Returns what had to go, if anything.
  std::unique_ptr<Value> put(const Key &key, Value value) {
    std::unique_ptr<Value> evicted;
    if (index_.size() >= capacity_) {
      auto &oldest = order_.back();
      evicted = std::make_unique<Value>(std::move(oldest.second));
      index_.erase(oldest.first);
      order_.pop_back();
    }
    order_.emplace_front(key, std::move(value));
    index_[key] = order_.begin();
    return evicted;
  }

  std::size_t size() const { return index_.size(); }

private:
  using Item = std::pair<Key, Value>;
  std::size_t capacity_;
  std::list<Item> order_;
  std::unordered_map<Key, typename std::list<Item>::iterator> index_;
};

struct Object {
  std::uint32_t size;
  bool dirty;
};

struct Access {
  char operation;
  std::string key;
  std::uint32_t size;
};

class Simulation {
public:
  Simulation(std::string name, std::size_t capacity) : name_(std::move(name)), cache_(capacity) {}

  void step(const Access &access) {
    if (Object *object = cache_.get(access.key)) {
      ++stats_.hits;
      object->dirty |= access.operation == 'W';
      return;
    }
    ++stats_.misses;
    if (auto evicted = cache_.put(access.key, {access.size, access.operation == 'W'})) {
      ++stats_.evictions;
      stats_.dirty += evicted->dirty;
    }
  }

  void report(std::ostream &out) const {
    out << std::left << std::setw(10) << name_ << std::right << std::setw(9) << cache_.size()
        << std::setw(9) << std::fixed << std::setprecision(2) << 100 * stats_.ratio() << " %"
        << std::setw(10) << stats_.evictions << std::setw(10) << stats_.dirty << "\n";
  }

private:
  std::string name_;
  LruCache<std::string, Object> cache_;
  Stats stats_;
};

int main(int argc, char **argv) {
  const char *trace = nullptr;
  std::size_t capacity = 1000;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--trace" && i + 1 < argc)
      trace = argv[++i];
    else if (arg == "--capacity" && i + 1 < argc)
      capacity = std::strtoul(argv[++i], nullptr, 0);
    else {
      std::cerr << "unknown option " << arg << "\n";
      return 2;
    }
  }
  if (!trace) {
    std::cerr << "usage: cache_sim --trace FILE [--capacity N]\n";
    return 2;
  }
  std::vector<Simulation> simulations;
  simulations.emplace_back("quarter", capacity / 4);
  simulations.emplace_back("half", capacity / 2);
  simulations.emplace_back("full", capacity);

  std::ifstream in(trace);
  Access access;
  std::uint64_t accesses = 0, bytes = 0;
  while (in >> access.operation >> access.key >> access.size) {
    ++accesses;
    bytes += access.size;
    for (auto &simulation : simulations)
      simulation.step(access);
  }
  std::cout << accesses << " accesses, " << bytes << " bytes\n";
  for (const auto &simulation : simulations)
    simulation.report(std::cout);
}
