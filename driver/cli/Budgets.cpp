// The function's own annotation wins over the configuration, being nearer.

#include "driver/cli/Budgets.h"

#include "driver/cli/Exit.h"
#include "driver/cli/Sources.h"
#include "driver/config/Bytes.h"
#include "driver/config/Nearest.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace highwater::driver {

namespace json = llvm::json;

namespace {

struct Stated {
  program::FunctionReference function;
  double bytes = 0;
  std::string from;
};

} // namespace

std::vector<std::string> parameterNames(const events::Function &entry) {
  std::vector<std::string> names;
  for (const events::Variable &variable : entry.body.variables)
    if (variable.storage == events::Variable::Parameter && variable.index != events::none) {
      names.resize(std::max<size_t>(names.size(), variable.index + 1));
      names[variable.index] = variable.name;
    }
  return names;
}

static llvm::Error checkKeys(const program::Program &program, const Config &config) {
  for (const auto &[key, bytes] : config.budgets) {
    std::vector<llvm::StringRef> known;
    bool found = false;
    for (const events::Unit &unit : program.units())
      for (const events::Function &function : unit.functions) {
        known.push_back(function.name);
        found |= Config::speaksOf(key, function.name, function.file);
      }
    if (!found)
      return llvm::createStringError(fmt::format("{}: budgets: no function is called '{}'{}", config.path, key,
                                                 nearestHint(key, known)));
  }
  return llvm::Error::success();
}

static llvm::Expected<std::vector<Stated>> statedBudgets(const program::Program &program, const Config &config) {
  std::vector<Stated> stated;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto &[index, unit] : llvm::enumerate(program.units()))
    for (const auto &[position, function] : llvm::enumerate(unit.functions)) {
      std::optional<double> bytes = config.budgetOf(function.name, function.file);
      std::string from = config.path;
      if (function.budget) {
        bytes = parseQuantity(*function.budget);
        from = "HIGHWATER_BUDGET";
        if (!bytes)
          return llvm::createStringError(fmt::format("{}:{}: HIGHWATER_BUDGET of '{}' is '{}', which is no size",
                                                     function.file, function.location.line, function.name,
                                                     *function.budget));
      }
      // A header's function is in many units, and is one; every program has its own main.
      if (bytes && seen.emplace(function.usr, function.isMain ? unit.mainFile : "").second)
        stated.push_back({{unsigned(index), unsigned(position)}, *bytes, from});
    }
  if (stated.empty())
    return llvm::createStringError("no function has a budget; state one under 'budgets:' in .highwater.yaml, or with "
                                   "HIGHWATER_BUDGET in front of a function");
  return stated;
}

static BudgetVerdict::Kind judge(const BoundEstimate &estimate, double bytes, bool acceptPartial) {
  if (estimate.peak && estimate.peak->best > bytes)
    return BudgetVerdict::Over;
  bool known = estimate.peak && (acceptPartial || estimate.kind != "partial");
  return known ? BudgetVerdict::Within : BudgetVerdict::Unknown;
}

llvm::Expected<std::vector<BudgetVerdict>> compareBudgets(const program::Program &program, const Config &config,
                                                          const Assumptions &assumptions, const CommandLine &line,
                                                          bool acceptPartial) {
  if (llvm::Error error = checkKeys(program, config))
    return error;
  auto stated = statedBudgets(program, config);
  if (!stated)
    return stated.takeError();
  std::vector<BudgetVerdict> verdicts;
  for (const Stated &each : *stated) {
    const events::Function &function = program.function(each.function);
    Assumptions known = assumptions;
    known.parameters = parameterNames(function);
    Inputs inputs(function.isMain ? line : CommandLine(), std::move(known), function.isMain);
    BudgetVerdict verdict;
    verdict.function = function.name;
    verdict.site = {function.file, function.location.line, function.location.column, function.location.offset,
                    function.name};
    verdict.bytes = each.bytes;
    verdict.from = each.from;
    verdict.estimate =
        bindEstimate(program.estimate(each.function, /*savings=*/false), inputs, function.language);
    if (!inputs.unreadable().empty() && !verdict.estimate.peak)
      verdict.estimate.reason = *inputs.unreadable().begin();
    verdict.kind = judge(verdict.estimate, each.bytes, acceptPartial);
    verdicts.push_back(std::move(verdict));
  }
  llvm::sort(verdicts, [](const BudgetVerdict &a, const BudgetVerdict &b) { return a.site < b.site; });
  return verdicts;
}

static std::string place(const summary::Site &site, llvm::StringRef root) {
  return site.line ? fmt::format("{}:{}", relativePath(site.file, root), site.line) : "?";
}

static std::string peakText(const BoundEstimate &estimate) {
  if (!estimate.peak)
    return "not known";
  const char *degree = estimate.kind == "partial" ? "at least " : estimate.kind == "upper" ? "at most " : "";
  return degree + size::bytesText(estimate.peak->best);
}

void printBudgetsText(llvm::ArrayRef<BudgetVerdict> verdicts, const ReportStyle &style, llvm::raw_ostream &out) {
  static constexpr const char *words[] = {"within", "over", "unknown"};
  for (const BudgetVerdict &verdict : verdicts) {
    const BoundEstimate &estimate = verdict.estimate;
    out << fmt::format("{:<8} {}: {} in {}, budget {}\n", words[verdict.kind], place(verdict.site, style.root),
                       peakText(estimate), verdict.function, size::bytesText(verdict.bytes));
    if (verdict.kind == BudgetVerdict::Within) {
      if (estimate.kind == "partial")
        out << fmt::format("         accepted: {}\n", estimate.reason);
      continue;
    }
    static constexpr size_t most = 3;
    for (const auto &[row, bytes, lines] : llvm::ArrayRef(estimate.live).take_front(most))
      out << fmt::format("           {:>10}  {}  {}  {}\n", bytes ? size::bytesText(*bytes) : "?", row.object, row.type,
                         place(row.allocated, style.root));
    if (verdict.kind == BudgetVerdict::Unknown)
      out << fmt::format("         {}; {}\n", estimate.reason.empty() ? "its size is not known" : estimate.reason,
                         estimate.peak ? "describe it in a model, or accept it with --accept-assumptions"
                                       : "say what it is under 'assumptions:' in .highwater.yaml or with --assume");
  }
}

void printBudgetsJson(llvm::ArrayRef<BudgetVerdict> verdicts, llvm::StringRef root, llvm::raw_ostream &out) {
  static constexpr llvm::StringLiteral words[] = {"within", "over", "unknown"};
  auto whole = [](std::optional<double> bytes) { return bytes ? json::Value(std::round(*bytes)) : nullptr; };
  json::Array list;
  for (const BudgetVerdict &verdict : verdicts) {
    json::Array live;
    for (const auto &[row, bytes, lines] : verdict.estimate.live)
      live.push_back(json::Object{{"object", row.object}, {"type", row.type}, {"bytes", whole(bytes)},
                                  {"formula", row.size.str()}, {"file", relativePath(row.allocated.file, root)},
                                  {"line", row.allocated.line}});
    const BoundEstimate &estimate = verdict.estimate;
    json::Object peak{{"bytes", estimate.peak ? whole(estimate.peak->best) : nullptr},
                      {"formula", estimate.formula.str()}, {"kind", estimate.kind}};
    if (!estimate.reason.empty())
      peak["reason"] = estimate.reason;
    list.push_back(json::Object{{"function", verdict.function}, {"file", relativePath(verdict.site.file, root)},
                                {"line", verdict.site.line}, {"budget", whole(verdict.bytes)},
                                {"verdict", words[verdict.kind]}, {"peak", std::move(peak)},
                                {"live", std::move(live)}});
  }
  json::OStream writer(out, 2);
  writer.object([&] {
    writer.attribute("version", 1);
    writer.attribute("budgets", std::move(list));
  });
  out << '\n';
}

int exitCodeOf(llvm::ArrayRef<BudgetVerdict> verdicts) {
  auto any = [&](BudgetVerdict::Kind kind) {
    return llvm::any_of(verdicts, [&](const BudgetVerdict &each) { return each.kind == kind; });
  };
  return any(BudgetVerdict::Over) ? Findings : any(BudgetVerdict::Unknown) ? Incomplete : Clean;
}

} // namespace highwater::driver
