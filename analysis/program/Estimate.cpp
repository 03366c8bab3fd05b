// Peak, evidence and savings of one entry point.

#include "analysis/flow/Folders.h"
#include "analysis/flow/Spreads.h"
#include "analysis/program/Drag.h"
#include "analysis/program/State.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::none;
using size::Expr;

/// Fills in what liveness tells about the owners that `function` itself holds at a peak of its own.
static void explain(Analysis &analysis, FunctionReference reference, const flow::Peak &peak, summary::Witness &witness) {
  const events::Function &function = analysis.linkage.function(reference);
  const Body &body = analysis.bodyOf(reference);
  for (size_t index = 0; index < peak.held.size(); ++index) {
    events::VarId id = peak.held[index].root.variable;
    if (id == none)
      continue;
    summary::Contribution &live = witness.live[index];
    live.dragging = !body.liveness.liveAfter(id, peak.block, peak.event == 0 ? none : peak.event - 1);
    events::Location last;
    for (events::BlockId block = 0; block < function.body.blocks.size(); ++block)
      for (unsigned index = 0; index < function.body.blocks[block].events.size(); ++index)
        if (const events::Location &at = function.body.blocks[block].events[index].location;
            at.valid() && body.liveness.uses(block, index, id) && (!last.valid() || at.line > last.line))
          last = at;
    live.lastUse = flow::siteOf(analysis.linkage.unit(reference), function, last);
    unsigned scope = function.body.variables[id].scope;
    if (scope != none && scope < function.body.scopes.size())
      live.released = flow::siteOf(analysis.linkage.unit(reference), function, function.body.scopes[scope].end);
  }
}

/// A formula as it is put to the inputs.
static Expr reported(const Expr &bytes) { return flow::unevenAmongKeys(flow::ofLargestFile(bytes)); }

static std::vector<summary::Witness> witnessesOf(Analysis &analysis, FunctionReference reference) {
  std::vector<summary::Witness> result;
  for (const flow::Peak &peak : analysis.summaryOf(reference).peaks) {
    summary::Witness witness;
    witness.size = reported(peak.size);
    witness.resident = reported(peak.resident);
    witness.site = peak.site;
    witness.path = peak.path;
    for (const flow::Held &held : peak.held) {
      summary::Contribution live;
      live.object = held.object;
      live.type = held.type;
      live.size = reported(held.size);
      live.allocated = held.allocated;
      witness.live.push_back(std::move(live));
    }
    explain(analysis, reference, peak, witness);
    result.push_back(std::move(witness));
  }
  return result;
}

/// Fixes in the functions on the way to the peak; each is judged by the entry's own peak.
static void addSavings(Analysis &analysis, FunctionReference entry, Estimate &estimate) {
  DragThresholds thresholds;
  std::vector<Release> all;
  double before = size::magnitude(estimate.peak);
  for (FunctionReference reached : analysis.reachedFrom(entry)) {
    const events::Function &function = analysis.linkage.function(reached);
    bool onPath = llvm::any_of(estimate.witnesses, [&](const summary::Witness &witness) {
      return witness.site.function == function.name ||
             llvm::any_of(witness.path, [&](const flow::Site &call) { return call.function == function.name; });
    });
    if (!onPath || function.body.blocks.empty())
      continue;
    for (const Drag &drag : dragOf(analysis, reached, thresholds)) {
      Release release = releaseOf(drag);
      Analysis edited(analysis, release);
      Expr after = peakOf(edited.summaryOf(entry));
      if (before - size::magnitude(after) < thresholds.minSavingShare * before)
        continue;
      flow::Site last = flow::siteOf(analysis.linkage.unit(drag.user), analysis.linkage.function(drag.user), drag.lastUse);
      estimate.savings.push_back({"highwater-late-release", drag.name, last, reported(after)});
      all.push_back(release);
    }
  }
  if (all.size() > 1) {
    Analysis edited(analysis.linkage, analysis.values, analysis.programOptions(), all);
    estimate.peakAfterAll = reported(peakOf(edited.summaryOf(entry)));
  } else if (all.size() == 1) {
    estimate.peakAfterAll = estimate.savings[0].peakAfter;
  }
}

Estimate Program::estimate(FunctionReference entry, bool savings) const {
  Analysis &analysis = internals->analysis;
  Estimate estimate;
  estimate.entry = function(entry).name;
  const summary::Summary &summary = analysis.summaryOf(entry);
  estimate.peak = peakOf(summary);
  estimate.witnesses = witnessesOf(analysis, entry);
  estimate.assumptions = analysis.assumptionsOf(entry);
  estimate.partial = !estimate.assumptions.empty();
  for (FunctionReference reached : analysis.reachedFrom(entry)) {
    std::vector<Expr> peaks, retained;
    for (const summary::Summary *part : analysis.summariesOf(reached)) {
      estimate.upperBound |= part->upper;
      peaks.push_back(peakOf(*part));
      retained.push_back(part->retained);
    }
    const events::Function &code = function(reached);
    estimate.functions.push_back({code.name, flow::siteOf(internals->linkage.unit(reached), code, code.location),
                                  reported(Expr::max(peaks)), reported(Expr::max(retained))});
  }
  std::vector<std::pair<double, size_t>> order;
  for (size_t index = 0; index < estimate.functions.size(); ++index)
    order.push_back({-size::magnitude(estimate.functions[index].peak), index});
  llvm::sort(order);
  std::vector<FunctionRow> rows;
  for (auto [magnitude, index] : order)
    rows.push_back(estimate.functions[index]);
  estimate.functions = std::move(rows);
  if (savings)
    addSavings(analysis, entry, estimate);
  return estimate;
}

} // namespace highwater::program
