// What is copied last is moved; a late free or delete moves up; smart pointers are reset; texts are swapped with an empty one; everything else is assigned an empty value of its type.
//
// `x = {}` would not do: on standard containers it picks the assignment of an initializer list, which keeps the buffer.
// Nor would `x = T()` for what has room in the object itself: an empty one is copied, and the buffer stays.

#include "checks/Release.h"

#include "analysis/flow/Mentions.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace highwater::checks {

using events::Event;
using events::none;
using events::Statement;
using program::Drag;

namespace {

/// One owner in the function that uses it last.
struct Owner {
  const events::Unit &unit;
  const events::Function &function;
  const flow::Owners &owners;
  flow::OwnerId id;
  events::VarId root = owners.rootOf(id);
  const events::Variable &variable = function.body.variables[root];
  flow::PartPath path = owners.isPart(id) ? owners.part(id).path : flow::PartPath();
  const events::Type &type = unit.types[owners.isPart(id) ? owners.part(id).type.id : variable.type];
  std::string name = owners.nameOf(id);

  bool isPointer() const { return type.kind == events::Type::Pointer; }
};

} // namespace

/// The statement of the owner's own block (of what is not the function's own: of the outermost one) that contains the last
/// use. In C++ a global may have another name there.
static const Statement *anchor(const Owner &owner, const Drag &drag) {
  unsigned scope = owner.variable.scope;
  bool passed = owner.variable.storage == events::Variable::This || owner.variable.storage == events::Variable::Parameter ||
                (owner.variable.storage == events::Variable::Global && owner.function.language == "c");
  if (passed && !owner.function.body.scopes.empty())
    scope = 0;
  for (const Statement &statement : owner.function.body.statements)
    if (statement.scope == scope && statement.begin.file == drag.lastUse.file &&
        statement.begin.offset <= drag.lastUse.offset && drag.lastUse.offset < statement.end.offset)
      return &statement;
  return nullptr;
}

/// How a pointer's block is given back later on: `delete[] p;`, `free(p);`.
static std::string lateReleaseText(const Owner &owner, const Drag &drag) {
  auto isIt = [&](const events::Place &place) {
    return place.root == owner.root && flow::pathOf(place) == owner.path;
  };
  for (const events::Block &block : owner.function.body.blocks)
    for (const Event &event : block.events) {
      if (!drag.lateRelease || event.statement != *drag.lateRelease)
        continue;
      if (event.kind == Event::Free && isIt(event.place))
        return fmt::format("delete{} {};", event.array ? "[]" : "", owner.name);
      if (event.kind != Event::Call || event.arguments.size() != 1 || !isIt(event.arguments[0].value.place))
        continue;
      events::Passing passing = event.arguments[0].passing;
      bool reference = passing == events::Passing::Reference || passing == events::Passing::ConstReference ||
                       passing == events::Passing::RvalueReference;
      bool byAddress = event.arguments[0].value.kind == events::Operand::Address && !reference; // `release(&raw)`
      return fmt::format("{}({}{});", event.callee.name, byAddress ? "&" : "", owner.name);
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

/// The method of a type's model that trades contents with another object, if assigning an empty one would keep the buffer.
static std::string swapInstead(const effects::Catalog &catalog, const events::Type &type) {
  auto model = catalog.wholeType(type.name);
  if (!model)
    return "";
  auto room = model->state.find("capacity");
  if (room == model->state.end() || room->second.kind != effects::Formula::Number || room->second.number == 0)
    return "";
  for (const auto &[name, method] : model->methods)
    if (method.swaps && llvm::isAlpha(name.front()))
      return name;
  return "";
}

/// Whether such an object lies within one of this type.
static bool hasRoomWithin(const effects::Catalog &catalog, const events::Unit &unit, const events::Type &type) {
  return !swapInstead(catalog, type).empty() || llvm::any_of(type.fields, [&](const events::Field &field) {
           return hasRoomWithin(catalog, unit, unit.types[field.type]);
         });
}

/// Whether an object of this type can be assigned a new, empty one. A smart pointer's constructors are templates, of which
/// the type says nothing.
static bool isEmptiable(const effects::Catalog &catalog, const events::Unit &unit, const events::Type &type) {
  if (type.kind != events::Type::Record)
    return type.kind != events::Type::Reference;
  if (!emptyingMethod(catalog, type).empty())
    return true;
  return type.moveAssignable && type.defaultConstructible && llvm::all_of(type.fields, [&](const events::Field &field) {
           return isEmptiable(catalog, unit, unit.types[field.type]);
         });
}

/// Whether the function may name a member: its own class's, or one that it names already.
static bool isSpelled(const Owner &owner) {
  bool own = owner.variable.storage == events::Variable::This && owner.path.size() == 2;
  bool found = owner.path.empty() || own;
  auto visit = [&](const events::Place &place) {
    flow::PartPath path = flow::pathOf(place);
    found |= place.root == owner.root && path.size() >= owner.path.size() &&
             std::equal(owner.path.begin(), owner.path.end(), path.begin());
  };
  for (const events::Block &block : owner.function.body.blocks)
    for (const Event &event : block.events) {
      flow::forEachPlace(event.place, visit);
      flow::forEachPlace(event.source, visit);
      flow::forEachPlace(event.value, visit);
      if (event.object)
        flow::forEachPlace(*event.object, visit);
      for (const events::Argument &argument : event.arguments)
        flow::forEachPlace(argument.value, visit);
    }
  return found;
}

/// The text that gives the memory back, or nothing if none is known to compile.
static std::string releaseText(const effects::Catalog &catalog, const Owner &owner, const Drag &drag) {
  const events::Function &function = owner.function;
  const events::Type &type = owner.type, &root = owner.unit.types[owner.variable.type];
  bool leads = root.kind == events::Type::Pointer || root.kind == events::Type::Reference;
  if (!isSpelled(owner) || (leads && root.constPointee))
    return "";
  if (owner.isPointer())
    return lateReleaseText(owner, drag);
  bool whole = !owner.path.empty() && owner.path.back() == "*"; // `*p = T()` is not what one writes
  if (owner.variable.constant || function.instantiation || function.language == "c" ||
      (whole && root.kind != events::Type::Reference) || type.kind != events::Type::Record ||
      !isEmptiable(catalog, owner.unit, type))
    return "";
  if (std::string method = emptyingMethod(catalog, type); !method.empty())
    return fmt::format("{}.{}();", owner.name, method);
  bool local = type.spelling.find(function.name + "::") != std::string::npos; // a class of the function's own
  bool wordy = local || type.spelling.size() > 40 || type.spelling.find('(') != std::string::npos;
  if (wordy && whole) // of a reference, `decltype` is one, too
    return "";
  std::string name = wordy ? "decltype(" + owner.name + ")" : type.spelling;
  if (std::string method = swapInstead(catalog, type); !method.empty())
    return fmt::format("{}().{}({});", name, method, owner.name);
  if (hasRoomWithin(catalog, owner.unit, type))
    return fmt::format("{{ {0} empty = {0}(); std::swap({1}, empty); }}", name, owner.name);
  return fmt::format("{} = {}();", owner.name, name);
}

/// Whether a release does nothing to a null pointer: `delete`, `free`.
static bool isNullSafe(const effects::Catalog &catalog, const events::Function &function, unsigned release) {
  return llvm::all_of(function.body.blocks, [&](const events::Block &block) {
    return llvm::all_of(block.events, [&](const Event &event) {
      return event.statement != release || event.kind != Event::Call ||
             llvm::any_of(catalog.functions(event.callee.name), [](const auto *model) { return model->frees.has_value(); });
    });
  });
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

/// Where the point behind a statement is, and a release.
struct Ways {
  events::BlockId behind = none, releasing = none;
};

static Ways waysOf(const events::Function &function, const Statement &last, unsigned release) {
  Ways ways;
  unsigned nearest = ~0u;
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block)
    for (const Event &event : function.body.blocks[block].events) {
      if (event.statement == release)
        ways.releasing = block;
      if (event.location.file == last.end.file && event.location.offset >= last.end.offset &&
          event.location.offset < nearest && event.kind != Event::End) {
        nearest = event.location.offset;
        ways.behind = block;
      }
    }
  return ways;
}

/// Whether every path to the release passes the point behind the last use.
static bool isAlwaysBefore(const events::Function &function, Ways ways) {
  return ways.behind != none && ways.releasing != none &&
         flow::Graph(function.body).dominates(ways.behind, ways.releasing);
}

/// Whether every path from behind the last use passes the release: `goto cleanup`.
static bool isAlwaysBehind(const events::Function &function, Ways ways) {
  if (ways.behind == none || ways.releasing == none)
    return false;
  llvm::BitVector seen(function.body.blocks.size());
  std::vector<events::BlockId> open{ways.behind};
  seen.set(ways.releasing);
  while (!open.empty()) {
    events::BlockId block = open.back();
    open.pop_back();
    if (seen.test(block))
      continue;
    seen.set(block);
    const auto &next = function.body.blocks[block].terminator.successors;
    if (next.empty())
      return false;
    open.insert(open.end(), next.begin(), next.end());
  }
  return true;
}

/// On a line of its own behind a statement; on the same line if something else follows there.
static Edit insertionBehind(const events::Unit &unit, const Statement &statement, const std::string &text) {
  const std::string &file = unit.files[statement.end.file];
  if (statement.firstLine == none)
    return {file, statement.end.offset, 0, " " + text};
  return {file, statement.nextLine - 1, 0, "\n" + std::string(statement.begin.column - 1, ' ') + text};
}

Edit removalOf(const events::Unit &unit, const Statement &statement) {
  const std::string &file = unit.files[statement.begin.file];
  if (statement.firstLine == none || statement.firstLine == 0)
    return {file, statement.begin.offset, statement.end.offset - statement.begin.offset, ""};
  return {file, statement.firstLine - 1, statement.nextLine - statement.firstLine, ""}; // with the line break before it
}

std::vector<Edit> releaseEdits(program::Analysis &analysis, const Drag &drag) {
  const events::Function &function = analysis.linkage.function(drag.user);
  const events::Unit &unit = analysis.linkage.unit(drag.user);
  if (analysis.bodyOf(drag.user).borrows.owners.isForeign(drag.used))
    return {};
  Owner owner{unit, function, analysis.bodyOf(drag.user).borrows.owners, drag.used};
  if (drag.handover) {
    std::string file = unit.files[drag.handover->file];
    unsigned begin = drag.handover->offset, end = begin + owner.variable.name.size();
    return {{file, begin, 0, "std::move("}, {file, end, 0, ")"}};
  }
  if (owner.variable.storage == events::Variable::Temporary) // it has no name of its own
    return {};
  const Statement *last = anchor(owner, drag);
  const flow::Site &peak = drag.peakPath.empty() ? drag.peakSite : drag.peakPath.front();
  bool inside = drag.user != drag.holder;
  if (!last || last->inMacro || (!inside && peak.offset < last->end.offset))
    return {};
  std::string text = releaseText(analysis.values.catalog, owner, drag);
  if (text.empty())
    return {};
  std::vector<Edit> edits{insertionBehind(unit, *last, text)};
  if (!drag.lateRelease)
    return edits;
  const Statement &late = function.body.statements[*drag.lateRelease];
  Ways ways = waysOf(function, *last, *drag.lateRelease);
  bool owned = late.scope == last->scope && !late.inMacro && late.braced && !inside;
  bool alone = owned && drag.releases == 1 && isAlone(function, *drag.lateRelease);
  if (alone && isAlwaysBefore(function, ways))
    edits.push_back(removalOf(unit, late));
  else if (alone && owner.isPointer() && isNullSafe(analysis.values.catalog, function, *drag.lateRelease) && isAlwaysBehind(function, ways))
    edits = {insertionBehind(unit, *last, fmt::format("{} {} = {};", text, owner.name, function.language == "c" ? "0" : "nullptr"))};
  else if (owner.isPointer())
    return {}; // it would be released twice, or not on all paths
  return edits;
}

} // namespace highwater::checks
