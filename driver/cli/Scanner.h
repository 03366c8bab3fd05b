// Reading a text piece by piece, as programs read the beginning of an input: words, lines, bytes, and what scanf takes.

#pragma once

#include "analysis/size/Symbol.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <vector>

namespace highwater::driver {

class Scanner {
public:
  explicit Scanner(llvm::StringRef text) : text(text) {}

  std::optional<llvm::StringRef> word();
  std::optional<llvm::StringRef> until(char separator);
  std::optional<llvm::StringRef> bytes(size_t count);
  /// What each conversion of a format that stores something takes, as far as the text fits.
  std::vector<llvm::StringRef> formatted(llvm::StringRef format);

  /// Passes what `past(past(begin, word), line)` names; false if the text ends before.
  bool pass(const size::Subject &position);
  /// The record of this kind that is here.
  std::optional<llvm::StringRef> take(const size::Subject &record);

  llvm::StringRef rest() const { return text.drop_front(at); }
  size_t position() const { return at; }
  void skip(size_t count) { at = std::min(text.size(), at + count); }

private:
  void skipSpace();

  llvm::StringRef text;
  size_t at = 0;
};

/// The number that lies in these bytes, least significant first; `kind` is signed, unsigned or real.
std::optional<double> binaryNumber(llvm::StringRef bytes, llvm::StringRef kind);

} // namespace highwater::driver
