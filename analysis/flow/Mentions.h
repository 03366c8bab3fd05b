// Which variables an event, an operand or a place speaks of.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace highwater::flow {

using VariableVisitor = llvm::function_ref<void(events::VarId)>;

using PlaceVisitor = llvm::function_ref<void(const events::Place &)>;

/// Each place that is read or written, those in indices included.
void forEachPlace(const events::Place &place, PlaceVisitor visit);
void forEachPlace(const events::Operand &operand, PlaceVisitor visit);

void forEachVariable(const events::Place &place, VariableVisitor visit);
void forEachVariable(const events::Operand &operand, VariableVisitor visit);
/// Of what the event reads or writes; not of Declare and End, which only begin and end storage.
void forEachVariable(const events::Event &event, VariableVisitor visit);
void forEachVariable(const events::Terminator &terminator, VariableVisitor visit);

/// Whether two places are the same member of the same variable, whatever their indices are.
bool isSameMember(const events::Place &one, const events::Place &other);

} // namespace highwater::flow
