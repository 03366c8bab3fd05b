// The pieces are looked up in one record at a time, as if that were the whole input.

#include "driver/cli/TupleRecords.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/StringSaver.h"

#include <algorithm>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;

/// Between the pieces of a tuple: no text has it.
static constexpr char boundary = '\0';

/// What a piece is taken from; of one of many at some place, such as a column, which is one of the tokens: what has them.
static const Subject &wholeOf(const Subject &piece) {
  const Subject &from = piece.parts()[0];
  bool oneOf = piece.head() == "column" || piece.head() == "turn";
  return oneOf && isRecord(from) ? from.parts()[0] : from;
}

static bool isPieceOf(const Subject &piece, const Subject &record) {
  return piece == record || (isRecord(piece) && isPieceOf(wholeOf(piece), record));
}

/// The record that all pieces are read from; what has them all, if they are read from several.
static Subject sharedRecord(const Subject &tuple) {
  Subject shared = tuple.parts()[0];
  while (isRecord(shared) && !llvm::all_of(tuple.parts(), [&](const Subject &piece) { return isPieceOf(piece, shared); }))
    shared = wholeOf(shared);
  return shared;
}

/// A piece as it is named in its record alone.
static Subject within(const Subject &piece, const Subject &record) {
  if (piece == record)
    return Subject("record");
  std::vector<Subject> parts = piece.parts();
  if (!parts.empty())
    parts[0] = within(parts[0], record);
  return Subject(piece.head(), std::move(parts));
}

static std::optional<Records> piecesOf(const Subject &piece, StringRef record) {
  return isRecord(piece) ? recordsOf(piece, record) : Records{record};
}

static std::optional<Records> ofEachRecord(const Subject &tuple, const Subject &record, StringRef text) {
  std::optional<Records> parents = recordsOf(record, text);
  if (!parents)
    return std::nullopt;
  std::vector<Subject> pieces;
  for (const Subject &piece : tuple.parts())
    pieces.push_back(within(piece, record));
  Records tuples;
  tuples.made = std::make_shared<llvm::BumpPtrAllocator>();
  llvm::StringSaver saver(*tuples.made);
  for (StringRef parent : *parents) {
    std::vector<std::string> made{""};
    for (const Subject &piece : pieces) {
      std::optional<Records> found = piecesOf(piece, parent);
      if (!found)
        return std::nullopt;
      std::vector<std::string> longer;
      for (const std::string &before : made)
        for (StringRef one : *found)
          longer.push_back(before + one.str() + boundary);
      made = std::move(longer);
    }
    for (const std::string &one : made)
      tuples.push_back(saver.save(one));
  }
  return tuples;
}

static std::optional<Records> inTurn(const Subject &tuple, StringRef text) {
  std::vector<Records> all;
  size_t count = StringRef::npos;
  for (const Subject &piece : tuple.parts()) {
    std::optional<Records> found = recordsOf(piece, text);
    if (!found)
      return std::nullopt;
    count = std::min(count, found->size());
    all.push_back(std::move(*found));
  }
  Records tuples;
  tuples.made = std::make_shared<llvm::BumpPtrAllocator>();
  llvm::StringSaver saver(*tuples.made);
  for (size_t index = 0; index < count; ++index) {
    std::string one;
    for (const Records &records : all)
      one += records[index].str() + boundary;
    tuples.push_back(saver.save(one));
  }
  return tuples;
}

std::optional<Records> tuplesOf(const Subject &tuple, StringRef text) {
  Subject record = sharedRecord(tuple);
  return isRecord(record) ? ofEachRecord(tuple, record, text) : inTurn(tuple, text);
}

} // namespace highwater::driver
