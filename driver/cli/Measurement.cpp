// The library that counts is loaded before the program's own, and leaves its report in a file.

#include "driver/cli/Measurement.h"

#include "driver/cli/StandardInput.h"
#include "driver/resources/Installation.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <cmath>
#include <cstdlib>

namespace highwater::driver {

llvm::Expected<std::string> pathOf(llvm::StringRef program) {
  if (program.contains('/'))
    return program.str();
  llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(program);
  if (!found)
    return llvm::createStringError(fmt::format("there is no program '{}'", program.str()));
  return *found;
}

llvm::Expected<Measured> runMeasured(const CommandLine &line) {
  std::optional<std::string> preload = installedFile("lib/highwater-preload.so");
  if (!preload)
    return llvm::createStringError("lib/highwater-preload.so is not beside the executable");
  llvm::Expected<std::string> path = pathOf(line.front());
  if (!path)
    return path.takeError();
  const std::string &program = *path;
  llvm::SmallString<128> report;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("highwater-verify", "json", report))
    return llvm::createStringError(fmt::format("no temporary file: {}", error.message()));
  const char *own = ::getenv("LD_PRELOAD"); // another allocator, say
  std::string before = own ? own : "";
  ::setenv("LD_PRELOAD", (before.empty() ? *preload : *preload + ":" + before).c_str(), 1);
  ::setenv("HIGHWATER_PRELOAD_OUT", report.c_str(), 1);
  std::vector<llvm::StringRef> words(line.begin(), line.end());
  std::string error;
  rewindStandardInput();
  // Its output would mix with ours.
  std::optional<llvm::StringRef> redirects[] = {std::nullopt, llvm::StringRef("/dev/stderr"), std::nullopt};
  int code = llvm::sys::ExecuteAndWait(program, words, std::nullopt, redirects, 0, 0, &error);
  before.empty() ? ::unsetenv("LD_PRELOAD") : ::setenv("LD_PRELOAD", before.c_str(), 1);
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

std::optional<double> Comparison::difference() const {
  if (!predicted || !measured || *measured <= 0)
    return std::nullopt;
  return *predicted / *measured - 1;
}

static std::optional<double> bestOf(const std::optional<size::Range> &range) {
  return range ? std::optional(range->best) : std::nullopt;
}

Comparison heapComparison(const BoundEstimate &estimate, const Measured &measured) {
  return {bestOf(estimate.peak), measured.heap};
}

Comparison residentComparison(const BoundEstimate &estimate, const Measured &measured) {
  return {bestOf(estimate.rss), measured.resident};
}

llvm::json::Value comparisonJson(const Comparison &comparison) {
  auto number = [](std::optional<double> value) {
    return value ? llvm::json::Value(std::round(*value)) : llvm::json::Value(nullptr);
  };
  std::optional<double> off = comparison.difference();
  return llvm::json::Object{{"predicted", number(comparison.predicted)},
                            {"measured", number(comparison.measured)},
                            {"difference", off ? llvm::json::Value(*off) : llvm::json::Value(nullptr)}};
}

std::string comparedBytes(std::optional<double> bytes) { return bytes ? size::bytesText(*bytes) : "unknown"; }

std::string differenceText(const Comparison &comparison) {
  std::optional<double> off = comparison.difference();
  return off ? fmt::format("{:+.1f} %", 100 * *off) : "";
}

} // namespace highwater::driver
