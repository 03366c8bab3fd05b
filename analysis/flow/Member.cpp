// Places are rewritten one by one. What speaks of the record as a whole speaks of the member, where a callee can be asked
// about it; anywhere else, the record escapes.

#include "analysis/flow/Member.h"

#include "analysis/flow/Consumption.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Place;
using events::Projection;
using events::Variable;
using events::VarId;
using Kind = events::Type::Kind;

namespace {

class Rewriting {
public:
  Rewriting(Member &member, const std::string &field, bool behind) : member(member), field(field), behind(behind) {}

  void rewrite(Event &event, bool isCopied);
  void rewrite(events::Terminator &end) {
    operand(end.condition);
    if (place(end.range))
      member.escapes = true;
  }

private:
  /// Whether it is the record as a whole; a place in the member becomes one in the variable.
  bool place(Place &place) {
    for (Projection &step : place.path)
      if (step.index) {
        Operand index = *step.index;
        operand(index);
        step.index = std::make_shared<Operand>(std::move(index));
      }
    if (place.root != member.record)
      return false;
    size_t at = behind ? 1 : 0;
    if (place.path.size() <= at)
      return true;
    if (place.path[at].kind != Projection::Field)
      return true;
    if (place.path[at].field == field) {
      place.root = member.variable;
      place.path.erase(place.path.begin(), place.path.begin() + at + 1);
    }
    return false;
  }
  void operand(Operand &operand) {
    bool whole = (operand.kind == Operand::Read || operand.kind == Operand::Address) && place(operand.place);
    member.escapes |= whole && !(behind && operand.kind == Operand::Read); // a pointer that is compared
    for (Operand &part : operand.operands)
      this->operand(part);
  }
  /// Of a call.
  void handed(const Event &event, Operand &value, unsigned index) {
    bool plain = value.kind == Operand::Read || value.kind == Operand::Address;
    if (!plain)
      return operand(value);
    if (!place(value.place))
      return;
    value.kind = Operand::Address;
    value.place = {member.variable, {}};
    member.given.insert({&event, index});
  }

  Member &member;
  const std::string &field;
  bool behind;
};

} // namespace

/// `isCopied`: a copy of the event speaks of the member as well.
void Rewriting::rewrite(Event &event, bool isCopied) {
  if (isCopied) {
    event.place = {member.variable, {}};
    return;
  }
  if (event.kind == Event::Declare || event.kind == Event::End)
    return;
  bool ends = event.kind == Event::Call && event.callee.kind == events::Callee::Destructor;
  if (ends && event.object && event.object->place.root == member.record)
    return;
  bool result = event.place.valid() && place(event.place);
  if (result && event.kind == Event::Call && event.place.path.empty() && !behind) {
    event.place = {member.variable, {}};
    member.given.insert({&event, ofResult});
  } else if (result) {
    member.escapes = true;
  }
  if (event.source.valid() && place(event.source)) {
    bool returned = event.place.valid() && event.place.path.empty() &&
                    member.function.body.variables[event.place.root].storage == Variable::Result;
    if (returned && !behind)
      event.source = {member.variable, {}};
    else
      member.escapes = true;
  }
  operand(event.value);
  if (event.callee.kind == events::Callee::Indirect)
    operand(event.callee.target);
  if (event.object)
    handed(event, *event.object, ofObject);
  for (unsigned index = 0; index < event.arguments.size(); ++index)
    handed(event, event.arguments[index].value, index);
}

Member::Member(const events::Unit &unit, const events::Function &original, VarId record, const std::string &field)
    : function(original), record(record) {
  TypeRef type{&unit, function.body.variables[record].type};
  bool behind = type && (type->kind == Kind::Reference || type->kind == Kind::Pointer);
  if (behind)
    type = type.pointee();
  if (!type || type->kind != Kind::Record)
    return;
  auto found = llvm::find_if(type->fields, [&](const events::Field &other) { return other.name == field; });
  if (found == type->fields.end())
    return;
  variable = function.body.variables.size();
  Variable own = function.body.variables[record];
  own.type = found->type;
  own.name = behind ? field : own.name + "." + field;
  own.storage = Variable::Local;
  function.body.variables.push_back(std::move(own));
  for (events::Block &block : function.body.blocks) {
    std::vector<Event> events;
    for (const Event &event : block.events) {
      events.push_back(event);
      if ((event.kind == Event::Declare || event.kind == Event::End) && event.place.root == record)
        events.push_back(event);
    }
    block.events = std::move(events);
    bool copied = false;
    Rewriting rewriting(*this, field, behind);
    for (Event &event : block.events) {
      bool storage = (event.kind == Event::Declare || event.kind == Event::End) && event.place.root == record;
      rewriting.rewrite(event, storage && copied);
      copied = storage && !copied;
    }
    rewriting.rewrite(block.terminator);
  }
}

std::set<std::string> Member::mentioned(llvm::ArrayRef<events::BlockId> blocks) const {
  std::set<std::string> fields;
  auto visit = [&](const Place &place) {
    if (place.root != record)
      return;
    auto step = llvm::find_if(place.path, [](const Projection &part) { return part.kind == Projection::Field; });
    fields.insert(step == place.path.end() ? "" : step->field);
  };
  for (events::BlockId block : blocks)
    for (const Event &event : function.body.blocks[block].events) {
      if (event.kind == Event::Declare || event.kind == Event::End)
        continue;
      visit(event.place);
      visit(event.source);
      forEachPlace(event.value, visit);
      if (event.object)
        forEachPlace(*event.object, visit);
      for (unsigned index = 0; index < event.arguments.size(); ++index) {
        forEachPlace(event.arguments[index].value, visit);
        if (given.count({&event, index}))
          fields.insert("");
      }
      if (given.count({&event, ofObject}))
        fields.insert("");
    }
  return fields;
}

} // namespace highwater::flow
