// The shape of an input: what its size and a sample of its records say, without the records.

#pragma once

#include "driver/cli/Records.h"

#include "analysis/size/Expr.h"

#include "llvm/Support/Error.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

/// The values of one varying symbol in a sample.
struct RecordSample {
  double count = 0, mean = 0, deviation = 0, least = 0, most = 0;
  std::vector<size::Draw> draws;

  static RecordSample of(std::vector<double> values);
  RecordSample scaled(double factor) const;
};

/// How many different values a sample has, how many of them it has once and twice, and how many its first half and quarter
/// have.
struct DistinctSample {
  double records = 0, distinct = 0, once = 0, twice = 0, half = 0, quarter = 0;
  std::optional<double> unseen; ///< how many are not in the sample, where a run has told

  /// `folded`: whether upper and lower case are the same.
  static DistinctSample of(const Records &records, bool folded);
  /// How many a whole has, of which the sample is a share.
  size::Range inWhole(double share) const;
  /// Sets how many are unseen, so that the whole has `value` of them.
  void setInWhole(double share, double value);
};

struct InputShape {
  std::string name;         ///< of the file
  std::string option;       ///< before its name in the command line; may be empty
  double bytes = 0, rows = 0;
  double rowsError = 0;     ///< relative
  double sampleBytes = 0;
  bool whole = false;       ///< the sample is all of it
  std::map<size::Symbol, RecordSample> records;
  std::map<size::Symbol, DistinctSample> distinct;
  std::optional<double> words; ///< in the sample
};

/// By source: `file(argv(1))`, `stdin`.
using InputShapes = std::map<size::Subject, InputShape>;

/// The shape of a source, with records that are said to be of that source. `byName`: of an estimate without a command line,
/// where a word goes by its option or by how many are before it, rather than by its place; the only shape that there is fits all.
std::optional<InputShape> storedShape(const InputShapes &stored, const size::Subject &source, bool byName);
/// The option whose value a source is in a command line, if that is so.
std::string optionBefore(const size::Subject &source, llvm::ArrayRef<std::string> line);

/// What `writeShapes` wrote, or a person: docs/shapes.md. Errors name the file.
llvm::Expected<InputShapes> readShapes(llvm::StringRef path);
llvm::Error writeShapes(llvm::StringRef path, const InputShapes &shapes);

} // namespace highwater::driver
