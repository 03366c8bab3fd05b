// A late free or delete moves up; smart pointers are reset; everything else is assigned an empty value of its type.
//
// `x = {}` would not do: on standard containers it picks the assignment of an initializer list, which keeps the buffer.

#include "checks/Release.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace highwater::checks {

using events::Event;
using events::none;
using events::Statement;
using program::Drag;

/// The statement of the owner's own block that contains the last use.
static const Statement *anchor(const events::Function &function, const Drag &drag) {
  unsigned scope = function.body.variables[drag.variable].scope;
  for (const Statement &statement : function.body.statements)
    if (statement.scope == scope && statement.begin.file == drag.lastUse.file &&
        statement.begin.offset <= drag.lastUse.offset && drag.lastUse.offset < statement.end.offset)
      return &statement;
  return nullptr;
}

/// The text that gives the memory back, or nothing if none is known to compile.
static std::string releaseText(const events::Unit &unit, const events::Function &function, const Drag &drag) {
  const events::Variable &variable = function.body.variables[drag.variable];
  const events::Type &type = unit.types[variable.type];
  if (type.kind == events::Type::Pointer) {
    for (const events::Block &block : function.body.blocks)
      for (const Event &event : block.events) {
        if (!drag.lateRelease || event.statement != *drag.lateRelease)
          continue;
        if (event.kind == Event::Free && event.place.root == drag.variable)
          return fmt::format("delete{} {};", event.array ? "[]" : "", variable.name);
        if (event.kind == Event::Call && event.arguments.size() == 1)
          return fmt::format("{}({});", event.callee.name, variable.name);
      }
    return "";
  }
  if (variable.constant || type.kind != events::Type::Record || !type.moveAssignable || !type.defaultConstructible)
    return "";
  bool wordy = type.spelling.size() > 40 || type.spelling.find('(') != std::string::npos;
  return fmt::format("{0} = {1}();", variable.name, wordy ? "decltype(" + variable.name + ")" : type.spelling);
}

std::vector<Edit> releaseEdits(const events::Unit &unit, const events::Function &function, const Drag &drag) {
  const Statement *last = anchor(function, drag);
  const flow::Site &peak = drag.peakPath.empty() ? drag.peakSite : drag.peakPath.front();
  if (!last || last->inMacro || peak.offset < last->end.offset)
    return {};
  std::string text = releaseText(unit, function, drag);
  if (text.empty())
    return {};
  std::string file = unit.files[last->end.file];
  std::vector<Edit> edits{{file, last->end.offset, 0, "\n" + std::string(last->begin.column - 1, ' ') + text}};
  if (drag.lateRelease && unit.types[function.body.variables[drag.variable].type].kind == events::Type::Pointer) {
    const Statement &late = function.body.statements[*drag.lateRelease];
    if (late.inMacro || late.scope != function.body.variables[drag.variable].scope)
      return {}; // on some paths only
    edits.push_back({file, late.begin.offset, late.end.offset - late.begin.offset, ""});
  }
  return edits;
}

} // namespace highwater::checks
