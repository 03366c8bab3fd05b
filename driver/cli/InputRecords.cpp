// The answers of Inputs that come from records: lengths, counts and values of lines, tokens and words.

#include "driver/cli/Inputs.h"

#include "driver/cli/InputFolder.h"
#include "driver/cli/Records.h"
#include "driver/cli/Scanner.h"

#include "analysis/size/Condition.h"

#include "llvm/ADT/StringMap.h"

#include <algorithm>
#include <cmath>

namespace highwater::driver {

using size::Draw;
using size::Range;
using size::Subject;
using size::Symbol;

/// Where a separator is found in a record is how long what is before it is.
static bool isLength(const Symbol &symbol) { return symbol.measure == "len" || symbol.measure == "position"; }

/// The number that a record is, or spells.
static std::optional<double> numberOf(const Subject &kind, llvm::StringRef record) {
  return kind.head() == "binary" ? binaryNumber(record, kind.parts()[3].head()) : spelledNumber(record.str());
}

/// Of a condition: 1 for each record of which it holds, 0 for the others. A record that spells no number is neither.
static std::optional<std::vector<double>> verdictsOf(const Subject &condition, const Records &records, const CommandLine &line) {
  auto [holds, opposite] = size::Condition(condition);
  std::optional<std::string> other = resolveText(holds.parts()[1], line);
  std::optional<double> bound = other ? spelledNumber(*other) : std::nullopt;
  bool numbers = size::comparesNumber(holds.head());
  if (!other || (numbers && !bound))
    return std::nullopt;
  std::vector<double> verdicts;
  for (llvm::StringRef record : records) {
    std::optional<double> number = numbers ? numberOf(holds.parts()[0], record) : 0;
    if (!number)
      continue;
    bool one = holds.head() == "equal"    ? record == *other
               : holds.head() == "starts" ? record.starts_with(*other)
               : holds.head() == "below"  ? *number < *bound
               : holds.head() == "atmost" ? *number <= *bound
                                          : *number == *bound;
    verdicts.push_back(one != opposite);
  }
  return verdicts;
}

/// For each of the different records: how often it is there, of how often they are on average.
static std::vector<double> spreadOf(const Records &records, bool folded) {
  llvm::StringMap<double> counts;
  std::string buffer;
  for (llvm::StringRef record : records)
    counts[keyOf(record, folded, buffer)] += 1;
  std::vector<double> values;
  for (const auto &count : counts)
    values.push_back(count.second * static_cast<double>(counts.size()) / static_cast<double>(records.size()));
  return values;
}

/// One value for each record of `text`; nothing for a measure or a kind of record that is not known.
static std::optional<std::vector<double>> valuesOf(const Symbol &symbol, llvm::StringRef text, const CommandLine &line) {
  if (symbol.measure == "fields" || symbol.measure == "words")
    return countsOf(symbol.subject, text);
  bool block = symbol.subject.head() == "reading" && symbol.subject.parts()[0].head() == "block";
  if ((!isLength(symbol) && symbol.measure != "value" && symbol.measure != "share" && symbol.measure != "spread") || (isLength(symbol) && block))
    return std::nullopt;
  std::optional<Records> records = recordsOf(spelledOut(symbol.subject, line), text);
  if (!records)
    return std::nullopt;
  if (symbol.measure == "share")
    return verdictsOf(symbol.subject, *records, line);
  if (symbol.measure == "spread")
    return spreadOf(*records, symbol.subject.head() == "folded");
  std::vector<double> values;
  values.reserve(records->size());
  for (llvm::StringRef record : *records) {
    if (isLength(symbol)) {
      values.push_back(static_cast<double>(record.size()));
    } else if (auto number = numberOf(symbol.subject, record)) {
      values.push_back(std::max(0.0, *number));
    }
  }
  return values;
}

/// What the records of the sample say; nothing without a sample.
std::optional<RecordSample> Inputs::sampled(const Symbol &symbol) const {
  if (!isRecord(symbol.subject))
    return std::nullopt;
  Shape &shape = shapeOf(sourceOf(symbol.subject));
  // A number of fields that was assumed leaves nothing of the sampled tokens.
  if (!shape.sample || (shape.fields && (!isLength(symbol) || symbol.subject.head() != "line")))
    return std::nullopt;
  auto known = shape.sample->records.find(symbol);
  if (known == shape.sample->records.end()) {
    std::optional<std::vector<double>> values;
    if (shape.text)
      values = valuesOf(symbol, isOfBeginning(symbol.subject) ? shape.head : *shape.text, line);
    if (!values || values->empty())
      return std::nullopt;
    known = shape.sample->records.emplace(symbol, RecordSample::of(std::move(*values))).first;
  }
  return known->second.scaled(isLength(symbol) ? shape.lengthScale : 1);
}

/// Whether pieces of a whole input are counted.
static bool isCountedIn(const Symbol &symbol) {
  return symbol.measure == "fields" && isRecord(symbol.subject) && !isRecord(symbol.subject.parts()[0]);
}

/// Of a source that is one file of a folder: its bytes and rows in each of them; of pieces, as many as are in so many bytes.
std::vector<double> Inputs::ofFiles(const Symbol &symbol) const {
  bool counted = isCountedIn(symbol);
  if (symbol.subject.empty() || folderAround(counted ? symbol.subject.parts()[0] : symbol.subject).empty())
    return {};
  Shape &shape = shapeOf(counted ? symbol.subject.parts()[0] : symbol.subject);
  if (auto each = shape.ofEach.find(symbol.measure); each != shape.ofEach.end())
    return each->second;
  auto bytes = shape.ofEach.find("bytes");
  if (bytes == shape.ofEach.end() || !shape.text || shape.text->empty() || (!counted && symbol.measure != "words"))
    return {};
  auto count = countsOf(counted ? symbol.subject : Subject("word", {symbol.subject}), *shape.text);
  std::vector<double> values;
  for (double size : count ? bytes->second : values)
    values.push_back(std::round(size * count->front() / static_cast<double>(shape.text->size())));
  return values;
}

std::vector<Draw> Inputs::draws(const Symbol &symbol) const {
  auto found = histograms.find(symbol);
  if (found != histograms.end())
    return found->second;
  std::vector<Draw> result;
  // One assumed number stands for all records.
  if (!assumptions.find(symbol)) {
    if (std::vector<double> each = ofFiles(symbol); !each.empty())
      result = histogram(std::move(each));
    else if (std::optional<RecordSample> sample = sampled(symbol))
      result = std::move(sample->draws);
  }
  if (!result.empty())
    number(symbol); // it belongs into the report
  return histograms.emplace(symbol, std::move(result)).first->second;
}

/// The mean of a shape that has no sample: the pieces of a line and their separators add up to the line.
std::optional<double> Inputs::derived(const Symbol &symbol, const Shape &shape) const {
  if (llvm::StringRef head = symbol.subject.head(); head == "column" || head == "distinct" || head == "reading" || head == "turn" || head == "either")
    return derived({symbol.measure, symbol.subject.parts().front(), symbol.varying}, shape);
  const Subject &subject = symbol.subject;
  if (subject.head() == "line" && symbol.measure == "len")
    return shape.lineLength;
  if (subject.head() == "block" && symbol.measure == "len") // no more than there is
    return shape.bytes;
  if (subject.head() != "token" && subject.head() != "word")
    return std::nullopt;
  if (symbol.measure == "fields" || symbol.measure == "words")
    return shape.fields;
  if (symbol.measure == "len" && shape.lineLength && shape.fields && *shape.fields > 0)
    return std::max(0.0, (*shape.lineLength + 1) / *shape.fields - 1);
  return std::nullopt;
}

/// How many of the records are not like one before.
static Range share(const Range &distinct, double records) {
  auto part = [&](double count) { return std::min(1.0, count / records); };
  return {part(distinct.low), part(distinct.best), part(distinct.high)};
}

std::optional<Range> Inputs::distinctOf(const Symbol &symbol) const {
  Shape &shape = shapeOf(sourceOf(symbol.subject));
  if (!shape.sample || !shape.bytes || shape.sample->sampleBytes <= 0)
    return std::nullopt;
  auto known = shape.sample->distinct.find(symbol);
  if (known == shape.sample->distinct.end()) {
    std::optional<Records> records;
    if (shape.text)
      records = recordsOf(spelledOut(symbol.subject, line), *shape.text);
    if (!records)
      return std::nullopt;
    known = shape.sample->distinct.emplace(symbol, DistinctSample::of(*records, symbol.subject.head() == "folded")).first;
  }
  double share = shape.sample->sampleBytes / (*shape.bytes * shape.files);
  return known->second.inWhole(shape.sample->whole ? share : std::min(share, 0.999));
}

std::optional<Inputs::Value> Inputs::ofRecords(const Symbol &symbol) const {
  if (!isRecord(symbol.subject))
    return std::nullopt;
  const Shape &shape = shapeOf(sourceOf(symbol.subject));
  if (symbol.measure == "distinct") {
    std::optional<Range> range = distinctOf(symbol);
    if (!range)
      return std::nullopt;
    return Value{*range, shape.from, !shape.sample->whole};
  }
  if (symbol.measure == "fresh") {
    Symbol distinct{"distinct", symbol.subject};
    std::optional<Range> range = distinctOf(distinct);
    double records = range ? shape.sample->distinct.at(distinct).records * (*shape.bytes / shape.sample->sampleBytes) : 0;
    if (records == 0)
      return Value{{0, 1, 1}, "taken for all different"};
    return Value{share(*range, records), shape.from, !shape.sample->whole};
  }
  if (isCountedIn(symbol))
    if (std::vector<double> each = ofFiles(symbol); !each.empty())
      return Value{Range::exactly(*shape.bytes * countsOf(symbol.subject, *shape.text)->front() / shape.sample->sampleBytes), shape.from, !shape.sample->whole};
  std::optional<RecordSample> sample = sampled(symbol);
  if (!sample) {
    if (std::optional<double> mean = derived(symbol, shape))
      return Value{Range::exactly(*mean), shape.from};
    if (!shape.why.empty() && shape.namedInArguments)
      missing.insert(shape.why);
    if (!line.empty() && isLength(symbol) && sourceOf(symbol.subject).head() == "stream") // of a file of its own, say
      return Value{{0, 64, 4096}, "taken for short"};
    return std::nullopt;
  }
  if (isCountedIn(symbol) && shape.bytes && shape.sample->sampleBytes > 0) {
    double count = sample->mean * (*shape.bytes / shape.sample->sampleBytes), error = shape.sample->whole ? 0 : 0.05;
    return Value{{count * (1 - error), count, count * (1 + error)}, shape.from, error > 0};
  }
  if (symbol.measure == "share")
    return Value{Range::exactly(sample->mean), shape.from, !shape.sample->whole};
  if (!symbol.varying && sample->count == 1)
    return Value{Range::exactly(sample->mean), shape.from};
  if (!symbol.varying) // one number that is read from the input: any of those seen
    return Value{{sample->least, sample->mean, sample->most}, shape.from, true};
  bool whole = shape.sample->whole && !shape.assumed;
  double spread = whole ? 0 : 2 * sample->deviation / std::sqrt(sample->count);
  return Value{{std::max(0.0, sample->mean - spread), sample->mean, sample->mean + spread}, shape.from, !whole};
}

} // namespace highwater::driver
