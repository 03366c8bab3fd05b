// Where an object of an estimate gets its memory: the lines of its declaration and of all that may make it larger.

#pragma once

#include "analysis/program/Program.h"

#include <set>
#include <string>
#include <utility>

namespace highwater::driver {

/// File and line.
using SourceLine = std::pair<std::string, unsigned>;

/// The line that `object` is declared or allocated on, and those that set it, call a method on it, or pass it where it
/// can be changed: in the function that declares it, and in those it is passed to, under its own name or that of a
/// reference, a pointer or a callable that leads to it. `witness` is the peak that `object` is live at.
std::set<SourceLine> linesOf(const summary::Contribution &object, const summary::Witness &witness,
                             const program::Program &program);

} // namespace highwater::driver
