// Records at several places are named by the set of these.

#include "analysis/flow/Readings.h"

#include "llvm/ADT/STLExtras.h"
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
  bool alike = llvm::all_of(all, [&](const Subject &reading) { return anyReading(reading) == any; });
  if (alike && all.count(any))
    return any;
  std::size_t turns = 0, kinds = 0;
  for (const Subject &reading : all)
    if (reading.head() == "turn" && !llvm::StringRef(reading.parts()[2].head()).getAsInteger(10, kinds))
      ++turns;
  return alike && turns == all.size() && turns == kinds ? any : Subject("either", {all.begin(), all.end()});
}

/// Likewise of texts that are read in one place only.
/// `part(line, 0, 9)` among all nine letters that follow one another; empty if it is none of those.
static Subject windowAround(const Subject &slice) {
  if (slice.head() != "part" || slice.parts().size() < 3)
    return {};
  const Subject &count = slice.parts()[2];
  return Subject("window", {slice.parts()[0], count.parts().empty() ? Subject("lit", {count}) : count});
}

static Subject commonInside(const Subject &a, const Subject &b) {
  if (a == b || a == anyPiece(b) || a == windowAround(b))
    return a;
  if (b == windowAround(a))
    return b;
  if (Subject any = anyPiece(a); any == anyPiece(b))
    return any;
  if (a.head() != b.head() || a.parts().size() != b.parts().size() || a.parts().empty())
    return {};
  std::vector<Subject> parts;
  for (size_t index = 0; index < a.parts().size(); ++index) {
    parts.push_back(commonInside(a.parts()[index], b.parts()[index]));
    if (parts.back().empty())
      return {};
  }
  return Subject(a.head(), std::move(parts));
}

Subject commonPiece(const Subject &a, const Subject &b) { return commonInside(anyReading(a), anyReading(b)); }

Subject commonText(const Subject &a, const Subject &b) {
  if (Subject common = commonReading(a, b); !common.empty())
    return common;
  auto any = [](const Subject &text) {
    return text.head() == "part" && text.parts().size() == 1 ? text.parts()[0] : anyPiece(text);
  };
  Subject mine = any(a), theirs = any(b);
  if (mine == theirs)
    return a.head() == "part" || b.head() == "part" ? Subject("part", {mine}) : mine;
  if (Subject common = commonInside(a, b); !common.empty())
    return common;
  if (isWithin(mine, theirs))
    return Subject("part", {theirs});
  return isWithin(theirs, mine) ? Subject("part", {mine}) : Subject();
}

} // namespace highwater::flow
