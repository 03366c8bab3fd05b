// Columns as other programs count them.

#pragma once

#include "driver/cli/Overlay.h"

#include <map>
#include <string>
#include <vector>

namespace highwater::driver {

struct Position {
  unsigned line = 1, column = 1; ///< from 1; the column in UTF-16 code units
};

class SourcePositions {
public:
  /// Sources are read through `overlay`, which may be null and must outlive this.
  explicit SourcePositions(const Overlay *overlay) : overlay(overlay) {}

  /// Of the byte at `offset`; the end of the file when that is shorter.
  Position at(const std::string &file, unsigned offset);

private:
  struct Text {
    std::string bytes;
    std::vector<size_t> lines; ///< offsets of their first bytes
  };
  const Text &textOf(const std::string &file);

  const Overlay *overlay;
  std::map<std::string, Text> texts;
};

} // namespace highwater::driver
