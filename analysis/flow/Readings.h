// Records that are known by their place at the beginning of an input, and any record of it.

#pragma once

#include "analysis/size/Symbol.h"

#include <algorithm>

namespace highwater::flow {

/// `line(f)` for the line that is read first, or in turn, and likewise inside of a subject.
inline size::Subject anyReading(const size::Subject &subject) {
  if (subject.head() == "reading" || subject.head() == "turn")
    return anyReading(subject.parts()[0]);
  std::vector<size::Subject> parts;
  for (const size::Subject &part : subject.parts())
    parts.push_back(anyReading(part));
  if (subject.head() == "either" && std::all_of(parts.begin(), parts.end(), [&](const auto &part) { return part == parts[0]; }))
    return parts[0];
  return parts.empty() ? subject : size::Subject(subject.head(), std::move(parts));
}

/// What two subjects have in common that differ in where they were read at most; empty if they differ otherwise.
inline size::Subject commonReading(const size::Subject &a, const size::Subject &b) {
  size::Subject any = anyReading(a);
  return any == anyReading(b) ? any : size::Subject();
}

/// Records that are read at several places, or pieces that are at several places of a record: `either(turn(word(f), 0, 3),
/// turn(word(f), 1, 3))`; of all places, or where it is not known of which: any of them.
size::Subject eitherReading(const std::vector<size::Subject> &readings);

/// Whether a subject is about another one.
inline bool mentions(const size::Subject &subject, const size::Subject &other) {
  return subject == other ||
         std::any_of(subject.parts().begin(), subject.parts().end(),
                     [&](const size::Subject &part) { return mentions(part, other); });
}

/// Whether text `a`, of a value that began as `origin`, is what the caller had there: it gives way to a text `b` that is put
/// there, unless that is a piece of it.
inline bool givesWay(const size::Subject &origin, const size::Subject &a, const size::Subject &b) {
  bool initial = a.head() == "text" && !origin.empty() && a.parts()[0] == origin;
  return initial && !b.empty() && b.head() != "text" && !mentions(b, a);
}

/// Whether a record is what a pointer into a text has come to.
inline bool isPiece(const size::Subject &record) { return record.head() == "number" || record.head() == "separator"; }

/// What counts in a pointer into a text how many numbers, or separators of one kind, are before it.
inline std::string passedName(const size::Subject &record) {
  return record.head() == "number" ? "number" : "passed " + record.parts()[1].str();
}
inline bool isPassedName(const std::string &name) { return name == "number" || name.starts_with("passed "); }

/// Whether a subject is made of pieces of another one, or is that.
inline bool isWithin(const size::Subject &piece, const size::Subject &whole) {
  return mentions(anyReading(piece), anyReading(whole));
}

/// The pieces of which a column is one.
inline size::Subject anyPiece(const size::Subject &piece) { return piece.head() == "column" || piece.head() == "rest" ? piece.parts()[0] : piece; }

/// What is read where one piece of a text is, and another one, or likewise inside of both; empty if they differ otherwise.
size::Subject commonPiece(const size::Subject &a, const size::Subject &b);

/// A text that a loop moves on in, such as what is left of a line; one that is not a piece of the other stays.
size::Subject commonText(const size::Subject &a, const size::Subject &b);

/// Whether a record is a letter of the input that another one is a piece of.
inline bool isLetterOf(const size::Subject &letter, const size::Subject &piece) {
  if (piece.head() == "folded")
    return isLetterOf(letter, piece.parts()[0]);
  return letter.head() == "character" && !piece.parts().empty() && letter.parts()[0] == piece.parts()[0];
}

/// What decides where either of two records does: the one that the other is a piece of, or the piece that is read letter by letter.
inline size::Subject commonRecord(const size::Subject &a, const size::Subject &b) {
  size::Subject common = commonPiece(a, b);
  if (common.empty() && (isLetterOf(anyReading(a), b) || isLetterOf(anyReading(b), a)))
    return isLetterOf(anyReading(a), b) ? b : a;
  return !common.empty() ? common : isWithin(a, b) ? b : isWithin(b, a) ? a : size::Subject();
}

} // namespace highwater::flow
