// The module's word on its host.

#include "driver/tidy/Host.h"

namespace highwater::tidy {

const bool inEditor = false;

} // namespace highwater::tidy
