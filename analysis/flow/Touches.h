// Everything that a function does to one object and to whatever refers to it, as a closed set of touches.

#pragma once

#include "analysis/flow/Consumption.h"
#include "analysis/flow/Origins.h"

#include <map>
#include <set>

namespace highwater::flow {

/// A position in a sequence: a constant, or a variable and a small distance from it.
struct Position {
  enum Kind { Unknown, Constant, Variable } kind = Unknown;
  events::VarId variable = events::none;
  std::int64_t offset = 0;
  const events::Operand *computed = nullptr; ///< of Unknown, where it is computed: `row * columns + column`
};

struct Touch {
  enum Kind {
    Fill,     ///< something read from an input is put into it
    Change,   ///< anything else is; room is made
    Reset,    ///< it holds nothing behind this
    Size,     ///< its size is asked
    Access,   ///< one element, at `position`
    Step,     ///< the next piece is taken from `position.variable`, which remembers where it is
    Walk,     ///< all elements, from front to back
    Last,     ///< its last element
    Whole,    ///< anything else
  };
  Kind kind = Whole;
  events::BlockId block = 0;
  unsigned event = events::none;    ///< none: the block's terminator
  events::Location location;
  Position position;
  std::optional<Reading> reading;   ///< of Fill
  std::optional<Site> site;         ///< of Walk: where, if that is in a callee
};

/// What a variable is to the object that is looked at.
struct Alias {
  enum Kind {
    None,
    Carrier,  ///< the object itself, or another that has all of its contents
    Whole,    ///< refers to all of it, or to its front
    Mark,     ///< refers to some place of it, and stays there
    Walker,   ///< refers to some place of it, and moves
    Element,  ///< refers to one element
    Inserter, ///< adds to it
  };
  Kind kind = None;
  Position position;                ///< of Mark, Walker: where it begins; of Element: which
};

class Touches {
public:
  /// What models and origins of the function tell is shared between objects.
  Touches(const events::Unit &unit, const events::Function &function, CallModels &models, const Origins &origins,
          PointerTypes &types, const HandlingOf &callees, events::VarId object);

  const std::vector<Touch> &all() const { return touches; }
  const std::map<events::VarId, Alias> &aliases() const { return known; }
  std::vector<events::VarId> carriers() const;
  /// Whether a function of the project is given an input to read from.
  bool isReadBy(const events::Event &call) const;

private:
  void runEvent(const events::Event &event);
  void runSet(const events::Event &event);
  void runTransfer(const events::Event &event);
  void runCall(const events::Event &event);
  void runObject(const events::Event &event, const effects::CallModel *model, const Alias &object);
  void runArgument(const events::Event &event, const effects::CallModel *model, unsigned index, const Alias &argument);
  void copyInto(const events::Event &event, const effects::CallModel &model);
  void runResult(const events::Event &event, const effects::CallModel *model);
  void runStream(const events::Event &event, const effects::CallModel *model, events::VarId stream);
  bool runCallee(const events::Event &event, unsigned operand);
  void runTerminator(const events::Block &block);
  bool fills(const events::Event &event, const effects::CallModel *model, unsigned except);

  /// Notes the elements that an operand reads, and returns what its value refers to.
  Alias visit(const events::Operand &operand);
  Alias visit(const events::Place &place, bool address);
  Position positionOf(const events::Operand &operand) const;
  void define(const events::Place &place, const Alias &alias);
  void defineResult(const events::Event &event, const Alias &alias);
  void hold(const events::Event &event);
  bool keepsElements(const events::Event &event) const;
  void touch(Touch::Kind kind, Position position = {});
  void fill(const events::Event &event, const effects::CallModel *model, std::string record);
  bool moves(events::VarId variable) const;
  bool isStream(events::VarId variable) const;
  bool isInsert(events::VarId variable) const;
  TypeRef typeOf(events::VarId variable) const { return models.evaluator.typeOf(variable); }

  const events::Unit &unit;
  const events::Function &function;
  CallModels &models;
  const Origins &origins;
  PointerTypes &types;
  const HandlingOf &callees;
  std::map<events::VarId, Alias> known;
  std::vector<Touch> touches;
  events::BlockId block = 0;
  unsigned index = 0;
  events::Location location;
};

/// `strsep(&rest, …)`: what the model's read takes one token after the other from is behind this argument, and moves.
bool isCutFrom(const effects::CallModel &model, unsigned index);
/// `strtok(NULL, …)`: the next token, behind the one before.
bool goesOn(const events::Event &call, const effects::CallModel &model);

/// The events that give a variable, as a whole, a new value.
std::vector<const events::Event *> writesOf(const events::Function &function, events::VarId variable);

} // namespace highwater::flow
