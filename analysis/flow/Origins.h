// Which variables of a function stand for an input, and which hold something that was read from one.

#pragma once

#include "analysis/flow/CallSite.h"
#include "analysis/flow/Consumption.h"

#include "llvm/ADT/BitVector.h"

#include <map>

namespace highwater::flow {

/// The models of one function's calls, looked up once each.
class CallModels {
public:
  CallModels(const events::Unit &unit, const events::Function &function, const Values &values)
      : evaluator(unit, function, values), state(values) {}
  const effects::CallModel *of(const events::Event &call);
  const effects::TypeModel *typeOf(events::VarId variable) const;

  const Evaluator evaluator;

private:
  State state;
  std::map<const events::Event *, const effects::CallModel *> known;
};

/// The object of the call that an operand of its model names; none if it is not there.
const events::Operand *operandOf(const events::Event &call, const effects::Operand &operand);
/// Likewise as an index: of an argument, ofObject or ofResult.
unsigned indexOf(const effects::Operand &operand);

/// Blind to the order of events: a variable that once held a record is taken to hold one always.
class Origins {
public:
  Origins(const events::Function &function, CallModels &models, const OpenedBy &callees);

  bool isHandle(events::VarId variable) const { return variable != events::none && handles.test(variable); }
  bool isData(events::VarId variable) const { return variable != events::none && data.test(variable); }
  bool isHandle(const events::Operand &operand) const;
  bool isData(const events::Operand &operand) const;
  /// Of a handle: pages of a file that are mapped, not copied.
  bool isMapping(const events::Operand &operand) const;
  /// For callers.
  Opened opened() const;

private:
  void scan(const events::Event &event);
  void scanCall(const events::Event &event);
  void takeOpened(const events::Event &event);
  bool refers(events::VarId variable) const;

  const events::Function &function;
  CallModels &models;
  const OpenedBy &callees;
  llvm::BitVector handles, data, mappings, given;
  bool changed = false;
};

} // namespace highwater::flow
