// Shared states and start-up blocks of threads. What a thread's own arena and
// stack cost is not heap and not counted here.
#include "Count.h"

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace facts {

// Peak of a start and join; the first thread of a process sets up more.
template <size_t N> static void threadFact() {
  Bytes<N> payload{};
  transient("thread", args("callable=%zu", N),
            [&] { std::thread([payload] { (void)payload; }).join(); });
}

template <typename T> static void futureFacts() {
  char type[64];
  snprintf(type, sizeof type, "sizeof=%zu alignof=%zu", sizeof(T), alignof(T));
  fact("promise", type, [] { return std::promise<T>(); });
  fact("packaged_task", type, [] { return std::packaged_task<T()>([] { return T(); }); });
  fact("async(deferred)", type,
       [] { return std::async(std::launch::deferred, [] { return T(); }); });
  transient("async(async)", type,
            [] { std::async(std::launch::async, [] { return T(); }).get(); });
}

void threadFacts() {
  // The first thread: what stays is the dynamic thread vector of its cached stack.
  transient("thread.first", "", [] { std::thread([] {}).join(); });
  threadFact<1>();
  threadFact<8>();
  threadFact<100>();
  threadFact<1000>();
  std::vector<int> data(1000);
  transient("thread(copied-argument)", "vector<int> n=1000",
            [&] { std::thread([](const std::vector<int> &) {}, data).join(); });
  transient("thread(ref)", "vector<int> n=1000",
            [&] { std::thread([](const std::vector<int> &) {}, std::cref(data)).join(); });
  fact("make_unique<mutex>", "", [] { return std::make_unique<std::mutex>(); });
  transient("condition_variable", "", [] { std::condition_variable cv; keep(cv); });
  transient("condition_variable_any", "", [] { std::condition_variable_any cv; keep(cv); });

  fact("promise", "void", [] { return std::promise<void>(); });
  futureFacts<int>();
  futureFacts<double>();
  futureFacts<std::string>();
  futureFacts<Bytes<1000>>();
  fact("shared_future", "sizeof=4 alignof=4", [] {
    std::promise<int> promise;
    promise.set_value(1);
    return promise.get_future().share();
  });
}

} // namespace facts
