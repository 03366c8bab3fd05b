// Keys that are made of several texts, such as two columns: `tuple(column(…, 1), column(…, 3))`.

#pragma once

#include "analysis/size/Expr.h"

#include <vector>

namespace highwater::flow {

/// What several texts are together that are read from one record. What every record has the same, such as a literal, is left out;
/// one alone is no tuple. Empty if nothing is left, or if one of them is not known.
size::Subject tupleOf(const std::vector<size::Subject> &texts);

/// The input that a record is of; itself if it is none.
size::Subject inputOf(const size::Subject &record);

/// How many different ones of a tuple there are, or which share of them is `fresh`: of texts from several inputs any may come
/// with any.
size::Expr countedTuples(llvm::StringRef measure, const size::Subject &tuple);

} // namespace highwater::flow
