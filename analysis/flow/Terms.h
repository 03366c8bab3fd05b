// The identity of values: what bounds one copy of a value bounds them all, and what was computed from it.

#pragma once

#include "analysis/flow/Origin.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <array>
#include <unordered_map>

namespace highwater::flow {

/// Interns terms: leaves (values that entered somewhere) and operators on terms. What the caller passes has the same term in
/// all functions; values that a function makes are those of one look at it, which lasts from `open` to `close`.
class Terms {
public:
  explicit Terms(Origins &origins);

  /// A function is looked at, while the look at another one waits.
  struct Look {
    unsigned id = 0;
    llvm::DenseMap<std::pair<unsigned, unsigned>, std::vector<TermId>> made; ///< by block and event
  };
  Look open();
  void close(Look outer) { look = std::move(outer); }

  TermId input(PathId path);        ///< what the caller passes here
  /// What an event left at a path; `old` are values that it left when it ran before.
  TermId fresh(unsigned block, unsigned event, PathId path, bool old = false);
  TermId phi(unsigned block, PathId path); ///< whatever reached the block at that path
  TermId part(TermId whole, unsigned step); ///< of a value of class type
  TermId combine(Op op, const Number &a, const Number &b); ///< none if it would be too large to be looked at

  TermId product(TermId a, TermId b); ///< none if one of them is
  /// The same computation with other leaves.
  TermId rebuilt(TermId term, llvm::function_ref<Number(TermId)> leaf);
  /// What a leaf may be; grows while a function is looked at.
  void describe(TermId leaf, const Number &number);
  Number numberOf(TermId term) const; ///< what its leaves make it, before any bound
  void redefine(TermId leaf, const Number &number);
  const Number &described(TermId leaf) const { return nodes[leaf].number; }

  bool isInput(TermId term) const { return nodes[term].kind == Node::Input; }
  PathId inputPath(TermId term) const { return nodes[term].path; }
  TermId whole(TermId part) const { return nodes[part].kind == Node::Part ? nodes[part].left : 0; }
  unsigned stepTo(TermId part) const { return nodes[part].path; } ///< from its whole
  PathId home(TermId term) const { return whole(term) ? home(whole(term)) : nodes[term].path; } ///< of a leaf: where it was found
  bool isOperator(TermId term) const { return nodes[term].kind == Node::Operator; }
  bool onlyInputs(TermId term) const; ///< all that it was computed from is what the caller passes, or constant
  bool mentions(TermId term, TermId leaf) const { return mentions(term, llvm::ArrayRef(leaf)); }
  bool mentions(TermId term, llvm::ArrayRef<TermId> leaves) const; ///< any of them, which are sorted
  /// The values that this event makes, in their order; `mentions` tells which terms have them in them.
  llvm::ArrayRef<TermId> madeBy(unsigned block, unsigned event) const;
  /// Whether `term` is `leaf` with things added to it.
  bool accumulates(TermId term, TermId leaf) const;

  /// The number that a term is, given its leaves and what is known of any term.
  Number evaluate(TermId term, llvm::function_ref<Number(TermId)> leaf, llvm::function_ref<Bound(TermId)> known) const;

  /// All that follows from `term` being at most `bound`.
  void facts(TermId term, const Bound &bound, std::vector<Fact> &result) const;
  /// `left <= high / divisor` bounds the product as well.
  TermId divisorOf(TermId term) const;

private:
  struct Node {
    enum Kind { Constant, Clean, Input, Fresh, Phi, Part, Operator } kind = Clean;
    Op op = Op::Add;
    bool old = false;
    unsigned look = 0, block = 0, event = 0;
    PathId path = 0;                ///< Part: the step
    TermId left = 0, right = 0;     ///< made before this one: they are smaller
    unsigned size = 1;              ///< of the tree, with what is shared counted as often as it is met
    Number number;
  };
  TermId intern(Node node);
  TermId operand(const Number &number);

  Origins &origins;
  std::vector<Node> nodes;
  struct Key {
    std::array<unsigned, 9> parts;
    std::int64_t constant;
    bool operator==(const Key &) const = default;
    struct Hash { size_t operator()(const Key &key) const; };
  };
  std::unordered_map<Key, TermId, Key::Hash> ids;
  Look look;
  unsigned looks = 0;
};

} // namespace highwater::flow
