// Smart pointers, type-erased holders, and wrappers that own nothing of their own.
#include "Count.h"

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace facts {

template <size_t N> struct alignas(16) Aligned { char bytes[N]; };

// Copyable without a call, so that it may be stored inline wherever size allows.
template <size_t N> struct Functor {
  char state[N];
  int operator()() const { return state[0]; }
};
// Not trivially copyable: libstdc++ never stores it inline in std::function.
struct NonTrivial {
  std::shared_ptr<int> state;
  int operator()() const { return 1; }
};

template <typename T> static void sharedFacts(const char *type) {
  fact("make_shared", type, [] { return std::make_shared<T>(); });
  fact("shared_ptr(new)", type, [] { return std::shared_ptr<T>(new T()); });
  fact("make_unique", type, [] { return std::make_unique<T>(); });
}

template <size_t N> static void holderFacts() {
  fact("function", args("target=%zu", N), [] { return std::function<int()>(Functor<N>{}); });
  fact("any", args("value=%zu", N), [] { return std::any(Bytes<N>{}); });
}

static void wrapperFacts() {
  fact("function(non-trivial)", "target=16", [] {
    return std::function<int()>(NonTrivial{});
  });
  fact("function(pointer)", "target=8", [] { return std::function<int()>(+[] { return 1; }); });
  fact("any(string)", args("value=%zu", sizeof(std::string)), [] { return std::any(std::string("abc")); });
  fact("any(int)", "value=4", [] { return std::any(7); });
  fact("any(vector<int>)", "value=24", [] { return std::any(std::vector<int>()); });
  fact("any(shared_ptr)", "value=16", [] { return std::any(std::shared_ptr<int>()); });
  fact("any(double)", "value=8", [] { return std::any(1.5); });
  fact("optional", "value=1000", [] { return std::optional<Bytes<1000>>(Bytes<1000>{}); });
  fact("variant", "value=1000", [] { return std::variant<int, Bytes<1000>>(Bytes<1000>{}); });
  fact("tuple", "value=1000", [] { return std::tuple<int, Bytes<1000>>(1, Bytes<1000>{}); });
  fact("bind", "value=32", [] {
    return std::bind([](const Bytes<32> &) { return 1; }, Bytes<32>{});
  });
  fact("function(bind)", "target=32", [] {
    return std::function<int()>(std::bind([](const Bytes<32> &) { return 1; }, Bytes<32>{}));
  });
}

void ownerFacts() {
  sharedFacts<char>("sizeof=1");
  sharedFacts<int>("sizeof=4");
  sharedFacts<double>("sizeof=8");
  sharedFacts<Bytes<100>>("sizeof=100");
  sharedFacts<Aligned<32>>("sizeof=32 alignof=16");
  fact("make_unique<int[]>", "n=100", [] { return std::make_unique<int[]>(100); });
  fact("make_shared<int[]>", "n=100", [] { return std::make_shared<int[]>(100); });
  fact("shared_ptr(new,deleter)", "sizeof=4 deleter=0",
       [] { return std::shared_ptr<int>(new int, [](int *p) { delete p; }); });
  fact("shared_ptr(new,deleter)", "sizeof=4 deleter=8",
       [] { return std::shared_ptr<int>(new int, (void (*)(int *))[](int *p) { delete p; }); });
  auto owner = std::make_shared<int>();
  fact("shared_ptr(copy)", "sizeof=4", [&] { return owner; });
  fact("weak_ptr", "sizeof=4", [&] { return std::weak_ptr<int>(owner); });
  // The object's memory stays as long as a weak_ptr does when make_shared made it.
  fact("weak_ptr.outlives.make_shared", "sizeof=100", [] {
    return std::weak_ptr<Bytes<100>>(std::make_shared<Bytes<100>>());
  });
  fact("weak_ptr.outlives.new", "sizeof=100", [] {
    return std::weak_ptr<Bytes<100>>(std::shared_ptr<Bytes<100>>(new Bytes<100>));
  });
  holderFacts<1>();
  holderFacts<8>();
  holderFacts<9>();
  holderFacts<16>();
  holderFacts<17>();
  holderFacts<24>();
  holderFacts<25>();
  holderFacts<32>();
  holderFacts<100>();
  wrapperFacts();
  // new T[n] keeps a count before the elements when they have a destructor.
  fact("new[](trivial)", "n=100 sizeof=4", [] { return std::unique_ptr<int[]>(new int[100]); });
  fact("new[](string)", args("n=100 sizeof=%zu", sizeof(std::string)),
       [] { return std::unique_ptr<std::string[]>(new std::string[100]); });
}

} // namespace facts
