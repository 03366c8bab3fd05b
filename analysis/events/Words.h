// The words of the text form for the enumerators of the IR, so that its writer, reader and printer
// agree.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace highwater::events {

/// The words of an enumeration, in the order of its enumerators.
template <typename Enum> llvm::ArrayRef<const char *> words();

template <> inline llvm::ArrayRef<const char *> words<Type::Kind>() {
  static constexpr const char *all[] = {"void",  "integer", "floating", "pointer", "reference",
                                        "array", "record",  "function", "other"};
  return all;
}
template <> inline llvm::ArrayRef<const char *> words<Event::Kind>() {
  static constexpr const char *all[] = {"declare",  "set",  "copy", "move", "call",
                                        "allocate", "free", "use",  "end",  "return"};
  return all;
}
template <> inline llvm::ArrayRef<const char *> words<Terminator::Kind>() {
  static constexpr const char *all[] = {"jump", "branch", "switch", "each", "exit"};
  return all;
}
template <> inline llvm::ArrayRef<const char *> words<Callee::Kind>() {
  static constexpr const char *all[] = {"function", "method", "constructor", "destructor",
                                        "indirect"};
  return all;
}
template <> inline llvm::ArrayRef<const char *> words<Variable::Storage>() {
  static constexpr const char *all[] = {"local",  "parameter", "temporary", "global",
                                        "static", "this",      "result"};
  return all;
}
template <> inline llvm::ArrayRef<const char *> words<Passing>() {
  static constexpr const char *all[] = {"value", "cref", "ref", "rref", "cptr", "ptr"};
  return all;
}

template <typename Enum> llvm::StringRef word(Enum value) {
  return words<Enum>()[static_cast<unsigned>(value)];
}

template <typename Enum> std::optional<Enum> fromWord(llvm::StringRef text) {
  auto all = words<Enum>();
  for (unsigned i = 0; i != all.size(); ++i)
    if (text == all[i])
      return static_cast<Enum>(i);
  return std::nullopt;
}

} // namespace highwater::events
