// Where an owner is used last and where it is released, as places in the source.

#pragma once

#include "analysis/program/Drag.h"

namespace highwater::program {

/// Fills in the use behind which nothing needs `drag.used` until the peak; false if there is none in the source.
bool findLastUse(Analysis &analysis, Drag &drag);

/// Fills in where the memory is given back now: an explicit release, else the end of its scope. A raw pointer's block
/// stays.
void findRelease(Analysis &analysis, Drag &drag);

} // namespace highwater::program
