// Owners that a callee is done with before it gets to the peak.

#pragma once

#include "analysis/program/Analysis.h"

namespace highwater::program {

/// The function below `reference`, and the owner as it knows it, where an owner that is passed on is needed for the last
/// time before the peak. Nothing if it is needed there, or if somebody else who calls that function may need it.
std::optional<Release> doneInside(Analysis &analysis, FunctionReference reference, flow::OwnerId owner,
                                  const flow::Peak &peak);

} // namespace highwater::program
