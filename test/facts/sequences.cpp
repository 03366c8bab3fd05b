// Growth and layout of the sequence containers.
#include "Count.h"

#include <deque>
#include <forward_list>
#include <iterator>
#include <list>
#include <queue>
#include <sstream>
#include <stack>
#include <string>
#include <vector>

namespace facts {

template <typename Deque> static void dequeFacts(const char *name) {
  for (size_t n : {0, 1, 100, 127, 128, 129, 1000, 1023, 1024, 1025, 2000, 10000})
    fact(name, args("n=%zu", n), [=]() -> Deque {
      Deque deque;
      for (size_t i = 0; i < n; ++i)
        deque.push_back({});
      return deque;
    });
}

static void vectorFacts() {
  for (size_t n : {1, 2, 3, 1000, 1024, 1025, 10000}) {
    fact("vector<int>.push_back", args("n=%zu", n), [=] {
      std::vector<int> v;
      for (size_t i = 0; i < n; ++i)
        v.push_back(1);
      return v;
    });
    fact("vector<int>(n)", args("n=%zu", n), [=] { return std::vector<int>(n); });
    std::vector<int> from(n);
    from.reserve(2 * n);
    fact("vector<int>(vector)", args("n=%zu", n), [&] { return std::vector<int>(from); });
    fact("vector<bool>(n)", args("n=%zu", n), [=] { return std::vector<bool>(n); });
    fact("vector<bool>.push_back", args("n=%zu", n), [=] {
      std::vector<bool> v;
      for (size_t i = 0; i < n; ++i)
        v.push_back(true);
      return v;
    });
  }
  for (size_t by : {1, 50, 100, 101, 500}) {
    fact("vector<int>.resize", args("c=100 n=%zu", 100 + by), [=] {
      std::vector<int> v(100);
      v.resize(100 + by);
      return v;
    });
    fact("vector<int>.insert(k)", args("c=100 k=%zu", by), [=] {
      std::vector<int> v(100);
      v.insert(v.end(), by, 7);
      return v;
    });
    fact("vector<int>.reserve", args("c=100 n=%zu", 100 + by), [=] {
      std::vector<int> v(100);
      v.reserve(100 + by);
      return v;
    });
    std::vector<int> other(100 + by);
    fact("vector<int>.copy-assign", args("c=100 n=%zu", 100 + by), [&] {
      std::vector<int> v(100);
      v = other;
      return v;
    });
    fact("vector<int>.assign(n)", args("c=100 n=%zu", 100 + by), [&] {
      std::vector<int> v(100);
      v.assign(100 + by, 3);
      return v;
    });
  }
  fact("vector<int>.clear", "c=100", [] {
    std::vector<int> v(100);
    v.clear();
    return v;
  });
  fact("vector<int>.shrink_to_fit", "c=100 n=10", [] {
    std::vector<int> v(100);
    v.resize(10);
    v.shrink_to_fit();
    return v;
  });
  fact("vector<int>(initializer_list)", "n=5", [] { return std::vector<int>{1, 2, 3, 4, 5}; });
  std::istringstream numbers("1 2 3 4 5 6 7 8 9 10");
  fact("vector<int>(istream_iterator)", "n=10", [&] {
    return std::vector<int>(std::istream_iterator<int>(numbers), std::istream_iterator<int>());
  });
  fact("vector<vector<double>>(n,v)", "n=10 m=20",
       [] { return std::vector<std::vector<double>>(10, std::vector<double>(20)); });
}

void sequenceFacts() {
  vectorFacts();
  dequeFacts<std::deque<int>>("deque<int>.push_back");
  dequeFacts<std::deque<Bytes<24>>>("deque<Bytes<24>>.push_back");
  dequeFacts<std::deque<std::string>>("deque<string>.push_back");
  dequeFacts<std::deque<Bytes<600>>>("deque<Bytes<600>>.push_back");
  for (size_t n : {0, 1, 1000, 1024})
    fact("deque<int>(n)", args("n=%zu", n), [=] { return std::deque<int>(n); });
  fact("deque<int>.drained", "n=10000", [] {
    std::deque<int> d(10000);
    while (!d.empty())
      d.pop_front();
    return d;
  });
  fact("deque<int>.clear", "n=10000", [] {
    std::deque<int> d(10000);
    d.clear();
    return d;
  });
  fact("deque<int>.sliding", "n=100000 window=100", [] {
    std::deque<int> d;
    for (int i = 0; i < 100000; ++i) {
      d.push_back(i);
      if (d.size() > 100)
        d.pop_front();
    }
    return d;
  });
  fact("queue<int>", "n=1000", [] {
    std::queue<int> q;
    for (int i = 0; i < 1000; ++i)
      q.push(i);
    return q;
  });
  fact("stack<int>", "n=1000", [] {
    std::stack<int> s;
    for (int i = 0; i < 1000; ++i)
      s.push(i);
    return s;
  });
  fact("priority_queue<int>", "n=1000", [] {
    std::priority_queue<int> q;
    for (int i = 0; i < 1000; ++i)
      q.push(i);
    return q;
  });
  for (size_t n : {0, 1, 100}) {
    fact("list<int>", args("n=%zu", n), [=] { return std::list<int>(n); });
    fact("list<string>", args("n=%zu", n), [=] { return std::list<std::string>(n); });
    fact("list<Bytes<20>>", args("n=%zu", n), [=] { return std::list<Bytes<20>>(n); });
    fact("forward_list<int>", args("n=%zu", n), [=] { return std::forward_list<int>(n); });
    fact("forward_list<string>", args("n=%zu", n),
         [=] { return std::forward_list<std::string>(n); });
  }
}

} // namespace facts
