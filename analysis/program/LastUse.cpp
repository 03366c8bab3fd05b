// The order of the source decides which of several uses is called the last one.

#include "analysis/program/LastUse.h"

#include <limits>

namespace highwater::program {

using events::Event;
using events::Location;
using events::none;
using events::Variable;
using events::VarId;
using flow::OwnerId;

/// Where the function itself is at its peak: the call that leads there, or the peak itself.
static const flow::Site &ownSite(const Analysis &analysis, const Drag &drag) {
  const std::string &user = analysis.linkage.function(drag.user).name;
  for (const flow::Site &site : drag.peakPath)
    if (site.function == user)
      return site;
  return drag.peakSite;
}

bool findLastUse(Analysis &analysis, Drag &drag) {
  const events::Function &function = analysis.linkage.function(drag.user);
  const Body &body = analysis.bodyOf(drag.user);
  const flow::Site &peak = ownSite(analysis, drag);
  unsigned reached = peak.offset; // the whole statement of the peak counts as before it
  size_t shortest = std::numeric_limits<size_t>::max();
  for (const events::Statement &statement : function.body.statements) {
    size_t length = statement.end.offset - statement.begin.offset;
    if (statement.begin.offset <= peak.offset && peak.offset < statement.end.offset && length < shortest)
      std::tie(shortest, reached) = std::tuple(length, statement.end.offset);
  }
  auto isBefore = [&](const Location &at) { return at.offset <= reached; };
  // What is filled again later has uses behind the peak, too.
  auto consider = [&](const Location &at, unsigned statement) {
    bool later = !drag.lastUse.valid() || at.offset > drag.lastUse.offset;
    bool better = !drag.lastUse.valid() || isBefore(at) == isBefore(drag.lastUse) ? later : isBefore(at);
    if (!at.valid() || !better)
      return;
    drag.lastUse = at;
    drag.lastStatement = statement;
  };
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const auto &events = function.body.blocks[block].events;
    for (unsigned index = 0; index < events.size(); ++index)
      if (body.liveness.uses(block, index, drag.used) && !body.liveness.overwrites(drag.used, block, index))
        consider(events[index].location, events[index].statement);
    const events::Terminator &end = function.body.blocks[block].terminator;
    if (end.kind == events::Terminator::Each && body.liveness.usesAtEnd(block, drag.used))
      consider(end.location, none);
  }
  return drag.lastUse.valid();
}

void findRelease(Analysis &analysis, Drag &drag) {
  const events::Function &function = analysis.linkage.function(drag.holder);
  const Body &body = analysis.bodyOf(drag.holder);
  const flow::Owners &owners = body.borrows.owners;
  if (owners.isForeign(drag.owner))
    return; // some callee does, or nobody
  VarId root = owners.rootOf(drag.owner);
  bool extended = function.body.variables[root].storage == Variable::Temporary;
  const Variable &variable = function.body.variables[extended ? owners.extending(root) : root];
  const events::Unit &unit = analysis.linkage.unit(drag.holder);
  events::TypeId type = owners.isPart(drag.owner) ? owners.part(drag.owner).type.id : variable.type;
  bool isPointer = unit.types[type].kind == events::Type::Pointer;
  bool scoped = variable.scope != none && variable.scope < function.body.scopes.size();
  bool byValue = variable.storage == Variable::Parameter && unit.types[variable.type].kind == events::Type::Record;
  if (!isPointer && scoped)
    drag.released = function.body.scopes[variable.scope].end;
  else if (!isPointer && byValue && !function.body.scopes.empty())
    drag.released = function.body.scopes[0].end;
  auto releases = [&](const Event &event) {
    for (VarId alias = 0; isPointer && !owners.isPart(drag.owner) && alias < function.body.variables.size(); ++alias)
      if (body.borrows.reach(alias).test(drag.owner) && body.liveness.releases(event, alias))
        return true;
    return body.liveness.releases(event, drag.owner);
  };
  unsigned lastUse = drag.user == drag.holder ? drag.lastUse.offset : 0;
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block)
    for (unsigned index = 0; index < function.body.blocks[block].events.size(); ++index) {
      const Event &event = function.body.blocks[block].events[index];
      if (!event.location.valid())
        continue;
      if (event.kind == Event::End) {
        if (!isPointer && !scoped && event.place.root == drag.owner) // of an `if` or `for` itself
          drag.released = event.location;
        continue;
      }
      bool overwritten = body.liveness.overwrites(drag.owner, block, index);
      if (overwritten && event.location.offset > lastUse && !drag.lateRelease)
        drag.released = event.location;
      if (!releases(event))
        continue;
      ++drag.releases;
      if (event.location.offset <= lastUse || (drag.lateRelease && event.location.offset < drag.released.offset))
        continue;
      drag.released = event.location;
      drag.lateRelease = event.statement;
    }
}

} // namespace highwater::program
