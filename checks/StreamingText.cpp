// How the two loops are written as one.

#include "checks/Release.h"
#include "checks/StreamingShape.h"

#include <fmt/format.h>

namespace highwater::checks {

using events::Event;
using events::none;
using events::Operand;
using events::Statement;
using events::Terminator;
using events::Variable;
using events::VarId;

/// A plain variable as it was declared, with the number that it begins as; nothing if it is not as plain as that.
std::optional<std::string> Streaming::declarationOf(VarId id) const {
  const Variable &variable = function.body.variables[id];
  const events::Type &type = unit.types[variable.type];
  const effects::TypeModel *model = models.evaluator.values.modelOf({&unit, variable.type});
  bool number = type.kind == events::Type::Integer || type.kind == events::Type::Floating;
  if (variable.storage != Variable::Local || variable.name.empty() || type.spelling.size() > 60 ||
      llvm::StringRef(type.spelling).contains('(') || (!number && (!model || model->role != "container")))
    return std::nullopt;
  std::string value;
  unsigned writes = 0;
  for (const Event *event : eventsIn({reading->begin.file, reading->end.offset, pass->begin.offset})) {
    if (event->kind != Event::Set || event->place.root != id)
      continue;
    const Operand *set = &event->value;
    while (set->kind == Operand::Cast)
      set = &set->operands[0];
    ++writes;
    if (set->kind == Operand::Integer && type.spelling != "bool" && type.size > 1)
      value = fmt::format(" = {}", set->integer);
    else if (set->kind == Operand::Integer && type.spelling == "bool")
      value = set->integer ? " = true" : " = false";
    else
      return std::nullopt;
  }
  if (writes > 1)
    return std::nullopt;
  return fmt::format("{}{} {}{};", variable.constant ? "const " : "", type.spelling, variable.name, value);
}

/// Between the two loops, plain variables are declared, and that is all: they can as well be declared before.
bool Streaming::isNothingBetween() {
  Range range{reading->begin.file, reading->end.offset, pass->begin.offset};
  for (const Event *event : eventsIn(range)) {
    bool begins = event->kind == Event::Call && event->callee.kind == events::Callee::Constructor && event->arguments.empty() &&
                  event->object && event->object->place.path.empty();
    if (event->kind == Event::Declare) {
      std::optional<std::string> text = declarationOf(event->place.root);
      if (!text)
        return false;
      between.push_back(*text);
    } else if ((event->kind != Event::Set && !begins) || mentionsHead(*event)) {
      return false;
    }
  }
  unsigned line = reading->nextLine; // comments would be lost
  for (const Statement &statement : function.body.statements) {
    if (!range.contains(statement.begin))
      continue;
    if (!statement.declaration || statement.inMacro || statement.firstLine == none || statement.firstLine > line + 1)
      return false;
    line = statement.nextLine;
  }
  bool close = line != none && pass->firstLine != none && pass->firstLine <= line + 1;
  return close && llvm::none_of(function.body.blocks, [&](const events::Block &block) {
    return block.terminator.kind != Terminator::Jump && range.contains(block.terminator.location);
  });
}

/// The name that the pass knows a piece by.
std::string Streaming::aliasText() const {
  const Variable &each = function.body.variables[element], &read = function.body.variables[piece];
  const events::Type &type = unit.types[each.type];
  bool refers = type.kind == events::Type::Reference, constant = refers ? type.constPointee : each.constant;
  if (iterates)
    return fmt::format("auto {} = &{};", each.name, read.name);
  return each.name == read.name ? ""
                                : fmt::format("{}auto {}{} = {};", constant ? "const " : "", refers ? "&" : "", each.name, read.name);
}

/// The head of the reading and the body of the pass meet; what stands between them goes.
std::vector<Edit> Streaming::write() const {
  const Variable &each = function.body.variables[element];
  const events::Type &type = unit.types[each.type];
  events::TypeId referred = type.kind == events::Type::Reference ? type.pointee : each.type;
  if (each.name.empty() || (iterates ? each.name == function.body.variables[piece].name
                                     : referred != function.body.variables[piece].type))
    return {};
  const std::string &file = unit.files[pass->begin.file];
  const events::Scope *outer = braces(*reading), *inner = braces(*pass);
  std::string margin(reading->begin.column - 1, ' '), alias = aliasText(), text;
  bool braced = outer || inner || !alias.empty();
  unsigned begin = bodyOf(*reading).begin, end = bodyOf(*pass).begin + (inner ? 1 : 0);
  if (indexed)
    end = function.body.statements[indexed->statement].end.offset;
  if (braced && !outer && adding->firstLine != none) { // behind the head there may be a comment
    begin = adding->firstLine;
    text = margin;
  }
  if (braced)
    text += "{";
  if (!alias.empty())
    text += "\n" + margin + "  " + alias;
  if (braced && !inner)
    text += "\n" + margin + "  ";
  std::vector<Edit> edits{removalOf(unit, *declaration)};
  std::string before;
  for (const std::string &line : between)
    before += line + "\n" + margin;
  if (!before.empty())
    edits.push_back({file, reading->begin.offset, 0, before});
  edits.push_back({file, begin, end - begin, text});
  if (braced && !inner)
    edits.push_back({file, pass->end.offset, 0, "\n" + margin + "}"});
  return edits;
}

} // namespace highwater::checks
