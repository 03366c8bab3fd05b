// The two loops that a streaming edit is made of, as they are found in a function.

#pragma once

#include "analysis/flow/Mentions.h"
#include "analysis/flow/Origins.h"
#include "analysis/program/Unchunked.h"
#include "checks/Finding.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <set>

namespace highwater::checks {

/// A part of the text: from one offset up to another.
struct Range {
  unsigned file = events::none, begin = 0, end = 0;
  bool contains(const events::Location &location) const {
    return location.file == file && location.offset >= begin && location.offset < end;
  }
};

class Streaming {
public:
  Streaming(program::Analysis &analysis, program::FunctionReference reference, events::VarId container)
      : unit(analysis.linkage.unit(reference)), function(analysis.linkage.function(reference)),
        models(unit, function, analysis.values), container(container) {}

  std::vector<Edit> edits() {
    bool own = function.body.variables[container].storage == events::Variable::Local && function.language != "c" &&
               !function.instantiation;
    if (!own || !findPass() || !findContainer() || !findReading() || !isHeadPlain() || !isPassApart() || !isNothingBetween())
      return {};
    return write();
  }

private:
  bool findPass();
  bool findCountedPass();
  bool findIterator(const events::Event &event);
  bool findIndex(const events::Event &event);
  const events::Statement *loopBegunBy(const events::Event &event) const;
  bool isHeadOfCount(events::VarId counter);
  bool isCountOfAll(events::VarId counter);
  bool findContainer();
  bool findReading();
  bool isHeadPlain();
  bool isPassApart() const;
  bool isNamedInPass() const;
  bool isNothingBetween();
  std::optional<std::string> declarationOf(events::VarId id) const;
  std::string aliasText() const;
  std::vector<Edit> write() const;

  template <typename Thing> static bool mentions(const Thing &thing, events::VarId id) {
    bool found = false;
    flow::forEachVariable(thing, [&](events::VarId other) { found |= other == id; });
    return found;
  }
  bool mentionsHead(const auto &thing) const {
    return mentions(thing, piece) || llvm::any_of(streams, [&](events::VarId stream) { return mentions(thing, stream); });
  }
  /// What is at or in the text, but for the ends of variables.
  std::vector<const events::Event *> eventsIn(const Range &range) const {
    std::vector<const events::Event *> result;
    for (const events::Block &block : function.body.blocks)
      for (const events::Event &event : block.events)
        if (event.kind != events::Event::End && range.contains(event.location))
          result.push_back(&event);
    return result;
  }
  Range headOf(const events::Statement &loop) const { return {loop.begin.file, loop.begin.offset, bodyOf(loop).begin}; }
  Range bodyOf(const events::Statement &loop) const;
  const events::Scope *braces(const events::Statement &loop) const;
  static bool isWhole(const events::Place &place, events::VarId id) { return place.root == id && place.path.empty(); }
  bool isDestructor(const events::Event &event) const {
    return event.kind == events::Event::Call && event.callee.kind == events::Callee::Destructor;
  }

  const events::Unit &unit;
  const events::Function &function;
  flow::CallModels models;
  events::VarId container;

  const events::Event *push = nullptr;    ///< what adds to the container
  events::VarId element = events::none;   ///< of the walk; or the iterator that refers to it
  bool iterates = false;                  ///< by an iterator
  const events::Event *indexed = nullptr; ///< where an index loop names its element, first of all: `auto &each = v[i];`
  events::VarId piece = events::none;     ///< what the reading fills, then adds
  std::set<events::VarId> streams, paths; ///< what is read from, and what that was opened by
  const events::Statement *declaration = nullptr, *reading = nullptr, *adding = nullptr, *pass = nullptr;
  std::vector<std::string> between;       ///< declarations, written anew
};

} // namespace highwater::checks
