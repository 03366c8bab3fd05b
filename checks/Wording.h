// How sizes read in messages.

#pragma once

#include "analysis/events/Event.h"
#include "analysis/size/Expr.h"

#include <string>

namespace highwater::checks {

/// `76.3 MiB` for a constant, else the formula in terms of the function's parameters, cut where it gets long.
std::string sizeText(const size::Expr &bytes, const events::Function &function);

/// A peak: of several candidates the one that grows fastest is the one to speak of.
std::string peakText(const size::Expr &peak, const events::Function &function);

} // namespace highwater::checks
