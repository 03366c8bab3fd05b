// Walks places and operands to their variables.

#include "analysis/flow/Mentions.h"

namespace highwater::flow {

using events::Event;

void forEachVariable(const events::Place &place, VariableVisitor visit) {
  if (place.root != events::none)
    visit(place.root);
  for (const events::Projection &projection : place.path)
    if (projection.index)
      forEachVariable(*projection.index, visit);
}

void forEachVariable(const events::Operand &operand, VariableVisitor visit) {
  forEachVariable(operand.place, visit);
  for (const events::Operand &part : operand.operands)
    forEachVariable(part, visit);
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

} // namespace highwater::flow
