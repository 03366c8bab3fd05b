// How sizes read in messages.

#pragma once

#include "analysis/size/Expr.h"

#include <string>

namespace highwater::checks {

/// `76.3 MiB` for a constant, else the formula.
std::string sizeText(const size::Expr &bytes);

/// What falls away between two peaks, as a size.
std::string differenceText(const size::Expr &before, const size::Expr &after);

} // namespace highwater::checks
