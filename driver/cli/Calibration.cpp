// Peaks rise with every one of these numbers, so that the one that fits is found by halving.

#include "driver/cli/Calibration.h"

#include <cmath>

namespace highwater::driver {

using size::Range;
using size::Subject;
using size::Symbol;

namespace {

/// Something about an input that is known only within a range.
struct Candidate {
  Symbol symbol;
  Range range;
  std::function<void(InputShapes &, double)> set;
};

} // namespace

static std::vector<Candidate> candidatesOf(const Subject &source, const InputShape &shape) {
  std::vector<Candidate> result;
  if (shape.whole || shape.bytes <= 0)
    return result;
  double share = shape.sampleBytes / shape.bytes;
  for (const auto &[symbol, sample] : shape.distinct)
    result.push_back({symbol, sample.inWhole(share), [source, symbol, share](InputShapes &shapes, double value) {
                        shapes[source].distinct[symbol].setInWhole(share, value);
                      }});
  for (const auto &[symbol, sample] : shape.records) {
    double spread = 3 * sample.deviation / std::sqrt(sample.count);
    double mean = sample.mean;
    if (mean > 0)
      result.push_back({symbol, {std::max(0.0, mean - spread), mean, mean + spread},
                        [source, symbol, mean](InputShapes &shapes, double value) {
                          RecordSample &each = shapes[source].records[symbol];
                          each = each.scaled(value / mean);
                        }});
  }
  return result;
}

/// The value at which the estimate comes to `measured`; nothing if none in the range does.
static std::optional<double> solve(const Candidate &candidate, double measured,
                                   const std::function<std::optional<double>(double)> &peakAt) {
  double low = candidate.range.low, high = candidate.range.high;
  std::optional<double> least = peakAt(low), most = peakAt(high);
  if (!least || !most || *least >= *most || measured < *least || measured > *most)
    return std::nullopt;
  for (unsigned round = 0; round < 40 && high - low > 1e-6 * high; ++round) {
    double middle = (low + high) / 2;
    std::optional<double> peak = peakAt(middle);
    if (!peak)
      return std::nullopt;
    (*peak < measured ? low : high) = middle;
  }
  return (low + high) / 2;
}

Calibration calibrate(const InputShapes &shapes, double measured,
                      const std::function<std::optional<double>(const InputShapes &)> &peakWith) {
  Calibration best{shapes, std::nullopt};
  auto change = [](const Correction &each) { return std::abs(std::log(each.after / each.before)); };
  for (const auto &[source, shape] : shapes)
    for (const Candidate &candidate : candidatesOf(source, shape)) {
      auto with = [&](double value) {
        InputShapes changed = shapes;
        candidate.set(changed, value);
        return changed;
      };
      std::optional<double> value =
          solve(candidate, measured, [&](double value) { return peakWith(with(value)); });
      if (!value)
        continue;
      Correction correction{candidate.symbol, candidate.range.best, *value};
      if (!best.correction || change(correction) < change(*best.correction))
        best = {with(*value), correction};
    }
  return best;
}

} // namespace highwater::driver
