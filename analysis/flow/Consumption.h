// How a function consumes what it holds whole: in one pass from front to back, which could as well be made while reading,
// or in a way that needs all of it.
//
// Decided on events and models alone, without numbers. Anything that is not recognised counts as needing all of it.

#pragma once

#include "analysis/flow/CallSite.h"
#include "analysis/flow/Graph.h"
#include "analysis/flow/Holds.h"
#include "analysis/flow/Peak.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace highwater::flow {

/// Where an input enters an object, and how the same interface gives it in pieces.
struct Reading {
  Site site;
  std::string call;                 ///< who reads: `std::getline`
  std::string record;               ///< what one call gives: line | token | word | block | character | entry; mapping: all of one is copied; empty: everything
  std::string alternative, why;     ///< the streaming call, where the model names one
  /// Of a member: others that the same loop mentions, and so may compute of all that is read; empty: the record as a whole.
  std::set<std::string> alongside = {};
};

/// What a function does to an object that it is given, as its caller sees it.
struct Handling {
  enum Use {
    Nothing,                        ///< at most its size is asked
    Pass,                           ///< one pass from front to back on every path
    Whole,                          ///< anything else
  };
  Use use = Nothing;
  Site pass;                        ///< of Pass
  std::optional<Reading> fills;     ///< an input is put into it
};

/// An object that holds an input whole and is consumed in one pass.
struct Streamable {
  events::VarId variable = events::none;
  std::vector<events::VarId> carriers; ///< it, and what it was copied or moved into: none of them would be needed
  std::vector<Reading> readings;
  std::vector<Site> passes;         ///< one on each path
  /// The function opens the input and reads this once of it: a count that the input states is then about all of it, not
  /// about one record of many.
  bool once = false;
  bool letters = false;             ///< its elements are bytes: as many as a record's name may have
};

/// Which operand of a call: an argument, its object, its result.
constexpr unsigned ofObject = events::none, ofResult = events::none - 1;

/// What stands for an input behind a call of a function with a body, by operand: what the callee opened, or a part of it.
struct Opened {
  std::set<unsigned> handles, mappings;
};
using OpenedBy = std::function<Opened(const events::Event &call)>;

/// Of one function.
Opened openedIn(const events::Unit &unit, const events::Function &function, const Values &values, const OpenedBy &callees);

struct Member;

/// What is known of callees. Nothing: the callee has no body here.
using HandlingOf = std::function<std::optional<Handling>(const events::Event &call, unsigned operand)>;

class Consumption {
public:
  Consumption(const events::Unit &unit, const events::Function &function, const Graph &graph, const Values &values,
              PointerTypes &types, HandlingOf callees, OpenedBy opens);
  ~Consumption();

  /// A local that is filled from an input and consumed in one pass; nothing if anything else happens to it.
  std::optional<Streamable> streamable(events::VarId variable) const;
  /// What the function does to a parameter; for callers.
  Handling handling(events::VarId parameter) const;
  /// Likewise to a member of one, made a variable.
  Handling handling(const Member &member) const;
  /// The reading of a local that the function fills and returns, or of a member of one.
  std::optional<Reading> returnedReading(events::VarId local) const;
  std::optional<Reading> returnedReading(const Member &member) const;
  /// What the function returns, if that is an input read whole.
  std::optional<Reading> resultReading() const;
  /// What happens to each sequence, for dumps.
  void print(llvm::raw_ostream &out) const;

private:
  const events::Unit &unit;
  const events::Function &function;
  const Graph &graph;
  PointerTypes &types;
  HandlingOf callees;
  OpenedBy opens;
  void noteAlongside(const Member &member, Reading &reading) const;
  bool hasLetters(events::VarId variable) const;
  bool opensFile() const;
  struct Context;
  std::unique_ptr<Context> context; ///< models and origins, for all objects of the function
};

} // namespace highwater::flow
