// Positions computed from several counters that together only move forward: `row * columns + column`.

#pragma once

#include "analysis/events/Event.h"
#include "analysis/flow/Graph.h"

#include <optional>
#include <set>

namespace highwater::flow {

/// A position is read like a number of several digits: an outer counter times a stride, plus an inner counter that stays
/// below that stride and runs within one step of the outer one.
class Table {
public:
  Table(const events::Function &function, const Graph &graph, unsigned loop)
      : function(function), graph(graph), loop(loop) {}

  /// The counters of a position that lies further on each time in the rounds of the loop; empty if it may not.
  std::set<events::VarId> forwardCounters(const events::Operand &position) const;

private:
  struct Digits {
    unsigned innermost = events::none; ///< the loop of the last counter
    std::set<events::VarId> counters;
  };
  struct Counter {
    unsigned loop = events::none;      ///< where it steps; it begins outside
    const events::Operand *step = nullptr;
  };
  std::optional<Digits> read(const events::Operand &position) const;
  std::optional<Digits> extend(std::optional<Digits> high, const events::Operand &stride, const events::Operand &low) const;
  std::optional<Counter> counter(events::VarId variable) const;
  const events::Operand *definition(events::VarId variable) const;
  bool isBelow(events::VarId variable, const Counter &counter, const events::Operand &limit) const;
  bool isFixed(const events::Operand &operand) const;
  bool changes(const events::Event &event, events::VarId variable) const;

  const events::Function &function;
  const Graph &graph;
  unsigned loop;
};

} // namespace highwater::flow
