// What models say about where data enters: sources, records that are read, positions, options of the command line.

#pragma once

#include "analysis/effects/ReadValue.h"

namespace highwater::effects {

/// `{ kind: file, of: arg0 }`
Source readSource(const YamlNode &node, Operand into, ValueReader &read);
Read readRead(const YamlNode &node, const NameScope &scope, ValueReader &read);
Seek readSeek(const YamlNode &node, const NameScope &scope, ValueReader &read);
TakesOption readOption(const YamlNode &node, ValueReader &read);

} // namespace highwater::effects
