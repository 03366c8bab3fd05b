// How sizes read in messages.

#pragma once

#include "analysis/events/Event.h"
#include "analysis/size/Expr.h"

#include <string>

namespace highwater::checks {

/// `76.3 MiB` for a constant, else the formula in terms of the function's parameters, cut where it gets long.
std::string sizeText(const size::Expr &bytes, const events::Function &function);

/// `from 5.4 GiB to 3.9 GiB`; where the formulas are cut, also `by` their difference.
std::string changeText(const size::Expr &before, const size::Expr &after, const events::Function &function);

} // namespace highwater::checks
