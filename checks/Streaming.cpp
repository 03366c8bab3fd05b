// The parts of the shape are found one after the other; what does not fit ends the search.

#include "checks/Streaming.h"

#include "analysis/flow/Graph.h"
#include "checks/StreamingShape.h"

namespace highwater::checks {

using events::Event;
using events::none;
using events::Operand;
using events::Statement;
using events::Terminator;
using events::Variable;
using events::VarId;

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
  return pass || findCountedPass();
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
          head.contains(event.location) || isDestructor(event) || &event == indexed)
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

/// Whether the pass says the piece's name and means something else: it would mean the piece if the piece is declared by the
/// loop's head.
bool Streaming::isNamedInPass() const {
  const std::string &name = function.body.variables[piece].name;
  for (const Event *event : eventsIn(bodyOf(*pass))) {
    bool same = llvm::StringRef(event->callee.name).rsplit("::").second == name || event->callee.name == name;
    flow::forEachVariable(*event, [&](VarId id) { same |= id != element && function.body.variables[id].name == name; });
    auto visit = [&](const events::Place &place) {
      for (const events::Projection &step : place.path)
        same |= step.field == name;
    };
    flow::forEachPlace(event->place, visit);
    flow::forEachPlace(event->source, visit);
    flow::forEachPlace(event->value, visit);
    if (event->object)
      flow::forEachPlace(*event->object, visit);
    for (const events::Argument &argument : event->arguments)
      flow::forEachPlace(argument.value, visit);
    if (same)
      return true;
  }
  return llvm::any_of(function.body.blocks, [&](const events::Block &block) {
    bool same = false;
    if (bodyOf(*pass).contains(block.terminator.location))
      flow::forEachVariable(block.terminator, [&](VarId id) { same |= id != element && function.body.variables[id].name == name; });
    return same;
  });
}

/// The pass knows neither the stream, nor its path, nor what the reading fills; nor does anything behind it.
bool Streaming::isPassApart() const {
  const events::Type &each = unit.types[function.body.variables[element].type];
  bool constant = each.kind == events::Type::Reference ? each.constPointee : function.body.variables[element].constant;
  const events::Type &type = unit.types[function.body.variables[piece].type];
  if (!constant && type.kind == events::Type::Record && !models.evaluator.values.modelOf({&unit, function.body.variables[piece].type}))
    return false; // what the pass changes of it, the next reading may leave
  if (headOf(*reading).contains(function.body.variables[piece].location) && isNamedInPass())
    return false;
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

std::vector<Edit> streamingEdits(program::Analysis &analysis, program::FunctionReference reference,
                                 const flow::Streamable &object) {
  if (object.carriers.size() != 1 || object.carriers[0] != object.variable || object.passes.size() != 1)
    return {};
  return Streaming(analysis, reference, object.variable).edits();
}

} // namespace highwater::checks
