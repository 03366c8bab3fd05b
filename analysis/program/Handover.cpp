// Where a variable is named is known of copies and of arguments by reference to const.

#include "analysis/program/Handover.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Event;
using events::Location;
using events::Passing;
using events::Variable;

/// Whether a method takes the argument into its object: moved, if it may be.
static bool takesIn(Analysis &analysis, const events::Unit &unit, const Event &event, unsigned argument) {
  const effects::TypeModel *type = analysis.values.modelOf({&unit, event.callee.record});
  bool constructs = event.callee.kind == events::Callee::Constructor;
  if (!type || (event.callee.kind != events::Callee::Method && !constructs))
    return false;
  llvm::StringRef method = constructs ? "(construct)" : llvm::StringRef(event.callee.name).rsplit("::").second;
  return llvm::any_of(analysis.values.catalog.methods(*type, method), [&](const effects::CallModel *model) {
    if (model->assignsFrom)
      return model->assignsFrom->base == effects::Operand::Argument && model->assignsFrom->index == argument;
    return llvm::any_of(model->content, [&](const effects::Content &content) {
      return content.from.base == effects::Operand::Argument && content.from.index == argument &&
             content.from.fields.empty() && (content.how == effects::Content::Forward || content.construct);
    });
  });
}

static std::optional<Location> nameIn(Analysis &analysis, const events::Unit &unit, const events::Function &function,
                                      const Event &event, events::VarId id) {
  auto isIt = [&](const events::Place &place) { return place.root == id && place.path.empty(); };
  if (event.kind == Event::Copy && isIt(event.source)) {
    bool capture = unit.types[function.body.variables[event.place.root].type].closure;
    return event.name.valid() && !capture ? std::optional(event.name) : std::nullopt;
  }
  if (event.kind != Event::Call || (event.object && event.object->place.root != events::none &&
                                    unit.types[function.body.variables[event.object->place.root].type].closure))
    return std::nullopt;
  for (unsigned index = 0; index < event.arguments.size(); ++index)
    if (const events::Argument &argument = event.arguments[index]; isIt(argument.value.place))
      return argument.name.valid() && event.arguments.size() == 1 && takesIn(analysis, unit, event, index)
                 ? std::optional(argument.name)
                 : std::nullopt;
  return std::nullopt;
}

std::optional<Location> handoverOf(Analysis &analysis, const Drag &drag) {
  const events::Function &function = analysis.linkage.function(drag.user);
  const events::Unit &unit = analysis.linkage.unit(drag.user);
  const Body &body = analysis.bodyOf(drag.user);
  if (body.borrows.owners.isPart(drag.used)) // or a global
    return std::nullopt;
  const Variable &variable = function.body.variables[drag.used];
  const events::Type &type = unit.types[variable.type];
  if (variable.constant || type.kind != events::Type::Record || !type.moveConstructible || function.instantiation)
    return std::nullopt;
  std::optional<Location> found;
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block) {
    if (body.liveness.dies(drag.used, block, events::none))
      return std::nullopt; // on one way into it
    const auto &events = function.body.blocks[block].events;
    for (unsigned index = 0; index < events.size(); ++index) {
      if (!body.liveness.dies(drag.used, block, index))
        continue;
      auto name = nameIn(analysis, unit, function, events[index], drag.used);
      bool inMacro = events[index].statement != events::none && function.body.statements[events[index].statement].inMacro;
      if (found || !name || inMacro)
        return std::nullopt;
      found = name;
    }
  }
  return found;
}

} // namespace highwater::program
