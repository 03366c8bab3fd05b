// unchunked-read: an input is held whole, then consumed in one pass from front to back, although it can be read in pieces.
//
// Reported are locals (texts, sequences, string streams, blocks from new and malloc) that are filled from an input, hold
// it at the function's peak, and are passed over once on each path, when holding one piece at a time lowers that peak by
// enough.
//
// Silent on purpose: whatever needs all of it, or is not recognised. That is access out of order, sorting, a second pass,
// an object that is returned, stored, or handed to a function that is not known, and a pass that uses what was computed
// while reading: a total, a maximum, the number of elements.

#include "analysis/program/State.h"
#include "analysis/program/Unchunked.h"
#include "checks/Checks.h"
#include "checks/ReadThrough.h"
#include "checks/Streaming.h"
#include "checks/Wording.h"

#include <fmt/format.h>

namespace highwater::checks {

using flow::Reading;
using program::Unchunked;

/// What one call of the reading function gives.
static std::string pieces(const Reading &reading) {
  if (reading.record == "mapping")
    return fmt::format("copied whole out of a mapping here, by '{}'; the pass can read the mapping itself, whose pages come "
                       "and go",
                       reading.call);
  if (!reading.alternative.empty())
    return fmt::format("read whole here; '{}' {}", reading.alternative,
                       reading.why.empty() ? "reads it in pieces" : reading.why);
  if (reading.record.empty() || reading.record == "all")
    return fmt::format("read whole here, by '{}'", reading.call);
  if (reading.record == "block")
    return fmt::format("read whole here; '{}' reads blocks of any size", reading.call);
  bool vowel = llvm::StringRef("aeiou").contains(reading.record.front());
  return fmt::format("read here; '{}' gives one {} at a time, a{} {} is all the pass needs", reading.call,
                     reading.record, vowel ? "n" : "", reading.record);
}

static Finding describe(program::Analysis &analysis, program::FunctionReference reference, const Unchunked &read) {
  const events::Unit &unit = analysis.linkage.unit(reference);
  const events::Function &function = analysis.linkage.function(reference);
  const events::Variable &variable = function.body.variables[read.object.variable];
  Finding finding;
  finding.check = UnchunkedRead.name.str();
  finding.site = flow::siteOf(unit, function, variable.location);
  if (variable.name.empty() || !variable.location.valid())
    finding.site = read.object.passes[0];
  finding.size = read.size;
  finding.peakBefore = read.peakBefore;
  finding.peakAfter = read.peakAfter;
  std::string object = variable.name.empty() ? "a temporary"
                       : read.member.empty() ? "'" + variable.name + "'"
                                             : "'" + variable.name + "." + read.member + "'";
  finding.message = fmt::format("{} ({}) holds an input whole, but is consumed in one pass; reading it in pieces lowers "
                                "the peak of '{}' {}",
                                object, sizeText(read.size, function), function.name,
                                changeText(read.peakBefore, read.peakAfter, function));
  for (const Reading &reading : read.object.readings)
    finding.notes.push_back({reading.site, pieces(reading)});
  for (const flow::Site &pass : read.object.passes)
    finding.notes.push_back({pass, "consumed here, from front to back"});
  if (read.member.empty())
    finding.fix = streamingEdits(analysis, reference, read.object);
  if (read.member.empty() && finding.fix.empty())
    finding.fix = readThroughEdits(analysis, reference, read.object);
  return finding;
}

static void run(const program::Program &program, const events::Function &function, const Options &options,
                FindingSink report) {
  program::FunctionReference reference = program.referenceOf(function);
  program::DragThresholds thresholds{options.largeObjectBytes, options.minSavingBytes, options.minSavingShare};
  program::Analysis &analysis = program.state().analysis;
  for (const Unchunked &read : program::unchunkedReadsOf(analysis, reference, thresholds))
    report(describe(analysis, reference, read));
}

const Check UnchunkedRead = {"unchunked-read", "input is read whole but consumed in one pass", run};

} // namespace highwater::checks
