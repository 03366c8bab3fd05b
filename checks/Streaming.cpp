// The parts of the shape are found one after the other; what does not fit ends the search.

#include "checks/Streaming.h"

#include "analysis/flow/Graph.h"
#include "analysis/flow/Mentions.h"
#include "analysis/flow/Origins.h"
#include "checks/Release.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

#include <set>

namespace highwater::checks {

using events::Event;
using events::Location;
using events::none;
using events::Operand;
using events::Statement;
using events::Terminator;
using events::Variable;
using events::VarId;

namespace {

/// A part of the text: from one offset up to another.
struct Range {
  unsigned file = none, begin = 0, end = 0;
  bool contains(const Location &location) const {
    return location.file == file && location.offset >= begin && location.offset < end;
  }
};

class Streaming {
public:
  Streaming(program::Analysis &analysis, program::FunctionReference reference, VarId container)
      : unit(analysis.linkage.unit(reference)), function(analysis.linkage.function(reference)),
        models(unit, function, analysis.values), container(container) {}

  std::vector<Edit> edits() {
    bool own = function.body.variables[container].storage == Variable::Local && function.language != "c" &&
               !function.instantiation;
    if (!own || !findPass() || !findContainer() || !findReading() || !isHeadPlain() || !isPassApart() || !isNothingBetween())
      return {};
    return write();
  }

private:
  bool findPass();
  bool findContainer();
  bool findReading();
  bool isHeadPlain();
  bool isPassApart() const;
  bool isNothingBetween();
  std::optional<std::string> declarationOf(VarId id) const;
  std::string aliasText() const;
  std::vector<Edit> write() const;

  template <typename Thing> static bool mentions(const Thing &thing, VarId id) {
    bool found = false;
    flow::forEachVariable(thing, [&](VarId other) { found |= other == id; });
    return found;
  }
  bool mentionsHead(const auto &thing) const {
    return mentions(thing, piece) || llvm::any_of(streams, [&](VarId stream) { return mentions(thing, stream); });
  }
  /// What is at or in the text, but for the ends of variables.
  std::vector<const Event *> eventsIn(const Range &range) const {
    std::vector<const Event *> result;
    for (const events::Block &block : function.body.blocks)
      for (const Event &event : block.events)
        if (event.kind != Event::End && range.contains(event.location))
          result.push_back(&event);
    return result;
  }
  Range headOf(const Statement &loop) const { return {loop.begin.file, loop.begin.offset, bodyOf(loop).begin}; }
  Range bodyOf(const Statement &loop) const;
  const events::Scope *braces(const Statement &loop) const;
  static bool isWhole(const events::Place &place, VarId id) { return place.root == id && place.path.empty(); }
  bool isDestructor(const Event &event) const {
    return event.kind == Event::Call && event.callee.kind == events::Callee::Destructor;
  }

  const events::Unit &unit;
  const events::Function &function;
  flow::CallModels models;
  VarId container;

  const Event *push = nullptr;      ///< what adds to the container
  VarId element = none;             ///< of the walk
  VarId piece = none;               ///< what the reading fills, then adds
  std::set<VarId> streams, paths;   ///< what is read from, and what that was opened by
  const Statement *declaration = nullptr, *reading = nullptr, *adding = nullptr, *pass = nullptr;
  std::vector<std::string> between; ///< declarations, written anew
};

/// The body of a loop is the first statement or block in it.
Range Streaming::bodyOf(const Statement &loop) const {
  Range range{loop.begin.file, loop.end.offset, loop.end.offset}, inside{loop.begin.file, loop.begin.offset + 1, loop.end.offset};
  for (const Statement &statement : function.body.statements)
    if (inside.contains(statement.begin))
      range.begin = std::min(range.begin, statement.begin.offset);
  for (const events::Scope &scope : function.body.scopes)
    if (inside.contains(scope.begin))
      range.begin = std::min(range.begin, scope.begin.offset);
  return range;
}

const events::Scope *Streaming::braces(const Statement &loop) const {
  Range body = bodyOf(loop);
  for (const events::Scope &scope : function.body.scopes)
    if (scope.begin.file == body.file && scope.begin.offset == body.begin)
      return &scope;
  return nullptr;
}

/// `for (const auto &each : container)`
bool Streaming::findPass() {
  for (const events::Block &block : function.body.blocks) {
    const Terminator &end = block.terminator;
    if (!mentions(end, container))
      continue;
    if (pass || end.kind != Terminator::Each || !isWhole(end.range, container))
      return false;
    element = end.element;
    for (const Statement &statement : function.body.statements)
      if (statement.begin == end.location)
        pass = &statement;
    if (!pass || pass->inMacro || !pass->braced || element == none)
      return false;
  }
  return pass;
}

/// Declared alone and empty, added to at one place, walked over at one, and nothing else.
bool Streaming::findContainer() {
  Range head = headOf(*pass);
  std::vector<const Event *> declared;
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      if (event.kind == Event::Declare && event.place.root == container)
        declared.push_back(&event);
      if (event.kind == Event::Declare || event.kind == Event::End || !mentions(event, container) ||
          head.contains(event.location) || isDestructor(event))
        continue;
      bool into = event.kind == Event::Call && event.object && isWhole(event.object->place, container);
      if (into && event.callee.kind == events::Callee::Constructor && event.arguments.empty())
        continue;
      const effects::CallModel *model = into ? models.of(event) : nullptr;
      if (push || !model || model->content.size() != 1 || event.arguments.size() != 1)
        return false;
      push = &event;
    }
  if (!push || declared.size() != 1 || declared[0]->statement == none)
    return false;
  declaration = &function.body.statements[declared[0]->statement];
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events)
      if (event.kind == Event::Declare && event.statement == declared[0]->statement && event.place.root != container)
        return false;
  return declaration->declaration && declaration->braced && !declaration->inMacro && declaration->scope == pass->scope;
}

/// The loop whose body does nothing but add what its head has read.
bool Streaming::findReading() {
  const Operand &added = push->arguments[0].value;
  if ((added.kind != Operand::Address && added.kind != Operand::Read) || !added.place.path.empty() || push->statement == none)
    return false;
  piece = added.place.root;
  if (piece == none || function.body.variables[piece].storage != Variable::Local)
    return false;
  const events::Type &type = unit.types[function.body.variables[container].type];
  if (type.arguments.empty() || type.arguments[0] != function.body.variables[piece].type)
    return false; // added as another type
  adding = &function.body.statements[push->statement];
  for (const Statement &statement : function.body.statements)
    if (&statement != adding && statement.scope == pass->scope && bodyOf(statement).contains(adding->begin))
      reading = &statement;
  flow::Graph graph(function.body);
  bool tested = false; // first, and then again and again
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block)
    for (const Event &event : function.body.blocks[block].events)
      if (unsigned loop = graph.loopOf(block); &event == push && loop != none && reading) {
        const Terminator &end = function.body.blocks[graph.loops[loop].header].terminator;
        for (const Event &first : function.body.blocks[graph.loops[loop].header].events)
          tested |= end.kind == Terminator::Branch && headOf(*reading).contains(first.location);
      }
  if (!reading || !tested || reading->inMacro || !reading->braced ||
      reading->end.offset > pass->begin.offset || declaration->end.offset > reading->begin.offset)
    return false;
  Range body = bodyOf(*reading);
  for (const Statement &statement : function.body.statements)
    if (&statement != adding && body.contains(statement.begin))
      return false;
  return llvm::all_of(eventsIn(body), [&](const Event *event) { return event == push || event->kind == Event::Declare; });
}

/// The head reads from streams of this function, by functions that are known, and knows of nothing else.
bool Streaming::isHeadPlain() {
  bool reads = false, plain = true;
  for (const Event *event : eventsIn(headOf(*reading))) {
    if (event->kind == Event::Declare)
      continue;
    const effects::CallModel *model = event->kind == Event::Call ? models.of(*event) : nullptr;
    plain &= model != nullptr;
    reads |= model && model->read;
    flow::forEachVariable(*event, [&](VarId id) {
      const Variable &variable = function.body.variables[id];
      const effects::TypeModel *type = models.typeOf(id);
      if (id == piece || variable.storage == Variable::Temporary)
        return;
      plain &= variable.storage == Variable::Local && type && type->role == "stream";
      streams.insert(id);
    });
  }
  for (const events::Block &block : function.body.blocks)
    if (headOf(*reading).contains(block.terminator.location) || bodyOf(*reading).contains(block.terminator.location))
      flow::forEachVariable(block.terminator, [&](VarId id) {
        plain &= id == piece || streams.count(id) || function.body.variables[id].storage == Variable::Temporary;
      });
  if (!plain || !reads || streams.size() != 1 || function.body.variables[*streams.begin()].scope != reading->scope)
    return false;
  for (const events::Block &block : function.body.blocks) // nothing else holds on to the stream, and nobody reads on
    for (const Event &event : block.events) {
      if (event.kind == Event::Declare || event.kind == Event::End || isDestructor(event) || &event == push ||
          headOf(*reading).contains(event.location) || !mentionsHead(event))
        continue;
      const effects::CallModel *model = event.kind == Event::Call ? models.of(event) : nullptr;
      bool begins = event.callee.kind == events::Callee::Constructor && event.arguments.empty();
      if (!mentions(event, *streams.begin())) { // of the piece: it begins empty, or somebody may refer to it
        if (!model || !begins)
          return false;
        continue;
      }
      bool known = model && event.location.offset < reading->begin.offset && event.location.file == reading->begin.file;
      bool opens = model && model->source;
      bool asks = event.callee.constMethod && event.object && isWhole(event.object->place, *streams.begin());
      if (!known || (!opens && !asks && !model->read))
        return false;
      if (opens)
        for (const events::Argument &argument : event.arguments)
          flow::forEachVariable(argument.value, [&](VarId id) { paths.insert(id); });
    }
  return true;
}

/// The pass knows neither the stream, nor its path, nor what the reading fills; nor does anything behind it.
bool Streaming::isPassApart() const {
  const events::Type &each = unit.types[function.body.variables[element].type];
  bool constant = each.kind == events::Type::Reference ? each.constPointee : function.body.variables[element].constant;
  const events::Type &type = unit.types[function.body.variables[piece].type];
  if (!constant && type.kind == events::Type::Record && !models.evaluator.values.modelOf({&unit, function.body.variables[piece].type}))
    return false; // what the pass changes of it, the next reading may leave
  Range behind{pass->begin.file, pass->begin.offset, none};
  auto isPath = [&](const auto &thing) {
    return llvm::any_of(paths, [&](VarId path) { return mentions(thing, path); });
  };
  for (const Event *event : eventsIn(behind))
    if (mentionsHead(*event) || (bodyOf(*pass).contains(event->location) && isPath(*event)))
      return false;
  for (const events::Block &block : function.body.blocks)
    if (behind.contains(block.terminator.location) && mentionsHead(block.terminator))
      return false;
  return true;
}

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
  return each.name == read.name ? ""
                                : fmt::format("{}auto {}{} = {};", constant ? "const " : "", refers ? "&" : "", each.name, read.name);
}

/// The head of the reading and the body of the pass meet; what stands between them goes.
std::vector<Edit> Streaming::write() const {
  const Variable &each = function.body.variables[element];
  const events::Type &type = unit.types[each.type];
  events::TypeId referred = type.kind == events::Type::Reference ? type.pointee : each.type;
  if (each.name.empty() || referred != function.body.variables[piece].type)
    return {};
  const std::string &file = unit.files[pass->begin.file];
  const events::Scope *outer = braces(*reading), *inner = braces(*pass);
  std::string margin(reading->begin.column - 1, ' '), alias = aliasText(), text;
  bool braced = outer || inner || !alias.empty();
  unsigned begin = bodyOf(*reading).begin, end = bodyOf(*pass).begin + (inner ? 1 : 0);
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

} // namespace

std::vector<Edit> streamingEdits(program::Analysis &analysis, program::FunctionReference reference,
                                 const flow::Streamable &object) {
  if (object.carriers.size() != 1 || object.carriers[0] != object.variable || object.passes.size() != 1)
    return {};
  return Streaming(analysis, reference, object.variable).edits();
}

} // namespace highwater::checks
