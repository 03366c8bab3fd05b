// The shipped models: the table that the build made from models/*.yaml.

#include "analysis/effects/Catalog.h"

namespace highwater::effects {

extern const char embeddedModels[];
extern const unsigned long embeddedModelsSize;

Catalog Catalog::shipped(llvm::StringRef standardLibrary) {
  return embedded({embeddedModels, embeddedModelsSize}, standardLibrary);
}

} // namespace highwater::effects
