// Regions that a team of threads runs: each has variables of its own, and they are there at the same time.
// RUN: env OMP_NUM_THREADS=4 %highwater estimate -v %s --flag=-std=c++20 -- prog locals 1000000 | FileCheck %s --check-prefix=LOCALS
// RUN: env OMP_NUM_THREADS=4 %highwater estimate -v %s --flag=-std=c++20 -- prog calls 1000000 | FileCheck %s --check-prefix=CALLS
// RUN: env OMP_NUM_THREADS=4 %highwater estimate -v %s --flag=-std=c++20 -- prog sized 1000000 | FileCheck %s --check-prefix=SIZED
// RUN: env OMP_NUM_THREADS=4 %highwater estimate -v %s --flag=-std=c++20 -- prog shared 1000000 | FileCheck %s --check-prefix=SHARED
// RUN: %highwater estimate %s --flag=-std=c++20 --entry locals --assume n=1000000 --assume threads=3 | FileCheck %s --check-prefix=ASSUMED
#include <cstdlib>
#include <omp.h>
#include <string>
#include <vector>

// Four threads count apart. Measured: 40094192 bytes, 72720 of them of the runtime.
double locals(std::size_t n) {
  std::vector<double> total(n);
#pragma omp parallel
  {
    std::vector<double> own(n);
#pragma omp for
    for (std::size_t i = 0; i < n; i++)
      own[i] += i;
#pragma omp barrier
#pragma omp critical
    for (std::size_t i = 0; i < n; i++)
      total[i] += own[i];
  }
  return total[n / 2];
}
// LOCALS: peak 38.2 MiB (at most)
// LOCALS: 22.9 MiB others that run at the same time
// LOCALS: threads = 4 (environment)
// ASSUMED: peak 30.5 MiB

static double smoothed(const std::vector<double> &values) {
  std::vector<double> copy(values);
  return copy[copy.size() / 2];
}

// What a call holds, each of the threads does. Measured: 40095008 bytes.
static double calls(std::size_t n) {
  std::vector<double> values(n), results(100);
#pragma omp parallel for schedule(dynamic)
  for (int i = 0; i < 100; i++)
    results[i] = smoothed(values);
  return results[7];
}
// CALLS: peak 38.2 MiB (at most)

// FIXME: an element for each thread that it fills itself counts as if only one did. Measured: 8078832 bytes.
static double sized(std::size_t n) {
  std::vector<std::vector<float>> each(omp_get_max_threads());
#pragma omp parallel num_threads(2)
  each[omp_get_thread_num()].resize(n);
  return each[0].size();
}
// SIZED: peak 4.0 MiB

// What all share is there once. Measured: 8078848 bytes.
static double shared(std::size_t n) {
  std::vector<double> values(n);
#pragma omp parallel for
  for (std::size_t i = 0; i < n; i++)
    values[i] = i * 0.5;
  return values[n / 3];
}
// SHARED: peak 7.6 MiB =

int main(int, char **argv) {
  std::string what = argv[1];
  std::size_t n = std::strtoul(argv[2], nullptr, 10);
  if (what == "locals")
    return locals(n) < 0;
  if (what == "calls")
    return calls(n) < 0;
  if (what == "sized")
    return sized(n) < 0;
  return shared(n) < 0;
}
