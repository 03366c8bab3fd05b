// What several handles lead to counts once, and as long as one of them is kept.
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog 100000 | FileCheck %s --check-prefix=COPIED
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DFIELD -- prog 100000 | FileCheck %s --check-prefix=FIELD
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DRAW -- prog 100000 | FileCheck %s --check-prefix=RAW
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DCOMMON -- prog 100000 | FileCheck %s --check-prefix=COMMON
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DMETHOD -- prog 100000 | FileCheck %s --check-prefix=METHOD
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DMETHOD --flag=-DPLAIN -- prog 100000 | FileCheck %s --check-prefix=PLAIN
#include <cstdlib>
#include <memory>
#include <vector>

struct Job {
  long id;
  double arrived, started, finished;
};

struct Event {
  double time;
  std::shared_ptr<Job> job;
};

#ifdef PLAIN
using Handle = Job *;
#else
using Handle = std::shared_ptr<Job>;
#endif

class Log {
public:
  void add(Handle job) {
    all.push_back(job);
    last.push_back(job);
  }

private:
  std::vector<Handle> all, last;
};

int main(int, char **argv) {
  long jobs = std::atol(argv[1]);
#ifdef METHOD
  Log log;
  for (long i = 0; i < jobs; ++i) {
#ifdef PLAIN
    auto job = new Job;
#else
    auto job = std::make_shared<Job>();
#endif
    job->id = i;
    log.add(job);
  }
#elif !defined(FIELD) && !defined(RAW) && !defined(COMMON)
  std::vector<std::shared_ptr<Job>> all, late;
  for (long i = 0; i < jobs; ++i) {
    auto job = std::make_shared<Job>();
    job->id = i;
    all.push_back(job);
    if (i % 2)
      late.push_back(job);
  }
#elif defined(FIELD)
  std::vector<Event> events;
  for (long i = 0; i < jobs; ++i) {
    auto job = std::make_shared<Job>();
    events.push_back({double(i), job});
  }
#elif defined(RAW)
  std::vector<Job *> all;
  Job *job;
  for (long i = 0; i < jobs; ++i) {
    job = new Job;
    all.push_back(job);
  }
#else
  auto common = std::make_shared<std::vector<double>>(1 << 20);
  std::vector<std::shared_ptr<std::vector<double>>> all;
  for (long i = 0; i < jobs; ++i)
    all.push_back(common);
#endif
}
// COPIED: peak 9.{{[0-9]}} MiB
// FIELD: peak 9.{{[0-9]}} MiB
// RAW: peak 5.{{[0-9]}} MiB
// COMMON: peak 11.0 MiB
// METHOD: peak 10.{{[0-9]}} MiB  =
// PLAIN: peak 6.{{[0-9]}} MiB  =
