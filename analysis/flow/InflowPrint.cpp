// The dump of sources and bounds: what a function's summary says.

#include "analysis/flow/Inflow.h"

#include "llvm/Support/FormatVariadic.h"

namespace highwater::flow {

static std::string pathText(const Paths &paths, PathId path) {
  if (paths.isRoot(path))
    switch (paths.kind(path)) {
    case Paths::Parameter:
      return "arg" + std::to_string(paths.index(path));
    case Paths::This:
      return "this";
    case Paths::Result:
      return "result";
    case Paths::Global:
      return "global";
    case Paths::Variable:
      return "variable " + std::to_string(paths.index(path));
    case Paths::Block:
      return "block";
    }
  unsigned step = paths.lastStep(path);
  std::string whole = pathText(paths, paths.parent(path));
  return whole + (step == Paths::Deref ? "*" : step == Paths::Element ? "[]" : "." + paths.fieldName(step).str());
}

static std::string boundText(const Paths &paths, const Bound &bound) {
  std::string text;
  if (bound.max < unlimited)
    text += " <= " + llvm::formatv("{0:f0}", bound.max).str();
  if (bound.clean)
    text += " bounded";
  for (PathId limit : bound.limits)
    text += " <= " + pathText(paths, limit);
  return text;
}

static std::string numberText(const InflowTables &tables, const Number &number) {
  if (number.constant)
    return std::to_string(*number.constant);
  std::string text;
  for (OriginId id : number.label) {
    const Origin &origin = tables.origins[id];
    text += text.empty() ? "from " : ", ";
    text += origin.outside ? "'" + tables.origins.sourceOf(id).what + "'" : pathText(tables.paths, origin.id);
    for (PathId limit : origin.limits)
      text += " unless " + pathText(tables.paths, limit) + " is the program's own";
  }
  if (text.empty())
    return "the program's own";
  if (number.max < unlimited)
    text += llvm::formatv(" <= {0:f0}", number.max).str();
  return text;
}

static void print(const InflowTables &tables, const std::vector<Fact> &facts, llvm::StringRef indent, llvm::raw_ostream &out) {
  for (const Fact &fact : facts)
    if (tables.terms.isInput(fact.term))
      out << indent << pathText(tables.paths, tables.terms.inputPath(fact.term)) << boundText(tables.paths, fact.bound) << '\n';
}

void print(const InflowSummary &summary, const InflowTables &tables, llvm::raw_ostream &out) {
  for (const auto &[path, cell] : summary.post) {
    out << "  " << pathText(tables.paths, path) << ": " << numberText(tables, cell.number) << '\n';
    if (cell.number.alternatives)
      for (const Alternative &alternative : *cell.number.alternatives) {
        out << "    if " << alternative.value << ":\n";
        print(tables, alternative.facts, "      ", out);
      }
  }
  print(tables, summary.facts, "  then ", out);
  for (const Sink &sink : summary.sinks)
    out << "  '" << sink.what << "' at line " << sink.site.line << ": " << numberText(tables, sink.count) << '\n';
  if (!summary.returns)
    out << "  does not return\n";
}

} // namespace highwater::flow
