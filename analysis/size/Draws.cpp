// Symbols about the parts of one record are taken to be independent: samples do not say how they go together.

#include "analysis/size/Draws.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace highwater::size {

constexpr double MaximalCombinations = 4096;

std::vector<Draw> merged(std::vector<Draw> draws) {
  std::erase_if(draws, [](const Draw &draw) { return !(draw.weight > 0) || !std::isfinite(draw.value); });
  std::sort(draws.begin(), draws.end(), [](const Draw &left, const Draw &right) {
    return std::pair(left.value, left.weight) < std::pair(right.value, right.weight);
  });
  std::vector<Draw> result;
  for (const Draw &draw : draws) {
    if (!result.empty() && result.back().value == draw.value)
      result.back().weight += draw.weight;
    else
      result.push_back(draw);
  }
  return result;
}

/// The draw at `share` of the total weight.
static double quantile(llvm::ArrayRef<Draw> draws, double total, double share) {
  double passed = 0;
  for (const Draw &draw : draws)
    if ((passed += draw.weight) >= share * total)
      return draw.value;
  return draws.back().value;
}

/// At most `count` draws of equal weight that stand for all. Real values, not means of groups: a step of a function
/// between two of them would be missed. With `extremes`, the smallest and largest are among them.
static std::vector<Draw> representatives(llvm::ArrayRef<Draw> draws, unsigned count, bool extremes) {
  if (draws.size() <= count)
    return draws.vec();
  double total = 0;
  for (const Draw &draw : draws)
    total += draw.weight;
  if (count == 1)
    return {{quantile(draws, total, extremes ? 1 : 0.5), 1}};
  std::vector<Draw> result;
  for (unsigned i = 0; i < count; ++i) {
    double share = extremes ? double(i) / (count - 1) : (i + 0.5) / count;
    result.push_back({quantile(draws, total, share), 1});
  }
  return merged(std::move(result));
}

/// Puts every combination of draws into the slots and hands its weight to `visit`.
static void forEachCombination(llvm::ArrayRef<Variable> variables, bool extremes, std::vector<Range> &slots,
                               llvm::function_ref<void(double)> visit) {
  double combinations = 1;
  for (const Variable &variable : variables)
    combinations *= static_cast<double>(variable.draws.size());
  bool few = variables.size() < 2 || combinations <= MaximalCombinations;
  auto each = static_cast<unsigned>(std::pow(MaximalCombinations, 1.0 / std::max<double>(1, variables.size())) + 1e-9);
  std::vector<std::vector<Draw>> draws;
  for (const Variable &variable : variables)
    draws.push_back(few ? variable.draws.vec() : representatives(variable.draws, each, extremes));

  std::vector<std::size_t> index(variables.size(), 0);
  while (true) {
    double weight = 1;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      const Draw &draw = draws[i][index[i]];
      weight *= draw.weight;
      const std::optional<Range> &mean = variables[i].mean;
      bool widen = mean && mean->best > 0;
      slots[variables[i].slot] = {widen ? draw.value * mean->low / mean->best : draw.value, draw.value,
                                  widen ? draw.value * mean->high / mean->best : draw.value};
    }
    visit(weight);
    std::size_t next = 0;
    while (next < index.size() && ++index[next] == draws[next].size())
      index[next++] = 0;
    if (next == index.size())
      return;
  }
}

Range expectation(llvm::ArrayRef<Variable> variables, std::vector<Range> &slots, llvm::function_ref<Range()> compute) {
  Range total;
  double weights = 0;
  forEachCombination(variables, /*extremes=*/false, slots, [&](double weight) {
    Range value = compute();
    total.low += weight * value.low;
    total.best += weight * value.best;
    total.high += weight * value.high;
    weights += weight;
  });
  return {total.low / weights, total.best / weights, total.high / weights};
}

Range largest(llvm::ArrayRef<Variable> variables, std::vector<Range> &slots, llvm::function_ref<Range()> compute) {
  std::optional<Range> result;
  forEachCombination(variables, /*extremes=*/true, slots, [&](double) {
    Range value = compute();
    if (!result)
      result = value;
    *result = {std::max(result->low, value.low), std::max(result->best, value.best),
               std::max(result->high, value.high)};
  });
  return *result;
}

} // namespace highwater::size
