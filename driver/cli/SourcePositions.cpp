// A character beyond the basic plane takes four bytes in UTF-8 and two units in UTF-16.

#include "driver/cli/SourcePositions.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace highwater::driver {

const SourcePositions::Text &SourcePositions::textOf(const std::string &file) {
  auto [entry, fresh] = texts.try_emplace(file);
  Text &text = entry->second;
  if (!fresh)
    return text;
  text.bytes = readThrough(overlay, file).value_or("");
  text.lines = {0};
  for (size_t i = 0; i < text.bytes.size(); ++i)
    if (text.bytes[i] == '\n')
      text.lines.push_back(i + 1);
  return text;
}

Position SourcePositions::at(const std::string &file, unsigned offset) {
  const Text &text = textOf(file);
  size_t end = std::min<size_t>(offset, text.bytes.size());
  size_t line = std::upper_bound(text.lines.begin(), text.lines.end(), end) - text.lines.begin();
  Position position{static_cast<unsigned>(line), 1};
  for (size_t i = text.lines[line - 1]; i < end; ++i) {
    auto byte = static_cast<unsigned char>(text.bytes[i]);
    bool continues = (byte & 0xC0) == 0x80;
    position.column += continues ? 0 : byte >= 0xF0 ? 2 : 1;
  }
  return position;
}

} // namespace highwater::driver
