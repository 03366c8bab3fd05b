// Callables given to a library run as often as its model says, whatever they are; 1,000,000 numbers take 8 MB.
// RUN: %highwater estimate %s --flag -std=c++20 -- prog closure 1000000 | FileCheck %s --check-prefix=GROWN
// RUN: %highwater estimate %s --flag -std=c++20 --entry functionObject --assume n=1000000 | FileCheck %s --check-prefix=GROWN
// RUN: %highwater estimate %s --flag -std=c++20 --entry closure --assume n=1000000 | FileCheck %s --check-prefix=GROWN
// RUN: %highwater estimate %s --flag -std=c++20 --entry functionInThread --assume n=1000000 | FileCheck %s --check-prefix=ONCE
// RUN: %highwater estimate %s --flag -std=c++20 --entry memberInThread --assume n=1000000 | FileCheck %s --check-prefix=ONCE
// RUN: %highwater estimate %s --flag -std=c++20 --entry bound --assume n=1000000 | FileCheck %s --check-prefix=ONCE
// RUN: %highwater estimate %s --flag -std=c++20 --entry held --assume n=1000000 | FileCheck %s --check-prefix=ONCE
// RUN: %highwater estimate %s --flag -std=c++20 --entry task --assume n=1000000 | FileCheck %s --check-prefix=ONCE
// RUN: %highwater estimate %s --flag -std=c++20 --entry pool --assume n=1000000 | FileCheck %s --check-prefix=POOL
// RUN: %highwater estimate %s --flag -std=c++20 --entry texts --assume n=1000000 | FileCheck %s --check-prefix=TEXTS
// RUN: %highwater estimate %s --flag -std=c++20 --entry rows --assume n=1000000 | FileCheck %s --check-prefix=ROWS

// Each grows to 2^20 numbers, with half of that beside it at the last doubling, or is sized at once.
// GROWN: peak 19.6 MiB
// ONCE: peak 7.6 MiB
// POOL: peak {{3[0-9]|4[0-2]}}.{{[0-9]}} MiB
// TEXTS: peak 9{{[6-9]}}.{{[0-9]}} MiB
// ROWS: peak 7{{[67]}}.{{[0-9]}} MiB

#include <algorithm>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

static void fill(std::vector<double> &values, std::size_t n) { values.resize(n); }

struct Filler {
  std::vector<double> values;
  void run(std::size_t n) { values.resize(n); }
};

struct Doubled {
  std::vector<double> &out;
  void operator()(double value) const { out.push_back(2 * value); }
};

void closure(std::size_t n) {
  std::vector<double> in(n), out;
  std::for_each(in.begin(), in.end(), [&](double value) { out.push_back(value + 1); });
}

void functionObject(std::size_t n) {
  std::vector<double> in(n), out;
  std::for_each(in.begin(), in.end(), Doubled{out});
}

void functionInThread(std::size_t n) {
  std::vector<double> values;
  std::thread thread(fill, std::ref(values), n);
  thread.join();
}

void memberInThread(std::size_t n) {
  Filler filler;
  std::thread thread(&Filler::run, &filler, n);
  thread.join();
}

void bound(std::size_t n) {
  Filler filler;
  auto call = std::bind(&Filler::run, &filler, n);
  call();
}

void held(std::size_t n) {
  std::vector<double> values;
  std::function<void(std::size_t)> call = [&](std::size_t count) { values.resize(count); };
  call(n);
}

void task(std::size_t n) {
  auto result = std::async(std::launch::async, [n] { return std::vector<double>(n); });
  std::vector<double> values = result.get();
}

void pool(std::size_t n) {
  std::vector<std::vector<double>> parts(4);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&parts, i, n] { parts[i].resize(n); });
  for (std::thread &thread : threads)
    thread.join();
}

void texts(std::size_t n) {
  std::vector<int> in(n);
  std::vector<std::string> out;
  std::transform(in.begin(), in.end(), std::back_inserter(out), [](int) { return std::string(40, 'x'); });
}

struct Row {
  std::string name;
  std::vector<double> values;
  Row(std::size_t width) : name("row"), values(width) {}
};

void rows(std::size_t n) {
  std::vector<Row> table;
  table.reserve(n / 100);
  for (std::size_t i = 0; i < n / 100; ++i)
    table.emplace_back(1000);
}

int main(int argc, char **argv) {
  if (argc > 2)
    closure(std::stoul(argv[2]));
}
