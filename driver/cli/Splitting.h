// What one record is split into: lines, words, numbers, or pieces between separators.

#pragma once

#include "driver/cli/Records.h"

namespace highwater::driver {

/// What the records of `subject` are split from.
const size::Subject &splitFrom(const size::Subject &subject);

/// Reads a number, or one that an argument spells, `lit("9")`; false if it is none.
bool readNumber(const size::Subject &number, size_t &into);

/// Appends the records that `subject` names in `text`, one record of what it splits; false for a kind that is not known.
bool splitOne(const size::Subject &subject, llvm::StringRef text, Records &into);

} // namespace highwater::driver
