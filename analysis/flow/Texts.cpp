// Texts and records by their identity: what can be said of them, and the symbols for what cannot.

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

Subject literalText(llvm::StringRef literal) { return Subject("lit", {Subject(literal.str())}); }

Subject characterText(double code) {
  return code > 0 && code < 256 ? literalText(std::string(1, static_cast<char>(code))) : Subject();
}

bool isPerRecord(const Subject &subject) {
  llvm::StringRef head = subject.head();
  return head == "line" || head == "token" || head == "word" || head == "block" || head == "entry" ||
         head == "distinct" || head == "column";
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
  bool varying = isPerRecord(subject);
  if (measure == "fields" || measure == "words") // of one record of something that itself has many
    varying = !subject.parts().empty() && isPerRecord(subject.parts()[0]);
  else if (measure != "len" && measure != "value" && measure != "position")
    varying = false;
  return Expr::symbol({measure.str(), subject, varying});
}

Expr lengthOf(const Subject &text) { return measured("len", text); }

} // namespace highwater::flow
