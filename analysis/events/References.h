// What functions refer to beyond themselves: other functions by USR, types, files.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>

namespace highwater::events {

struct References {
  std::set<std::string> functions; ///< called, run at the end of objects, or their address is taken
  std::set<std::string> virtuals;  ///< those that are dispatched at run time
  llvm::BitVector types;           ///< of Unit::types, with the types of their parts
};

References referencesOf(const Unit &unit, const Function &function);

/// Gives every file another name, in USRs that are qualified by the main file, too.
void renameFiles(Unit &unit, llvm::function_ref<std::string(llvm::StringRef file)> rename);

} // namespace highwater::events
