// late-release: a large object is live after its last use while the function goes on to allocate.
//
// Reported are locals (objects, smart pointers, raw pointers that own) that hold memory at the function's peak although
// nothing uses them any more, when releasing them at the last use lowers that peak by enough.
//
// Silent on purpose: owners that something may still refer to (views, iterators, captures, threads) or that escape;
// owners whose end does something a person would notice (locks, files, code of their own); what is small or dies
// before anything large follows. Buffers that the next iteration reuses are used by it, so they are not dead.

#include "analysis/program/Drag.h"
#include "analysis/program/State.h"
#include "checks/Checks.h"
#include "checks/Release.h"
#include "checks/Wording.h"

#include <fmt/format.h>

namespace highwater::checks {

using program::Drag;

static Note noteAt(const flow::Site &site, std::string message) { return {site, std::move(message)}; }

static Finding describe(program::Analysis &analysis, const Drag &drag) {
  const program::Linkage &linkage = analysis.linkage;
  const events::Function &holder = linkage.function(drag.holder), &user = linkage.function(drag.user);
  const events::Unit &unit = linkage.unit(drag.holder), &userUnit = linkage.unit(drag.user);
  Finding finding;
  finding.check = LateRelease.name.str();
  finding.site = drag.declared;
  finding.size = drag.size;
  finding.peakBefore = drag.peakBefore;
  finding.peakAfter = drag.peakAfter;
  std::string until = drag.released.valid() ? fmt::format("line {}", drag.released.line)
                      : drag.outside        ? "its object ends"
                                            : "the program ends";
  std::string where = drag.user == drag.holder ? "" : fmt::format(" of '{}'", user.name);
  finding.message = fmt::format("'{}' ({}) stays live until {}, but its last use is at line {}{}; {} it there lowers "
                                "the peak of '{}' {}",
                                drag.name, sizeText(drag.size, holder), until, drag.lastUse.line, where,
                                drag.handover ? "moving" : "releasing", holder.name,
                                changeText(drag.from, drag.to, holder));
  finding.notes.push_back(noteAt(flow::siteOf(userUnit, user, drag.lastUse), "last used here"));
  const flow::Site &peak = drag.peakPath.empty() ? drag.peakSite : drag.peakPath.front();
  finding.notes.push_back(noteAt(peak, fmt::format("the peak of '{}' is here, with '{}' still live", holder.name,
                                                   drag.name)));
  if (drag.released.valid())
    finding.notes.push_back(noteAt(flow::siteOf(unit, holder, drag.released), "released here"));
  finding.fix = releaseEdits(analysis, drag);
  return finding;
}

static void run(const program::Program &program, const events::Function &function, const Options &options,
                FindingSink report) {
  program::FunctionReference reference = program.referenceOf(function);
  program::DragThresholds thresholds{options.largeObjectBytes, options.minSavingBytes, options.minSavingShare};
  program::Analysis &analysis = program.state().analysis;
  for (const Drag &drag : program::dragOf(analysis, reference, thresholds))
    report(describe(analysis, drag));
}

const Check LateRelease = {"late-release", "large object stays live after its last use", run};

} // namespace highwater::checks
