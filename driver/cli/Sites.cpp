// A profiler may leave out folders: a frame is in every source whose path ends as the frame's does.

#include "driver/cli/Sites.h"

#include "driver/cli/Sources.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

#include <cmath>

namespace highwater::driver {

using llvm::StringRef;

namespace {

class SourceNames {
public:
  explicit SourceNames(const std::set<std::string> &sources) : sources(sources) {}

  const std::vector<std::string> &matching(StringRef file) {
    auto [entry, isNew] = known.try_emplace(file);
    if (!isNew)
      return entry->second;
    llvm::SmallString<128> name(file);
    llvm::sys::path::remove_dots(name, /*remove_dot_dot=*/true);
    for (const std::string &source : sources)
      if (source == name || (llvm::sys::path::is_relative(name) && StringRef(source).ends_with(("/" + name).str())))
        entry->second.push_back(source);
    return entry->second;
  }

private:
  const std::set<std::string> &sources;
  llvm::StringMap<std::vector<std::string>> known;
};

/// The objects that a line names.
class NamedLines {
public:
  explicit NamedLines(const std::vector<BoundContribution> &live) {
    for (auto [i, object] : llvm::enumerate(live))
      for (const SourceLine &line : object.lines)
        objects[line].insert(i);
  }

  std::set<size_t> at(const std::vector<std::string> &files, unsigned line) const {
    for (const std::string &file : files)
      if (auto found = objects.find({file, line}); found != objects.end())
        return found->second;
    return {};
  }

private:
  std::map<SourceLine, std::set<size_t>> objects;
};

/// Goes outwards from the innermost frame that names an object: a frame further out decides between several.
class StackObject {
public:
  void add(const std::set<size_t> &named, const std::vector<BoundContribution> &live, const SourceLine &line) {
    if (named.empty())
      return;
    std::set<size_t> both;
    if (objects.empty()) {
      both = named;
      for (size_t object : named)
        if (const summary::Site &site = live[object].contribution.allocated; SourceLine(site.file, site.line) == line)
          declared.insert(object);
    }
    for (size_t object : objects)
      if (named.count(object))
        both.insert(object);
    if (!both.empty())
      objects = std::move(both);
  }

  /// The largest of what is left, those first that a line declares.
  std::optional<size_t> get() const {
    for (size_t object : objects)
      if (declared.count(object))
        return object;
    return objects.empty() ? std::nullopt : std::optional(*objects.begin());
  }

private:
  std::set<size_t> objects, declared; ///< the smallest index is the largest object
};

} // namespace

/// The estimate's largest object, or another that it takes for just as large.
static bool isFirst(size_t object, const std::vector<BoundContribution> &live) {
  double most = live.front().bytes.value_or(0);
  return object == 0 || (most > 0 && live[object].bytes.value_or(0) >= 0.99 * most);
}

SiteComparison compareSites(const Profile &profile, const BoundEstimate &estimate, const std::set<std::string> &sources) {
  SiteComparison result;
  SourceNames names(sources);
  NamedLines lines(estimate.live);
  std::map<SourceLine, MeasuredSite> sites;
  for (const ProfileStack &stack : profile.stacks) {
    result.bytes += stack.bytes;
    std::optional<SourceLine> innermost;
    StackObject stackObject;
    for (const ProfileFrame &frame : stack.frames) {
      const std::vector<std::string> &files = names.matching(frame.file);
      if (files.empty())
        continue;
      if (!innermost)
        innermost = {files.front(), frame.line};
      stackObject.add(lines.at(files, frame.line), estimate.live, {files.front(), frame.line});
    }
    if (!innermost) {
      result.outside += stack.bytes;
      continue;
    }
    MeasuredSite &site = sites[*innermost];
    site.line = *innermost;
    site.bytes += stack.bytes;
    std::optional<size_t> object = stackObject.get();
    if (!object)
      continue;
    site.named += stack.bytes;
    site.objects[*object] += stack.bytes;
    result.named += stack.bytes;
  }
  for (auto &[line, site] : sites)
    result.sites.push_back(std::move(site));
  llvm::sort(result.sites, [](const auto &a, const auto &b) {
    return std::tie(b.bytes, a.line) < std::tie(a.bytes, b.line);
  });
  result.largestIsFirst = !result.sites.empty() && llvm::any_of(result.sites.front().objects, [&](const auto &each) {
    return isFirst(each.first, estimate.live) && 2 * each.second >= result.sites.front().bytes;
  });
  return result;
}

static std::string share(double part, double whole) {
  return whole > 0 ? fmt::format("{:.1f} %", 100 * part / whole) : "0 %";
}

static std::string objectNames(const MeasuredSite &site, const BoundEstimate &estimate) {
  std::string text;
  for (const auto &[object, bytes] : site.objects)
    text += (text.empty() ? "" : ", ") + estimate.live[object].contribution.object;
  return text;
}

void printSites(const SiteComparison &sites, const BoundEstimate &estimate, StringRef root, llvm::raw_ostream &out) {
  static constexpr size_t most = 12;
  out << fmt::format("sites      {} of the {} at the measured peak are on lines that the estimate named: {}\n",
                     size::bytesText(sites.named), size::bytesText(sites.bytes), share(sites.named, sites.bytes));
  for (const MeasuredSite &site : llvm::ArrayRef(sites.sites).take_front(most)) {
    std::string row = fmt::format("  {:>10}  {}:{}", size::bytesText(site.bytes),
                                  relativePath(site.line.first, root), site.line.second);
    if (site.objects.empty())
      row += "   not named";
    else
      row += "   " + objectNames(site, estimate);
    if (site.named > 0 && site.named < 0.99 * site.bytes)
      row += ", " + share(site.named, site.bytes) + " of it";
    out << row << '\n';
  }
  if (sites.sites.size() > most)
    out << fmt::format("  and {} smaller ones\n", sites.sites.size() - most);
  if (sites.outside > 0)
    out << fmt::format("  {:>10}  without a line of the sources\n", size::bytesText(sites.outside));
  if (!sites.sites.empty() && !estimate.live.empty())
    out << fmt::format("  the largest is {}on lines of '{}', the estimate's largest object\n",
                       sites.largestIsFirst ? "" : "not ", estimate.live.front().contribution.object);
}

llvm::json::Value sitesJson(const SiteComparison &sites, const BoundEstimate &estimate, StringRef root) {
  namespace json = llvm::json;
  auto place = [&](const MeasuredSite &site) {
    return json::Object{{"file", relativePath(site.line.first, root)},
                        {"line", site.line.second},
                        {"bytes", std::round(site.bytes)},
                        {"named_bytes", std::round(site.named)}};
  };
  json::Array lines;
  for (const MeasuredSite &site : sites.sites) {
    json::Object row = place(site);
    json::Array objects;
    for (const auto &[object, bytes] : site.objects)
      objects.push_back(estimate.live[object].contribution.object);
    row["objects"] = std::move(objects);
    lines.push_back(std::move(row));
  }
  json::Value largest = nullptr;
  if (!sites.sites.empty()) {
    json::Object row = place(sites.sites.front());
    row["named_first"] = sites.largestIsFirst;
    largest = std::move(row);
  }
  return json::Object{{"bytes_at_peak", std::round(sites.bytes)},
                      {"named_bytes", std::round(sites.named)},
                      {"outside_bytes", std::round(sites.outside)},
                      {"share", sites.bytes > 0 ? json::Value(sites.named / sites.bytes) : json::Value(nullptr)},
                      {"largest", std::move(largest)},
                      {"lines", std::move(lines)}};
}

} // namespace highwater::driver
