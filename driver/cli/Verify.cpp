// highwater verify: estimates, then runs the program and measures it, and sets the two side by side.

#include "driver/cli/Calibration.h"
#include "driver/cli/Estimation.h"
#include "driver/cli/Measurement.h"
#include "driver/cli/Sites.h"
#include "driver/cli/SourceOptions.h"
#include "driver/cli/VerifySizes.h"
#include "driver/config/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

namespace highwater::driver {

static constexpr Option options[] = {
    buildOption,
    entryOption,
    {"assume", 0, "KEY=VALUE", "A fact about an input; may be repeated"},
    shapeOption,
    allocatorOption,
    {"within", 0, "F", "Exit with 1 when the live heap differs by more than F (0.1 or 10%)"},
    {"sizes", 0, "SIZES", "Do so for inputs of several sizes (4M,32M,128M), and say what a byte costs"},
    {"generate", 0, "COMMAND", "How an input of --sizes is made, through /bin/sh: 'gen {size} {out}', where\n"
                               "{size} is in bytes, and {out} a file that is removed afterwards"},
    {"sites", 0, "PROFILE", "Compare with this file of massif or heaptrack instead of a run, line by line"},
    {"calibrate", 0, "FILE", "Correct what was only sampled of the inputs by what the run needed, and write it\n"
                             "for --shape"},
    {"format", 0, "F", "text or json"},
    flagOption,
    wholeSummariesOption,
    noCacheOption,
    jobsOption,
};

static constexpr Syntax syntax = {
    "verify",
    "Estimate, then run the program, and compare the two",
    "[SOURCE]...",
    "-- PROGRAM ARG...",
    "The program runs with the allocator counted. It reads the standard input of this command ('< FILE'),\n"
    "and its output goes to stderr.\n\n"
    "With --sizes, {out} and {size} in the words of the program become what they are in COMMAND.\n\n"
    "With --sites it does not run: PROFILE is of a run with the same command line, and says what was\n"
    "live at the peak. Compile with -g, and record with\n"
    "  valgrind --tool=massif --peak-inaccuracy=0 --threshold=0.1 PROGRAM ARG...\n"
    "  heaptrack PROGRAM ARG...\n\n"
    "Exit codes: 0 done, 1 outside --within, 2 wrong usage, or program or generator failed, 3 incomplete.",
    options};

static llvm::Expected<double> parseShare(llvm::StringRef text) {
  bool percent = text.consume_back("%");
  double share = 0;
  if (text.getAsDouble(share) || share < 0)
    return llvm::createStringError(
        fmt::format("--within takes a share such as 0.1 or 10%, not '{}'", text.str()));
  return percent ? share / 100 : share;
}

static void printRow(llvm::StringRef name, const Comparison &comparison) {
  llvm::outs() << fmt::format("{:<10} predicted {:>10}   measured {:>10}   {}\n", name.str(),
                              comparedBytes(comparison.predicted), comparedBytes(comparison.measured),
                              differenceText(comparison));
}

/// Writes the shapes of the inputs, with what the run corrects about them.
static llvm::Expected<std::optional<Correction>> writeCalibration(llvm::StringRef path, const Estimation &estimation,
                                                                  const Comparison &heap, const Console &console) {
  Calibration calibration{estimation.shapes, std::nullopt};
  if (heap.predicted && heap.measured)
    calibration = calibrate(estimation.shapes, *heap.measured, estimation.peakWith);
  if (llvm::Error error = writeShapes(path, calibration.shapes))
    return error;
  std::optional<double> off = heap.difference();
  if (!calibration.correction && !(off && std::abs(*off) < 0.01))
    console.warning(fmt::format("nothing that was only sampled explains the difference; {} has what was sampled", path.str()));
  return calibration.correction;
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  if (!arguments.rest || arguments.rest->empty())
    return llvm::createStringError("'highwater verify' needs a program to run: -- PROGRAM ARG...");
  llvm::StringRef format = arguments.value("format").value_or("text");
  if (format != "text" && format != "json")
    return llvm::createStringError(
        fmt::format("--format takes text or json, not '{}'", format.str()));
  std::optional<double> within;
  if (std::optional<llvm::StringRef> text = arguments.value("within")) {
    llvm::Expected<double> share = parseShare(*text);
    if (!share)
      return share.takeError();
    within = *share;
  }
  if (arguments.has("sizes") && arguments.has("sites"))
    return llvm::createStringError("--sites is for one run, --sizes for several");
  if (arguments.has("sizes") && arguments.has("calibrate"))
    return llvm::createStringError("--calibrate is for one run, --sizes for several");
  if (arguments.has("generate") && !arguments.has("sizes"))
    return llvm::createStringError("--generate needs --sizes: of which size is the input to be?");
  if (arguments.has("sizes"))
    return verifySizes(arguments, console, {format == "json", within});
  std::optional<Profile> profile;
  if (std::optional<llvm::StringRef> path = arguments.value("sites")) {
    llvm::Expected<std::string> program = pathOf(arguments.rest->front());
    if (!program)
      return program.takeError();
    llvm::Expected<Profile> read = readProfile(*path, *program);
    if (!read)
      return read.takeError();
    profile = std::move(*read);
  }
  llvm::Expected<Estimation> estimation = runEstimation(arguments, console);
  if (!estimation)
    return estimation.takeError();
  if (estimation->coverage.analysed == 0)
    return Incomplete;
  const BoundEstimate &estimate = estimation->estimate;
  if (!estimate.peak)
    console.warning("the estimate has no value: " + estimate.reason);
  Measured measured;
  if (profile) {
    measured.heap = profile->charged;
  } else {
    llvm::Expected<Measured> run = runMeasured(*arguments.rest);
    if (!run)
      return run.takeError();
    measured = *run;
  }

  Comparison heap = heapComparison(estimate, measured), resident = residentComparison(estimate, measured);
  std::optional<SiteComparison> sites;
  if (profile)
    sites = compareSites(*profile, estimate, estimation->sources);
  std::optional<Correction> correction;
  if (std::optional<llvm::StringRef> path = arguments.value("calibrate")) {
    llvm::Expected<std::optional<Correction>> found = writeCalibration(*path, *estimation, heap, console);
    if (!found)
      return found.takeError();
    correction = std::move(*found);
  }
  if (format == "json") {
    llvm::json::Object report{{"version", 1},
                              {"entry", estimate.entry},
                              {"kind", estimate.kind},
                              {"live_heap", comparisonJson(heap)},
                              {"rss", comparisonJson(resident)}};
    if (sites)
      report["sites"] = sitesJson(*sites, estimate, estimation->root);
    if (correction)
      report["correction"] = llvm::json::Object{
          {"symbol", correction->symbol.str()}, {"before", correction->before}, {"after", correction->after}};
    llvm::outs() << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(report)));
  } else {
    printRow("live heap", heap);
    if (!sites)
      printRow("RSS", resident);
    if (sites)
      printSites(*sites, estimate, estimation->root, llvm::outs());
    if (correction)
      llvm::outs() << fmt::format("calibrated {}: {} instead of {}\n", correction->symbol.str(),
                                  formatNumber(correction->after), formatNumber(correction->before));
  }
  llvm::outs().flush();
  if (!within)
    return Clean;
  std::optional<double> off = heap.difference();
  if (!off)
    return Incomplete;
  return std::abs(*off) <= *within ? Clean : Findings;
}

const Verb verifyVerb = {syntax, run};

} // namespace highwater::driver
