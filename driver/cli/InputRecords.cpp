// The answers of Inputs that come from records: lengths, counts and values of lines, tokens and words.

#include "driver/cli/Inputs.h"

#include "driver/cli/Records.h"

#include "llvm/ADT/StringMap.h"

#include <algorithm>
#include <cmath>

namespace highwater::driver {

using size::Draw;
using size::Range;
using size::Subject;
using size::Symbol;

/// One value for each record of the sample; nothing without a sample.
std::optional<std::vector<double>> Inputs::sampled(const Symbol &symbol) const {
  if (!isRecord(symbol.subject))
    return std::nullopt;
  const Shape &shape = shapeOf(sourceOf(symbol.subject));
  if (!shape.file)
    return std::nullopt;
  if (symbol.measure == "fields" || symbol.measure == "words")
    return shape.fields ? std::nullopt : countsOf(symbol.subject, shape.file->sample);
  // A number of fields that was assumed leaves nothing of the sampled tokens.
  if (shape.fields && symbol.subject.head() != "line")
    return std::nullopt;
  // Where a separator is found in a record is how long what is before it is.
  bool length = symbol.measure == "len" || symbol.measure == "position";
  if (!length && symbol.measure != "value")
    return std::nullopt;
  std::optional<Records> records = recordsOf(symbol.subject, shape.file->sample);
  if (!records)
    return std::nullopt;
  std::vector<double> values;
  values.reserve(records->size());
  for (llvm::StringRef record : *records) {
    if (length) {
      values.push_back(static_cast<double>(record.size()) * shape.lengthScale);
    } else if (std::optional<double> number = spelledNumber(record.str())) {
      values.push_back(std::max(0.0, *number));
    }
  }
  return values;
}

std::vector<Draw> Inputs::draws(const Symbol &symbol) const {
  auto found = histograms.find(symbol);
  if (found != histograms.end())
    return found->second;
  std::vector<Draw> result;
  // One assumed number stands for all records.
  if (!assumptions.find(symbol))
    if (std::optional<std::vector<double>> values = sampled(symbol))
      result = histogram(std::move(*values));
  if (!result.empty())
    number(symbol); // it belongs into the report
  return histograms.emplace(symbol, std::move(result)).first->second;
}

/// The mean of a shape that has no sample: the pieces of a line and their separators add up to the line.
std::optional<double> Inputs::derived(const Symbol &symbol, const Shape &shape) const {
  if (symbol.subject.head() == "column" || symbol.subject.head() == "distinct")
    return derived({symbol.measure, symbol.subject.parts().front(), symbol.varying}, shape);
  const Subject &subject = symbol.subject;
  if (subject.head() == "line" && symbol.measure == "len")
    return shape.lineLength;
  if (subject.head() != "token" && subject.head() != "word")
    return std::nullopt;
  if (symbol.measure == "fields" || symbol.measure == "words")
    return shape.fields;
  if (symbol.measure == "len" && shape.lineLength && shape.fields && *shape.fields > 0)
    return std::max(0.0, (*shape.lineLength + 1) / *shape.fields - 1);
  return std::nullopt;
}

/// Distinct values of a sample, extrapolated by how their number grows from half of the sample to all of it: by a power of
/// the records read, which is Heaps' law, 1 where no value comes twice, 0 where all were seen. At most what the
/// guaranteed-error estimator allows: those seen once may be many more.
static Range distinctOf(const Records &records, double share) {
  llvm::StringMap<unsigned> counts;
  size_t half = 0, read = 0;
  for (llvm::StringRef record : records) {
    ++counts[record];
    if (++read == records.size() / 2)
      half = counts.size();
  }
  double distinct = counts.size(), once = 0;
  for (const auto &entry : counts)
    once += entry.second == 1;
  if (share >= 1)
    return Range::exactly(distinct);
  double most = distinct - once + once / share;
  double power = half > 0 ? std::clamp(std::log2(distinct / half), 0.0, 1.0) : 1;
  return {distinct, std::min(most, distinct * std::pow(1 / share, power)), most};
}

std::optional<Inputs::Value> Inputs::ofRecords(const Symbol &symbol) const {
  if (!isRecord(symbol.subject))
    return std::nullopt;
  const Shape &shape = shapeOf(sourceOf(symbol.subject));
  if (symbol.measure == "distinct") {
    if (!shape.file || !shape.bytes || shape.file->sample.empty())
      return std::nullopt;
    std::optional<Records> records = recordsOf(symbol.subject, shape.file->sample);
    if (!records)
      return std::nullopt;
    double share = static_cast<double>(shape.file->sample.size()) / *shape.bytes;
    Range range = distinctOf(*records, shape.file->whole ? share : std::min(share, 0.999));
    return Value{range, shape.from, !shape.file->whole};
  }
  std::optional<std::vector<double>> values = sampled(symbol);
  if (!values || values->empty()) {
    if (std::optional<double> mean = derived(symbol, shape))
      return Value{Range::exactly(*mean), shape.from};
    if (!shape.why.empty() && shape.namedInArguments)
      missing.insert(shape.why);
    return std::nullopt;
  }
  double sum = 0, squares = 0;
  for (double value : *values) {
    sum += value;
    squares += value * value;
  }
  double count = static_cast<double>(values->size());
  double mean = sum / count;
  bool whole = shape.file->whole && !shape.assumed;
  if (!symbol.varying) {
    // One number that is read from the input: any of those seen.
    auto [least, most] = std::minmax_element(values->begin(), values->end());
    return Value{{*least, mean, *most}, shape.from, true};
  }
  double spread = whole ? 0 : 2 * std::sqrt(std::max(0.0, squares / count - mean * mean) / count);
  return Value{{std::max(0.0, mean - spread), mean, mean + spread}, shape.from, !whole};
}

} // namespace highwater::driver
