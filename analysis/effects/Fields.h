// The members of each part of a model, listed once. Serialisation, inheritance and whatever else walks over a whole
// model are visitors of these lists; a member that is added to Model.h is added here.

#pragma once

#include "analysis/effects/Model.h"

namespace highwater::effects {

/// Calls `visit(member, member, …)` for a struct of Model.h, const or not.
template <typename Visit, typename T> void visitFields(Visit &&visit, T &value) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, Operand>)
    visit(value.base, value.index, value.pointee, value.fields);
  else if constexpr (std::is_same_v<Plain, Formula>)
    visit(value.kind, value.number, value.high, value.name, value.operand, value.parts);
  else if constexpr (std::is_same_v<Plain, Update>)
    visit(value.target, value.value, value.relative);
  else if constexpr (std::is_same_v<Plain, Content>)
    visit(value.how, value.into, value.slot, value.from, value.construct);
  else if constexpr (std::is_same_v<Plain, Returns>)
    visit(value.viewOf, value.offset, value.copyOf, value.moveOf, value.value, value.heap, value.ownerCaller,
          value.state, value.content, value.text);
  else if constexpr (std::is_same_v<Plain, Source>)
    visit(value.kind, value.of, value.into);
  else if constexpr (std::is_same_v<Plain, Read>)
    visit(value.record, value.from, value.into, value.limit, value.separator, value.format, value.perCall);
  else if constexpr (std::is_same_v<Plain, Seek>)
    visit(value.of, value.to, value.from);
  else if constexpr (std::is_same_v<Plain, ArgumentModel>)
    visit(value.ownership, value.until);
  else if constexpr (std::is_same_v<Plain, Allocation>)
    visit(value.into, value.heap);
  else if constexpr (std::is_same_v<Plain, TakesOption>)
    visit(value.words, value.letters, value.names, value.index, value.argument);
  else if constexpr (std::is_same_v<Plain, Alternative>)
    visit(value.use, value.why, value.peak);
  else if constexpr (std::is_same_v<Plain, CallModel::Invoke>)
    visit(value.callable, value.times, value.passing, value.later, value.together);
  else if constexpr (std::is_same_v<Plain, CallModel::ByteCopy>)
    visit(value.from, value.into);
  else if constexpr (std::is_same_v<Plain, CallModel>)
    visit(value.name, value.params, value.anyParams, value.effect, value.updates, value.content, value.returns,
          value.allocates, value.outside, value.copiesBytes, value.stack, value.transient, value.each, value.growth, value.source,
          value.read, value.seeks, value.frees, value.empties, value.swaps, value.assignsFrom, value.arguments, value.invokes,
          value.option, value.alternative, value.walks, value.text, value.noReturn,
          value.keeps, value.line);
  else if constexpr (std::is_same_v<Plain, TypeModel>)
    visit(value.name, value.role, value.argumentClass, value.state, value.slots, value.heap, value.growthCapacity,
          value.growthTransient, value.growthStorage, value.unique, value.copyTight, value.shared, value.effectful,
          value.threadSafe, value.methods, value.line);
  else if constexpr (std::is_same_v<Plain, ObjectModel>)
    visit(value.name, value.source, value.line);
  else if constexpr (std::is_same_v<Plain, ParameterBound>)
    visit(value.parameter, value.typical, value.max);
  else
    static_assert(!sizeof(T), "no fields are listed for this type");
}

} // namespace highwater::effects
