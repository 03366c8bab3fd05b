// A late free or delete moves up; smart pointers are reset; everything else is assigned an empty value of its type.
//
// `x = {}` would not do: on standard containers it picks the assignment of an initializer list, which keeps the buffer.

#include "checks/Release.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

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

/// How a pointer's block is given back later on: `delete[] p;`, `free(p);`.
static std::string lateReleaseText(const events::Function &function, const Drag &drag) {
  const events::Variable &variable = function.body.variables[drag.variable];
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      if (!drag.lateRelease || event.statement != *drag.lateRelease)
        continue;
      if (event.kind == Event::Free && event.place.root == drag.variable && event.place.path.empty())
        return fmt::format("delete{} {};", event.array ? "[]" : "", variable.name);
      if (event.kind == Event::Call && event.arguments.size() == 1 &&
          event.arguments[0].value.place.root == drag.variable)
        return fmt::format("{}({});", event.callee.name, variable.name);
    }
  return "";
}

/// The method of a type's model that empties it without arguments: `reset`.
static std::string emptyingMethod(const effects::Catalog &catalog, const events::Type &type) {
  auto model = catalog.wholeType(type.name);
  if (!model || model->role != "owner")
    return "";
  for (const auto &[name, method] : model->methods)
    if (method.empties && method.params.empty() && !method.anyParams && llvm::isAlpha(name.front()))
      return name;
  return "";
}

/// Whether an object of this type can be assigned a new, empty one.
static bool isEmptiable(const events::Unit &unit, const events::Type &type) {
  if (type.kind != events::Type::Record)
    return type.kind != events::Type::Reference;
  return type.moveAssignable && type.defaultConstructible && llvm::all_of(type.fields, [&](const events::Field &field) {
           return isEmptiable(unit, unit.types[field.type]);
         });
}

/// The text that gives the memory back, or nothing if none is known to compile.
static std::string releaseText(const effects::Catalog &catalog, const events::Unit &unit,
                               const events::Function &function, const Drag &drag) {
  const events::Variable &variable = function.body.variables[drag.variable];
  const events::Type &type = unit.types[variable.type];
  if (type.kind == events::Type::Pointer)
    return lateReleaseText(function, drag);
  if (variable.constant || function.instantiation || function.language == "c" ||
      type.kind != events::Type::Record || !isEmptiable(unit, type))
    return "";
  if (std::string method = emptyingMethod(catalog, type); !method.empty())
    return fmt::format("{}.{}();", variable.name, method);
  bool local = type.spelling.find(function.name + "::") != std::string::npos; // a class of the function's own
  bool wordy = local || type.spelling.size() > 40 || type.spelling.find('(') != std::string::npos;
  return fmt::format("{0} = {1}();", variable.name, wordy ? "decltype(" + variable.name + ")" : type.spelling);
}

/// Whether a statement does nothing but one call or delete.
static bool isAlone(const events::Function &function, unsigned statement) {
  unsigned steps = 0;
  for (const events::Block &block : function.body.blocks)
    steps += llvm::count_if(block.events, [&](const Event &event) {
      return event.statement == statement && event.kind != Event::Use;
    });
  return steps == 1;
}

/// Whether every path to the release passes the point behind `last`.
static bool isAlwaysBefore(const events::Function &function, const Statement &last, unsigned release) {
  events::BlockId behind = none, releasing = none;
  unsigned nearest = ~0u;
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block)
    for (const Event &event : function.body.blocks[block].events) {
      if (event.statement == release)
        releasing = block;
      if (event.location.file == last.end.file && event.location.offset >= last.end.offset &&
          event.location.offset < nearest && event.kind != Event::End) {
        nearest = event.location.offset;
        behind = block;
      }
    }
  return behind != none && releasing != none && flow::Graph(function.body).dominates(behind, releasing);
}

/// On a line of its own behind a statement; on the same line if something else follows there.
static Edit insertionBehind(const events::Unit &unit, const Statement &statement, const std::string &text) {
  const std::string &file = unit.files[statement.end.file];
  if (statement.firstLine == none)
    return {file, statement.end.offset, 0, " " + text};
  return {file, statement.nextLine - 1, 0, "\n" + std::string(statement.begin.column - 1, ' ') + text};
}

/// With its lines, if nothing else stands on them.
static Edit removalOf(const events::Unit &unit, const Statement &statement) {
  const std::string &file = unit.files[statement.begin.file];
  if (statement.firstLine == none || statement.firstLine == 0)
    return {file, statement.begin.offset, statement.end.offset - statement.begin.offset, ""};
  return {file, statement.firstLine - 1, statement.nextLine - statement.firstLine, ""}; // with the line break before it
}

std::vector<Edit> releaseEdits(const effects::Catalog &catalog, const events::Unit &unit,
                               const events::Function &function, const Drag &drag) {
  const Statement *last = anchor(function, drag);
  const flow::Site &peak = drag.peakPath.empty() ? drag.peakSite : drag.peakPath.front();
  if (!last || last->inMacro || peak.offset < last->end.offset)
    return {};
  std::string text = releaseText(catalog, unit, function, drag);
  if (text.empty())
    return {};
  std::vector<Edit> edits{insertionBehind(unit, *last, text)};
  if (!drag.lateRelease)
    return edits;
  const Statement &late = function.body.statements[*drag.lateRelease];
  bool owned = late.scope == function.body.variables[drag.variable].scope && !late.inMacro && late.braced;
  if (owned && drag.releases == 1 && isAlone(function, *drag.lateRelease) && isAlwaysBefore(function, *last, *drag.lateRelease))
    edits.push_back(removalOf(unit, late));
  else if (unit.types[function.body.variables[drag.variable].type].kind == events::Type::Pointer)
    return {}; // it would be released twice, or not on all paths
  return edits;
}

} // namespace highwater::checks
