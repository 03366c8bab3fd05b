// The most confident of several findings that are one is kept, and among equals the first by its text.

#include "driver/findings/Unique.h"

#include "driver/findings/Key.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <tuple>

namespace highwater::driver {

static auto identity(const checks::Finding &finding) {
  return std::tuple(llvm::StringRef(finding.site.file), finding.site.line, finding.site.column,
                    llvm::StringRef(finding.check), objectOf(finding));
}

static auto order(const checks::Finding &finding) {
  return std::tuple_cat(identity(finding), std::tuple(-static_cast<int>(finding.confidence),
                                                      llvm::StringRef(finding.message)));
}

void sortAndUnite(std::vector<checks::Finding> &findings) {
  llvm::sort(findings, [](const checks::Finding &a, const checks::Finding &b) {
    return order(a) < order(b);
  });
  findings.erase(std::unique(findings.begin(), findings.end(),
                             [](const checks::Finding &a, const checks::Finding &b) {
                               return identity(a) == identity(b);
                             }),
                 findings.end());
}

} // namespace highwater::driver
