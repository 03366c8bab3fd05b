// How many different values a larger input has is extrapolated in two ways, of which the larger counts. Values seen once and
// twice tell how many are still unseen, and how soon they would be seen (Chao et al., Ecological Monographs 84, 2014): right
// where there are so many and no more, too low where rare values never end. And their number grew by some power of the
// records up to here, which falls the faster the more it fell before: right for words of a language.

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

DistinctSample DistinctSample::of(const Records &records, bool folded) {
  llvm::StringMap<unsigned> counts;
  DistinctSample sample;
  size_t read = 0;
  std::string buffer;
  for (llvm::StringRef record : records) {
    ++counts[keyOf(record, folded, buffer)];
    ++read;
    if (read == records.size() / 4)
      sample.quarter = counts.size();
    if (read == records.size() / 2)
      sample.half = counts.size();
  }
  sample.records = static_cast<double>(records.size());
  sample.distinct = counts.size();
  for (const auto &entry : counts) {
    sample.once += entry.second == 1;
    sample.twice += entry.second == 2;
  }
  return sample;
}

/// How many are unseen, if nobody has told.
static double unseenOf(const DistinctSample &sample) {
  if (sample.unseen)
    return *sample.unseen;
  return sample.twice > 0 ? sample.once * sample.once / (2 * sample.twice) : sample.once * (sample.once - 1) / 2;
}

/// How many more are seen in `further` samples as large as this one.
static double seenLater(const DistinctSample &sample, double unseen, double further) {
  return unseen > 0 ? unseen * (1 - std::exp(-further * sample.once / unseen)) : 0;
}

/// How many there are in `times` as many records, as their number grew from a quarter over a half to the sample.
static double grown(const DistinctSample &sample, double times) {
  if (sample.quarter <= 0)
    return sample.distinct;
  double before = std::log2(sample.half / sample.quarter), power = std::log2(sample.distinct / sample.half);
  double fall = before > 0 ? std::min(1.0, power / before) : 0;
  double exponent = 0;
  for (double doublings = std::log2(times); doublings > 0; --doublings) {
    fall *= fall;
    power *= fall;
    exponent += power * std::min(1.0, doublings);
  }
  return sample.distinct * std::exp2(exponent);
}

Range DistinctSample::inWhole(double share) const {
  if (share > 1) { // less than the sample: rare values are lost
    double kept = 1 / share, lost = 1 - kept;
    return Range::exactly(std::min(distinct - once * lost - twice * lost * lost, std::ceil(records * kept)));
  }
  double further = 1 / share - 1;
  if (further == 0 || once == 0)
    return Range::exactly(distinct);
  double high = distinct + once * further;
  double best = distinct + seenLater(*this, unseenOf(*this), further);
  if (!unseen)
    best = std::max(best, grown(*this, 1 / share));
  return {distinct, std::min(best, high), high};
}

void DistinctSample::setInWhole(double share, double value) {
  double further = 1 / share - 1;
  double low = 0, high = 1e6 * (once + 1) * (further + 1);
  for (unsigned round = 0; round < 100; ++round) {
    double middle = (low + high) / 2;
    (distinct + seenLater(*this, middle, further) < value ? low : high) = middle;
  }
  unseen = (low + high) / 2;
}

} // namespace highwater::driver
