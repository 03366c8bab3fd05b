// How often neighbouring numbers of an input are far apart nobody knows: what is kept there is at most all there is.
// RUN: %python -c "print('\n'.join(str(i * i) for i in range(5000)))" > %t
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t | FileCheck %s
#include <fstream>
#include <string>
#include <vector>

struct Event {
  long time;
};

// CHECK: peak {{[0-9.]+}} KiB  (at most)
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<Event> events;
  for (std::string line; std::getline(in, line);)
    events.push_back({std::stol(line)});
  std::vector<long> starts;
  long last = 0;
  for (size_t i = 0; i < events.size(); ++i) {
    if (events[i].time - last > 30)
      starts.push_back(events[i].time);
    last = events[i].time;
  }
}
