// Nodes and bucket arrays of the associative containers.
#include "Count.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace {
struct S40 { char bytes[40]; };
struct Key {
  int id;
  bool operator==(const Key &) const = default;
};
} // namespace

template <> struct std::hash<Key> {
  size_t operator()(const Key &key) const noexcept { return size_t(key.id); }
};

namespace facts {

template <typename Map> static void one(const char *name) {
  fact(name, "n=1", []() -> Map {
    Map map;
    map.insert(typename Map::value_type());
    return map;
  });
}

template <typename Map> static void hashed(const char *name) {
  for (size_t n : {0, 1, 2, 13, 14, 29, 30, 59, 60, 1000, 5087, 5088})
    fact(name, args("n=%zu", n), [=]() -> Map {
      Map map;
      for (size_t i = 0; i < n; ++i)
        map[int(i)] = 1;
      return map;
    });
}

static void bucketFacts() {
  hashed<std::unordered_map<int, int>>("unordered_map<int,int>");
  for (size_t n : {1, 13, 14, 100, 1000, 10000})
    fact("unordered_map<int,int>.reserve", args("n=%zu", n), [=] {
      std::unordered_map<int, int> map;
      map.reserve(n);
      return map;
    });
  std::unordered_map<int, int> source;
  for (int i = 0; i < 1000; ++i)
    source[i] = i;
  fact("unordered_map<int,int>(copy)", "n=1000",
       [&] { return std::unordered_map<int, int>(source); });
  fact("unordered_map<int,int>(range)", "n=1000",
       [&] { return std::unordered_map<int, int>(source.begin(), source.end()); });
  fact("unordered_map<int,int>.clear", "n=1000", [&] {
    std::unordered_map<int, int> map(source);
    map.clear();
    return map;
  });

  // The series of bucket counts: the next count whenever one more element rehashes.
  std::unordered_set<int> set;
  size_t last = 0;
  for (int i = 0; i < 400000; ++i) {
    set.insert(i);
    if (set.bucket_count() != last) {
      last = set.bucket_count();
      value("unordered_set.buckets", args("n=%zu", set.size()), long(last));
    }
  }
}

void nodeFacts() {
  one<std::map<int, int>>("map<int,int>");
  one<std::map<std::string, int>>("map<string,int>");
  one<std::map<std::string, std::string>>("map<string,string>");
  one<std::map<int, S40>>("map<int,S40>");
  one<std::map<int, char>>("map<int,char>");
  one<std::map<int, std::vector<int>>>("map<int,vector<int>>");
  one<std::multimap<int, int>>("multimap<int,int>");
  one<std::set<int>>("set<int>");
  one<std::set<char>>("set<char>");
  one<std::set<std::string>>("set<string>");
  one<std::multiset<double>>("multiset<double>");
  fact("map<int,int>", "n=0", [] { return std::map<int, int>(); });
  fact("map<int,int>", "n=1000", [] {
    std::map<int, int> map;
    for (int i = 0; i < 1000; ++i)
      map[i] = i;
    return map;
  });
  // `emplace` makes the node before it looks the key up; `operator[]` and `insert` do not.
  fact("map<int,int>.emplace.twice", "n=1", [] {
    std::map<int, int> map;
    map.emplace(1, 1);
    map.emplace(1, 1);
    return map;
  });

  one<std::unordered_map<int, int>>("unordered_map<int,int>.node");
  one<std::unordered_map<long, double>>("unordered_map<long,double>.node");
  one<std::unordered_map<double, int>>("unordered_map<double,int>.node");
  one<std::unordered_map<void *, int>>("unordered_map<pointer,int>.node");
  one<std::unordered_map<std::string, int>>("unordered_map<string,int>.node");
  one<std::unordered_map<std::string, std::string>>("unordered_map<string,string>.node");
  one<std::unordered_map<std::string_view, int>>("unordered_map<string_view,int>.node");
  one<std::unordered_map<int, std::string>>("unordered_map<int,string>.node");
  one<std::unordered_map<int, std::vector<int>>>("unordered_map<int,vector<int>>.node");
  one<std::unordered_set<int>>("unordered_set<int>.node");
  one<std::unordered_set<std::string>>("unordered_set<string>.node");
  one<std::unordered_set<Key>>("unordered_set<user-hash-noexcept>.node");
  one<std::unordered_multimap<int, int>>("unordered_multimap<int,int>.node");
  one<std::unordered_multiset<std::string>>("unordered_multiset<string>.node");
  bucketFacts();
}

} // namespace facts
