// The degree abstraction: how an expression grows when its inputs do.

#include "analysis/size/Expr.h"

#include <cmath>
#include <limits>

namespace highwater::size {

namespace {

/// All inputs are `scale` at once; what belongs to one record stays small, and so does what no input makes large.
class Ray : public Binding {
public:
  explicit Ray(double scale) : scale(scale) {}

  std::optional<Range> number(const Symbol &symbol) const override {
    constexpr double FieldsOfARecord = 20, BytesOfAField = 16, ThreadsOfAMachine = 16;
    if (symbol.measure == "fields" || (symbol.measure == "words" && symbol.varying))
      return Range::exactly(FieldsOfARecord);
    if (symbol.measure == "replaced") // as much as comes in its place
      return Range::exactly(0);
    if (symbol.measure == "fresh") // a share
      return Range::exactly(1);
    if (symbol.measure == "hardware_concurrency" || symbol.measure == "threads")
      return Range::exactly(ThreadsOfAMachine);
    if (symbol.measure == "share") // few of many: those that are, and those up to the first, are more and more
      return Range::exactly(1 / std::sqrt(scale));
    bool ofInput = symbol.measure == "bytes" || symbol.measure == "rows"; // also of one of many files
    return Range::exactly(symbol.varying && !ofInput ? BytesOfAField : scale);
  }

private:
  double scale;
};

/// A text of 1 GB in lines of eight fields, and small numbers on the command line.
class Example : public Ray {
public:
  Example() : Ray(1e9) {}

  std::optional<Range> number(const Symbol &symbol) const override {
    constexpr double Bytes = 1e9, Rows = Bytes / 64, Words = 8 * Rows, Option = 100, Share = 0.5;
    bool inRecords = symbol.varying;
    if (symbol.measure == "share")
      return Range::exactly(Share);
    if (symbol.measure == "value" && !inRecords)
      return Range::exactly(Option);
    if (symbol.measure == "rows" || symbol.measure == "distinct")
      return Range::exactly(Rows);
    if (symbol.measure == "words" && !inRecords)
      return Range::exactly(Words);
    return Ray::number(symbol);
  }
};

} // namespace

double magnitudeInExample(const Expr &expression) {
  Evaluation outcome = expression.evaluate(Example());
  return outcome.value ? outcome.value->high : std::numeric_limits<double>::infinity();
}

double magnitude(const Expr &expression, double scale) {
  Evaluation outcome = expression.evaluate(Ray(scale));
  // Nothing is known to be larger than an unknown, so pruning keeps it.
  return outcome.value ? outcome.value->high : std::numeric_limits<double>::infinity();
}

bool growsWithInput(const Expr &expression) {
  if (expression.isUnknown())
    return false;
  double small = magnitude(expression, 1e6), middle = magnitude(expression, 1e9), large = magnitude(expression, 1e12);
  return small > 0 && middle > 10 * small && large > 10 * middle;
}

} // namespace highwater::size
