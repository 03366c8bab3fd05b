// Records at several places are named by the set of these.

#include "analysis/flow/Readings.h"

#include "llvm/ADT/StringRef.h"

#include <set>

namespace highwater::flow {

using size::Subject;

static void collect(const Subject &reading, std::set<Subject> &into) {
  if (reading.head() != "either") {
    into.insert(reading);
    return;
  }
  for (const Subject &part : reading.parts())
    collect(part, into);
}

Subject eitherReading(const std::vector<Subject> &readings) {
  std::set<Subject> all;
  for (const Subject &reading : readings)
    collect(reading, all);
  if (all.size() == 1)
    return *all.begin();
  Subject any = anyReading(*all.begin());
  std::size_t turns = 0, kinds = 0;
  for (const Subject &reading : all) {
    if (reading == any)
      return any;
    if (reading.head() == "turn" && !llvm::StringRef(reading.parts()[2].head()).getAsInteger(10, kinds))
      ++turns;
  }
  return turns == all.size() && turns == kinds ? any : Subject("either", {all.begin(), all.end()});
}

} // namespace highwater::flow
