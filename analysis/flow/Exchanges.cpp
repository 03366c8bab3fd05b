// An exchange leaves each origin once more where another one was.

#include "analysis/flow/Exchanges.h"

#include "analysis/flow/Alternatives.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Subject;

namespace {

/// The origins of what is in the same places before and behind an iteration, where they differ.
struct Moves {
  std::vector<Subject> from, to;
  bool isExchange() const {
    auto sorted = [](std::vector<Subject> origins) {
      llvm::sort(origins);
      return origins;
    };
    return !from.empty() && sorted(from) == sorted(to);
  }
};

class Walk {
public:
  explicit Walk(const Values &values) : values(values) {}

  void collect(const ValueRef &before, const ValueRef &after) {
    if (before == after)
      return;
    ValueRef head = values.expand(before), back = values.expand(after);
    if (isOpen(head) && isOpen(back) && head->origin != back->origin) {
      moves.from.push_back(head->origin);
      moves.to.push_back(back->origin);
    }
    if (head->kind == Value::Record && back->kind == Value::Record)
      for (const auto &[name, part] : back->parts)
        collect(values.part(head, {Step::Field, name}), part);
  }

  ValueRef undone(const ValueRef &before, const ValueRef &after) const {
    if (before == after)
      return after;
    ValueRef head = values.expand(before), back = values.expand(after);
    if (isOpen(head) && isOpen(back) && head->origin != back->origin)
      return before;
    ValueRef result = after;
    if (head->kind == Value::Record && back->kind == Value::Record)
      for (const auto &[name, part] : back->parts)
        if (ValueRef now = undone(values.part(head, {Step::Field, name}), part); now != part)
          result = changed(values.expand(result), [&, key = name](Value &copy) { copy.parts[key] = now; });
    return result;
  }

  Moves moves;

private:
  const Values &values;
};

} // namespace

void putBack(const State &head, State &back) {
  Walk walk(head.valuesOf());
  auto before = [&](const Root &root) {
    auto found = head.roots().find(root);
    return found != head.roots().end() ? found->second : head.load({root, {}, back.typeOf(root)});
  };
  auto lives = [&](const Root &root) { return head.roots().count(root) || !root.external.empty(); };
  for (const auto &[root, value] : back.roots())
    if (lives(root))
      walk.collect(before(root), value);
  if (!walk.moves.isExchange())
    return;
  back.rewriteAll([&](const Root &root, const ValueRef &value) { return lives(root) ? walk.undone(before(root), value) : value; });
}

} // namespace highwater::flow
