// Units that were summarised before: those that `--summaries` names, and those that the project keeps.

#pragma once

#include "driver/cli/Arguments.h"
#include "driver/cli/Overlay.h"
#include "driver/cli/Sources.h"
#include "driver/summaries/StoredProgram.h"
#include "driver/summaries/SummaryFolder.h"

namespace highwater::driver {

/// What `--summaries` names: files, or folders of them.
struct GivenSummaries {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> texts;
  std::vector<StoredProgram::Given> units; ///< each main file once, those whose sources are what they were
  std::vector<Failure> stale;
  std::string root;
};

/// Names are relative to the project of `start`, or to the working directory outside of projects. What has changed
/// since is left out, and said. An error is about a file that cannot be read or used.
llvm::Expected<GivenSummaries> readSummaries(llvm::ArrayRef<std::string> paths, llvm::StringRef start,
                                             const Console &console);

/// Whether the units that `--summaries` names are all there is: no source and no build is named.
bool summariesAlone(const Arguments &arguments);

/// The folder of the project's units, unless it is switched off.
std::optional<SummaryFolder> keptSummaries(const Arguments &arguments, llvm::StringRef start, const Config &config,
                                           std::optional<llvm::StringRef> option = std::nullopt);

/// Adds what the units call in others: those that `--summaries` names, or else those in `folder`, as far as they are
/// what their sources say under `overlay`, which may be null.
llvm::Error addCallees(Sources &sources, const Arguments &arguments, llvm::StringRef start,
                       const std::optional<SummaryFolder> &folder, const Overlay *overlay, const Console &console);

/// Adds the units that `--summaries` names, whole; those that were parsed win.
llvm::Error addWhole(Sources &sources, const GivenSummaries &given);

/// The root that names in summaries are relative to.
std::string summaryRoot(llvm::StringRef start);

} // namespace highwater::driver
