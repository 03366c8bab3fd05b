// The records of a sample of text: lines, and what lines are split into.

#pragma once

#include "analysis/size/Expr.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

/// Pieces of a text.
struct Records : std::vector<llvm::StringRef> {
  using vector::vector;
  std::shared_ptr<llvm::BumpPtrAllocator> made = nullptr; ///< where those are that were put together; null if none was
};

/// What the records of `line(…)`, `token(…)` and `word(…)` come from: `file(…)`, `stdin`, or a text such as `argv(2)`.
size::Subject sourceOf(const size::Subject &subject);
/// Whether `subject` is made of records of a source.
bool isRecord(const size::Subject &subject);

/// The records that `subject` names, out of `text`, a sample of its source. Nothing for a kind that is not known.
std::optional<Records> recordsOf(const size::Subject &subject, llvm::StringRef text);

/// What tells a record from others: itself, or if it is `folded`, itself without upper case, kept in `buffer`.
llvm::StringRef keyOf(llvm::StringRef record, bool folded, std::string &buffer);

/// Whether records are read from the beginning of an input.
bool isOfBeginning(const size::Subject &subject);

/// How many records `subject` has in each record of what it splits; of a source: in the whole of it.
std::optional<std::vector<double>> countsOf(const size::Subject &subject, llvm::StringRef text);

/// At most 256 values with their weights; small values, where rounding and inline buffers matter, stay apart.
std::vector<size::Draw> histogram(std::vector<double> values);

} // namespace highwater::driver
