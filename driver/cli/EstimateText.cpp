// The text report leads with the answer: how much, where, what is alive there, what would help.

#include "driver/cli/BoundEstimate.h"
#include "driver/cli/Legend.h"
#include "driver/cli/Sources.h"
#include "driver/config/Bytes.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include <algorithm>
#include <vector>

namespace highwater::driver {

namespace {

class Report {
public:
  Report(const BoundEstimate &estimate, const ReportStyle &style, llvm::raw_ostream &out)
      : estimate(estimate), style(style), out(out),
        legend(formulas(estimate), style.line, estimate.inputs) {}

  void print() {
    headline();
    location();
    liveSet();
    savings();
    assumptions();
    if (estimate.rss)
      out << "  process RSS ≈ " << size::bytesText(estimate.rss->best) << '\n';
    if (estimate.fit)
      out << "  " << strong(estimate.fit->text()) << '\n';
    if (style.verbose)
      inputs();
  }

private:
  std::string place(const summary::Site &site) const {
    if (site.line == 0)
      return "?";
    return fmt::format("{}:{}", relativePath(site.file, style.root), site.line);
  }

  std::string strong(const std::string &text) const {
    return style.colour ? "\033[1m" + text + "\033[0m" : text;
  }

  static std::vector<size::Expr> formulas(const BoundEstimate &estimate) {
    std::vector<size::Expr> all = {estimate.formula};
    for (const BoundContribution &row : estimate.live)
      all.push_back(row.contribution.size);
    return all;
  }

  std::string formulaText(const size::Expr &formula, size_t longest) const {
    return legend.text(formula, style.verbose ? std::string::npos : longest);
  }

  std::string size(std::optional<double> bytes, const size::Expr &formula) const {
    if (bytes)
      return size::bytesText(*bytes);
    return formula.isUnknown() ? "unknown" : formulaText(formula, 40);
  }

  void headline() {
    std::string formula;
    bool constant = estimate.formula.asConstant().has_value();
    if (!constant) {
      formula = "  =  " + formulaText(estimate.formula, 110);
      if (std::string explained = legend.explanation(estimate.formula); !explained.empty())
        formula += "        " + explained;
    }
    if (!estimate.peak) {
      out << strong(estimate.formula.isUnknown() || constant ? "peak unknown" : "peak") << formula << '\n'
          << "  not known in bytes: " << estimate.reason << '\n';
      return;
    }
    const size::Range &peak = *estimate.peak;
    out << strong("peak " + size::bytesText(peak.best));
    if (estimate.kind == "partial")
      out << "  (at least; " << estimate.reason << ")";
    else if (estimate.kind == "upper")
      out << "  (at most)";
    else if (size::bytesText(peak.low) != size::bytesText(peak.high))
      out << "  (" << size::bytesText(peak.low) << " – " << size::bytesText(peak.high) << ")";
    out << formula << '\n';
  }

  void location() {
    if (!estimate.witness)
      return;
    const summary::Witness &witness = *estimate.witness;
    out << "  at  " << place(witness.site);
    if (!witness.site.function.empty())
      out << "  in " << witness.site.function << "()";
    for (auto site = witness.path.rbegin(); site != witness.path.rend(); ++site)
      out << "  ←  " << place(*site) << ' ' << site->function << "()";
    out << '\n';
  }

  void liveSet() {
    if (estimate.live.empty())
      return;
    static constexpr size_t most = 12;
    size_t shown = style.verbose ? estimate.live.size() : std::min(most, estimate.live.size());
    size_t sizes = 0, names = 0, types = 0;
    for (size_t i = 0; i < shown; ++i) {
      const BoundContribution &row = estimate.live[i];
      sizes = std::max(sizes, size(row.bytes, row.contribution.size).size());
      names = std::max(names, row.contribution.object.size());
      types = std::max(types, row.contribution.type.size());
    }
    sizes = std::min<size_t>(sizes, 44);
    types = std::min<size_t>(types, 48);
    out << "  live there:\n";
    for (size_t i = 0; i < shown; ++i) {
      const auto &[object, bytes, lines] = estimate.live[i];
      std::string row =
          fmt::format("    {:>{}}  {:<{}}  {:<{}}  {}", size(bytes, object.size), sizes,
                      object.object, names, object.type, types, place(object.allocated));
      if (object.lastUse.line)
        row += "   last used " + place(object.lastUse);
      if (object.dragging)
        row += "   ← dragging";
      out << row << '\n';
    }
    if (shown < estimate.live.size())
      out << "    and " << estimate.live.size() - shown << " smaller ones (--verbose)\n";
  }

  void savings() {
    bool first = true;
    for (const BoundSaving &each : estimate.savings) {
      out << (first ? "  would save:  " : "               ");
      first = false;
      llvm::StringRef check = each.saving.check;
      check.consume_front("highwater-");
      out << (each.bytes ? "−" + size::bytesText(*each.bytes) : std::string("(a part)"))
          << "  release '" << each.saving.object << "' at " << place(each.saving.site)
          << " (highwater-" << check << ")";
      if (&each == &estimate.savings.back() && estimate.peakAfterAll)
        out << "; all savings together: " << size::bytesText(*estimate.peakAfterAll) << " left";
      out << '\n';
    }
  }

  void assumptions() {
    if (estimate.assumptions.empty())
      return;
    size_t count = estimate.assumptions.size();
    out << "  assumed:  " << count << (count == 1 ? " thing" : " things");
    if (!style.verbose) {
      out << " (listed with --verbose)\n";
      return;
    }
    out << '\n';
    for (const program::Assumption &each : estimate.assumptions) {
      out << "    " << each.what;
      if (each.site.line)
        out << "  " << place(each.site);
      out << '\n';
    }
  }

  void inputs() {
    if (estimate.inputs.empty())
      return;
    out << "  inputs:\n";
    for (const auto &[symbol, fact] : estimate.inputs)
      out << "    " << symbol.str() << " = " << formatNumber(fact.value) << "  (" << fact.from
          << (fact.sampled ? ", sampled)" : ")") << '\n';
  }

  const BoundEstimate &estimate;
  const ReportStyle &style;
  llvm::raw_ostream &out;
  Legend legend;
};

} // namespace

void printEstimateText(const BoundEstimate &estimate, const ReportStyle &style,
                       llvm::raw_ostream &out) {
  Report(estimate, style, out).print();
}

} // namespace highwater::driver
