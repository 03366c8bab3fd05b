// Terms are trees that share what is equal. They are walked as trees, which their size bounds.

#include "analysis/flow/Terms.h"

#include "llvm/ADT/Hashing.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace highwater::flow {

/// `x += x` in a row doubles a tree; what is larger than this is looked at as a value of its own.
static constexpr unsigned largestTree = 128;

Terms::Terms(Origins &origins) : origins(origins) { nodes.emplace_back(); }

size_t Terms::Key::Hash::operator()(const Key &key) const {
  return llvm::hash_combine(llvm::hash_combine_range(key.parts.begin(), key.parts.end()), key.constant);
}

Terms::Look Terms::open() {
  Look outer = std::exchange(look, Look());
  look.id = ++looks;
  return outer;
}

TermId Terms::intern(Node node) {
  Key key{{node.kind, static_cast<unsigned>(node.op), node.old, node.look, node.block, node.event, node.path, node.left,
           node.right},
          node.kind == Node::Constant ? *node.number.constant : 0};
  auto [entry, isNew] = ids.try_emplace(key, static_cast<TermId>(nodes.size()));
  if (isNew)
    nodes.push_back(std::move(node));
  return entry->second;
}

TermId Terms::input(PathId path) {
  Node node;
  node.kind = Node::Input;
  node.path = path;
  return intern(std::move(node));
}

TermId Terms::fresh(unsigned block, unsigned event, PathId path, bool old) {
  Node node;
  node.kind = Node::Fresh;
  node.look = look.id;
  node.block = block;
  node.event = event;
  node.path = path;
  node.old = old;
  TermId id = intern(std::move(node));
  if (std::vector<TermId> &all = look.made[{block, event}]; !old && (all.empty() || all.back() < id))
    all.push_back(id);
  return id;
}

llvm::ArrayRef<TermId> Terms::madeBy(unsigned block, unsigned event) const {
  auto found = look.made.find({block, event});
  return found == look.made.end() ? llvm::ArrayRef<TermId>() : llvm::ArrayRef(found->second);
}

TermId Terms::phi(unsigned block, PathId path) {
  Node node;
  node.kind = Node::Phi;
  node.look = look.id;
  node.block = block;
  node.path = path;
  return intern(std::move(node));
}

TermId Terms::part(TermId whole, unsigned step) {
  Node node;
  node.kind = Node::Part;
  node.left = whole;
  node.path = step;
  node.number = nodes[whole].number;
  node.number.term = 0;
  return intern(std::move(node));
}

TermId Terms::operand(const Number &number) {
  if (number.term)
    return number.term;
  Node node;
  node.kind = number.constant ? Node::Constant : Node::Clean;
  if (number.constant)
    node.number = constantNumber(*number.constant);
  return intern(std::move(node));
}

TermId Terms::combine(Op op, const Number &a, const Number &b) {
  Node node;
  node.kind = Node::Operator;
  node.op = op;
  node.left = operand(a);
  node.right = operand(b);
  node.size = nodes[node.left].size + nodes[node.right].size + 1;
  if (node.size > largestTree)
    return 0;
  bool commutes = op == Op::Add || op == Op::Mul || op == Op::And || op == Op::Or || op == Op::Xor || op == Op::Min || op == Op::Max;
  if (commutes && node.left > node.right)
    std::swap(node.left, node.right);
  return intern(std::move(node));
}

TermId Terms::product(TermId a, TermId b) {
  if (!a || !b)
    return 0;
  Number left, right;
  left.term = a;
  right.term = b;
  return combine(Op::Mul, left, right);
}

TermId Terms::rebuilt(TermId term, llvm::function_ref<Number(TermId)> leaf) {
  std::function<Number(TermId)> with = [&](TermId part) {
    const Node node = nodes[part];
    if (node.kind == Node::Constant || node.kind == Node::Clean)
      return node.number;
    if (node.kind != Node::Operator)
      return leaf(part);
    Number number;
    number.term = combine(node.op, with(node.left), with(node.right));
    return number;
  };
  return with(term).term;
}

void Terms::describe(TermId leaf, const Number &number) {
  Number &known = nodes[leaf].number;
  bool first = known.label.empty();
  known.label = origins.join(known.label, number.label);
  known.max = first ? number.max : std::max(known.max, number.max);
}

Number Terms::numberOf(TermId term) const {
  Number number = evaluate(term, [&](TermId leaf) { return described(leaf); }, [](TermId) { return Bound(); });
  number.term = term;
  return number;
}

void Terms::redefine(TermId leaf, const Number &number) {
  nodes[leaf].number.label = number.label;
  nodes[leaf].number.max = number.max;
}

bool Terms::onlyInputs(TermId term) const {
  const Node &node = nodes[term];
  if (node.kind == Node::Operator)
    return onlyInputs(node.left) && onlyInputs(node.right);
  return node.kind == Node::Input || node.kind == Node::Constant || node.kind == Node::Clean;
}

bool Terms::mentions(TermId term, llvm::ArrayRef<TermId> leaves) const {
  if (leaves.empty() || term < leaves.front()) // nothing has later values in it
    return false;
  const Node &node = nodes[term];
  if (node.kind == Node::Part)
    return mentions(node.left, leaves);
  if (node.kind == Node::Operator)
    return mentions(node.left, leaves) || mentions(node.right, leaves);
  return std::binary_search(leaves.begin(), leaves.end(), term);
}

bool Terms::accumulates(TermId term, TermId leaf) const {
  const Node &node = nodes[term];
  if (node.kind != Node::Operator || (node.op != Op::Add && node.op != Op::Sub && node.op != Op::Max && node.op != Op::Narrow))
    return false;
  auto through = [&](TermId side, TermId other) {
    return (side == leaf || accumulates(side, leaf)) && !mentions(other, leaf);
  };
  return through(node.left, node.right) || through(node.right, node.left);
}

Number Terms::evaluate(TermId term, llvm::function_ref<Number(TermId)> leaf,
                       llvm::function_ref<Bound(TermId)> known) const {
  const Node &node = nodes[term];
  if (node.kind == Node::Constant || node.kind == Node::Clean)
    return node.number;
  if (node.kind == Node::Operator)
    return origins.limited(origins.combine(node.op, evaluate(node.left, leaf, known), evaluate(node.right, leaf, known)),
                           known(term));
  return leaf(term);
}

/// The bound of an operand, given that of the whole.
static Bound with(const Bound &bound, double max) { return {max, bound.clean, bound.limits, false}; }

void Terms::facts(TermId term, const Bound &bound, std::vector<Fact> &result) const {
  if (!term || !says(bound))
    return;
  const Node &node = nodes[term];
  if (node.kind == Node::Constant || node.kind == Node::Clean)
    return;
  result.push_back({term, bound});
  if (node.kind != Node::Operator)
    return;
  std::optional<std::int64_t> right = nodes[node.right].number.constant;
  switch (node.op) {
  case Op::Add: {
    std::optional<std::int64_t> left = nodes[node.left].number.constant;
    facts(node.left, with(bound, right ? bound.max - static_cast<double>(*right) : bound.max), result);
    facts(node.right, with(bound, left ? bound.max - static_cast<double>(*left) : bound.max), result);
    break;
  }
  case Op::Sub:
    facts(node.left, with(bound, right ? bound.max + static_cast<double>(*right) : unlimited), result);
    break;
  case Op::Mul: {
    std::optional<std::int64_t> left = nodes[node.left].number.constant;
    facts(node.left, with(bound, right && *right > 0 ? bound.max / static_cast<double>(*right) : bound.max), result);
    facts(node.right, with(bound, left && *left > 0 ? bound.max / static_cast<double>(*left) : bound.max), result);
    break;
  }
  case Op::Div:
    facts(node.left, with(bound, right && *right > 0 ? (bound.max + 1) * static_cast<double>(*right) : unlimited), result);
    break;
  case Op::Shl:
    facts(node.left, with(bound, bound.max), result);
    break;
  case Op::Shr:
    facts(node.left, with(bound, right && *right >= 0 ? (bound.max + 1) * static_cast<double>(1ull << std::min<std::int64_t>(*right, 62)) : unlimited), result);
    break;
  case Op::Or:
  case Op::Xor:
  case Op::Max:
    facts(node.left, with(bound, bound.max), result);
    facts(node.right, with(bound, bound.max), result);
    break;
  default:
    break;
  }
}

TermId Terms::divisorOf(TermId term) const {
  const Node &node = nodes[term];
  return node.kind == Node::Operator && node.op == Op::Div ? node.right : 0;
}

} // namespace highwater::flow
