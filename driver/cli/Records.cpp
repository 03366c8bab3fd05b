// A subject is taken apart from its source inwards: each step makes records of records.

#include "driver/cli/Records.h"

#include "driver/cli/Scanner.h"
#include "driver/cli/Splitting.h"
#include "driver/cli/TupleRecords.h"

#include "analysis/size/Condition.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

#include <algorithm>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;

bool isRecord(const Subject &subject) {
  static constexpr StringRef kinds[] = {"line", "turn", "either", "token", "word", "block", "character", "entry", "all", "distinct", "column",
                                        "reading", "scanned", "binary", "number", "run", "folded", "upto", "between", "tuple", "window", "followed", "rest"};
  if (subject.parts().empty())
    return false;
  bool ofOne = subject.head() == "part" || size::isConditionHead(subject.head());
  return ofOne ? isRecord(subject.parts()[0]) : llvm::is_contained(kinds, StringRef(subject.head()));
}

bool isOfBeginning(const Subject &subject) {
  return isRecord(subject) && (subject.head() == "reading" || isOfBeginning(subject.parts()[0]));
}

Subject sourceOf(const Subject &subject) {
  return isRecord(subject) ? sourceOf(subject.parts().front()) : subject;
}


static std::optional<Records> whole(const Subject &subject, StringRef text) {
  if (!isRecord(subject))
    return Records{text};
  return recordsOf(subject, text);
}

/// The piece at one place of each record, where there are so many.
static std::optional<Records> columnOf(const Subject &piece, StringRef place, StringRef text) {
  size_t index;
  std::optional<Records> parents = isRecord(piece) ? whole(piece.parts().front(), text) : std::nullopt;
  if (!parents || place.getAsInteger(10, index))
    return std::nullopt;
  Records records, pieces;
  for (StringRef parent : *parents) {
    pieces.clear();
    if (!splitOne(piece, parent, pieces))
      return std::nullopt;
    if (index < pieces.size())
      records.push_back(pieces[index]);
  }
  return records;
}

/// Where each text is read from the beginning: the record that is found behind what was read before.
static std::optional<Records> firstOf(const Subject &record, const Subject &position, StringRef text) {
  std::optional<Records> parents = record.parts().empty() ? std::nullopt : whole(record.parts()[0], text);
  if (!parents)
    return std::nullopt;
  Records records;
  for (StringRef parent : *parents) {
    Scanner scanner(parent);
    if (auto found = scanner.pass(position) ? scanner.take(record) : std::nullopt)
      records.push_back(*found);
  }
  return records;
}

/// What a conversion takes of each text; of an input, which has no records, again and again.
static std::optional<Records> scannedOf(const Subject &subject, StringRef text) {
  std::optional<Records> parents = whole(subject.parts()[0], text);
  if (!parents)
    return std::nullopt;
  Records records;
  for (StringRef parent : *parents) {
    Scanner scanner(parent);
    do {
      size_t before = scanner.position();
      if (auto piece = scanner.take(subject))
        records.push_back(*piece);
      if (scanner.position() == before)
        scanner.skip(1);
    } while (!isRecord(subject.parts()[0]) && !scanner.rest().empty());
  }
  return records;
}

/// `part(record, from, count)`, `binary(record, from, count, kind)`.
static std::optional<Records> slicesOf(const Subject &subject, StringRef text) {
  size_t from = 0, count = StringRef::npos;
  std::optional<Records> records = recordsOf(subject.parts()[0], text);
  if (!records || subject.parts().size() < 2 || StringRef(subject.parts()[1].head()).getAsInteger(10, from) ||
      (subject.parts().size() > 2 && !readNumber(subject.parts()[2], count)))
    return std::nullopt;
  for (StringRef &record : *records)
    record = record.substr(from, count);
  return records;
}

static size_t behindIn(StringRef text, const Subject &place);

/// A separator as it is written, or the letters each of which is one.
static StringRef lettersOf(const Subject &separator) {
  const Subject &text = separator.head() == "any" ? separator.parts()[0] : separator;
  return text.head() == "lit" ? StringRef(text.parts()[0].head()) : "";
}

/// Where `found(separator, start)` is, behind what was found before, or `last(separator, begin)`.
static size_t placeIn(StringRef text, const Subject &place) {
  if (place.head() != "found" && place.head() != "last")
    return 0;
  const Subject &separator = place.parts()[0];
  StringRef letters = lettersOf(separator);
  if (place.head() == "last")
    return separator.head() == "any" ? text.find_last_of(letters) : text.rfind(letters);
  size_t start = behindIn(text, place.parts()[1]);
  if (letters.empty() || start == StringRef::npos)
    return StringRef::npos;
  return separator.head() == "any" ? text.find_first_of(letters, start) : text.find(letters, start);
}

static size_t behindIn(StringRef text, const Subject &place) {
  size_t at = placeIn(text, place);
  if ((place.head() != "found" && place.head() != "last") || at == StringRef::npos)
    return at;
  return at + (place.parts()[0].head() == "any" ? 1 : lettersOf(place.parts()[0]).size());
}

/// `upto(record, place)`, `between(record, place, place)`: of the records that have these separators.
static std::optional<Records> cutsOf(const Subject &subject, StringRef text) {
  std::optional<Records> parents = whole(subject.parts()[0], text);
  if (!parents)
    return std::nullopt;
  Records records;
  const Subject &last = subject.parts().back();
  for (StringRef parent : *parents) {
    size_t begin = subject.head() == "between" ? behindIn(parent, subject.parts()[1]) : 0;
    size_t end = last.head() == "end" ? parent.size() : placeIn(parent, last);
    if (subject.head() == "between" && begin != StringRef::npos && end == StringRef::npos)
      end = parent.size(); // `substr(begin, npos - begin)`
    if (begin <= end && end != StringRef::npos)
      records.push_back(parent.slice(begin, end));
  }
  return records;
}

/// `turn(record, place, count)`: those at one place of so many that follow one another.
static std::optional<Records> turnsOf(const Subject &subject, StringRef text) {
  size_t place = 0, count = 0;
  std::optional<Records> records = recordsOf(subject.parts()[0], text);
  if (!records || StringRef(subject.parts()[1].head()).getAsInteger(10, place) ||
      StringRef(subject.parts()[2].head()).getAsInteger(10, count) || count == 0)
    return std::nullopt;
  Records kept;
  for (size_t index = place; index < records->size(); index += count)
    kept.push_back((*records)[index]);
  return kept;
}

static std::optional<Records> eachOf(llvm::ArrayRef<Subject> kinds, StringRef text) {
  Records records;
  for (const Subject &kind : kinds) {
    std::optional<Records> some = recordsOf(kind, text);
    if (!some)
      return std::nullopt;
    llvm::append_range(records, *some);
  }
  return records;
}

StringRef keyOf(StringRef record, bool folded, std::string &buffer) {
  if (!folded)
    return record;
  buffer = record.lower();
  return buffer;
}

std::optional<Records> recordsOf(const Subject &subject, StringRef text) {
  if (!isRecord(subject))
    return std::nullopt;
  if (subject.head() == "column" && subject.parts().size() == 2)
    return columnOf(subject.parts()[0], subject.parts()[1].head(), text);
  if (subject.head() == "reading" && subject.parts().size() == 2)
    return firstOf(subject.parts()[0], subject.parts()[1], text);
  if (subject.head() == "turn" && subject.parts().size() == 3)
    return turnsOf(subject, text);
  if (subject.head() == "either")
    return eachOf(subject.parts(), text);
  if (subject.head() == "scanned" && subject.parts().size() == 3)
    return scannedOf(subject, text);
  if (subject.head() == "tuple")
    return tuplesOf(subject, text);
  if (subject.head() == "folded" || size::isConditionHead(subject.head()))
    return recordsOf(subject.parts()[0], text);
  if (subject.head() == "upto" || subject.head() == "between")
    return cutsOf(subject, text);
  if (subject.head() == "part" || subject.head() == "binary")
    return slicesOf(subject, text);
  std::optional<Records> parents = whole(splitFrom(subject), text);
  if (!parents)
    return std::nullopt;
  if (subject.head() == "distinct") {
    bool folded = subject.parts()[0].head() == "folded";
    llvm::StringSet<> seen;
    std::string buffer;
    llvm::erase_if(*parents, [&](StringRef record) { return !seen.insert(keyOf(record, folded, buffer)).second; });
    return parents;
  }
  Records records;
  for (StringRef parent : *parents)
    if (!splitOne(subject, parent, records))
      return std::nullopt;
  return records;
}

std::optional<std::vector<double>> countsOf(const Subject &subject, StringRef text) {
  if (!isRecord(subject))
    return std::nullopt;
  std::optional<Records> parents = whole(splitFrom(subject), text);
  if (!parents)
    return std::nullopt;
  std::vector<double> counts;
  Records records;
  for (StringRef parent : *parents) {
    records.clear();
    if (!splitOne(subject, parent, records))
      return std::nullopt;
    counts.push_back(static_cast<double>(records.size()));
  }
  return counts;
}

std::vector<size::Draw> histogram(std::vector<double> values) {
  static constexpr double small = 127;
  static constexpr size_t bins = 128;
  std::sort(values.begin(), values.end());
  std::vector<size::Draw> draws;
  size_t i = 0;
  for (; i < values.size() && values[i] <= small && draws.size() < bins; ++i) {
    if (draws.empty() || draws.back().value != values[i])
      draws.push_back({values[i], 0});
    draws.back().weight += 1;
  }
  size_t left = values.size() - i;
  size_t perBin = std::max<size_t>(1, (left + bins - 1) / bins);
  // The largest value keeps a bin of its own: it decides transients.
  for (; i < values.size(); i += perBin) {
    size_t end = std::min(values.size(), i + perBin);
    double sum = 0;
    if (end == values.size() && end - i > 1) {
      draws.push_back({values.back(), 1});
      --end;
    }
    for (size_t k = i; k < end; ++k)
      sum += values[k];
    draws.push_back({sum / static_cast<double>(end - i), static_cast<double>(end - i)});
  }
  return draws;
}

} // namespace highwater::driver
