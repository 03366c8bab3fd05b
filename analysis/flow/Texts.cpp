// Texts and records by their identity: what can be said of them, and the symbols for what cannot.

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Folders.h"
#include "analysis/flow/Tuples.h"
#include "analysis/size/Condition.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

Subject literalText(llvm::StringRef literal) { return Subject("lit", {Subject(literal.str())}); }

Subject characterText(double code) {
  return code > 0 && code < 256 ? literalText(std::string(1, static_cast<char>(code))) : Subject();
}

Subject partOf(const Subject &text, std::size_t from, std::optional<std::size_t> count) {
  if (text.empty() || (from == 0 && !count))
    return text;
  if (text.head() == "lit") {
    llvm::StringRef spelled = text.parts()[0].head();
    return literalText(spelled.substr(from, count.value_or(llvm::StringRef::npos)));
  }
  std::vector<Subject> parts{text, Subject(std::to_string(from))};
  if (count)
    parts.push_back(Subject(std::to_string(*count)));
  return Subject("part", std::move(parts));
}

/// Whether a subject is one text, rather than an input that has many records.
static bool hasOneText(const Subject &subject) {
  llvm::StringRef head = subject.head();
  return head == "reading" || head == "text" || head == "argv" || head == "lit" || head == "concat" || head == "part" || head == "env";
}

/// Whether it is known what was read of the input before; else the caller may read one record after the other.
static bool isFromBeginning(const Subject &position) {
  return position.head() == "past" ? isFromBeginning(position.parts()[0]) : position.head() == "begin";
}

bool isPerRecord(const Subject &subject) {
  llvm::StringRef head = subject.head();
  if (head == "reading" && subject.parts().size() == 2)
    return !isFromBeginning(subject.parts()[1]) && isPerRecord(subject.parts()[0]);
  if (head == "scanned" || head == "binary")
    return isPerRecord(subject.parts()[0]) || (head == "scanned" && !hasOneText(subject.parts()[0]));
  if (head == "tuple")
    return std::ranges::any_of(subject.parts(), isPerRecord);
  return head == "line" || head == "turn" || head == "either" || head == "token" || head == "word" || head == "number" || head == "run" || head == "followed" || head == "block" || head == "entry" ||
         head == "distinct" || head == "column" || head == "rest" ||
         ((head == "part" || head == "window" || head == "folded" || head == "upto" || head == "between" || size::isConditionHead(head)) && isPerRecord(subject.parts()[0]));
}

Subject wholeOf(const Subject &text) {
  return text.head() == "part" && text.parts().size() == 1 ? text.parts()[0] : text;
}

Subject imageOf(const Subject &text) {
  if (text.empty() || isPerRecord(text) || text.head() == "image")
    return text;
  return text.head() == "text" ? Subject("image", {text}) : Subject();
}

/// How many pieces of one kind were read from the beginning on.
static std::optional<unsigned> piecesBefore(const Subject &position, const Subject &step) {
  if (position.head() != "past")
    return position.head() == "begin" ? std::optional(0u) : std::nullopt;
  auto before = position.parts()[1] == step ? piecesBefore(position.parts()[0], step) : std::nullopt;
  return before ? std::optional(*before + 1) : std::nullopt;
}

Subject readingOf(const Subject &record, const Subject &position) {
  if (position.empty())
    return record;
  if (record.parts().empty() || !isPerRecord(record.parts()[0]))
    return Subject("reading", {record, position});
  bool token = record.head() == "token" && record.parts().size() > 1;
  Subject step = token ? Subject("token", {record.parts()[1]}) : Subject(record.head());
  auto before = token || record.head() == "word" ? piecesBefore(position, step) : std::nullopt;
  return before ? Subject("column", {record, Subject(std::to_string(*before))}) : record;
}

static bool isInput(const Subject &subject) {
  llvm::StringRef head = subject.head();
  return head == "file" || head == "stdin" || head == "source" || head == "stream";
}

Expr measured(llvm::StringRef measure, const Subject &subject) {
  if (subject.empty())
    return Expr::unknown("the text is not known");
  if (measure == "len" && subject.head() == "lit")
    return Expr(static_cast<double>(subject.parts()[0].head().size()));
  if (measure == "len" && subject.head() == "concat") {
    Expr total = 0;
    for (const Subject &part : subject.parts())
      total += measured(measure, part);
    return total;
  }
  if (subject.head() == "folded" && measure != "distinct" && measure != "fresh") // the case of letters changes nothing else
    return measured(measure, subject.parts()[0]);
  if (subject.head() == "tuple")
    return countedTuples(measure, subject);
  if (wholeOf(subject) != subject) // as much as there is
    return measured(measure, wholeOf(subject));
  if (measure == "len" && isInput(subject))
    return measured("bytes", subject);
  bool varying = isPerRecord(subject) || isFileOfFolder(subject);
  if (measure == "fields" || measure == "words") // of one record of something that itself has many
    varying = !subject.parts().empty() && (isPerRecord(subject.parts()[0]) || isFileOfFolder(subject.parts()[0]));
  else if (measure != "len" && measure != "value" && measure != "position")
    varying = isFileOfFolder(subject);
  return Expr::symbol({measure.str(), subject, varying});
}

Expr lengthOf(const Subject &text) { return measured("len", text); }

} // namespace highwater::flow
