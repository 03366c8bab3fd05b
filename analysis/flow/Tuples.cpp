// Texts that the caller passes may come from anywhere: they stay in one tuple until it is known.

#include "analysis/flow/Tuples.h"

#include "analysis/flow/Evaluator.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

static bool isTuple(const Subject &text) { return text.head() == "tuple"; }

/// Whether a text is the same wherever it is met in this run.
static bool isFixed(const Subject &text) { return text.head() == "lit" || text.head() == "argv" || text.head() == "env"; }

static bool collect(const std::vector<Subject> &texts, std::vector<Subject> &parts) {
  for (const Subject &text : texts) {
    if (text.empty())
      return false;
    if (isTuple(text) || text.head() == "concat") {
      if (!collect(text.parts(), parts))
        return false;
    } else if (const Subject part = text.head() == "distinct" ? text.parts()[0] : wholeOf(text);
               !isFixed(part) && !llvm::is_contained(parts, part)) {
      parts.push_back(part);
    }
  }
  return true;
}

Subject tupleOf(const std::vector<Subject> &texts) {
  std::vector<Subject> parts;
  if (!collect(texts, parts) || parts.empty())
    return {};
  return parts.size() == 1 ? parts[0] : Subject("tuple", parts);
}

Subject inputOf(const Subject &record) {
  return isPerRecord(record) && !record.parts().empty() ? inputOf(record.parts()[0]) : record;
}

Expr countedTuples(llvm::StringRef measure, const Subject &tuple) {
  std::map<Subject, std::vector<Subject>> byInput;
  for (const Subject &part : tuple.parts())
    byInput[inputOf(part)].push_back(part);
  if (byInput.size() == 1)
    return Expr::symbol({measure.str(), tuple});
  if (measure == "fresh") // each may be new
    return 1;
  Expr product = 1;
  for (const auto &[input, parts] : byInput)
    product = product * measured("distinct", tupleOf(parts));
  return product;
}

} // namespace highwater::flow
