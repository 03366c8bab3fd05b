// Dominance between candidate peaks.

#include "analysis/flow/Peak.h"

#include "analysis/size/Bounds.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace highwater::flow {

using size::Expr;

void rewrite(Peak &peak, llvm::function_ref<Expr(const Expr &)> number) {
  peak.size = number(peak.size);
  peak.transient = number(peak.transient);
  peak.resident = number(peak.resident);
  for (Held &held : peak.held) {
    held.size = number(held.size);
    for (HeldPart &part : held.parts)
      part.size = number(part.size);
  }
  if (peak.capacityBefore)
    peak.capacityBefore = number(*peak.capacityBefore);
  if (peak.sizeAfter)
    peak.sizeAfter = number(*peak.sizeAfter);
}

std::string withoutUnknown(Peak &peak) {
  if (!peak.size.isUnknown())
    return "";
  std::string reason = peak.size.reason().str();
  if (peak.resident.isUnknown())
    peak.resident = 0;
  llvm::erase_if(peak.held, [](const Held &held) { return held.size.isUnknown(); });
  if (peak.transient.isUnknown())
    peak.transient = 0;
  peak.size = peak.transient;
  for (const Held &held : peak.held)
    peak.size += held.size;
  peak.capacityBefore = peak.sizeAfter = std::nullopt;
  return reason;
}

/// The smaller of two might be the larger one if all of it were known, or may have more of it written to.
static void inherit(Peak &larger, const Peak &smaller) {
  if (!smaller.resident.isUnknown())
    larger.resident = Expr::max({larger.resident, smaller.resident});
  for (const Held &held : smaller.held) {
    bool isNew = !held.leftOut.empty() && llvm::none_of(larger.held, [&](const Held &other) {
      return other.leftOut == held.leftOut && other.allocated == held.allocated;
    });
    if (isNew) {
      larger.held.push_back(held);
      larger.held.back().size = 0;
      larger.held.back().parts.clear();
    }
  }
}

/// Of those where a buffer is replaced, the largest at each place, and of these at most `limit`: which of the buffers is replaced
/// when there is most, only their numbers of elements tell.
static std::set<unsigned> largestReplaced(llvm::ArrayRef<Peak> peaks, unsigned limit) {
  std::map<Site, std::pair<double, unsigned>> bySite;
  for (unsigned index = 0; index < peaks.size(); ++index) {
    if (peaks[index].transient.isZero())
      continue;
    std::pair<double, unsigned> own(-size::magnitudeInExample(peaks[index].size), index);
    auto [found, inserted] = bySite.try_emplace(peaks[index].site, own);
    if (!inserted)
      found->second = std::min(found->second, own);
  }
  std::set<std::pair<double, unsigned>> order;
  for (const auto &[site, own] : bySite)
    order.insert(own);
  std::set<unsigned> indices;
  for (auto [size, index] : order)
    if (indices.size() < limit)
      indices.insert(index);
  return indices;
}

/// Where pages that are not of the heap are mapped, the one with most in memory.
static std::optional<unsigned> mostMapped(llvm::ArrayRef<Peak> peaks) {
  std::optional<unsigned> most;
  double largest = 0;
  for (unsigned index = 0; index < peaks.size(); ++index) {
    double resident = size::magnitude(peaks[index].resident);
    if (resident > std::max(largest, size::magnitude(peaks[index].size)))
      most = index, largest = resident;
  }
  return most;
}

/// Half of those that stay are the largest where all inputs grow at once, half those where one is as inputs often are; and some
/// of those where a buffer is replaced.
static void keepLargest(std::vector<Peak> &peaks, unsigned limit) {
  std::set<unsigned> largest = largestReplaced(peaks, limit / 2);
  unsigned beside = largest.size();
  auto keep = [&](double (*magnitude)(const Expr &), unsigned upTo) {
    std::vector<std::pair<double, unsigned>> order;
    for (unsigned index = 0; index < peaks.size(); ++index)
      order.push_back({-magnitude(peaks[index].size), index});
    llvm::sort(order);
    for (auto [size, index] : order)
      if (largest.size() < upTo)
        largest.insert(index);
  };
  keep([](const Expr &size) { return size::magnitude(size); }, beside + limit / 2);
  keep(size::magnitudeInExample, beside + limit);
  if (auto mapped = mostMapped(peaks))
    largest.insert(*mapped);
  std::vector<Peak> kept;
  for (unsigned index : largest)
    kept.push_back(std::move(peaks[index]));
  peaks = std::move(kept);
}

void prune(std::vector<Peak> &peaks, unsigned limit) {
  // A comparison that fails can be long, and most fail: what is not settled within the allowance is kept.
  int steps = 1000;
  std::vector<Peak> kept;
  std::vector<size::Candidate> sizes;
  for (Peak &peak : peaks) {
    size::Candidate own{peak.size};
    bool dominated = false;
    for (unsigned index = 0; index < kept.size() && !dominated; ++index) {
      dominated = !kept[index].capacityBefore && size::isAtMost(own, sizes[index], steps);
      if (dominated)
        inherit(kept[index], peak);
    }
    if (dominated)
      continue;
    for (unsigned index = kept.size(); index-- > 0 && !peak.capacityBefore;)
      if (size::isAtMost(sizes[index], own, steps)) {
        inherit(peak, kept[index]);
        kept.erase(kept.begin() + index);
        sizes.erase(sizes.begin() + index);
      }
    kept.push_back(std::move(peak));
    sizes.push_back(std::move(own));
  }
  if (kept.size() > limit)
    keepLargest(kept, limit);
  peaks = std::move(kept);
}

} // namespace highwater::flow
