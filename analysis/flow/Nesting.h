// Classes inside classes, and inside themselves.

#pragma once

#include "analysis/flow/Value.h"

#include <set>

namespace highwater::flow {

/// The members of a record that count where it meets another one: those seen so far, and all that its origin gives it if the other
/// one has none of that. Those in which its class lies again are left out unless they were seen.
std::set<std::string> membersBeside(const Value &record, const Value &other);

} // namespace highwater::flow
