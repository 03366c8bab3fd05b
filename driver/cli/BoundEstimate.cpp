// The peak is the largest witness once all are numbers; before that, the one that grows fastest.

#include "driver/cli/BoundEstimate.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace highwater::driver {

using size::Evaluation;
using size::Expr;
using size::Range;

/// Resident bytes of a process that allocates nothing, measured with glibc: code, stack, the runtime's own heap.
static constexpr double baselineOfC = 1.7e6, baselineOfCxx = 3.4e6;

static std::optional<double> best(const Expr &size, const Inputs &inputs) {
  Evaluation evaluation = size.evaluate(inputs);
  if (!evaluation.value)
    return std::nullopt;
  return evaluation.value->best;
}

namespace {

struct Bound {
  std::optional<size_t> peak; ///< index of the witness
  std::optional<Range> value;
  std::set<size::Symbol> unbound;
  std::set<std::string> unknown; ///< reasons
};

} // namespace

static Bound evaluateWitnesses(const program::Estimate &estimate, const Inputs &inputs) {
  Bound bound;
  std::optional<size_t> fastest;
  for (auto [i, witness] : llvm::enumerate(estimate.witnesses)) {
    if (!witness.size.isUnknown() &&
        (!fastest || size::magnitude(witness.size) > size::magnitude(estimate.witnesses[*fastest].size)))
      fastest = i;
    Evaluation evaluation = witness.size.evaluate(inputs);
    bound.unbound.insert(evaluation.unbound.begin(), evaluation.unbound.end());
    bound.unknown.insert(evaluation.reasons.begin(), evaluation.reasons.end());
    if (!evaluation.value)
      continue;
    Range &range = *evaluation.value;
    if (!bound.value) {
      bound.value = range;
      bound.peak = i;
      continue;
    }
    if (range.best > bound.value->best)
      bound.peak = i;
    *bound.value = {std::max(bound.value->low, range.low), std::max(bound.value->best, range.best),
                    std::max(bound.value->high, range.high)};
  }
  if (estimate.witnesses.empty())
    bound.value = Range::exactly(0);
  // A peak that leaves out what depends on the input would be a lower bound, and look like the answer.
  // Neither is nothing at all the least that it could be.
  bool leftOut = estimate.partial || !bound.unknown.empty();
  if (!bound.unbound.empty() || (leftOut && bound.value && bound.value->best == 0))
    bound.value.reset();
  if (!bound.value)
    bound.peak = fastest;
  return bound;
}

static std::string joined(const std::set<std::string> &reasons) {
  return llvm::join(reasons.begin(), reasons.end(), "; ");
}

static std::string reasonOf(const Bound &bound, const program::Estimate &estimate) {
  if (!bound.unbound.empty()) {
    std::vector<std::string> names;
    for (const size::Symbol &symbol : bound.unbound)
      if (names.size() < 4)
        names.push_back(symbol.str());
    std::string more = bound.unbound.size() > names.size() ? " and others" : "";
    return fmt::format("no value for {}{}", llvm::join(names, ", "), more);
  }
  if (!bound.unknown.empty())
    return joined(bound.unknown);
  if (!estimate.partial)
    return "";
  if (estimate.assumptions.empty())
    return "something that could not be determined is left out";
  const program::Assumption &first = estimate.assumptions.front();
  size_t others = estimate.assumptions.size() - 1;
  return first.what + (others == 0   ? ""
                       : others == 1 ? ", and one other thing"
                                     : fmt::format(", and {} other things", others));
}

static std::string kindOf(const Bound &bound, const program::Estimate &estimate,
                          const Inputs &inputs) {
  bool unanswered = inputs.hasCommandLine() && !bound.value; // with a formula only, a kind would promise a number
  if (estimate.partial || !bound.unknown.empty() || unanswered)
    return "partial";
  if (estimate.upperBound)
    return "upper";
  bool sampled = llvm::any_of(inputs.used(), [](const auto &fact) { return fact.second.sampled; });
  if (sampled || (bound.value && bound.value->low < bound.value->high))
    return "sampled";
  return "exact";
}

static std::vector<BoundContribution> bindLive(const summary::Witness &witness,
                                               const Inputs &inputs) {
  std::vector<BoundContribution> live;
  for (const summary::Contribution &each : witness.live)
    if (std::optional<double> bytes = best(each.size, inputs); bytes != 0.0)
      live.push_back({each, bytes, {}});
  auto order = [](const BoundContribution &each) {
    return std::tuple(-each.bytes.value_or(-1), each.contribution.allocated,
                      each.contribution.object);
  };
  llvm::sort(live, [&](const auto &a, const auto &b) { return order(a) < order(b); });
  return live;
}

static std::vector<BoundSaving> bindSavings(const program::Estimate &estimate, const Inputs &inputs,
                                            std::optional<Range> peak) {
  std::vector<BoundSaving> savings;
  for (const program::Saving &saving : estimate.savings) {
    BoundSaving bound{saving, best(saving.peakAfter, inputs), std::nullopt};
    if (peak && bound.peakAfter)
      bound.bytes = peak->best - *bound.peakAfter;
    // An edit that leaves the peak of this very input where it is helps nobody.
    if (bound.bytes && *bound.bytes < 1)
      continue;
    savings.push_back(std::move(bound));
  }
  auto order = [](const BoundSaving &each) {
    return std::tuple(-each.bytes.value_or(0), each.saving.site, each.saving.object);
  };
  llvm::sort(savings, [&](const auto &a, const auto &b) { return order(a) < order(b); });
  return savings;
}

/// Pages that are only set aside are not resident: the second half of a buffer that just grew is untouched. Those that are mapped
/// are, beside the heap.
static Range residentSize(const program::Estimate &estimate, const Inputs &inputs, const Range &peak, double baseline) {
  std::optional<double> written;
  for (const summary::Witness &witness : estimate.witnesses)
    if (std::optional<double> resident = best(witness.resident, inputs))
      written = std::max(written.value_or(0), *resident);
  double resident = written.value_or(peak.best);
  double untouched = std::max(0.0, peak.best - resident);
  return {std::max(0.0, peak.low - untouched) + 0.9 * baseline, resident + baseline,
          std::max(peak.high, resident) * 1.02 + 1.3 * baseline};
}

BoundEstimate bindEstimate(const program::Estimate &estimate, const Inputs &inputs,
                           llvm::StringRef language) {
  BoundEstimate result;
  result.entry = estimate.entry;
  Bound bound = evaluateWitnesses(estimate, inputs);
  result.peak = bound.value;
  result.kind = kindOf(bound, estimate, inputs);
  result.reason = reasonOf(bound, estimate);
  result.formula = estimate.peak;
  if (bound.peak) {
    result.witness = estimate.witnesses[*bound.peak];
    result.formula = result.witness->size;
    result.live = bindLive(*result.witness, inputs);
  }
  result.savings = bindSavings(estimate, inputs, bound.value);
  if (estimate.peakAfterAll)
    result.peakAfterAll = best(*estimate.peakAfterAll, inputs);
  if (bound.value)
    result.rss = residentSize(estimate, inputs, *bound.value, language == "c" ? baselineOfC : baselineOfCxx);
  result.assumptions = estimate.assumptions;
  for (const program::FunctionRow &row : estimate.functions)
    result.functions.push_back({row, best(row.peak, inputs), best(row.retained, inputs)});
  result.inputs = inputs.used();
  return result;
}

} // namespace highwater::driver
