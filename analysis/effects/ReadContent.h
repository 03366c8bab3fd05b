// What a call leaves in objects: contents, changed state variables, results.

#pragma once

#include "analysis/effects/ReadValue.h"

namespace highwater::effects {

/// `{ element: arg0 }`, `{ element: { construct: arg0 } }` or `[{ slot: element, from: arg0 }]`.
std::vector<Content> readContent(const YamlNode &node, const Operand &into, const NameScope &scope, ValueReader &read);

/// `{ size: "+1" }` of `object`; without one, the keys are operands: `{ arg0.size: 0 }`.
std::vector<Update> readUpdates(const YamlNode &node, const Operand *object, const NameScope &scope, ValueReader &read);

Returns readReturns(const YamlNode &node, const NameScope &scope, ValueReader &read);

} // namespace highwater::effects
