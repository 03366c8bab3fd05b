// Where paths meet: which two of them first, and what the branches between them say of how often each is taken.

#include "analysis/flow/Interpreter.h"

#include "analysis/flow/Blocks.h"
#include "analysis/flow/JoinNumbers.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Nulls.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/ReachedLimit.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Terminator;
using size::Expr;

/// How many branches both took to the same side, from the first on.
static size_t takenByBoth(const State::Shares &mine, const State::Shares &theirs) {
  size_t common = 0;
  while (common < mine.size() && common < theirs.size() && mine[common] == theirs[common])
    ++common;
  return common;
}

size_t State::depthOfMeeting(const State &other) const {
  size_t common = takenByBoth(shares, other.shares);
  if (common == shares.size() && common == other.shares.size())
    return 2 * common;
  bool sides = common + 1 == shares.size() && common + 1 == other.shares.size() && shares[common].branch == other.shares[common].branch;
  return sides ? 2 * common + 1 : 0;
}

std::optional<Expr> State::meetShares(const State &other) {
  const Shares &theirs = other.shares;
  size_t common = takenByBoth(shares, theirs);
  auto has = [&](const Shares &side) { return common < side.size(); };
  auto whole = [&](const Shares &side) { return side.size() == common + 1 && side[common].side != partly; };
  std::optional<Expr> share;
  if (has(shares) && has(theirs) && shares[common].branch == theirs[common].branch && (!whole(shares) || !whole(theirs))) {
    // `a || b`: of a branch's paths some meet here, and others go on elsewhere
    Expr mine = shareBehind(shares, common), both = mine + shareBehind(theirs, common);
    Taken met{shares[common].branch, partly, both};
    averaged.insert(other.averaged.begin(), other.averaged.end());
    shares.resize(common);
    if (isAlways(both))
      return mine;
    shares.push_back(met);
    return mine / both;
  }
  if (has(shares) && has(theirs) && shares[common].branch == theirs[common].branch)
    share = shares[common].share;
  else if (has(shares) && common == theirs.size() && !other.averaged.count(shares[common].branch)) // some sides met before
    share = shares[common].share;
  else if (has(theirs) && common == shares.size() && !averaged.count(theirs[common].branch))
    share = size::restOf(theirs[common].share);
  averaged.insert(other.averaged.begin(), other.averaged.end());
  if (share && has(shares) != has(theirs)) // another way to the other side adds nothing
    averaged.insert(has(shares) ? shares[common].branch : theirs[common].branch);
  shares.resize(common);
  return share;
}

/// How many comparisons the two sides share.
static size_t sharedBy(const std::vector<Comparison> &mine, const std::vector<Comparison> &theirs) {
  size_t common = 0;
  while (common < mine.size() && common < theirs.size() && mine[common].block == theirs[common].block &&
         mine[common].op == theirs[common].op)
    ++common;
  return common;
}

/// Whether nothing happened on two paths but that each made a test.
static bool differInTests(const State &mine, const State &theirs) {
  return llvm::all_of(mine.roots(), [&](const auto &root) {
    auto other = theirs.roots().find(root.first);
    return other == theirs.roots().end() || mine.valuesOf().equal(root.second, other->second);
  });
}

/// Two paths meet of which one found an option, or tests how many words there are.
static void meetOptions(State &mine, State &theirs) {
  if (mine.option != theirs.option && !mine.option.empty() && !theirs.option.empty() && differInTests(mine, theirs)) {
    mine.option = theirs.option = eitherValue(mine.option, theirs.option); // `arg == "-n" || arg == "--size"`
    return;
  }
  if (mine.option == theirs.option)
    return;
  for (auto [given, other] : {std::pair(&mine, &theirs), std::pair(&theirs, &mine)})
    if (!given->option.empty()) {
      if (isNamed(given->option))
        nameValues(*given);
      settleDefaults(*given, *other, given->option);
    }
  mine.option = theirs.option = {};
}

void State::join(const State &other) {
  State theirs = other;
  meetOptions(*this, theirs);
  size_t common = sharedBy(comparisons, other.comparisons);
  std::vector<Comparison> own(comparisons.begin() + common, comparisons.end());
  llvm::ArrayRef<Comparison> others = llvm::ArrayRef(theirs.comparisons).drop_front(common);
  comparisons.resize(common);
  bool sides = !own.empty() && !others.empty() && own[0].block == others[0].block; // of one branch
  if (sides && countsWords(own[0])) { // `if (argc > 2) limit = atoi(argv[2]);`
    settleDefaults(*this, theirs, {});
    settleDefaults(theirs, *this, {});
  }
  if (sides && (settleGrowth(*this, theirs, own[0]) || settleGrowth(theirs, *this, others[0]))) {
    theirs.comparisons = comparisons;
    return join(theirs);
  }
  if (!others.empty())
    settleLimits(theirs, *this, others);
  settleLimits(*this, theirs, own);
  settleNodes(*this, theirs);
  joinSettled(theirs);
}

void State::joinSettled(const State &other) { joinContents(other, meetShares(other)); }

void State::joinWhere(const State &other, const Expr &share) { joinContents(other, share); }

void State::joinContents(const State &other, const std::optional<Expr> &share) {
  if (condition.empty())
    condition = other.condition;
  for (const auto &[root, type] : other.types)
    types.try_emplace(root, type);
  auto joinOf = [&](const Root &root, const ValueRef &mine, const ValueRef &theirs) {
    ValueRef limited = freedAtLimit(root, mine, theirs);
    return limited ? limited : values->join(mine, theirs, share);
  };
  std::map<Root, ValueRef> merged = contents;
  for (const auto &[root, value] : other.contents) {
    auto [found, inserted] = merged.try_emplace(root, value);
    found->second = joinOf(root, inserted ? initial(root, typeOf(root)) : found->second, value);
  }
  for (auto &[root, value] : merged)
    if (!other.contents.count(root) && !root.external.empty())
      value = joinOf(root, value, initial(root, typeOf(root)));
  contents = std::move(merged);
  sum = 0;
  for (const auto &[root, value] : contents)
    sum += heapOf(root);
}

/// Which two meet first: those of the innermost side of a branch, then the two sides, else those that came first.
static std::pair<size_t, size_t> nextToMeet(const std::vector<State> &arrivals) {
  std::pair<size_t, size_t> chosen{0, 1};
  size_t innermost = 0;
  for (size_t second = 1; second < arrivals.size(); ++second)
    for (size_t first = 0; first < second; ++first)
      if (size_t depth = arrivals[first].depthOfMeeting(arrivals[second]); depth > innermost) {
        innermost = depth;
        chosen = {first, second};
      }
  return chosen;
}

/// Whether one of the tests that lead here is one of `undecided`: the last before all ways part, or one that a way comes from,
/// such as the second in `if (a || b)`.
static bool isBehindOneOf(const std::set<BlockId> &undecided, const Graph &graph, BlockId block) {
  return undecided.count(graph.immediateDominator(block)) || llvm::any_of(graph.predecessors[block], [&](BlockId from) {
           const std::vector<BlockId> &before = graph.predecessors[from];
           return undecided.count(from) || (before.size() == 1 && undecided.count(before[0]));
         });
}

State Interpreter::meetAll(BlockId block, std::vector<State> arrivals) {
  bool leaves = function.body.blocks[block].terminator.kind == Terminator::Exit;
  // Of what one side only adds in some iterations, nobody knows in how many, but for the letters of a text that is split.
  unsigned loop = graph.loopOf(block);
  bool some = arrivals.size() > 1 && loop != events::none && !splits.found.count(loop) &&
              isBehindOneOf(splits.undecided, graph, block);
  upper |= some && llvm::any_of(arrivals, [&](const State &other) { return other.total() != arrivals.front().total(); });
  while (arrivals.size() > 1) {
    auto [mine, theirs] = nextToMeet(arrivals);
    if (leaves)
      meet(arrivals[mine], std::move(arrivals[theirs]));
    else
      arrivals[mine].join(arrivals[theirs]);
    arrivals.erase(arrivals.begin() + static_cast<std::ptrdiff_t>(theirs));
  }
  return std::move(arrivals.front());
}

} // namespace highwater::flow
