// The text form of the IR: what dumps show, tests match, and files keep. Read and written without loss.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::events {

/// The lossless form, one line an event.
void write(const Unit &unit, llvm::raw_ostream &out);

/// Errors name `path:line` and what was expected; the text begins at `firstLine`.
llvm::Expected<Unit> read(llvm::StringRef text, llvm::StringRef path, unsigned firstLine = 1);

/// The form for people: names instead of ids, lines instead of offsets. `function` empty: all functions.
void print(const Unit &unit, llvm::raw_ostream &out, llvm::StringRef function = "");

} // namespace highwater::events
