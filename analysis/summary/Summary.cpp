// Extraction and printing; composition is in Apply.cpp.

#include "analysis/summary/Summary.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::summary {

using flow::Root;
using flow::ValueRef;
using size::Expr;

Summary summarize(const events::Unit &unit, const events::Function &function, const flow::Values &values,
                  flow::Outcome outcome) {
  Summary summary;
  summary.usr = function.usr;
  summary.name = function.name;
  summary.peaks = std::move(outcome.peaks);
  summary.returns = outcome.returns;
  summary.upper = outcome.upper;
  summary.open = std::move(outcome.open);
  llvm::sort(summary.open);
  summary.open.erase(std::unique(summary.open.begin(), summary.open.end()), summary.open.end());
  summary.retained = 0;
  flow::Evaluator evaluator(unit, function, values);
  std::set<Root> constants;
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (function.body.variables[id].value)
      constants.insert(evaluator.variable(id).root);
  for (const auto &[root, value] : outcome.exit.roots()) {
    if (root.variable != events::none) {
      bool result = function.body.variables[root.variable].storage == events::Variable::Result;
      if (result)
        summary.result = value;
      if (result || value->kind == flow::Value::Pointer) // what a local raw pointer still owns has leaked
        summary.retained += outcome.exit.heapOf(root);
      continue;
    }
    if (constants.count(root))
      continue;
    summary.post[root] = value;
    summary.types[root] = outcome.exit.typeOf(root);
    if (root.external.head() == flow::freedHead) {
      Root pointer{events::none, root.external.parts()[0].parts()[0]};
      summary.types.try_emplace(pointer, outcome.exit.typeOf(pointer));
    }
    summary.retained += outcome.exit.heapOf(root);
  }
  return summary;
}

void print(const Summary &summary, const flow::Values &values, llvm::raw_ostream &out) {
  out << summary.name << ":\n";
  for (const flow::Peak &peak : summary.peaks) {
    out << "  peak " << peak.size.str() << " at line " << (peak.path.empty() ? peak.site.line : peak.path[0].line);
    for (size_t index = 0; index < peak.path.size(); ++index)
      out << " > " << (index + 1 < peak.path.size() ? peak.path[index + 1].function : peak.site.function);
    out << '\n';
    for (const flow::Held &held : peak.held)
      out << "    " << held.object << ": " << held.size.str() << '\n';
  }
  out << "  retains " << summary.retained.str() << '\n';
  for (const auto &[root, value] : summary.post) {
    out << "  leaves " << root.external.str() << " = ";
    flow::print(value, values, out);
    out << '\n';
  }
  if (summary.result->kind != flow::Value::Empty) {
    out << "  returns ";
    flow::print(summary.result, values, out);
    out << '\n';
  }
}

} // namespace highwater::summary
