// Substitution of what a caller passes for a callee's parameters: in numbers, texts, values and places.

#pragma once

#include "analysis/summary/Summary.h"

#include <map>

namespace highwater::summary {

class Substitution {
public:
  Substitution(const Summary &summary, const flow::CallSite &site, const flow::Evaluator &evaluator,
               const flow::State &state)
      : summary(summary), site(site), evaluator(evaluator), values(evaluator.values), state(state) {}

  size::Expr number(const size::Expr &expression);
  size::Subject subject(const size::Subject &subject);
  flow::Resolved resolve(const size::Subject &path);
  std::vector<flow::Location> places(const flow::Location &location);
  flow::Rewriter rewriter();

  bool stores = false;              ///< what is rewritten is stored where it outlives the call
  std::map<size::Subject, size::Expr> freed; ///< what is pointed to: how many of its blocks the callee freed
  std::map<flow::Location, size::Expr> freedBehind; ///< likewise of what another pointer led to, by the place that owns it here
  std::vector<flow::Location> emptied; ///< pointers whose blocks were handed on

private:
  /// Whether it is the head of a text or a source; every other head with parts is a path to an object.
  static bool isText(llvm::StringRef head);
  bool isValueHere(const size::Subject &word) const;
  bool aboutCaller(const size::Subject &subject) const;
  flow::ValueRef whole(const size::Subject &base);
  bool isBehindNull(const size::Subject &place);
  size::Subject key(const size::Subject &counted);
  size::Subject amongOthers(const size::Subject &counted, const size::Subject &here);
  std::optional<size::Expr> replacement(const size::Symbol &symbol);
  size::Expr replaced(const flow::Value &pointer) const;
  size::Expr blocksBehind(const flow::ValueRef &pointer) const;
  std::optional<size::Expr> freedOf(const size::Subject &pointer, const flow::Resolved &found) const;
  flow::Resolved dereferenced(const size::Subject &pointer);
  flow::ValueRef handed(const flow::Resolved &pointer);
  size::Subject opaque(const size::Subject &subject) const;

  const Summary &summary;
  const flow::CallSite &site;
  const flow::Evaluator &evaluator;
  const flow::Values &values;
  const flow::State &state;
  std::map<size::Subject, flow::Resolved> resolved;
  std::optional<std::map<size::Subject, size::Subject>> joined; ///< keys that the callee adds, and those that are there before
};

/// The one place that owns what a pointer leads to that owns nothing itself.
std::optional<flow::Location> ownerBehind(const flow::Value &pointer);

} // namespace highwater::summary
