// Writing the tally to the file that HIGHWATER_PRELOAD_OUT names, with nothing but
// system calls, so that it also works in a signal handler.
#pragma once

namespace highwater {

/// Resolves the name while the working directory is still the one it was given in.
void prepareReport();

/// Writes, or writes again with later numbers.
void writeReport();

} // namespace highwater
