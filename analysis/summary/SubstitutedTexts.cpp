// The identities of texts that a callee names: those that its caller passes, in the caller's own terms.

#include "analysis/flow/LetterWalks.h"
#include "analysis/flow/CallScope.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/Tuples.h"
#include "analysis/size/Condition.h"
#include "analysis/summary/Substitution.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::summary {

using flow::Resolved;
using size::Expr;
using size::Subject;

bool Substitution::isText(llvm::StringRef head) {
  static constexpr llvm::StringLiteral heads[] = {
      "text", "source", "file", "lit", "argv", "env", "concat", "part", "line", "token", "word", "block", "distinct",
      "column", "code", "character", "all", "stdin", "dir", "tree", "entry", "stream", "function", "position", "begin",
      "ended", "iteration", "turn", "either", "past", "reading", "scanned", "binary", "number", "any", "separator",
      "compared", "image", "upto", "between", "found", "last", "end", "spelling", "amount", "run", "folded", "tuple", "window", "followed", "rest"};
  return llvm::is_contained(heads, head) || size::isConditionHead(head);
}

/// Whether a word that the callee takes is the value of the option that its caller found.
bool Substitution::isValueHere(const Subject &word) const { return flow::isNamed(state.option) && flow::hasPlace(word); }

/// Whether a subject speaks of what the callee got from its caller.
bool Substitution::aboutCaller(const Subject &subject) const {
  if (subject.empty())
    return false;
  if (flow::isWord(subject))
    return isValueHere(subject);
  if (subject.head() == "arg" || subject.head() == "this" || subject.head() == "global")
    return true;
  if (subject.head() == "lit" || subject.head() == "function" || subject.head() == "unknown")
    return false;
  return llvm::any_of(subject.parts(), [&](const Subject &part) { return aboutCaller(part); });
}

/// A name of its own for what the caller does not know either.
Subject Substitution::opaque(const Subject &subject) const {
  return Subject("unknown", {Subject(summary.name), Subject(subject.str())});
}

Subject Substitution::subject(const Subject &original) {
  if (!aboutCaller(original))
    return original;
  llvm::StringRef head = original.head();
  if (flow::isWord(original))
    return state.option;
  if (head == "text" || head == "source") {
    Resolved object = resolve(original.parts()[0]);
    Subject found = head == "text" ? object.value->text : object.value->source;
    if (found.empty() && head == "text")
      found = flow::CallScope(site, evaluator, state).textOf(object.value);
    if (found.empty() && head == "text") // of memory that is mapped
      found = object.value->source;
    if (found.empty() && head == "source" && original.parts()[0].head() == "deref") // a handle that is a pointer reads it
      found = resolve(original.parts()[0].parts()[0]).value->source;
    return found.empty() ? opaque(original.parts()[0]) : found;
  }
  if (head == "position")
    return flow::isReadOnce(evaluator, *resolve(original.parts()[0]).value) ? resolve(original.parts()[0]).value->position
                                                                           : Subject();
  if (!isText(head))
    return opaque(original);
  if (head == "code") { // the text of one character, given by its number
    Subject letter = flow::letterOf(number(Expr::symbol({"value", original.parts()[0]})));
    return letter.empty() ? opaque(original.parts()[0]) : letter;
  }
  if (head == "amount")
    return flow::boundOf(*flow::scalar(number(Expr::symbol({"value", original.parts()[0]}))));
  if (head == "spelling")
    return flow::spellingOf(*resolve(original.parts()[0]).value);
  std::vector<Subject> parts;
  for (const Subject &part : original.parts())
    parts.push_back(subject(part));
  if (head == "tuple")
    return flow::tupleOf(parts);
  if (head == "distinct")
    return Subject("distinct", {amongOthers(original.parts()[0], parts[0])});
  if (head == "image")
    return flow::imageOf(parts[0]);
  if (head == "token" || head == "separator") // the pieces of what is left are among those of the whole
    parts[0] = flow::wholeOf(parts[0]);
  if (head == "column" && original.parts()[0].head() == "token") // of what is left, any of them
    if (Subject text = subject(original.parts()[0].parts()[0]); flow::wholeOf(text) != text)
      return parts[0];
  // Behind nobody knows what: any record, not the one that is there.
  if (head == "past" && parts[0].empty())
    return {};
  if (head == "reading")
    return flow::readingOf(parts[0], parts[1]);
  return Subject(head.str(), std::move(parts));
}

} // namespace highwater::summary
