// Methods that add to what their object owns by smart pointers, and virtual calls on all of several objects: each is changed by
// what its own class defines.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('a line of thirty-one characters\n' * 50000)"
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DADDED -- prog %t/in | FileCheck %s --check-prefix=ADDED
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DSHARED -- prog %t/in | FileCheck %s --check-prefix=SHARED
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DMISSING -- prog %t/in | FileCheck %s --check-prefix=MISSING
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DSTAGES -- prog %t/in | FileCheck %s --check-prefix=STAGES
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DREFERENCE -- prog %t/in | FileCheck %s --check-prefix=REFERENCE
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DMADE -- prog %t/in | FileCheck %s --check-prefix=MADE
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Item {
  std::string name;
  int count = 0;
};

struct Stage {
  virtual ~Stage() = default;
  virtual void process(const std::string &line) = 0;
};

struct Lengths : Stage {
  std::vector<std::size_t> lengths;
  void process(const std::string &line) override { lengths.push_back(line.size()); }
};

struct Lines : Stage {
  std::vector<std::string> lines;
  void process(const std::string &line) override { lines.push_back(line); }
};

struct Total : Stage {
  std::size_t total = 0;
  void process(const std::string &line) override { total += line.size(); }
};

#ifdef MADE // 8.2 MiB measured
struct Named {
  explicit Named(std::string name) : name(std::move(name)), places(5) {}
  virtual ~Named() = default;
  const std::string &called() const { return name; }
  std::string name;
  std::vector<int> places;
};

struct Short : Named {
  Short() : Named("short") {}
};

struct Long : Named {
  using Named::Named;
};

static std::unique_ptr<Named> made(const std::string &line) {
  if (line.empty())
    return nullptr;
  if (line[0] == '#')
    return std::make_unique<Short>();
  return std::make_unique<Long>(line);
}
#endif

class Store {
public:
#if defined ADDED // 5.2 MiB measured
  void add(const std::string &line) { items.push_back(std::make_unique<Item>(Item{line, 1})); }
  std::vector<std::unique_ptr<Item>> items;
#elif defined SHARED // 6.4 MiB measured
  void add(const std::string &line) {
    auto item = std::make_shared<Item>();
    item->name = line;
    items.push_back(item);
  }
  std::vector<std::shared_ptr<Item>> items;
#elif defined MISSING // 6.2 MiB measured
  void add(const std::string &line) {
    auto &item = items[std::to_string(counted++)];
    if (!item)
      item = std::make_unique<Item>();
    ++item->count;
  }
  std::map<std::string, std::unique_ptr<Item>> items;
  std::size_t counted = 0;
#elif defined MADE
  void take(std::unique_ptr<Named> named) {
    total += named->called().size();
    all.push_back(std::move(named));
  }
  void add(const std::string &line) {
    if (auto named = made(line))
      take(std::move(named));
  }
  std::size_t total = 0;
  std::vector<std::unique_ptr<Named>> all;
#elif defined STAGES || defined REFERENCE // 5.1 MiB measured
  template <class S> Store &stage() {
    stages.push_back(std::make_unique<S>());
    return *this;
  }
  void add(const std::string &line) {
    for (auto &stage : stages)
      stage->process(line);
  }
  std::vector<std::unique_ptr<Stage>> stages;
#endif
};

#ifdef REFERENCE // 4.6 MiB measured
static void fill(Stage &stage, std::ifstream &in) {
  for (std::string line; std::getline(in, line);)
    stage.process(line);
}
#endif

int main(int, char **argv) {
  std::ifstream in(argv[1]);
#ifdef REFERENCE
  Lines lines;
  fill(lines, in);
#else
  Store store;
#ifdef STAGES
  store.stage<Lengths>().stage<Total>().stage<Lines>();
#endif
  for (std::string line; std::getline(in, line);)
    store.add(line);
#endif
}
// ADDED: peak 5.1 MiB  =
// SHARED: peak 6.4 MiB  =
// MISSING: peak 6.1 MiB  =
// STAGES: peak 4.8 MiB  =
// REFERENCE: peak 4.5 MiB  =
// MADE: peak 8.1 MiB  =
