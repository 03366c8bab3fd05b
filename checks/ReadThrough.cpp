// Every event that mentions the copy is its declaration, its filling or a reading; each kind has its own conditions.

#include "checks/ReadThrough.h"

#include "analysis/flow/Mentions.h"
#include "analysis/flow/Origins.h"
#include "checks/Release.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>
#include <set>

namespace highwater::checks {

using events::Event;
using events::none;
using events::Statement;
using events::Variable;
using events::VarId;

namespace {

class ReadThrough {
public:
  ReadThrough(program::Analysis &analysis, program::FunctionReference reference, const flow::Streamable &object)
      : unit(analysis.linkage.unit(reference)), function(analysis.linkage.function(reference)),
        models(unit, function, analysis.values), copies(object.carriers.begin(), object.carriers.end()) {}

  std::vector<Edit> edits() {
    if (function.language == "c" || function.instantiation || !findDeclarations() || !findFilling() || !findFile() ||
        !isFileFree() || !isNothingBetween())
      return {};
    std::vector<Edit> result;
    for (unsigned statement : removed)
      if (statement != anchor)
        result.push_back(removalOf(unit, function.body.statements[statement]));
    const Statement &replaced = function.body.statements[anchor];
    result.push_back({unit.files[replaced.begin.file], replaced.begin.offset, replaced.end.offset - replaced.begin.offset,
                      fmt::format("auto &{} = {};", function.body.variables[reader].name, function.body.variables[file].name)});
    return result;
  }

private:
  bool findDeclarations();
  bool findFilling();
  bool findFile();
  bool isFileFree();
  bool isNothingBetween() const;
  bool isPlain(const Statement &statement) const {
    return !statement.inMacro && statement.braced && statement.scope == scope;
  }
  bool isReading(const Event &event);
  bool isStream(VarId id) const {
    const effects::TypeModel *type = models.typeOf(id);
    return type && type->role == "stream" && function.body.variables[id].storage == Variable::Local;
  }
  static bool isEnd(const Event &event) {
    return event.kind == Event::Declare || event.kind == Event::End ||
           (event.kind == Event::Call && event.callee.kind == events::Callee::Destructor);
  }
  template <typename Thing> static bool mentions(const Thing &thing, const std::set<VarId> &ids) {
    bool found = false;
    flow::forEachVariable(thing, [&](VarId id) { found |= ids.count(id) > 0; });
    return found;
  }
  void forEachEvent(llvm::function_ref<void(const Event &)> visit) const {
    for (const events::Block &block : function.body.blocks)
      for (const Event &event : block.events)
        visit(event);
  }

  const events::Unit &unit;
  const events::Function &function;
  flow::CallModels models;
  std::set<VarId> copies;
  std::set<unsigned> removed;              ///< statements
  unsigned scope = none, anchor = none;    ///< of all of them; the last of them
  unsigned firstReading = none;            ///< its offset
  VarId reader = none, file = none;
};

/// Each in a statement of its own, all in one block; the last one is read from.
bool ReadThrough::findDeclarations() {
  bool plain = true;
  for (VarId copy : copies) {
    const Variable &variable = function.body.variables[copy];
    plain &= variable.storage == Variable::Local || variable.storage == Variable::Temporary;
    bool later = reader == none || variable.location.offset > function.body.variables[reader].location.offset;
    if (variable.storage == Variable::Local && later)
      reader = copy;
  }
  if (!plain || reader == none || !isStream(reader))
    return false;
  scope = function.body.variables[reader].scope;
  std::set<VarId> declared;
  forEachEvent([&](const Event &event) {
    VarId root = event.place.root;
    if (event.kind != Event::Declare || !copies.count(root) || function.body.variables[root].storage != Variable::Local)
      return;
    plain &= event.statement != none && declared.insert(root).second && removed.insert(event.statement).second;
  });
  forEachEvent([&](const Event &event) {
    bool other = event.kind == Event::Declare && removed.count(event.statement) && !copies.count(event.place.root) &&
                 function.body.variables[event.place.root].storage == Variable::Local;
    plain &= !other;
  });
  for (unsigned statement : removed)
    plain &= function.body.statements[statement].declaration && isPlain(function.body.statements[statement]);
  return plain && declared.count(reader);
}

bool ReadThrough::isReading(const Event &event) {
  const effects::CallModel *model = event.kind == Event::Call ? models.of(event) : nullptr;
  if (!model || !mentions(event, {reader}))
    return false;
  std::set<VarId> others = copies;
  others.erase(reader);
  bool asks = event.callee.constMethod && event.arguments.empty() && !(model->returns && !model->returns->state.empty());
  return !mentions(event, others) && (model->read || asks);
}

/// `all << file.rdbuf();` if the copy does not begin with all of it.
bool ReadThrough::findFilling() {
  bool plain = true;
  std::set<unsigned> fillings;
  forEachEvent([&](const Event &event) {
    if (isEnd(event) || !mentions(event, copies) || removed.count(event.statement))
      return;
    if (isReading(event))
      firstReading = std::min(firstReading, event.location.offset);
    else if (event.statement == none)
      plain = false;
    else
      fillings.insert(event.statement);
  });
  for (const events::Block &block : function.body.blocks)
    plain &= !mentions(block.terminator, copies);
  if (!plain || fillings.size() > 1 || firstReading == none)
    return false;
  for (unsigned statement : fillings)
    if (!isPlain(function.body.statements[statement]) || function.body.statements[statement].declaration)
      return false;
  removed.insert(fillings.begin(), fillings.end());
  for (unsigned statement : removed)
    if (anchor == none || function.body.statements[statement].begin.offset > function.body.statements[anchor].begin.offset)
      anchor = statement;
  return function.body.statements[anchor].end.offset <= firstReading;
}

/// The one stream that what is removed takes from, which lives as long. A statement that only asks for the size of the copy
/// must stay.
bool ReadThrough::findFile() {
  std::set<VarId> files;
  std::set<unsigned> taking;
  forEachEvent([&](const Event &event) {
    if (removed.count(event.statement))
      flow::forEachVariable(event, [&](VarId id) {
        if (copies.count(id) || !isStream(id))
          return;
        files.insert(id);
        taking.insert(event.statement);
      });
  });
  if (files.size() != 1)
    return false;
  file = *files.begin();
  return function.body.variables[file].scope == scope && llvm::all_of(removed, [&](unsigned statement) {
           return function.body.statements[statement].declaration || taking.count(statement);
         });
}

/// It is opened and perhaps asked or read before, and closed at most behind; a closing goes, too.
bool ReadThrough::isFileFree() {
  unsigned begin = none;
  for (unsigned statement : removed)
    begin = std::min(begin, function.body.statements[statement].begin.offset);
  bool free = true;
  std::set<unsigned> closings;
  forEachEvent([&](const Event &event) {
    if (isEnd(event) || !mentions(event, {file}) || removed.count(event.statement))
      return;
    const effects::CallModel *model = event.kind == Event::Call ? models.of(event) : nullptr;
    bool asks = model && (model->source || model->read || (event.callee.constMethod && event.arguments.empty()));
    if (event.location.offset < begin && asks)
      return;
    bool closes = model && event.object && event.arguments.empty() && event.throwaway && !model->updates.empty() &&
                  llvm::all_of(model->updates, [](const effects::Update &update) {
                    return !update.relative && update.value.kind == effects::Formula::Number && update.value.number == 0;
                  });
    if (closes && event.location.offset > begin && event.statement != none && isPlain(function.body.statements[event.statement]))
      closings.insert(event.statement);
    else
      free = false;
  });
  for (const events::Block &block : function.body.blocks)
    free &= !mentions(block.terminator, {file});
  removed.insert(closings.begin(), closings.end());
  return free;
}

/// From where the copy was made to where it is read, nothing that is not known happens; its path is not spoken of again.
bool ReadThrough::isNothingBetween() const {
  std::set<VarId> paths;
  flow::CallModels calls(unit, function, models.evaluator.values);
  forEachEvent([&](const Event &event) {
    const effects::CallModel *model = event.kind == Event::Call ? calls.of(event) : nullptr;
    if (model && model->source && mentions(event, {file}))
      for (const events::Argument &argument : event.arguments)
        flow::forEachVariable(argument.value, [&](VarId id) { paths.insert(id); });
  });
  unsigned made = function.body.statements[anchor].end.offset;
  bool quiet = true;
  forEachEvent([&](const Event &event) {
    if (event.location.offset < made || isEnd(event) || removed.count(event.statement))
      return;
    if (event.kind == Event::Call && mentions(event, paths))
      quiet = false;
    if (event.location.offset < firstReading && event.kind == Event::Call && !calls.of(event))
      quiet = false;
  });
  return quiet;
}

} // namespace

std::vector<Edit> readThroughEdits(program::Analysis &analysis, program::FunctionReference reference,
                                   const flow::Streamable &object) {
  return ReadThrough(analysis, reference, object).edits();
}

} // namespace highwater::checks
