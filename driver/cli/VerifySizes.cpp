// One input is there at a time: the series may be large.

#include "driver/cli/VerifySizes.h"

#include "driver/cli/Estimation.h"
#include "driver/cli/LinearFit.h"
#include "driver/cli/Measurement.h"
#include "driver/config/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <cmath>

namespace highwater::driver {

using llvm::StringRef;

namespace {

struct SizedRun {
  double size = 0;  ///< asked for
  double bytes = 0; ///< of the input that was made
  std::string kind;
  Comparison heap, resident;
};

/// A folder for one input; removed at the end of the scope.
class Scratch {
public:
  static llvm::Expected<std::unique_ptr<Scratch>> make() {
    auto scratch = std::make_unique<Scratch>();
    if (std::error_code error = llvm::sys::fs::createUniqueDirectory("highwater-verify", scratch->folder))
      return llvm::createStringError(fmt::format("no temporary folder: {}", error.message()));
    return scratch;
  }
  Scratch() = default;
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  ~Scratch() {
    if (!folder.empty())
      llvm::sys::fs::remove_directories(folder);
  }

  std::string file() const { return (folder + "/input").str(); }

private:
  llvm::SmallString<128> folder;
};

} // namespace

static std::string replaced(StringRef text, StringRef placeholder, StringRef value) {
  std::string result;
  for (size_t at; (at = text.find(placeholder)) != StringRef::npos; text = text.drop_front(at + placeholder.size()))
    result += (text.take_front(at) + value).str();
  return result + text.str();
}

static std::string bound(StringRef text, double size, StringRef out) {
  return replaced(replaced(text, "{size}", formatNumber(size)), "{out}", out);
}

static llvm::Expected<std::vector<double>> parseSizes(StringRef text) {
  llvm::SmallVector<StringRef, 8> words;
  text.split(words, ',');
  std::vector<double> sizes;
  for (StringRef word : words) {
    std::optional<double> size = parseQuantity(word);
    if (!size || *size < 1)
      return llvm::createStringError(fmt::format("--sizes takes sizes such as 4M,32M,128M, not '{}'", word.str()));
    sizes.push_back(std::floor(*size));
  }
  return sizes;
}

/// Runs the generator; how large the file is that it wrote.
static llvm::Expected<double> generate(StringRef command, double size, const std::string &out) {
  std::string line = bound(command, size, out), error;
  // What it prints would mix with ours.
  std::optional<StringRef> redirects[] = {StringRef(), StringRef("/dev/stderr"), std::nullopt};
  int code = llvm::sys::ExecuteAndWait("/bin/sh", {"sh", "-c", line}, std::nullopt, redirects, 0, 0, &error);
  if (code != 0)
    return llvm::createStringError(fmt::format("the generator '{}' {}", line,
                                               error.empty() ? fmt::format("exited with {}", code) : "failed: " + error));
  uint64_t bytes = 0;
  if (command.contains("{out}") && llvm::sys::fs::file_size(out, bytes))
    return llvm::createStringError(fmt::format("the generator '{}' wrote no {}", line, out));
  return command.contains("{out}") ? static_cast<double>(bytes) : size;
}

static llvm::Expected<std::optional<SizedRun>> runOne(const Arguments &arguments, const Console &console, double size) {
  auto scratch = Scratch::make();
  if (!scratch)
    return scratch.takeError();
  std::string out = (*scratch)->file();
  SizedRun run{size, size, "", {}, {}};
  if (std::optional<StringRef> command = arguments.value("generate")) {
    console.status(fmt::format("generating {}", comparedBytes(size)));
    llvm::Expected<double> bytes = generate(*command, size, out);
    console.status("");
    if (!bytes)
      return bytes.takeError();
    run.bytes = *bytes;
  }
  Arguments sized = arguments;
  for (std::string &word : *sized.rest)
    word = bound(word, size, out);
  llvm::Expected<Estimation> estimation = runEstimation(sized, console);
  if (!estimation)
    return estimation.takeError();
  if (estimation->coverage.analysed == 0)
    return std::optional<SizedRun>();
  if (!estimation->estimate.peak)
    console.warning("the estimate has no value: " + estimation->estimate.reason);
  llvm::Expected<Measured> measured = runMeasured(*sized.rest);
  if (!measured)
    return measured.takeError();
  run.kind = estimation->estimate.kind;
  run.heap = heapComparison(estimation->estimate, *measured);
  run.resident = residentComparison(estimation->estimate, *measured);
  return std::optional(std::move(run));
}

static void printHead() {
  llvm::outs() << fmt::format("{:>10}  {:<34}  {}\n", "", "live heap", "RSS");
  llvm::outs() << fmt::format("{:>10}  {:>11} {:>11} {:>10}  {:>11} {:>11} {:>10}\n", "input", "predicted", "measured",
                              "difference", "predicted", "measured", "difference");
}

static std::string columns(const Comparison &each) {
  return fmt::format("{:>11} {:>11} {:>10}", comparedBytes(each.predicted), comparedBytes(each.measured),
                     differenceText(each));
}

static void printRun(const SizedRun &run) {
  llvm::outs() << fmt::format("{:>10}  {}  {}\n", comparedBytes(run.bytes), columns(run.heap), columns(run.resident));
  llvm::outs().flush();
}

namespace {

/// Of what is predicted, and of what is measured.
struct Slopes {
  std::optional<Line> predicted, measured;

  Slopes(llvm::ArrayRef<SizedRun> runs, Comparison SizedRun::*quantity)
      : predicted(fit(runs, quantity, &Comparison::predicted)), measured(fit(runs, quantity, &Comparison::measured)) {}

private:
  static std::optional<Line> fit(llvm::ArrayRef<SizedRun> runs, Comparison SizedRun::*quantity,
                                 std::optional<double> Comparison::*side) {
    std::vector<Point> points;
    for (const SizedRun &run : runs)
      if (std::optional<double> value = run.*quantity.*side)
        points.push_back({run.bytes, *value});
    return fitLine(points);
  }
};

} // namespace

static void printSlopes(StringRef name, const Slopes &slopes) {
  auto text = [](const std::optional<Line> &line) { return line ? fmt::format("{:.3f}", line->slope) : "unknown"; };
  Comparison both{slopes.predicted ? std::optional(slopes.predicted->slope) : std::nullopt,
                  slopes.measured ? std::optional(slopes.measured->slope) : std::nullopt};
  llvm::outs() << fmt::format("{:<10} bytes per input byte: predicted {:>8}   measured {:>8}   {}\n", name.str(),
                              text(slopes.predicted), text(slopes.measured), differenceText(both));
}

static llvm::json::Value slopesJson(const Slopes &slopes) {
  auto line = [](const std::optional<Line> &fitted) -> llvm::json::Value {
    if (!fitted)
      return nullptr;
    return llvm::json::Object{{"per_byte", fitted->slope}, {"intercept", std::round(fitted->intercept)}};
  };
  return llvm::json::Object{{"predicted", line(slopes.predicted)}, {"measured", line(slopes.measured)}};
}

static void printJson(llvm::ArrayRef<SizedRun> runs) {
  llvm::json::Array list;
  for (const SizedRun &run : runs)
    list.push_back(llvm::json::Object{{"size", run.size},
                                      {"input_bytes", run.bytes},
                                      {"kind", run.kind},
                                      {"live_heap", comparisonJson(run.heap)},
                                      {"rss", comparisonJson(run.resident)}});
  llvm::json::Object slopes{{"live_heap", slopesJson(Slopes(runs, &SizedRun::heap))},
                            {"rss", slopesJson(Slopes(runs, &SizedRun::resident))}};
  llvm::outs() << llvm::formatv("{0:2}\n", llvm::json::Value(llvm::json::Object{
      {"version", 1}, {"runs", std::move(list)}, {"slopes", std::move(slopes)}}));
}

static int verdict(llvm::ArrayRef<SizedRun> runs, std::optional<double> within) {
  if (!within)
    return Clean;
  int code = Clean;
  for (const SizedRun &run : runs) {
    std::optional<double> off = run.heap.difference();
    if (off && std::abs(*off) > *within)
      return Findings;
    if (!off)
      code = Incomplete;
  }
  return code;
}

static llvm::Error checkPlaceholders(const Arguments &arguments) {
  auto mentions = [&](StringRef placeholder) {
    return llvm::any_of(*arguments.rest, [&](StringRef word) { return word.contains(placeholder); });
  };
  if (!mentions("{out}") && !mentions("{size}"))
    return llvm::createStringError("--sizes is for a command line with {out} or {size} in it");
  if (mentions("{out}") && !arguments.has("generate"))
    return llvm::createStringError("{out} takes a generator: --generate 'COMMAND {size} {out}'");
  return llvm::Error::success();
}

llvm::Expected<int> verifySizes(const Arguments &arguments, const Console &console, const SizesReport &report) {
  llvm::Expected<std::vector<double>> sizes = parseSizes(*arguments.value("sizes"));
  if (!sizes)
    return sizes.takeError();
  if (llvm::Error error = checkPlaceholders(arguments))
    return error;
  std::vector<SizedRun> runs;
  for (double size : *sizes) {
    llvm::Expected<std::optional<SizedRun>> run = runOne(arguments, console, size);
    if (!run)
      return run.takeError();
    if (!*run)
      return Incomplete;
    runs.push_back(std::move(**run));
    if (report.json)
      continue;
    if (runs.size() == 1)
      printHead();
    printRun(runs.back());
  }
  if (report.json) {
    printJson(runs);
  } else {
    printSlopes("live heap", Slopes(runs, &SizedRun::heap));
    printSlopes("RSS", Slopes(runs, &SizedRun::resident));
  }
  llvm::outs().flush();
  return verdict(runs, report.within);
}

} // namespace highwater::driver
