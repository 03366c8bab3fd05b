// What goes to stderr, and whether colours are wanted.

#pragma once

#include "llvm/ADT/StringRef.h"

namespace highwater::driver {

class Arguments;

struct Console {
  int verbosity = 0;     ///< -1 with -q, 1 with -v
  bool colour = false;   ///< of stdout
  bool progress = false; ///< stderr is a terminal that a line may be redrawn on

  /// From `--color`, NO_COLOR, -q, -v and what the streams are.
  static Console from(const Arguments &arguments);

  /// `highwater: error: …`; never silenced.
  void error(llvm::StringRef message) const;
  /// `highwater: warning: …`; never silenced: whoever is told to be quiet still must not be misled.
  void warning(llvm::StringRef message) const;
  /// A line that -q silences.
  void note(llvm::StringRef message) const;
  /// A line that only -v shows.
  void detail(llvm::StringRef message) const;
  /// Redraws the progress line; empty clears it.
  void status(llvm::StringRef message) const;
};

} // namespace highwater::driver
