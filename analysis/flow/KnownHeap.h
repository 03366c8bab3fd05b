// What a value holds at least, where something in it is not known, what of it is only set aside, and what is beside the heap.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// Whether nothing of this type ever owns memory, so that it need not be known: numbers, iterators and other views.
bool ownsNothing(const Values &values, TypeRef type);

/// Bytes of heap of what is known of a value; a container whose size is unknown is empty. Never unknown.
size::Expr knownHeap(const Values &values, const ValueRef &value);

/// Bytes of it that no content was written to: what containers have set aside beyond their size. Of containers in
/// others it is taken to be nothing, as pages are shared between them. Never unknown.
size::Expr untouchedHeap(const Values &values, const ValueRef &value);

/// In the state of a block that is pages of its own: how many bytes, in place of those that an allocator would charge.
constexpr llvm::StringLiteral mappedName = "mapped";

/// Bytes of pages that it owns beside the heap: files and memory that were mapped. Never unknown.
size::Expr mappedPages(const Values &values, const ValueRef &value);

} // namespace highwater::flow
