// Which fact answers which symbol. An assumption about the very symbol wins; then the shape of its source, in which
// assumptions replace what was measured; then the text of the command line.

#include "driver/cli/Inputs.h"

#include "driver/cli/InputFolder.h"
#include "driver/cli/Records.h"
#include "driver/cli/StandardInput.h"

#include "fmt/format.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"

#include <cmath>
#include <thread>

namespace highwater::driver {

using llvm::StringRef;
using size::Range;
using size::Subject;
using size::Symbol;

Inputs::Inputs(CommandLine commandLine, Assumptions given, bool ofMain)
    : line(std::move(commandLine)), assumptions(std::move(given)), ofMain(ofMain) {
  assumptions.line = line;
}

std::optional<Range> Inputs::number(const Symbol &symbol) const {
  auto [entry, isNew] = known.try_emplace(symbol);
  if (!isNew)
    return entry->second;
  std::optional<Value> value = lookUp(symbol);
  if (!value)
    return std::nullopt;
  facts[symbol] = {value->range.best, value->from, value->sampled};
  known[symbol] = value->range;
  return value->range;
}

std::optional<Inputs::Value> Inputs::lookUp(const Symbol &symbol) const {
  if (const Assumption *fact = assumptions.find(symbol))
    return Value{Range::exactly(fact->value), fact->from};
  if (symbol.measure == "threads") // of a team
    if (auto count = spelledNumber(llvm::sys::Process::GetEnv("OMP_NUM_THREADS").value_or("")); count && *count >= 1)
      return Value{Range::exactly(*count), "environment"};
  if (symbol.measure == "hardware_concurrency" || symbol.measure == "threads")
    return Value{Range::exactly(std::max(1u, std::thread::hardware_concurrency())), "this machine"};
  if (std::optional<Value> value = ofSource(symbol))
    return value;
  if (std::optional<Value> value = ofRecords(symbol))
    return value;
  if (symbol.measure == "spread") // on average
    return Value{Range::exactly(1), "taken for even"};
  return ofText(symbol);
}

void Inputs::use(Shape &shape, InputShape sample) const {
  shape.bytes = sample.bytes;
  shape.rows = sample.rows;
  shape.rowsError = sample.rowsError;
  if (sample.rows > 0)
    shape.lineLength = std::max(0.0, sample.bytes / sample.rows - 1);
  shape.sample = std::move(sample);
}

static InputShape shapeOfText(const InputFile &file, std::string name) {
  InputShape shape;
  shape.name = std::move(name);
  shape.bytes = file.bytes;
  shape.rows = file.rows;
  shape.rowsError = file.rowsError;
  shape.sampleBytes = static_cast<double>(file.sample.size());
  shape.whole = file.whole;
  return shape;
}

/// One file of a folder, or the names of them.
Inputs::Shape Inputs::measureFolder(const Subject &source, bool names) const {
  Shape shape;
  std::optional<InputFolder> folder = folderOf(source, line);
  if (!folder || folder->names.empty())
    return shape;
  shape.from = "folder " + folder->path;
  InputShape sample;
  sample.name = folder->path;
  if (names) {
    shape.text = llvm::join(folder->names, "\n");
    sample.bytes = static_cast<double>(shape.text->size());
    sample.rows = static_cast<double>(folder->names.size());
    sample.whole = true;
  } else {
    FolderFiles files = measureFiles(*folder);
    sample.bytes = files.meanBytes;
    sample.rows = files.meanRows;
    sample.rowsError = files.rowsError;
    sample.whole = files.whole;
    shape.files = static_cast<double>(folder->names.size());
    shape.ofEach = {{"bytes", files.bytes}, {"rows", files.rows}};
    shape.text = files.sample;
    shape.head = files.head;
  }
  sample.sampleBytes = static_cast<double>(shape.text->size());
  use(shape, std::move(sample));
  return shape;
}

Inputs::Shape Inputs::measure(const Subject &source) const {
  Shape shape;
  if (std::optional<std::string> spelled = resolveText(source, line)) {
    shape.from = "command line";
    shape.sample = shapeOfText({static_cast<double>(spelled->size()), 1, 0, *spelled, *spelled, true}, "");
    shape.head = *spelled;
    shape.bytes = shape.sample->bytes;
    shape.text = std::move(spelled);
    return shape;
  }
  if (auto stored = storedShape(assumptions.shapes, source, line.empty())) {
    shape.from = "the shape of " + stored->name;
    shape.assumed = true;
    use(shape, *stored);
    return shape;
  }
  std::optional<std::string> path, name;
  if (line.empty())
    return shape;
  if (source.head() == "dir" || source.head() == "tree")
    return measureFolder(source, true);
  if (Subject folder = folderAround(source); !folder.empty())
    return measureFolder(folder, false);
  if (source.head() == "file" && source.parts().size() == 1) {
    path = name = resolveText(source.parts().front(), line);
    shape.from = "file " + name.value_or("");
  }
  if (source == Subject("stdin"))
    if (std::optional<StandardInput> input = StandardInput::find()) {
      path = input->path;
      name = input->name;
      shape.from = "standard input, " + input->name;
    }
  if (!path)
    return shape;
  shape.namedInArguments = isWordThatNames(source, line);
  llvm::Expected<InputFile> file = measureFile(*path);
  if (!file) {
    shape.why = llvm::toString(file.takeError());
    return shape;
  }
  use(shape, shapeOfText(*file, *name));
  shape.text = std::move(file->sample);
  shape.head = std::move(file->head);
  return shape;
}

InputShapes Inputs::sampledShapes() const {
  InputShapes result;
  for (const auto &[source, shape] : shapes)
    if (shape.sample && !resolveText(source, line))
      result.emplace(source, *shape.sample).first->second.option = optionBefore(source, line);
  return result;
}

/// Two of bytes, rows and bytes per line give the third; what is assumed replaces what was measured, and the measured
/// shape of a line scales the rest.
void Inputs::assume(Shape &shape, const Subject &source) const {
  auto given = [&](StringRef measure) -> std::optional<double> {
    const Assumption *fact = assumptions.find(measure, source);
    if (!fact)
      return std::nullopt;
    shape.from = fact->from;
    return fact->value;
  };
  std::optional<double> bytes = given("bytes"), rows = given("rows");
  std::optional<double> perLine = given("bytes_per_line");
  if (const Assumption *length = assumptions.find(Symbol{"len", Subject("line", {source}), true})) {
    shape.from = length->from;
    perLine = length->value + 1;
  }
  shape.fields = given("fields");
  shape.assumed |= shape.fields || bytes || rows || perLine;
  if (!bytes && !rows && !perLine)
    return;
  shape.why.clear(); // a file that is described need not be there
  if (bytes && rows && *rows > 0)
    perLine = *bytes / *rows;
  if (perLine) {
    double length = std::max(0.0, *perLine - 1);
    if (shape.lineLength && *shape.lineLength > 0)
      shape.lengthScale = length / *shape.lineLength;
    shape.lineLength = length;
  }
  if (bytes)
    shape.bytes = bytes;
  else if (rows)
    shape.bytes = shape.lineLength ? std::optional(*rows * (*shape.lineLength + 1)) : std::nullopt;
  if (rows) {
    shape.rows = rows;
    shape.rowsError = 0;
  } else {
    shape.rows = shape.bytes && shape.lineLength
                     ? std::optional(std::round(*shape.bytes / (*shape.lineLength + 1)))
                     : std::nullopt;
  }
}

Inputs::Shape &Inputs::shapeOf(const Subject &source) const {
  auto found = shapes.find(source);
  if (found != shapes.end())
    return found->second;
  Shape shape = measure(source);
  assume(shape, source);
  return shapes.emplace(source, std::move(shape)).first->second;
}

std::optional<Inputs::Value> Inputs::ofSource(const Symbol &symbol) const {
  if (isRecord(symbol.subject) || symbol.subject.empty())
    return std::nullopt;
  if (symbol.measure == "entries") {
    std::optional<InputFolder> folder = folderOf(symbol.subject, line);
    if (!folder)
      return std::nullopt;
    return Value{Range::exactly(static_cast<double>(folder->names.size())), "folder " + folder->path};
  }
  Shape &shape = shapeOf(symbol.subject);
  std::optional<double> value;
  double error = 0;
  if (symbol.measure == "bytes")
    value = shape.bytes;
  if (symbol.measure == "rows") {
    value = shape.rows;
    error = shape.rowsError;
  }
  if (symbol.measure == "words" && shape.sample && shape.bytes && shape.sample->sampleBytes > 0) {
    if (shape.text && !shape.sample->words)
      shape.sample->words = countsOf(Subject("word", {symbol.subject}), *shape.text)->front();
    if (shape.sample->words)
      value = *shape.sample->words * (*shape.bytes / shape.sample->sampleBytes);
    error = shape.sample->whole ? 0 : 0.05;
  }
  if (value)
    return Value{{*value * (1 - error), *value, *value * (1 + error)}, shape.from, error > 0};
  if (!shape.why.empty() && shape.namedInArguments)
    missing.insert(shape.why);
  return std::nullopt;
}

std::optional<Inputs::Value> Inputs::ofText(const Symbol &symbol) const {
  if (ofMain && symbol.measure == "value" && symbol.subject == Subject("argc")) {
    if (line.empty())
      return std::nullopt;
    return Value{Range::exactly(static_cast<double>(line.size())), "command line"};
  }
  if (symbol.subject.head() == "argv" && symbol.measure == "len" && !resolveText(symbol.subject, line)) {
    if (line.empty()) // a name or an option: what matters is what it names
      return Value{{0, 64, 4096}, "taken for a short text", false};
    size_t longest = 0; // any word
    for (const std::string &word : line)
      longest = std::max(longest, word.size());
    return Value{{0, static_cast<double>(longest), static_cast<double>(longest)}, "command line"};
  }
  std::optional<std::string> spelled = resolveText(symbol.subject, line);
  if (!spelled)
    return std::nullopt;
  std::string from = symbol.subject.head() == "env" ? "environment" : "command line";
  if (symbol.measure == "len")
    return Value{Range::exactly(static_cast<double>(spelled->size())), from};
  if (symbol.measure == "value")
    if (std::optional<double> number = spelledNumber(*spelled))
      return Value{Range::exactly(std::max(0.0, *number)), from};
  return std::nullopt;
}

} // namespace highwater::driver
