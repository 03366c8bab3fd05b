// Callables that are kept: in queues of tasks, moved out of them, captured, and functions that a template passes on.
// RUN: %highwater estimate %s --flag -std=c++20 --entry inPlace --assume n=1000000 | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --entry movedOut --assume n=1000000 | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --entry assigned --assume n=1000000 | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --entry captured --assume n=1000000 | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --entry inFuture --assume n=1000000 | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --entry named --assume n=1000000 | FileCheck %s
// CHECK: peak 7.6 MiB

#include <functional>
#include <future>
#include <queue>
#include <string>
#include <vector>

using Numbers = std::vector<double>;

struct Tasks {
  std::queue<std::function<void()>> waiting;
  void submit(std::function<void()> task) { waiting.push(std::move(task)); }
  void runOne() { waiting.front()(); }
  void takeOne() {
    std::function<void()> task = std::move(waiting.front());
    waiting.pop();
    task();
  }
  void assignOne() {
    std::function<void()> task;
    task = std::move(waiting.front());
    task();
  }
};

void inPlace(std::size_t n) {
  Numbers numbers;
  Tasks tasks;
  tasks.submit([&numbers, n] { numbers.resize(n); });
  tasks.runOne();
}

void movedOut(std::size_t n) {
  Numbers numbers;
  Tasks tasks;
  tasks.submit([&numbers, n] { numbers.resize(n); });
  tasks.takeOne();
}

void assigned(std::size_t n) {
  Numbers numbers;
  Tasks tasks;
  tasks.submit([&numbers, n] { numbers.resize(n); });
  tasks.assignOne();
}

static Numbers make(std::size_t n) { return Numbers(n); }

template <class Function> static auto call(Function function, std::size_t n) {
  auto later = [function, n] { return function(n); };
  return later();
}

template <class Function> static auto callInFuture(Function function, std::size_t n) {
  auto result = std::async(std::launch::async, [function, n] { return function(n); });
  return result.get();
}

void captured(std::size_t n) { Numbers numbers = call(make, n); }

void inFuture(std::size_t n) { Numbers numbers = callInFuture(make, n); }

// The text becomes the string that the constructor takes.
struct Series {
  Series(std::string name, std::size_t n) : name(std::move(name)), numbers(n) {}
  std::string name;
  Numbers numbers;
};

void named(std::size_t n) {
  std::vector<Series> all;
  all.emplace_back("temperature", n);
}
