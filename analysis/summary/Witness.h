// The evidence for one candidate peak: how much, where, and what was alive.

#pragma once

#include "analysis/flow/Peak.h"
#include "analysis/size/Expr.h"

#include <string>
#include <vector>

namespace highwater::summary {

using flow::Site;

/// One owner that holds memory at a witness.
struct Contribution {
  std::string object;               ///< `lines`, `model.weights`, `new Node`
  std::string type;                 ///< `std::vector<std::string>`
  size::Expr size;                  ///< bytes held at the witness
  Site allocated;                   ///< where it is declared or allocated
  Site lastUse, released;           ///< line 0 when unknown
  bool dragging = false;            ///< its last use is before the witness
};

/// A program point that may be the peak.
struct Witness {
  size::Expr size;                  ///< live heap bytes, transients included
  Site site;                        ///< the acquisition that reaches it
  std::vector<Site> path;           ///< call sites from the function analysed down to `site`
  std::vector<Contribution> live;   ///< largest first once bound; with what lives only during this step it sums to `size`
  size::Expr resident;              ///< bytes that are written to here, or at a smaller peak if that is more
};

} // namespace highwater::summary
