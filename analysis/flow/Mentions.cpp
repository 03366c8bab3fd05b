// Walks places and operands to their variables.

#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;

void forEachPlace(const events::Place &place, PlaceVisitor visit) {
  if (place.root != events::none)
    visit(place);
  for (const events::Projection &projection : place.path)
    if (projection.index)
      forEachPlace(*projection.index, visit);
}

void forEachPlace(const events::Operand &operand, PlaceVisitor visit) {
  forEachPlace(operand.place, visit);
  for (const events::Operand &part : operand.operands)
    forEachPlace(part, visit);
}

void forEachVariable(const events::Place &place, VariableVisitor visit) {
  forEachPlace(place, [&](const events::Place &each) { visit(each.root); });
}

void forEachVariable(const events::Operand &operand, VariableVisitor visit) {
  forEachPlace(operand, [&](const events::Place &each) { visit(each.root); });
}

void forEachVariable(const Event &event, VariableVisitor visit) {
  if (event.kind == Event::Declare || event.kind == Event::End)
    return;
  forEachVariable(event.place, visit);
  forEachVariable(event.source, visit);
  forEachVariable(event.value, visit);
  forEachVariable(event.callee.target, visit);
  if (event.object)
    forEachVariable(*event.object, visit);
  for (const events::Argument &argument : event.arguments)
    forEachVariable(argument.value, visit);
}

void forEachVariable(const events::Terminator &terminator, VariableVisitor visit) {
  forEachVariable(terminator.condition, visit);
  forEachVariable(terminator.range, visit);
}

bool isSameMember(const events::Place &one, const events::Place &other) {
  return one.root == other.root && llvm::equal(one.path, other.path, [](const events::Projection &a, const events::Projection &b) {
           return a.kind == b.kind && a.field == b.field;
         });
}

} // namespace highwater::flow
