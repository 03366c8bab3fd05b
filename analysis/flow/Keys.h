// Keys that containers hold once: by what different ones are counted.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// The record that a key is, spells or is computed from; of a parameter: its text, or `spelling(arg0)` of a number. Empty if there
/// is none.
size::Subject countedBy(const ValueRef &key);

} // namespace highwater::flow
