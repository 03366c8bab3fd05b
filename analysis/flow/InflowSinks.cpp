// Allocations whose size comes from outside, and whose they are: of the function that they are in, or of its callers.
//
// What `void *checked(size_t size)` allocates and returns, each of its callers asks for. They are reported, not the line
// that all of them share.

#include "analysis/flow/Inflow.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;

void Inflow::sink(const Event &event, std::string what, const Number &count, double unit) {
  if (!recording || count.label.empty())
    return;
  Sink sink{siteOf(this->unit, function, event.location), std::move(what), count, unit, {}, blockHere(), false, {}};
  sink.count.alternatives = nullptr;
  sink.count.vouches = nullptr;
  if (tables.origins.isOutside(count.label))
    calls.found(sink);
  bool dependent = llvm::any_of(count.label, [&](OriginId id) { return !tables.origins.isOutside(id); });
  constexpr unsigned mostSinks = 64;
  if (dependent && sinks.size() < mostSinks)
    sinks.push_back(std::move(sink));
}

/// Whether the function returns a pointer to what was asked for with numbers that it was given, and has put nothing there
/// that comes from outside.
bool Inflow::handsOut(const InflowState &exit, const Sink &sink) const {
  Paths &paths = tables.paths;
  bool given = llvm::all_of(sink.count.label, [&](OriginId id) {
    const Origin &origin = tables.origins[id];
    return !origin.outside && paths.isRoot(origin.id) && paths.kind(origin.id) == Paths::Parameter;
  });
  PathId result = paths.root(Paths::Result, 0);
  bool returned = given && sink.block && llvm::is_contained(exit.deref(result), sink.block);
  return returned && llvm::none_of(exit.all().around(sink.block), [&](const auto &entry) {
           return paths.under(entry.first, sink.block) && tables.origins.isOutside(entry.second->number.label);
         });
}

/// A sink of the callee, as one of this function: of a call that only hands out memory, the call itself.
Sink Inflow::passedOn(const Sink &inner, const Invocation &call) const {
  Sink outer = inner;
  Site here = siteOf(unit, function, call.event.location);
  events::Callee::Kind kind = call.event.callee.kind;
  outer.handedOut = inner.handedOut && (kind == events::Callee::Function || kind == events::Callee::Method);
  outer.block = 0;
  if (!outer.handedOut) {
    outer.path.insert(outer.path.begin(), here);
    return outer;
  }
  outer.within.insert(outer.within.begin(), inner.site);
  outer.site = here;
  outer.what = nameOf(call.event);
  return outer;
}

} // namespace highwater::flow
