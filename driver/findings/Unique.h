// The order of findings, and which of them are one.

#pragma once

#include "checks/Finding.h"

#include <vector>

namespace highwater::driver {

/// Sorts by place and keeps each once. A header is in many units, and a template is instantiated often: findings of one
/// check at one place about one object are one, whatever sizes they name.
void sortAndUnite(std::vector<checks::Finding> &findings);

} // namespace highwater::driver
