// Passes that count: `for (auto at = v.begin(); at != v.end(); ++at)`, and index loops that name their element first.

#include "checks/StreamingShape.h"

namespace highwater::checks {

using events::Event;
using events::none;
using events::Operand;
using events::Statement;
using events::Terminator;
using events::Variable;
using events::VarId;

/// The loop whose head an event stands in.
const Statement *Streaming::loopBegunBy(const Event &event) const {
  const Statement *inner = nullptr;
  for (const Statement &statement : function.body.statements) {
    Range all{statement.begin.file, statement.begin.offset, statement.end.offset};
    bool in = !statement.declaration && all.contains(event.location) && headOf(statement).contains(event.location);
    if (in && bodyOf(statement).begin < statement.end.offset && (!inner || statement.begin.offset > inner->begin.offset))
      inner = &statement;
  }
  return inner;
}

/// The head knows of nothing but the container and the counter, and moves the counter on.
bool Streaming::isHeadOfCount(VarId counter) {
  bool moves = false, plain = true;
  Range head = headOf(*pass);
  for (const Event *event : eventsIn(head)) {
    bool advances = event->kind == Event::Set && isWhole(event->place, counter) && event->value.kind == Operand::Binary &&
                    event->value.text == "+" && event->value.operands[1].kind == Operand::Integer && event->value.operands[1].integer == 1;
    advances |= event->kind == Event::Call && llvm::StringRef(event->callee.name).ends_with("operator++") && mentions(*event, counter);
    moves |= advances;
    plain &= event->kind != Event::Call || models.of(*event);
    flow::forEachVariable(*event, [&](VarId id) {
      plain &= id == counter || id == container || function.body.variables[id].storage == Variable::Temporary;
    });
  }
  for (const events::Block &block : function.body.blocks)
    plain &= !bodyOf(*pass).contains(block.terminator.location) || !mentions(block.terminator, counter);
  return moves && plain && !pass->inMacro && pass->braced;
}

/// All that the body says of the iterator is `*at` and `at->`.
bool Streaming::findIterator(const Event &event) {
  const effects::CallModel *model = models.of(event);
  bool begins = event.arguments.empty() && model->returns->offset && model->returns->offset->kind == effects::Formula::Number &&
                model->returns->offset->number == 0 && !event.callee.returnsReference;
  VarId at = event.place.root;
  if (!begins || at == none || !event.place.path.empty() || function.body.variables[at].storage != Variable::Local)
    return false;
  pass = loopBegunBy(event);
  if (!pass || !isHeadOfCount(at))
    return false;
  for (const Event *inside : eventsIn(bodyOf(*pass))) {
    if (!mentions(*inside, at))
      continue;
    llvm::StringRef name = inside->callee.name;
    bool follows = inside->kind == Event::Call && inside->object && isWhole(inside->object->place, at) &&
                   (name.ends_with("operator*") || name.ends_with("operator->")) && inside->arguments.empty();
    if (!follows)
      return false;
  }
  element = at;
  iterates = true;
  return isCountOfAll(at);
}

/// `const auto &each = v[i];` comes first, and nothing else in the body knows of the index.
bool Streaming::findIndex(const Event &event) {
  const Operand *index = event.arguments.size() == 1 ? &event.arguments[0].value : nullptr;
  while (index && index->kind == Operand::Cast)
    index = &index->operands[0];
  bool takes = index && index->kind == Operand::Read && index->place.path.empty() && event.callee.returnsReference &&
               isWhole(event.object->place, container) && event.statement != none;
  if (!takes)
    return false;
  VarId counter = index->place.root;
  const Statement &naming = function.body.statements[event.statement];
  for (const Statement &statement : function.body.statements)
    if (!statement.declaration && bodyOf(statement).contains(naming.begin) && (!pass || statement.begin.offset > pass->begin.offset))
      pass = &statement;
  if (!pass || !braces(*pass) || !naming.declaration || naming.inMacro || !isHeadOfCount(counter))
    return false;
  Range body = bodyOf(*pass);
  for (const Statement &statement : function.body.statements)
    if (body.contains(statement.begin) && statement.begin.offset < naming.begin.offset)
      return false;
  for (const Event *inside : eventsIn(body)) {
    if (inside->kind == Event::Declare && inside->statement == event.statement &&
        function.body.variables[inside->place.root].storage == Variable::Local) {
      if (element != none)
        return false;
      element = inside->place.root;
    }
    if (inside != &event && mentions(*inside, counter))
      return false;
  }
  indexed = &event;
  return element != none && isCountOfAll(counter);
}

/// From the first element to the last, one at a time: `i = 0; i < v.size();` or `at != v.end();`, and no other test.
bool Streaming::isCountOfAll(VarId counter) {
  Range head = headOf(*pass);
  VarId end = none;
  bool fromFront = iterates, compares = false;
  for (const Event *event : eventsIn(head)) {
    const effects::CallModel *model = event->kind == Event::Call ? models.of(*event) : nullptr;
    if (event->kind == Event::Set && isWhole(event->place, counter) && event->value.kind == Operand::Integer) {
      if (event->value.integer != 0 || fromFront)
        return false;
      fromFront = true;
    }
    bool asks = model && model->returns && event->object && isWhole(event->object->place, container) && event->arguments.empty();
    bool isEnd = asks && (iterates ? model->returns->offset && model->returns->offset->kind == effects::Formula::Name
                                   : model->returns->value.has_value());
    if (isEnd)
      end = event->place.root;
    compares |= iterates && end != none && !event->object && mentions(*event, counter) && mentions(*event, end);
  }
  unsigned tests = 0;
  for (const events::Block &block : function.body.blocks) {
    const Terminator &test = block.terminator;
    if (test.kind != Terminator::Branch || !head.contains(test.location))
      continue;
    ++tests;
    compares |= !iterates && test.condition.kind == Operand::Binary && (test.condition.text == "<" || test.condition.text == "!=") &&
                mentions(test.condition.operands[0], counter) && end != none && mentions(test.condition.operands[1], end);
  }
  return fromFront && compares && tests == 1;
}

bool Streaming::findCountedPass() {
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      const effects::CallModel *model = event.kind == Event::Call && event.object ? models.of(event) : nullptr;
      if (!model || !model->returns || !model->returns->viewOf || !isWhole(event.object->place, container))
        continue;
      if (event.arguments.size() == 1)
        return findIndex(event);
      return findIterator(event);
    }
  return false;
}

} // namespace highwater::checks
