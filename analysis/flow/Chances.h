// Numbers that a program draws at random, evenly from a range: `uniform(rng) < 0.8`, `rand() % 10 == 0`.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// The text of a number drawn from [low, high): `drawn('0', '1', '0')`; in steps of 1 if `whole`. Empty if the range is none.
size::Subject drawn(double low, double high, bool whole);

bool isDrawn(const size::Subject &text);

/// The text of what arithmetic makes of such a number: multiplied, divided, or what is left of a division; else empty.
size::Subject drawnAfter(llvm::StringRef op, const Value &left, const Value &right);

/// How often such a number is below, at most, or equal to (by the head of `condition`) the bound; nothing if that is not known.
std::optional<size::Expr> chanceOf(const size::Subject &condition);

} // namespace highwater::flow
