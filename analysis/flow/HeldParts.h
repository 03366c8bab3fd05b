// The members of what an owner holds, each with its share of it.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Peak.h"

namespace highwater::flow {

/// Members of records, through owning pointers, that hold memory; less what they held in `initial`.
std::vector<HeldPart> partsHeld(const Values &values, const ValueRef &value, const ValueRef &initial);

/// The path of a location in the terms of HeldPart; nothing if it leads into an element of a container.
std::optional<std::vector<std::string>> partPathOf(const Location &location);

/// Where a part of a variable is; without a root, a global by its USR and name.
std::vector<Location> locate(const Evaluator &evaluator, const State &state, events::VarId root,
                             llvm::ArrayRef<std::string> path);

} // namespace highwater::flow
