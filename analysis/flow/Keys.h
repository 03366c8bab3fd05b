// Keys that containers hold once: by what different ones are counted.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// The record that a key is, spells or is computed from, or a tuple of those that it is made of; of a parameter: its text, or
/// `spelling(arg0)` of a number. Empty if there is none.
size::Subject countedBy(const Values &values, const ValueRef &key);

/// The record of a key, with those of the keys that were read elsewhere in the same input, `held`, among which a container has
/// it: what its keys are is known of all of them together.
size::Subject amongKeys(const size::Subject &held, const size::Subject &record);

} // namespace highwater::flow
