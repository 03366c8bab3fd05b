// Records of several kinds that follow one another: of each iteration's lines, which one a text is.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// Where an iteration of a loop begins to read.
size::Subject iterationOf(unsigned loop);
/// Whether it is known of a position how many records are between it and where an iteration of `loop` begins to read.
bool isInIteration(const size::Subject &position, unsigned loop);
/// Where nothing is left to read.
size::Subject endPosition();
/// Where a handle goes on that is at one of two places: nothing goes on from an end. Empty where that is not known.
size::Subject commonPosition(const size::Subject &a, const size::Subject &b);
/// What a handle on `source` that came to its end stands at.
void endPositions(State &state, const size::Subject &source);

/// How many lines, or words, each iteration of a loop reads of each source, where all read as many. A text that was read
/// at a place of an iteration becomes one of the records at that place, `turn(line(f), 1, 4)`; else any record.
class Turns {
public:
  Turns(unsigned loop, const State &back);
  /// Whether an iteration reads more than one record of a source: else there is nothing to tell apart.
  bool areSeveral() const;
  size::Subject closed(const size::Subject &subject) const;
  size::Expr closed(const size::Expr &number) const;
  void close(State &state) const;
  void close(Guard &guard) const;

private:
  void count(const Values &values, const ValueRef &value);

  size::Subject begin;
  std::map<size::Subject, size::Subject> ends; ///< of each source: where an iteration has come to; empty where that differs
};

} // namespace highwater::flow
