// Which bytes of a measured peak lie on lines that the estimate named.

#pragma once

#include "driver/cli/BoundEstimate.h"
#include "driver/cli/Profile.h"

#include "llvm/Support/JSON.h"

#include <map>

namespace highwater::driver {

/// A measured line: the innermost one of the program's own sources on a stack.
struct MeasuredSite {
  SourceLine line;
  double bytes = 0, named = 0;
  std::map<size_t, double> objects; ///< index into the estimate's live objects, and the bytes that lie on its lines
};

struct SiteComparison {
  double bytes = 0, named = 0;
  double outside = 0;               ///< of stacks without a line of the program's sources
  std::vector<MeasuredSite> sites;  ///< largest first
  bool largestIsFirst = false;      ///< the largest is on lines of the estimate's largest object
};

/// A stack is named when any of its frames in `sources` is on a line of a live object. The innermost such frame says of
/// which; if of several, frames further out decide, and then the largest.
SiteComparison compareSites(const Profile &profile, const BoundEstimate &estimate, const std::set<std::string> &sources);

void printSites(const SiteComparison &sites, const BoundEstimate &estimate, llvm::StringRef root, llvm::raw_ostream &out);
llvm::json::Value sitesJson(const SiteComparison &sites, const BoundEstimate &estimate, llvm::StringRef root);

} // namespace highwater::driver
