// How many different values a larger input has is extrapolated as Chao et al. do (Ecological Monographs 84, 2014): values
// seen once and twice tell how many are still unseen, and how soon they would be seen.

#include "driver/cli/InputShape.h"

#include "llvm/ADT/StringMap.h"

#include <algorithm>
#include <cmath>

namespace highwater::driver {

using size::Range;

RecordSample RecordSample::of(std::vector<double> values) {
  RecordSample sample;
  if (values.empty())
    return sample;
  double sum = 0, squares = 0;
  for (double value : values) {
    sum += value;
    squares += value * value;
  }
  sample.count = static_cast<double>(values.size());
  sample.mean = sum / sample.count;
  sample.deviation = std::sqrt(std::max(0.0, squares / sample.count - sample.mean * sample.mean));
  auto [least, most] = std::minmax_element(values.begin(), values.end());
  sample.least = *least;
  sample.most = *most;
  sample.draws = histogram(std::move(values));
  return sample;
}

RecordSample RecordSample::scaled(double factor) const {
  RecordSample result = *this;
  for (double *value : {&result.mean, &result.deviation, &result.least, &result.most})
    *value *= factor;
  for (size::Draw &draw : result.draws)
    draw.value *= factor;
  return result;
}

DistinctSample DistinctSample::of(const Records &records) {
  llvm::StringMap<unsigned> counts;
  for (llvm::StringRef record : records)
    ++counts[record];
  DistinctSample sample;
  sample.records = static_cast<double>(records.size());
  sample.distinct = counts.size();
  for (const auto &entry : counts) {
    sample.once += entry.second == 1;
    sample.twice += entry.second == 2;
  }
  return sample;
}

Range DistinctSample::inWhole(double share) const {
  if (share > 1) { // less than the sample: rare values are lost
    double kept = 1 / share, lost = 1 - kept;
    return Range::exactly(std::min(distinct - once * lost - twice * lost * lost, std::ceil(records * kept)));
  }
  double further = 1 / share - 1; // samples as large as this one
  if (further == 0 || once == 0)
    return Range::exactly(distinct);
  double unseen = twice > 0 ? once * once / (2 * twice) : once * (once - 1) / 2;
  double high = distinct + once * further;
  double best = unseen > 0 ? distinct + unseen * (1 - std::exp(-further * once / unseen)) : distinct;
  return {distinct, std::min(best, high), high};
}

} // namespace highwater::driver
