// The formats that a code host shows beside the lines of a change.

#include "driver/cli/Reports.h"

#include "driver/findings/Key.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

namespace highwater::driver {

namespace json = llvm::json;
using llvm::StringRef;

/// A workflow command ends with its line; the values of its properties also with a colon or comma.
static std::string escaped(StringRef text, bool property) {
  std::string result;
  for (char c : text) {
    if (c == '%')
      result += "%25";
    else if (c == '\n')
      result += "%0A";
    else if (c == '\r')
      result += "%0D";
    else if (property && c == ':')
      result += "%3A";
    else if (property && c == ',')
      result += "%2C";
    else
      result += c;
  }
  return result;
}

void printFindingsGithub(const Report &report, llvm::raw_ostream &out) {
  auto file = [&](StringRef name) { return escaped(relativePath(name, report.root), true); };
  for (const Failure &each : report.coverage.failed)
    out << "::error file=" << file(each.file) << ",title=highwater::could not be analysed: "
        << escaped(each.reason, false) << '\n';
  for (const Failure &each : report.coverage.skipped)
    out << "::warning file=" << file(each.file) << ",title=highwater::not checked: " << escaped(each.reason, false)
        << '\n';
  for (const checks::Finding &finding : report.findings)
    out << "::warning file=" << file(finding.site.file) << ",line=" << finding.site.line
        << ",col=" << finding.site.column << ",title=highwater-" << finding.check
        << "::" << escaped(finding.message, false) << '\n';
}

void printFindingsGitlab(const Report &report, llvm::raw_ostream &out) {
  std::vector<Key> keys;
  for (const checks::Finding &finding : report.findings)
    keys.push_back(keyOf(finding, relativePath(finding.site.file, report.root)));
  json::Array list;
  auto add = [&](std::string message, std::string check, std::string fingerprint, StringRef severity,
                 StringRef file, unsigned line) {
    list.push_back(json::Object{
        {"description", std::move(message)},
        {"check_name", std::move(check)},
        {"fingerprint", std::move(fingerprint)},
        {"severity", severity},
        {"location", json::Object{{"path", relativePath(file, report.root)}, {"lines", json::Object{{"begin", line}}}}}});
  };
  for (const auto &[finding, fingerprint] : llvm::zip(report.findings, fingerprints(keys)))
    add(finding.message, "highwater-" + finding.check, fingerprint, "major", finding.site.file, finding.site.line);
  for (const Failure &each : report.coverage.failed) {
    Key key{"highwater", relativePath(each.file, report.root), "", ""};
    add("could not be analysed: " + each.reason, key.check, fingerprints(key).front(), "info", each.file, 1);
  }
  json::OStream(out, 2).value(std::move(list));
  out << '\n';
}

} // namespace highwater::driver
