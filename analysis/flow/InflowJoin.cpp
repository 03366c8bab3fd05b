// Where paths meet: influences unite, bounds remain only if they hold on all paths, and a flag that tells the paths apart
// remembers what holds on which.

#include "analysis/flow/InflowState.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

static constexpr unsigned mostAlternatives = 4, mostFacts = 32;

using Alternatives = std::shared_ptr<const std::vector<Alternative>>;

/// Both sets of facts, as far as they agree.
static std::vector<Fact> agreeing(const std::vector<Fact> &a, const std::vector<Fact> &b) {
  std::vector<Fact> result;
  for (const Fact &fact : a)
    for (const Fact &other : b)
      if (fact.term == other.term)
        if (Bound both = weaker(fact.bound, other.bound); says(both)) {
          result.push_back({fact.term, both});
          break;
        }
  return result;
}

static std::vector<Alternative> alternativesOf(const Number &number, const std::vector<Fact> &more) {
  std::vector<Alternative> result;
  if (number.constant)
    result.push_back({*number.constant, {}});
  else if (number.alternatives)
    result = *number.alternatives;
  for (Alternative &alternative : result)
    for (const Fact &fact : more)
      if (alternative.facts.size() < mostFacts && !llvm::is_contained(alternative.facts, fact))
        alternative.facts.push_back(fact);
  return result;
}

static Alternatives unite(std::vector<Alternative> a, const std::vector<Alternative> &b) {
  if (a.empty() || b.empty())
    return nullptr;
  for (const Alternative &alternative : b) {
    auto same = llvm::find_if(a, [&](const Alternative &other) { return other.value == alternative.value; });
    if (same == a.end())
      a.push_back(alternative);
    else
      same->facts = agreeing(same->facts, alternative.facts);
  }
  llvm::sort(a, [](const Alternative &x, const Alternative &y) { return x.value < y.value; });
  if (a.size() < 2 || a.size() > mostAlternatives)
    return nullptr;
  return std::make_shared<const std::vector<Alternative>>(std::move(a));
}

std::vector<Fact> InflowState::factsBeyond(const std::map<TermId, Bound> &others) const {
  std::vector<Fact> result;
  for (const auto &[term, bound] : bounds)
    if (auto found = others.find(term); (found == others.end() || !(found->second == bound)) && result.size() < mostFacts)
      result.push_back({term, bound});
  return result;
}

/// Facts about values that got a new identity where paths meet are facts about that one, too.
static void alsoAs(std::vector<Fact> &facts, const std::vector<std::pair<TermId, TermId>> &names) {
  for (size_t index = 0, count = facts.size(); index < count; ++index)
    for (auto [before, now] : names)
      if (facts[index].term == before && facts.size() < mostFacts)
        facts.push_back({now, facts[index].bound});
}

Number InflowState::merged(const Number &a, const InflowState &other, const Number &b, PathId path, Meeting &meeting) const {
  if (a == b)
    return a;
  Number result;
  Terms &terms = tables->terms;
  TermId phi = terms.phi(meeting.block, path);
  if (a.term == b.term) {
    result.term = a.term;
    result.label = tables->origins.join(a.label, b.label);
    result.max = largerMax(a, b);
  } else {
    Number here = known(a), there = other.known(b);
    result.label = tables->origins.blame(here, there);
    result.max = largerMax(here, there);
    // Sums of small numbers are as harmless as the number of records that were read.
    if ((terms.accumulates(b.term, phi) && there.max <= harmless) || (terms.accumulates(a.term, phi) && here.max <= harmless))
      tables->sums.insert(phi);
    bool sum = tables->sums.count(phi) != 0;
    if (sum)
      result.label.clear();
    if (!result.label.empty() || sum) {
      result.term = phi;
      meeting.here.push_back({a.term, phi});
      meeting.there.push_back({b.term, phi});
    }
  }
  if (result.term == phi)
    terms.redefine(phi, result);
  if (a.constant == b.constant)
    result.constant = a.constant;
  if (a.vouches && b.vouches && *a.vouches == *b.vouches)
    result.vouches = a.vouches;
  return result;
}

/// Bounds that hold on both ways here. What was computed may be bounded on one of them by what it was computed from.
std::map<TermId, Bound> InflowState::commonBounds(const InflowState &other) const {
  std::map<TermId, Bound> common;
  auto add = [&](TermId term, const Bound &a, const Bound &b) {
    if (Bound both = weaker(a, b); says(both))
      common.emplace(term, both);
  };
  auto computed = [&](TermId term, const InflowState &there) {
    Number number = there.known(tables->terms.numberOf(term));
    return Bound{number.max <= harmless ? number.max : unlimited, number.label.empty(), {}};
  };
  for (const auto &[term, bound] : bounds)
    if (auto found = other.bounds.find(term); found != other.bounds.end())
      add(term, bound, found->second);
    else if (tables->terms.isOperator(term))
      add(term, bound, computed(term, other));
  for (const auto &[term, bound] : other.bounds)
    if (!bounds.count(term) && tables->terms.isOperator(term))
      add(term, computed(term, *this), bound);
  return common;
}

/// `limit < n ? limit : n` as a reference: on each way it leads to what the test has bounded there.
std::shared_ptr<const Number> InflowState::seenOnBoth(const Cell &a, const InflowState &other, const Cell &b, TermId phi) const {
  Number here = behind(a), there = other.behind(b);
  if (here.label.empty() && there.label.empty() && !a.seen && !b.seen)
    return nullptr;
  Number both;
  both.label = tables->origins.blame(here, there);
  both.max = largerMax(here, there);
  if (!both.label.empty()) {
    both.term = phi;
    tables->terms.redefine(phi, both);
  }
  return std::make_shared<const Number>(std::move(both));
}

void InflowState::join(const InflowState &other, unsigned block) {
  std::map<PathId, Number> last;
  for (const InflowState *side : {static_cast<const InflowState *>(this), &other})
    for (const auto &[path, number] : side->visited)
      last[path] = either(seenLast(path), other.seenLast(path));
  std::map<TermId, Bound> common = commonBounds(other);
  Meeting meeting{block, {}, {}};
  struct Pair { PathId path; Cell a, b, both; };
  std::vector<Pair> differing;
  for (const auto &[path, here, there] : cells.differences(other.cells)) {
    Pair pair{path, here ? *here : raw(path), there ? *there : other.raw(path), {}};
    pair.both = joined(pair.a, pair.b);
    pair.both.number = merged(pair.a.number, other, pair.b.number, path, meeting);
    // A reference that is made on one way only is not followed after the other.
    bool onBoth = !pair.a.targets.empty() && !pair.b.targets.empty();
    bool onOne = (!here && pair.b.seen) || (!there && pair.a.seen);
    if (onOne || (onBoth && pair.a.targets != pair.b.targets))
      pair.both.seen = seenOnBoth(pair.a, other, pair.b, tables->terms.phi(block, tables->paths.step(path, Paths::Deref)));
    differing.push_back(std::move(pair));
  }
  std::vector<Fact> ours, theirs;
  bool gathered = false;
  for (Pair &pair : differing) {
    bool choices = (pair.a.number.constant || pair.a.number.alternatives) && (pair.b.number.constant || pair.b.number.alternatives);
    if (choices && !pair.both.number.constant) {
      if (!gathered) {
        ours = factsBeyond(common);
        theirs = other.factsBeyond(common);
        alsoAs(ours, meeting.here);
        alsoAs(theirs, meeting.there);
        gathered = true;
      }
      std::vector<Alternative> a = alternativesOf(pair.a.number, ours), b = alternativesOf(pair.b.number, theirs);
      for (Alternative &alternative : a)
        alsoAs(alternative.facts, meeting.here);
      for (Alternative &alternative : b)
        alsoAs(alternative.facts, meeting.there);
      pair.both.number.alternatives = unite(std::move(a), b);
    }
  }
  for (Pair &pair : differing)
    if (const Cell *before = find(pair.path); !before || !(*before == pair.both))
      set(pair.path, std::move(pair.both));
  bounds = std::move(common);
  visited = std::move(last);
}

void InflowState::widen(const InflowState &before) {
  for (const auto &[path, now, earlier] : cells.differences(before.cells))
    if (now && earlier && now->number.max > earlier->number.max) {
      Cell grown = *now;
      grown.number.max = unlimited;
      set(path, std::move(grown));
    }
}

bool InflowState::operator==(const InflowState &other) const {
  return bounds == other.bounds && visited == other.visited && cells == other.cells;
}

} // namespace highwater::flow
