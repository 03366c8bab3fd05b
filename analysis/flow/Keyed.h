// What containers hold under keys that are spelled out, such as the names of options: `options["left"] = argv[i + 1]`.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// `value 'left'`: what is under one key, beside `value`, which stands for all.
std::string keyedSlot(llvm::StringRef slot, llvm::StringRef key);

/// The part that stands for all beside this one; the name itself if it is not that of a key.
llvm::StringRef slotOfAll(llvm::StringRef name);

/// The slot of `object` that a key names: where words of the command line spell it, or one of the same spelling was there.
std::string slotUnder(const Evaluator &evaluator, const Value &object, llvm::StringRef slot, const size::Subject &key);

} // namespace highwater::flow
