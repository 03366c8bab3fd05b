// A function as it would be if a member of one of its records were a variable of its own.

#pragma once

#include "analysis/flow/Value.h"

#include <set>
#include <string>

namespace highwater::flow {

struct Member {
  /// Of a variable of record type, or of what it points or refers to.
  Member(const events::Unit &unit, const events::Function &original, events::VarId record, const std::string &field);
  Member(const Member &) = delete;
  Member &operator=(const Member &) = delete;

  events::Function function;
  events::VarId record = events::none, variable = events::none; ///< `none`: there is no such member
  /// Operands of calls that are given the record whole; they are given the member here.
  std::set<std::pair<const events::Event *, unsigned>> given;
  /// The record as a whole is used in another way.
  bool escapes = false;
  /// Other members that events in these blocks mention; empty for the record as a whole.
  std::set<std::string> mentioned(llvm::ArrayRef<events::BlockId> blocks) const;
};

} // namespace highwater::flow
