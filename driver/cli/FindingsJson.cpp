// The JSON form of a check run. Keys are a contract: see docs/json.md.

#include "driver/cli/Reports.h"

#include "llvm/Support/JSON.h"

#include <cmath>

namespace highwater::driver {

namespace json = llvm::json;

namespace {

/// Binds nothing: only constants have a value.
class NoFacts : public size::Binding {
  std::optional<size::Range> number(const size::Symbol &) const override { return std::nullopt; }
};

} // namespace

static json::Value bytesOf(const size::Expr &size) {
  size::Evaluation evaluation = size.evaluate(NoFacts());
  if (!evaluation.value)
    return nullptr;
  return std::round(evaluation.value->best);
}

static json::Array editsJson(const checks::Finding &finding, llvm::StringRef root) {
  json::Array edits;
  for (const checks::Edit &edit : finding.fix)
    edits.push_back(json::Object{{"file", relativePath(edit.file, root)},
                                 {"offset", edit.offset},
                                 {"length", edit.length},
                                 {"text", edit.text}});
  return edits;
}

static json::Object findingJson(const checks::Finding &finding, llvm::StringRef root) {
  json::Array notes;
  for (const checks::Note &note : finding.notes)
    notes.push_back(json::Object{{"file", relativePath(note.site.file, root)},
                                 {"line", note.site.line},
                                 {"message", note.message}});
  size::Expr saved = finding.peakBefore - finding.peakAfter;
  json::Object result{
      {"check", "highwater-" + finding.check},
      {"file", relativePath(finding.site.file, root)},
      {"line", finding.site.line},
      {"column", finding.site.column},
      {"function", finding.site.function},
      {"message", finding.message},
      {"confidence", confidenceName(finding.confidence)},
      {"size", json::Object{{"formula", finding.size.str()}, {"bytes", bytesOf(finding.size)}}},
      {"saving", json::Object{{"peak_before", bytesOf(finding.peakBefore)},
                              {"peak_after", bytesOf(finding.peakAfter)},
                              {"formula", saved.str()}}},
      {"notes", std::move(notes)}};
  result["fix"] = finding.fix.empty() ? json::Value(nullptr)
                                      : json::Object{{"edits", editsJson(finding, root)}};
  return result;
}

void printFindingsJson(const Report &report, llvm::raw_ostream &out) {
  const Coverage &coverage = report.coverage;
  const std::string &root = report.root;
  json::Array list;
  for (const checks::Finding &finding : report.findings)
    list.push_back(findingJson(finding, root));
  auto named = [&](const std::vector<Failure> &files) {
    json::Array result;
    for (const Failure &each : files)
      result.push_back(json::Object{{"file", relativePath(each.file, root)}, {"reason", each.reason}});
    return result;
  };
  json::OStream writer(out, 2);
  writer.object([&] {
    writer.attribute("version", 1);
    writer.attribute("findings", std::move(list));
    writer.attribute("coverage", json::Object{{"files", coverage.files},
                                              {"analysed", coverage.analysed},
                                              {"failed", named(coverage.failed)},
                                              {"skipped", named(coverage.skipped)},
                                              {"given_up", named(coverage.givenUp)}});
  });
  out << '\n';
}

} // namespace highwater::driver
