// Counts what a block of code holds on the heap, inside the process: malloc and
// its relatives are defined here in front of glibc's, and operator new in front
// of the library's. Every fact of the table is one call of `fact` or `value`.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string_view>

namespace facts {

/// What was live, and what was live at most, since the start of a measurement.
/// Requested bytes are what the caller asked for; charged bytes are the chunks
/// or pages that glibc set aside for them.
struct Tally {
  long live = 0;
  long peak = 0;
  long liveCharged = 0;
  long peakCharged = 0;
  long allocations = 0;
  long throughNew = 0; ///< Bytes ever requested through operator new.
};

/// Forgets everything counted so far, so that only what follows counts.
void start();
Tally stop();

/// Prints one line per quantity: `name/live`, `name/peak`, …
void print(const char *name, const char *args, const Tally &tally);
void value(const char *name, const char *args, long bytes);

/// Formats arguments such as "n=%d" into a buffer that lives until the next call.
const char *args(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// A value of a chosen size that holds no heap.
template <size_t N> struct Bytes { char bytes[N]; };

/// Keeps the compiler from removing an allocation that nobody looks at.
template <typename T> void keep(T &thing) { asm volatile("" : : "g"(&thing) : "memory"); }

/// Measures what `make` leaves live in its result, and its peak.
template <typename Make> void fact(const char *name, const char *args, Make make) {
  start();
  {
    auto held = make();
    keep(held);
    Tally tally = stop();
    print(name, args, tally);
  }
}

/// Measures a peak only: nothing is expected to stay live.
template <typename Run> void transient(const char *name, const char *args, Run run) {
  start();
  run();
  print(name, args, stop());
}

void mallocFacts();
void stringFacts();
void sequenceFacts();
void nodeFacts();
void ownerFacts();
void streamFacts();
void algorithmFacts();
void threadFacts();
void filesystemFacts();
void cFacts();
void layoutFacts();

} // namespace facts
