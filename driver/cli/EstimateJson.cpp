// The JSON form of an estimate. Keys are a contract: see docs/json.md.

#include "driver/cli/BoundEstimate.h"
#include "driver/cli/Sources.h"

#include "llvm/Support/JSON.h"

#include <cmath>

namespace highwater::driver {

namespace json = llvm::json;

/// Bytes are whole.
static json::Value number(std::optional<double> value) {
  if (!value)
    return nullptr;
  return std::round(*value);
}

static json::Value place(const summary::Site &site, llvm::StringRef root, bool withFunction) {
  if (site.line == 0)
    return nullptr;
  json::Object object{{"file", relativePath(site.file, root)}, {"line", site.line}};
  if (withFunction)
    object["function"] = site.function;
  return object;
}

/// low and high stand beside bytes; what is only known from below has no high.
static void addRange(json::Object &object, const std::optional<size::Range> &range, bool open) {
  object["bytes"] = range ? number(range->best) : nullptr;
  object["low"] = range ? number(range->low) : nullptr;
  object["high"] = range && !open ? number(range->high) : nullptr;
}

static json::Object peakJson(const BoundEstimate &estimate, llvm::StringRef root) {
  json::Object peak;
  addRange(peak, estimate.peak, estimate.kind == "partial");
  peak["formula"] = estimate.formula.str();
  peak["kind"] = estimate.kind;
  if (!estimate.reason.empty())
    peak["reason"] = estimate.reason;
  peak["location"] = nullptr;
  json::Array path;
  if (estimate.witness) {
    peak["location"] = place(estimate.witness->site, root, true);
    for (const summary::Site &site : estimate.witness->path)
      path.push_back(place(site, root, true));
  }
  peak["path"] = std::move(path);
  return peak;
}

static json::Object measured(const size::Expr &size, std::optional<double> bytes) {
  json::Object object{{"bytes", number(bytes)}, {"formula", size.str()}};
  if (!bytes && size.isUnknown())
    object["reason"] = size.reason();
  return object;
}

static json::Array liveJson(const BoundEstimate &estimate, llvm::StringRef root) {
  json::Array live;
  for (const auto &[object, bytes, lines] : estimate.live) {
    json::Object row = measured(object.size, bytes);
    row["object"] = object.object;
    row["type"] = object.type;
    row["allocated"] = place(object.allocated, root, false);
    row["last_use"] = place(object.lastUse, root, false);
    row["released"] = place(object.released, root, false);
    row["dragging"] = object.dragging;
    json::Array places;
    for (const auto &[file, line] : lines)
      places.push_back(json::Object{{"file", relativePath(file, root)}, {"line", line}});
    row["lines"] = std::move(places);
    live.push_back(std::move(row));
  }
  return live;
}

static json::Array savingsJson(const BoundEstimate &estimate, llvm::StringRef root) {
  json::Array savings;
  for (const BoundSaving &each : estimate.savings)
    savings.push_back(json::Object{{"check", "highwater-" + each.saving.check},
                                   {"object", each.saving.object},
                                   {"file", relativePath(each.saving.site.file, root)},
                                   {"line", each.saving.site.line},
                                   {"peak_after", number(each.peakAfter)},
                                   {"bytes", number(each.bytes)}});
  return savings;
}

static json::Object fitJson(const BudgetFit &fit) {
  static constexpr llvm::StringLiteral words[] = {"fits", "may fit", "over", "unknown"};
  return json::Object{{"bytes", fit.budget.bytes},
                      {"name", fit.budget.name},
                      {"quantity", fit.budget.resident ? "rss" : "live heap bytes"},
                      {"verdict", words[fit.verdict()]},
                      {"headroom", fit.need ? json::Value(std::round(fit.budget.bytes - fit.need->best)) : nullptr}};
}

void printEstimateJson(const BoundEstimate &estimate, llvm::StringRef root,
                       llvm::raw_ostream &out) {
  json::Object rss;
  addRange(rss, estimate.rss, estimate.kind == "partial");
  json::Array assumptions;
  for (const program::Assumption &each : estimate.assumptions)
    assumptions.push_back(json::Object{{"what", each.what},
                                       {"file", relativePath(each.site.file, root)},
                                       {"line", each.site.line}});
  json::Object inputs;
  for (const auto &[symbol, fact] : estimate.inputs)
    inputs[symbol.str()] = json::Object{{"value", fact.value}, {"from", fact.from}};
  json::Array functions;
  for (const BoundRow &each : estimate.functions)
    functions.push_back(json::Object{{"name", each.row.name},
                                     {"file", relativePath(each.row.site.file, root)},
                                     {"line", each.row.site.line},
                                     {"peak", measured(each.row.peak, each.peak)},
                                     {"retained", measured(each.row.retained, each.retained)}});

  json::OStream writer(out, 2);
  writer.object([&] {
    writer.attribute("version", 1);
    writer.attribute("entry", estimate.entry);
    writer.attribute("quantity", "live heap bytes");
    writer.attribute("peak", peakJson(estimate, root));
    writer.attribute("rss", std::move(rss));
    if (estimate.fit)
      writer.attribute("budget", fitJson(*estimate.fit));
    writer.attribute("live", liveJson(estimate, root));
    writer.attribute("savings", savingsJson(estimate, root));
    writer.attribute("peak_after_all", number(estimate.peakAfterAll));
    writer.attribute("assumptions", std::move(assumptions));
    writer.attribute("inputs", std::move(inputs));
    writer.attribute("functions", std::move(functions));
  });
  out << '\n';
}

} // namespace highwater::driver
