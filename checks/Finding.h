// What a check reports, as a plain value that every face can render.

#pragma once

#include "analysis/summary/Witness.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::checks {

enum class Confidence { Low, Medium, High };

struct Note {
  summary::Site site;
  std::string message;
};

/// Replaces `length` bytes at `offset` of `file`.
struct Edit {
  std::string file;
  unsigned offset = 0, length = 0;
  std::string text;
};

struct Finding {
  std::string check;                ///< without the `highwater-` prefix
  summary::Site site;
  std::string message;              ///< lower case, no full stop, no check name
  Confidence confidence = Confidence::High;
  size::Expr size;                  ///< of the object
  size::Expr peakBefore, peakAfter; ///< of the enclosing function
  std::vector<Note> notes;
  std::vector<Edit> fix;            ///< empty: no safe fix
};

} // namespace highwater::checks
