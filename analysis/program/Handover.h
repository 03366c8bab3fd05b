// Last uses that copy an owner into something else, where it could be moved.

#pragma once

#include "analysis/program/Drag.h"

namespace highwater::program {

/// Where the owner's name stands in a by-value argument, the initializer of another object, or an argument that a container
/// takes in, if it is needed nowhere but there for the last time. Nothing for members and for what is const.
std::optional<events::Location> handoverOf(Analysis &analysis, const Drag &drag);

} // namespace highwater::program
