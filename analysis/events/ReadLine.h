// The lines of the text form are a word and attributes: `key=value`, and flags that stand alone.

#pragma once

#include "analysis/events/Scanner.h"
#include "analysis/events/Words.h"

#include "llvm/ADT/Twine.h"

namespace highwater::events {

/// Reads `key=value` and flags to the end of the line. `value` reads behind the sign and says
/// whether it knows the key.
inline void attributes(
    Scanner &in, llvm::function_ref<bool(llvm::StringRef key)> value,
    llvm::function_ref<bool(llvm::StringRef key)> flag = [](llvm::StringRef) { return false; }) {
  while (in.failure().empty() && !in.atEnd()) {
    llvm::StringRef key = in.word();
    if (!(in.accept("=") ? value(key) : flag(key)))
      in.fail((llvm::Twine("something else than '") + key + "'").str());
  }
}

/// Each assigns if the key is the one asked for.
template <typename T, typename Value> bool set(bool matches, T &target, Value value) {
  if (matches)
    target = value();
  return matches;
}
inline bool set(bool matches, bool &target, bool value = true) {
  if (matches)
    target = value;
  return matches;
}

template <typename Enum> Enum enumerator(Scanner &in) {
  auto value = fromWord<Enum>(in.word());
  if (!value)
    in.fail("another word");
  return value.value_or(Enum{});
}

inline std::vector<unsigned> numbers(Scanner &in) {
  std::vector<unsigned> all;
  in.list([&] { all.push_back(in.number()); });
  return all;
}

Scope readScope(Scanner &in);
Statement readStatement(Scanner &in);
Event readEvent(Scanner &in, Event::Kind kind);
Terminator readTerminator(Scanner &in, Terminator::Kind kind);

} // namespace highwater::events
