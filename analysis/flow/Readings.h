// Records that are known by their place at the beginning of an input, and any record of it.

#pragma once

#include "analysis/size/Symbol.h"

namespace highwater::flow {

/// `line(f)` for the line that is read first, and likewise inside of a subject.
inline size::Subject anyReading(const size::Subject &subject) {
  if (subject.head() == "reading")
    return anyReading(subject.parts()[0]);
  std::vector<size::Subject> parts;
  for (const size::Subject &part : subject.parts())
    parts.push_back(anyReading(part));
  return parts.empty() ? subject : size::Subject(subject.head(), std::move(parts));
}

/// What two subjects have in common that differ in where they were read at most; empty if they differ otherwise.
inline size::Subject commonReading(const size::Subject &a, const size::Subject &b) {
  size::Subject any = anyReading(a);
  return any == anyReading(b) ? any : size::Subject();
}

} // namespace highwater::flow
