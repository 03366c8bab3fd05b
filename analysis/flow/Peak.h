// A candidate peak inside one function, with what is needed to move it through loops and calls.

#pragma once

#include "analysis/events/Event.h"
#include "analysis/flow/Value.h"
#include "analysis/size/Expr.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::flow {

/// A place in the source that means the same in every unit.
struct Site {
  std::string file;
  unsigned line = 0, column = 0, offset = 0;
  std::string function;
  auto operator<=>(const Site &) const = default;
};

/// A member's share of what its owner holds; `*` in the path is what a pointer or smart pointer leads to.
struct HeldPart {
  std::vector<std::string> path;
  size::Expr size;
};

/// An owner's share of a peak.
struct Held {
  Root root;                        ///< of this function, or what its caller knows; empty for a callee's own
  std::string object, type;
  size::Expr size;
  Site allocated;
  std::vector<HeldPart> parts;      ///< of records: what their members hold of it
  std::string leftOut = {};         ///< why some of what it holds is not in `size`; empty if all is
};

struct Peak {
  size::Expr size;                  ///< of all held, and the transient
  size::Expr transient;
  size::Expr resident;              ///< of `size` what was written to; or of a smaller peak, if that is more
  std::vector<Held> held;
  Site site;
  std::vector<Site> path;           ///< call sites below this function
  events::BlockId block = 0;        ///< where in this function's body
  unsigned event = 0;
  /// A container outgrows its buffer: the capacity before, and its size after. Inside a loop the worst such step is
  /// not the last iteration but the last doubling.
  std::optional<size::Expr> capacityBefore, sizeAfter;
};

/// Every number of the peak replaced.
void rewrite(Peak &peak, llvm::function_ref<size::Expr(const size::Expr &)> number);

/// What cannot be known counts as nothing; the reason, if there was such a part.
std::string withoutUnknown(Peak &peak);

/// Drops candidates that another one dominates by structure; keeps at most `limit` by magnitude, and half as many replaced buffers.
void prune(std::vector<Peak> &peaks, unsigned limit = 8);

} // namespace highwater::flow
