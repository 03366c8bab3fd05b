// The application of one call model: private to the files that spell out its steps.

#pragma once

#include "analysis/flow/CallScope.h"

namespace highwater::flow {

class Application {
public:
  Application(const effects::CallModel &model, const CallSite &site, const Evaluator &evaluator, State &state,
              ValueRef result, Construct construct)
      : model(model), site(site), evaluator(evaluator), values(evaluator.values), state(state), construct(std::move(construct)),
        scope(site, evaluator, state) {
    scope.result = std::move(result);
  }

  CallOutcome run();

private:
  void assign();
  void constructObject();
  void addContents();
  ValueRef madeFrom(const effects::Operand &first) const;
  void countKeys();
  ValueRef onceEach(const ValueRef &key, const ValueRef &held) const;
  size::Subject lookedUp(const effects::Operand &container, const effects::Operand &key) const;
  bool addsKeys(const effects::TypeModel &type) const;
  size::Subject whetherMet() const;
  size::Expr limitKeys(Value &object, const size::Expr &size, const size::Expr &added, bool relative) const;
  void updateState();
  ValueRef behindNumber(const effects::Operand &text) const;
  void fillBytes(const Resolved &pointer, const size::Expr &byte);
  void grow(const ValueRef &before, ValueRef &after, const std::string &changedName, bool relative);
  void enterSource();
  void readRecord();
  bool measuresPiece() const;
  void search(const size::Subject &text, const size::Subject &record);
  void seek();
  std::vector<Location> cursorOf(const Resolved &handle) const;
  size::Subject advance(const Resolved &handle, const size::Subject &record, const size::Subject &step);
  size::Subject stepOf(llvm::StringRef kind, const size::Subject &record) const;
  bool readFormatted(const Resolved &handle, const size::Subject &source);
  void fill(const Location &place, const size::Subject &record, const size::Expr &length);
  size::Expr loopNumber() const;
  size::Subject inTurn(const size::Subject &piece, const Resolved &handle);
  size::Subject pieceInTurn(const size::Subject &piece, const Resolved &given);
  size::Subject pieceAtPointer(const size::Subject &piece, const Resolved &given);
  void takeOption();
  void takeAnyOption();
  void release();
  void allocate();
  size::Subject question(const effects::Formula &value) const;
  size::Subject drawing(const effects::Formula &value) const;
  size::Subject equality(const effects::Formula &left, const effects::Formula &right) const;
  void giveResult();
  ValueRef taken(const effects::Operand &operand, effects::Content::How how);
  ValueRef takenInto(const Location &place, const effects::Operand &operand, effects::Content::How how);
  size::Subject comparedText(const effects::Formula &result) const;
  ValueRef newObject(TypeRef type) const;
  ValueRef constructed(const effects::Content &content, TypeRef type);
  ValueRef copyOf(const Resolved &from);

  const effects::CallModel &model;
  const CallSite &site;
  const Evaluator &evaluator;
  const Values &values;
  State &state;
  Construct construct;
  CallScope scope;
  CallOutcome outcome;
  size::Subject regrown;         ///< the pointer of the caller that realloc was given
  bool fillsUp = false;          ///< realloc was given what any of many elements has
  ValueRef moved = emptyValue(); ///< contents of a block that is freed, which go on in the one that is given back
  ValueRef rest = emptyValue();  ///< of a text that is taken piece by piece: what the call was given, or goes on in
  bool bounded = false; ///< it is known how many different keys this call can add in all
};

/// A pointer that owns a new block.
ValueRef ownedBlock(size::Expr bytes, ValueRef element = emptyValue());

/// What a place holds, where its type tells.
TypeRef typeAt(const Evaluator &evaluator, const Location &place);

/// The slot of a container that an element goes to: of a set it is a key.
std::string slotFor(const Value &container, const std::string &slot);

} // namespace highwater::flow
