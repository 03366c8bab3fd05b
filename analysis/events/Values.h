// How places and operands are spelled in the lossless text form.
//
//     %3                 the value stored in variable 3; `%3."x"`, `%3*`, `%3[7]` are parts of it
//     &%3                its address
//     7  r0x1p-1  "text"  null  sizeof:5  @"usr"
//     ("+" %3 7)  cast(%3):4  select(%3 1 2)
//     ?                  nothing is known
//
// `:N` behind an operand is its type.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::events {

void writeQuoted(llvm::raw_ostream &out, llvm::StringRef text);
void writePlace(llvm::raw_ostream &out, const Place &place);
void writeOperand(llvm::raw_ostream &out, const Operand &operand);

} // namespace highwater::events
