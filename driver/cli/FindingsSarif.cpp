// Written for what code scanning reads of SARIF: all rules with their pages, an empty list of results when there are
// none (so that alerts close), relative locations, fingerprints, and the way from the allocation to the peak as a flow.

#include "driver/cli/Reports.h"

#include "driver/cli/Pages.h"
#include "driver/cli/SourcePositions.h"
#include "driver/findings/Key.h"

#include "checks/Checks.h"
#include "driver/config/Config.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

namespace highwater::driver {

namespace json = llvm::json;
using llvm::StringRef;

namespace {

class Sarif {
public:
  explicit Sarif(const Report &report) : report(report), positions(report.overlay) {}

  json::Object log() {
    return json::Object{
        {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs", json::Array{json::Object{
                     {"tool", json::Object{{"driver", driver()}}},
                     {"columnKind", "utf16CodeUnits"},
                     {"originalUriBaseIds",
                      json::Object{{"%SRCROOT%", json::Object{{"description", text("the root of the project")}}}}},
                     {"invocations", json::Array{invocation()}},
                     {"results", results()}}}}};
  }

private:
  /// A copy: JSON would keep the reference.
  static json::Object text(StringRef words) { return json::Object{{"text", words.str()}}; }

  static json::Object driver() {
    json::Array rules;
    for (const checks::Check *check : checks::allChecks()) {
      json::Object rule{{"id", "highwater-" + check->name.str()},
                        {"shortDescription", text(check->summary)},
                        {"defaultConfiguration", json::Object{{"level", "warning"}}},
                        {"properties", json::Object{{"tags", json::Array{"memory", "performance"}}}}};
      for (const Page &page : pages())
        if (page.name == check->name)
          rule["help"] = json::Object{{"text", page.text}, {"markdown", page.text}};
      rules.push_back(std::move(rule));
    }
    return json::Object{{"name", "highwater"}, {"semanticVersion", HIGHWATER_VERSION}, {"rules", std::move(rules)}};
  }

  json::Object invocation() const {
    json::Array notifications;
    auto add = [&](const std::vector<Failure> &files, const char *level, const char *what) {
      for (const Failure &each : files)
        notifications.push_back(json::Object{
            {"level", level},
            {"message", text(what + each.reason)},
            {"locations", json::Array{json::Object{
                              {"physicalLocation", json::Object{{"artifactLocation", artifact(each.file)}}}}}}});
    };
    add(report.coverage.failed, "error", "could not be analysed: ");
    add(report.coverage.skipped, "warning", "not checked: ");
    add(report.coverage.givenUp, "warning", "");
    return json::Object{{"executionSuccessful", report.coverage.failed.empty()},
                        {"toolExecutionNotifications", std::move(notifications)}};
  }

  json::Object artifact(StringRef file) const {
    std::string relative = relativePath(file, report.root);
    bool inside = relative != file;
    std::string uri = inside ? "" : "file://";
    for (char c : relative) {
      if (llvm::isAlnum(c) || StringRef("-._~/+@,=!$&'()*;").contains(c))
        uri += c;
      else
        uri += "%" + llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, /*Width=*/2);
    }
    json::Object location{{"uri", uri}};
    if (inside)
      location["uriBaseId"] = "%SRCROOT%";
    return location;
  }

  json::Object physical(const summary::Site &site) {
    Position position = positions.at(site.file, site.offset);
    return json::Object{{"artifactLocation", artifact(site.file)},
                        {"region", json::Object{{"startLine", position.line}, {"startColumn", position.column}}}};
  }

  json::Array fixes(const checks::Finding &finding) {
    std::map<std::string, json::Array> replacements;
    for (const checks::Edit &edit : finding.fix) {
      Position begin = positions.at(edit.file, edit.offset);
      Position end = positions.at(edit.file, edit.offset + edit.length);
      replacements[edit.file].push_back(json::Object{
          {"deletedRegion", json::Object{{"startLine", begin.line}, {"startColumn", begin.column},
                                         {"endLine", end.line}, {"endColumn", end.column}}},
          {"insertedContent", text(edit.text)}});
    }
    json::Array changes;
    for (auto &[file, list] : replacements)
      changes.push_back(json::Object{{"artifactLocation", artifact(file)}, {"replacements", std::move(list)}});
    return json::Array{json::Object{{"description", text("release it where it is last used")},
                                    {"artifactChanges", std::move(changes)}}};
  }

  json::Object result(const checks::Finding &finding, const std::string &fingerprint) {
    json::Array related, flow;
    auto step = [&](const summary::Site &site, StringRef message) {
      flow.push_back(json::Object{
          {"location", json::Object{{"physicalLocation", physical(site)}, {"message", text(message)}}}});
    };
    step(finding.site, "allocated here");
    for (const auto &[i, note] : llvm::enumerate(finding.notes)) {
      related.push_back(json::Object{
          {"id", i + 1}, {"physicalLocation", physical(note.site)}, {"message", text(note.message)}});
      step(note.site, note.message);
    }
    auto rule = llvm::find_if(checks::allChecks(), [&](const auto *check) { return check->name == finding.check; });
    json::Object location{{"physicalLocation", physical(finding.site)}};
    if (!finding.site.function.empty())
      location["logicalLocations"] =
          json::Array{json::Object{{"fullyQualifiedName", finding.site.function}, {"kind", "function"}}};
    json::Object object{
        {"ruleId", "highwater-" + finding.check},
        {"ruleIndex", rule - checks::allChecks().begin()},
        {"level", "warning"},
        {"message", text(finding.message)},
        {"locations", json::Array{std::move(location)}},
        {"partialFingerprints", json::Object{{"highwater/v1", fingerprint}}},
        {"properties", json::Object{{"confidence", confidenceName(finding.confidence)},
                                    {"size", finding.size.str()}}}};
    if (!finding.notes.empty()) {
      object["relatedLocations"] = std::move(related);
      object["codeFlows"] = json::Array{json::Object{
          {"threadFlows", json::Array{json::Object{{"locations", std::move(flow)}}}}}};
    }
    if (!finding.fix.empty())
      object["fixes"] = fixes(finding);
    return object;
  }

  json::Array results() {
    std::vector<Key> keys;
    for (const checks::Finding &finding : report.findings)
      keys.push_back(keyOf(finding, relativePath(finding.site.file, report.root)));
    json::Array list;
    for (const auto &[finding, fingerprint] : llvm::zip(report.findings, fingerprints(keys)))
      list.push_back(result(finding, fingerprint));
    return list;
  }

  const Report &report;
  SourcePositions positions;
};

} // namespace

void printFindingsSarif(const Report &report, llvm::raw_ostream &out) {
  json::OStream(out, 2).value(Sarif(report).log());
  out << '\n';
}

} // namespace highwater::driver
