// Touches in the order of control: fillings, and passes behind them.

#pragma once

#include "analysis/flow/Forward.h"

namespace highwater::flow {

class Passes {
public:
  Passes(const events::Unit &unit, const events::Function &function, const Graph &graph, CallModels &models,
         const Touches &touches);

  /// Filled from an input, then passed over once, and nothing of the one decides over the other.
  bool areFilledThenPassed();
  /// Of a parameter.
  Handling::Use use();
  /// Filled, and nothing else that would need it.
  bool isFilledOnly() const;
  /// Filled, then handed to the caller.
  bool isReturnedAsFilled() const;
  /// All of it happens within a loop that goes on with something else each time.
  bool isRepeated() const { return region != events::none; }
  std::vector<Reading> readings() const;
  /// Of the loops that fill it.
  std::vector<events::BlockId> fillingBlocks() const;
  std::vector<Site> sites() const;

private:
  /// A loop directly below the region that is looked at, or one event there.
  struct Stage {
    unsigned loop = events::none;
    events::BlockId block = 0;
    unsigned event = 0;
    bool fills = false, changes = false, passes = false, resets = false;
    std::vector<const Touch *> touches;
    std::set<events::VarId> walkers;
    bool operator==(const Stage &other) const { return loop == other.loop && block == other.block && event == other.event; }
  };

  void arrange();
  Stage &stageOf(const Touch &touch);
  bool precedes(const Stage &a, const Stage &b) const;
  bool arePasses();
  bool isPass(Stage &stage);
  bool isAccessForward(const Touch &touch, Forward &forward, Stage &stage) const;
  bool areAliasesLocal() const;
  bool isAnew(const Stage &fill) const;
  bool continues(const Stage &first, const Stage &second) const;
  bool areIndependent() const;
  bool isInputWritten() const;
  bool isPosition(const events::Place &place, events::BlockId block, unsigned event) const;
  bool writesTo(const Stage &pass, events::VarId out) const;
  bool isComparedOnly(events::VarId variable, const Stage &pass) const;
  bool inStage(const Stage &stage, events::BlockId block, unsigned event) const;

  const events::Unit &unit;
  const events::Function &function;
  const Graph &graph;
  CallModels &models;
  const Touches &touches;
  unsigned region = events::none;   ///< the innermost loop that contains all of it
  std::vector<Stage> stages;
  std::vector<std::vector<bool>> reach; ///< block to block, without the region's own back edges
};

} // namespace highwater::flow
