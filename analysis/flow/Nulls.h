// What tests of pointers say: on one side they lead nowhere; and how often a list goes on before they do.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// Where a condition `holds` (or does not), the pointers that are then null own nothing.
void assumeNulls(const Evaluator &evaluator, State &state, const events::Operand &condition, bool holds);

/// The place whose pointer goes on being something while the condition holds; null if the condition is none of that.
const events::Operand *testedPointer(const Evaluator &evaluator, const State &state, const events::Operand &condition);

/// The place whose pointer is something where a condition `holds` (or does not); null if that says nothing of one.
const events::Operand *pointerThere(const Evaluator &evaluator, const State &state, const events::Operand &condition, bool holds);

/// Whether a condition cannot hold (or fail to) because of a pointer in a variable that leads nowhere.
bool contradictsNull(const Evaluator &evaluator, const State &state, const events::Operand &condition, bool holds);

/// How many nodes there are from a pointer on that walks through them, as far as that is known.
std::optional<size::Expr> nodesFrom(const Evaluator &evaluator, const State &state, const events::Operand &pointer);

} // namespace highwater::flow
