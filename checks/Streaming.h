// The edit that makes a pass over an input's elements read them itself.

#pragma once

#include "analysis/program/Unchunked.h"
#include "checks/Finding.h"

namespace highwater::checks {

/// Of `while (getline(in, line)) lines.push_back(line); … for (const auto &each : lines) use(each);` in one function: the
/// body of the second loop takes the place of the first one's, and the container goes. Empty when anything between the two
/// or in the second could notice that reading happens later, or when the text is not as plain as this.
std::vector<Edit> streamingEdits(program::Analysis &analysis, program::FunctionReference reference,
                                 const flow::Streamable &object);

} // namespace highwater::checks
