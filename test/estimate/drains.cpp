// Loops that count down, and loops that take out of a container until it is empty, run as often as there is something left;
// what they take is gone behind them, and what they move elsewhere is held once.
// RUN: %highwater estimate %s --flag -std=c++20 --entry countDown | FileCheck %s --check-prefix=COUNT
// RUN: %highwater estimate %s --flag -std=c++20 --entry drain | FileCheck %s --check-prefix=DRAIN
// RUN: %highwater estimate %s --flag -std=c++20 --entry handOn | FileCheck %s --check-prefix=HANDON
// RUN: %highwater estimate %s --flag -std=c++20 --entry refill | FileCheck %s --check-prefix=REFILL
// RUN: %highwater estimate %s --flag -std=c++20 --entry portions | FileCheck %s --check-prefix=PORTIONS
// RUN: %highwater estimate %s --flag -std=c++20 --entry halves | FileCheck %s --check-prefix=HALVES
#include <deque>
#include <queue>
#include <string>
#include <vector>

constexpr std::size_t many = 200'000;

// 3.5 MiB measured, besides 72 KiB that every program holds.
// COUNT: peak 3.5 MiB
std::size_t countDown() {
  std::vector<long> down;
  std::size_t left = many;
  while (left > 0) {
    down.push_back(left);
    --left;
  }
  std::vector<int> even;
  for (std::size_t i = many; i-- > 0;)
    even.push_back(i);
  std::vector<char> nothing(left);
  return down.size() + even.size() + nothing.size();
}

// 3.6 MiB measured.
// DRAIN: peak 3.6 MiB
std::size_t drain() {
  std::queue<long> waiting;
  for (std::size_t i = 0; i < many; ++i)
    waiting.push(i);
  std::vector<long> done;
  while (!waiting.empty()) {
    done.push_back(waiting.front());
    waiting.pop();
  }
  return done.size();
}

struct Job {
  int id;
  std::string payload;
};

// 33.3 MiB measured.
// HANDON: peak 33.1 MiB
std::size_t handOn() {
  std::deque<Job> waiting;
  for (std::size_t i = 0; i < many; ++i)
    waiting.push_back({1, std::string(60, 'x')});
  std::vector<Job> done;
  while (!waiting.empty()) {
    Job job = std::move(waiting.front());
    waiting.pop_front();
    done.push_back(std::move(job));
  }
  return done.size();
}

// What is added in the body may keep it going for ever.
// REFILL: at least; how often the loop
std::size_t refill(bool (*again)(long)) {
  std::queue<long> waiting;
  waiting.push(1);
  std::vector<long> done;
  while (!waiting.empty()) {
    long next = waiting.front();
    waiting.pop();
    done.push_back(next);
    if (again(next))
      waiting.push(next + 1);
  }
  return done.size();
}

// A portion at a time, the last of which is smaller. 197 KiB measured, besides those 72.
// PORTIONS: peak 197.3 KiB
std::size_t portions() {
  std::vector<std::vector<char>> blocks;
  blocks.reserve(50);
  for (long left = 200'000; left > 0;) {
    long portion = left < 4096 ? left : 4096;
    blocks.emplace_back(portion);
    left -= portion;
  }
  return blocks.size();
}

// As often as there are bits; of what is multiplied the largest is known alone. 1.1 MiB measured.
// HALVES: peak 1.1 MiB (at most)
std::size_t halves() {
  std::vector<std::vector<char>> blocks;
  blocks.reserve(20);
  for (unsigned left = many; left > 0; left /= 2)
    blocks.emplace_back(65536);
  return blocks.size();
}
