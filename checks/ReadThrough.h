// The edit that makes a pass take its pieces from the stream of a file instead of a copy of all of it.

#pragma once

#include "analysis/program/Unchunked.h"
#include "checks/Finding.h"

namespace highwater::checks {

/// Of a stream in memory that is filled with all of a file's, at once or by way of a text: it becomes another name of the
/// file's stream, and what was in between goes. Empty when anything but its reading mentions the copy, when the file's
/// stream is used behind it, or when something between could notice that all is not read yet.
std::vector<Edit> readThroughEdits(program::Analysis &analysis, program::FunctionReference reference,
                                   const flow::Streamable &object);

} // namespace highwater::checks
