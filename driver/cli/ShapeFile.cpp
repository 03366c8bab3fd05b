// Shapes as JSON. Symbols are written as formulas in files are, so that any formula can be asked about the input.

#include "driver/cli/InputShape.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

namespace json = llvm::json;
using llvm::StringRef;
using size::Expr;
using size::Symbol;

static std::string textOf(const Symbol &symbol) { return Expr::symbol(symbol).serialize(); }

static std::optional<Symbol> symbolOf(StringRef text) {
  std::optional<Expr> parsed = Expr::parse(text);
  const Symbol *symbol = parsed ? parsed->asSymbol() : nullptr;
  return symbol ? std::optional(*symbol) : std::nullopt;
}

static json::Object recordsJson(const RecordSample &sample) {
  json::Array draws;
  for (const size::Draw &draw : sample.draws)
    draws.push_back(json::Array{draw.value, draw.weight});
  return json::Object{{"count", sample.count},         {"mean", sample.mean}, {"deviation", sample.deviation},
                      {"least", sample.least},         {"most", sample.most}, {"draws", std::move(draws)}};
}

static json::Object distinctJson(const DistinctSample &sample) {
  json::Object object{{"records", sample.records}, {"distinct", sample.distinct}, {"once", sample.once},
                      {"twice", sample.twice},     {"half", sample.half},         {"quarter", sample.quarter}};
  if (sample.unseen)
    object["unseen"] = *sample.unseen;
  return object;
}

static json::Object shapeJson(const size::Subject &source, const InputShape &shape) {
  json::Object records, distinct;
  for (const auto &[symbol, sample] : shape.records)
    records[textOf(symbol)] = recordsJson(sample);
  for (const auto &[symbol, sample] : shape.distinct)
    distinct[textOf(symbol)] = distinctJson(sample);
  json::Object object{{"input", textOf({"bytes", source, false})},
                      {"name", shape.name},
                      {"bytes", shape.bytes},
                      {"rows", shape.rows},
                      {"rows_error", shape.rowsError},
                      {"sample_bytes", shape.sampleBytes},
                      {"whole", shape.whole},
                      {"records", std::move(records)},
                      {"distinct", std::move(distinct)}};
  if (!shape.option.empty())
    object["option"] = shape.option;
  if (shape.words)
    object["words"] = *shape.words;
  return object;
}

llvm::Error writeShapes(StringRef path, const InputShapes &shapes) {
  json::Array inputs;
  for (const auto &[source, shape] : shapes)
    inputs.push_back(shapeJson(source, shape));
  std::error_code error;
  llvm::raw_fd_ostream out(path, error);
  if (error)
    return llvm::createStringError(fmt::format("{}: {}", path.str(), error.message()));
  out << llvm::formatv("{0:2}\n", json::Value(json::Object{{"version", 1}, {"inputs", std::move(inputs)}}));
  return llvm::Error::success();
}

static bool readRecords(const json::Value &value, RecordSample &sample, json::Path path) {
  json::ObjectMapper mapper(value, path);
  std::vector<std::vector<double>> draws;
  if (!mapper || !mapper.map("count", sample.count) || !mapper.map("mean", sample.mean) ||
      !mapper.map("deviation", sample.deviation) || !mapper.map("least", sample.least) ||
      !mapper.map("most", sample.most) || !mapper.map("draws", draws))
    return false;
  for (const std::vector<double> &draw : draws) {
    if (draw.size() != 2) {
      path.field("draws").report("expected pairs of a value and its weight");
      return false;
    }
    sample.draws.push_back({draw[0], draw[1]});
  }
  return true;
}

static bool readDistinct(const json::Value &value, DistinctSample &sample, json::Path path) {
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("records", sample.records) && mapper.map("distinct", sample.distinct) &&
         mapper.map("once", sample.once) && mapper.map("twice", sample.twice) &&
         mapper.mapOptional("half", sample.half) && mapper.mapOptional("quarter", sample.quarter) &&
         mapper.mapOptional("unseen", sample.unseen);
}

/// An object whose keys are symbols.
template <typename Sample>
static bool readBySymbol(const json::Value *value, std::map<Symbol, Sample> &into, json::Path path,
                         bool (*read)(const json::Value &, Sample &, json::Path)) {
  const json::Object *object = value ? value->getAsObject() : nullptr;
  if (!object) {
    path.report("expected object");
    return false;
  }
  for (const auto &[key, sample] : *object) {
    std::optional<Symbol> symbol = symbolOf(key);
    if (!symbol) {
      path.field(key).report("expected a symbol, such as ~len{line(file(argv(1)))}");
      return false;
    }
    if (!read(sample, into[*symbol], path.field(key)))
      return false;
  }
  return true;
}

static bool readShape(const json::Value &value, InputShapes &into, json::Path path) {
  json::ObjectMapper mapper(value, path);
  std::string input;
  if (!mapper || !mapper.map("input", input))
    return false;
  std::optional<Symbol> symbol = symbolOf(input);
  if (!symbol) {
    path.field("input").report("expected an input, such as bytes{file(argv(1))}");
    return false;
  }
  InputShape shape;
  if (!mapper.map("name", shape.name) || !mapper.map("bytes", shape.bytes) || !mapper.map("rows", shape.rows) ||
      !mapper.mapOptional("rows_error", shape.rowsError) || !mapper.map("sample_bytes", shape.sampleBytes) ||
      !mapper.map("whole", shape.whole) || !mapper.mapOptional("words", shape.words) || !mapper.mapOptional("option", shape.option))
    return false;
  const json::Object &object = *value.getAsObject();
  if (!readBySymbol(object.get("records"), shape.records, path.field("records"), readRecords) ||
      !readBySymbol(object.get("distinct"), shape.distinct, path.field("distinct"), readDistinct))
    return false;
  into[symbol->subject] = std::move(shape);
  return true;
}

llvm::Expected<InputShapes> readShapes(StringRef path) {
  auto failure = [&](llvm::Error error) {
    return llvm::createStringError(fmt::format("{}: {}", path.str(), llvm::toString(std::move(error))));
  };
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", path.str(), buffer.getError().message()));
  llvm::Expected<json::Value> value = json::parse((*buffer)->getBuffer());
  if (!value)
    return failure(value.takeError());
  json::Path::Root root("shapes");
  json::Object *object = value->getAsObject();
  json::Array *inputs = object ? object->getArray("inputs") : nullptr;
  if (!inputs || object->getInteger("version") != 1)
    return llvm::createStringError(fmt::format("{}: not a file of --save-shape, version 1", path.str()));
  InputShapes shapes;
  for (size_t i = 0; i < inputs->size(); ++i)
    if (!readShape((*inputs)[i], shapes, json::Path(root).field("inputs").index(i)))
      return failure(root.getError());
  return shapes;
}

} // namespace highwater::driver
