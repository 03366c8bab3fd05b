// highwater verify: estimates, then runs the program and measures it, and sets the two side by side.

#include "driver/cli/Estimation.h"
#include "driver/cli/SourceOptions.h"
#include "driver/resources/Installation.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>
#include <cstdlib>

namespace highwater::driver {

static constexpr Option options[] = {
    buildOption,
    entryOption,
    {"assume", 0, "KEY=VALUE", "A fact about an input; may be repeated"},
    {"within", 0, "F", "Exit with 1 when the live heap differs by more than F (0.1 or 10%)"},
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
    "The program runs with the allocator counted, its output goes to stderr.\n\n"
    "Exit codes: 0 done, 1 outside --within, 2 wrong usage, or the program failed, 3 incomplete.",
    options};

namespace {

struct Measured {
  std::optional<double> heap, resident;
};

} // namespace

static llvm::Expected<double> parseShare(llvm::StringRef text) {
  bool percent = text.consume_back("%");
  double share = 0;
  if (text.getAsDouble(share) || share < 0)
    return llvm::createStringError(
        fmt::format("--within takes a share such as 0.1 or 10%, not '{}'", text.str()));
  return percent ? share / 100 : share;
}

static llvm::Expected<Measured> runMeasured(const CommandLine &line) {
  std::optional<std::string> preload = installedFile("lib/highwater-preload.so");
  if (!preload)
    return llvm::createStringError("lib/highwater-preload.so is not beside the executable");
  std::string program = line.front();
  if (!llvm::StringRef(program).contains('/')) {
    llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(program);
    if (!found)
      return llvm::createStringError(fmt::format("there is no program '{}'", program));
    program = *found;
  }
  llvm::SmallString<128> report;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("highwater-verify", "json", report))
    return llvm::createStringError(fmt::format("no temporary file: {}", error.message()));
  ::setenv("LD_PRELOAD", preload->c_str(), 1);
  ::setenv("HIGHWATER_PRELOAD_OUT", report.c_str(), 1);
  std::vector<llvm::StringRef> words(line.begin(), line.end());
  std::string error;
  // Its output would mix with ours.
  std::optional<llvm::StringRef> redirects[] = {std::nullopt, llvm::StringRef("/dev/stderr"), std::nullopt};
  int code = llvm::sys::ExecuteAndWait(program, words, std::nullopt, redirects, 0, 0, &error);
  ::unsetenv("LD_PRELOAD");
  auto buffer = llvm::MemoryBuffer::getFile(report);
  llvm::sys::fs::remove(report);
  if (code != 0)
    return llvm::createStringError(fmt::format(
        "'{}' {}", program, error.empty() ? fmt::format("exited with {}", code) : "failed: " + error));
  llvm::Expected<llvm::json::Value> value =
      llvm::json::parse(buffer ? (*buffer)->getBuffer() : llvm::StringRef());
  llvm::json::Object *fields = value ? value->getAsObject() : nullptr;
  if (!fields) {
    llvm::consumeError(value.takeError());
    return llvm::createStringError(
        fmt::format("'{}' was not measured: is it statically linked?", program));
  }
  return Measured{fields->getNumber("live_heap_peak"), fields->getNumber("vm_hwm")};
}

static std::optional<double> difference(std::optional<double> predicted,
                                        std::optional<double> measured) {
  if (!predicted || !measured || *measured <= 0)
    return std::nullopt;
  return *predicted / *measured - 1;
}

static std::optional<double> bestOf(const std::optional<size::Range> &range) {
  return range ? std::optional(range->best) : std::nullopt;
}

static void printRow(llvm::StringRef name, std::optional<double> predicted,
                     std::optional<double> measured) {
  auto bytes = [](std::optional<double> value) {
    return value ? size::bytesText(*value) : std::string("unknown");
  };
  std::optional<double> off = difference(predicted, measured);
  llvm::outs() << fmt::format("{:<10} predicted {:>10}   measured {:>10}   {}\n", name.str(),
                              bytes(predicted), bytes(measured),
                              off ? fmt::format("{:+.1f} %", 100 * *off) : "");
}

static llvm::json::Value comparisonJson(std::optional<double> predicted,
                                        std::optional<double> measured) {
  auto number = [](std::optional<double> value) {
    return value ? llvm::json::Value(std::round(*value)) : llvm::json::Value(nullptr);
  };
  std::optional<double> off = difference(predicted, measured);
  return llvm::json::Object{{"predicted", number(predicted)},
                            {"measured", number(measured)},
                            {"difference", off ? llvm::json::Value(*off) : llvm::json::Value(nullptr)}};
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
  llvm::Expected<Estimation> estimation = runEstimation(arguments, console);
  if (!estimation)
    return estimation.takeError();
  if (estimation->coverage.analysed == 0)
    return Incomplete;
  const BoundEstimate &estimate = estimation->estimate;
  if (!estimate.peak)
    console.warning("the estimate has no value: " + estimate.reason);
  llvm::Expected<Measured> measured = runMeasured(*arguments.rest);
  if (!measured)
    return measured.takeError();

  std::optional<double> heap = bestOf(estimate.peak), resident = bestOf(estimate.rss);
  if (format == "json") {
    llvm::outs() << llvm::formatv("{0:2}\n", llvm::json::Value(llvm::json::Object{
        {"version", 1},
        {"entry", estimate.entry},
        {"kind", estimate.kind},
        {"live_heap", comparisonJson(heap, measured->heap)},
        {"rss", comparisonJson(resident, measured->resident)}}));
  } else {
    printRow("live heap", heap, measured->heap);
    printRow("RSS", resident, measured->resident);
  }
  llvm::outs().flush();
  if (!within)
    return Clean;
  std::optional<double> off = difference(heap, measured->heap);
  if (!off)
    return Incomplete;
  return std::abs(*off) <= *within ? Clean : Findings;
}

const Verb verifyVerb = {syntax, run};

} // namespace highwater::driver
