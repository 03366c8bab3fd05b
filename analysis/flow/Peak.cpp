// Dominance between candidate peaks.

#include "analysis/flow/Peak.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;

void rewrite(Peak &peak, llvm::function_ref<Expr(const Expr &)> number) {
  peak.size = number(peak.size);
  peak.transient = number(peak.transient);
  for (Held &held : peak.held)
    held.size = number(held.size);
  if (peak.capacityBefore)
    peak.capacityBefore = number(*peak.capacityBefore);
  if (peak.sizeAfter)
    peak.sizeAfter = number(*peak.sizeAfter);
}

std::string withoutUnknown(Peak &peak) {
  if (!peak.size.isUnknown())
    return "";
  std::string reason = peak.size.reason().str();
  llvm::erase_if(peak.held, [](const Held &held) { return held.size.isUnknown(); });
  if (peak.transient.isUnknown())
    peak.transient = 0;
  peak.size = peak.transient;
  for (const Held &held : peak.held)
    peak.size += held.size;
  peak.capacityBefore = peak.sizeAfter = std::nullopt;
  return reason;
}

void prune(std::vector<Peak> &peaks, unsigned limit) {
  std::vector<Peak> kept;
  for (Peak &peak : peaks) {
    bool dominated = llvm::any_of(kept, [&](const Peak &other) {
      return !other.capacityBefore && peak.size.isAtMost(other.size);
    });
    if (dominated)
      continue;
    if (!peak.capacityBefore)
      llvm::erase_if(kept, [&](const Peak &other) { return other.size.isAtMost(peak.size); });
    kept.push_back(std::move(peak));
  }
  if (kept.size() > limit) {
    std::vector<std::pair<double, unsigned>> order;
    for (unsigned index = 0; index < kept.size(); ++index)
      order.push_back({-size::magnitude(kept[index].size), index});
    llvm::sort(order);
    order.resize(limit);
    llvm::sort(order, [](const auto &a, const auto &b) { return a.second < b.second; });
    std::vector<Peak> best;
    for (auto [magnitude, index] : order)
      best.push_back(std::move(kept[index]));
    kept = std::move(best);
  }
  peaks = std::move(kept);
}

} // namespace highwater::flow
