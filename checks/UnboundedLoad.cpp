// unbounded-load: an allocation's size comes from outside the program, and nothing on the way limits it from above.
//
// Reported is the allocation, once, with the way that the number took: where it came in, the calls that handed it on. An
// allocation that a function only hands out is that of its callers. A
// test that the number is large enough is no limit; nor is one against another number from outside, or one that is
// itself above MaxLoadBytes.
//
// Silent on purpose: numbers that only an unknown caller could have read; sizes of what is already in memory or on disk
// (lengths of texts, sizes of containers and files); growth by one record after the other; texts read to the end of a
// line; a value that an unknown function was asked about before.

#include "analysis/program/Loads.h"
#include "analysis/program/State.h"
#include "analysis/size/Bytes.h"
#include "checks/Checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace highwater::checks {

/// A number of eight bytes counts what it can count.
static std::string mostText(double bytes) { return size::bytesText(std::min(bytes, std::exp2(64))); }

static Finding describe(const program::Load &load, const Options &options) {
  Finding finding;
  finding.check = UnboundedLoad.name.str();
  finding.site = load.site;
  finding.message = fmt::format("'{}' may be asked for up to {}: the size comes from outside, through '{}', and nothing "
                                "bounds it from above",
                                load.what, mostText(load.bytes), load.source);
  finding.size = size::Expr(std::min(load.bytes, std::exp2(64)));
  finding.notes.push_back({load.entered, fmt::format("'{}' lets the number in here", load.source)});
  for (const flow::Site &call : load.path)
    finding.notes.push_back({call, "it is handed on here"});
  for (const flow::Site &inner : load.within)
    finding.notes.push_back({inner, "the memory is allocated here"});
  finding.notes.push_back({load.site, fmt::format("compare it with a named limit of at most {} before this line",
                                                  mostText(options.maxLoadBytes))});
  return finding;
}

static void run(const program::Program &program, const events::Function &function, const Options &options,
                FindingSink report) {
  for (const program::Load &load : program.state().loads.of(function))
    if (load.bytes > options.maxLoadBytes)
      report(describe(load, options));
}

const Check UnboundedLoad = {"unbounded-load", "allocation's size comes from outside and is not bounded", run};

} // namespace highwater::checks
