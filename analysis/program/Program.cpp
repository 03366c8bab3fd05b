// The program as the driver and the checks see it.

#include "analysis/program/State.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace highwater::program {

Program::Program(std::vector<events::Unit> units, const effects::Catalog &catalog, ProgramOptions options)
    : internals(std::make_unique<State>(std::move(units), catalog, std::move(options))) {}

Program::~Program() = default;

const std::vector<events::Unit> &Program::units() const { return internals->linkage.units; }

const events::Function &Program::function(FunctionReference reference) const {
  return internals->linkage.function(reference);
}

FunctionReference Program::referenceOf(const events::Function &function) const {
  for (unsigned unit = 0; unit < units().size(); ++unit)
    if (const auto &functions = units()[unit].functions;
        !functions.empty() && &function >= &functions.front() && &function <= &functions.back())
      return {unit, static_cast<unsigned>(&function - functions.data())};
  return {};
}

std::vector<FunctionReference> Program::mains() const {
  std::vector<FunctionReference> result;
  for (unsigned unit = 0; unit < units().size(); ++unit)
    for (unsigned index = 0; index < units()[unit].functions.size(); ++index)
      if (units()[unit].functions[index].isMain)
        result.push_back({unit, index});
  return result;
}

std::vector<FunctionReference> Program::find(llvm::StringRef name, llvm::StringRef file) const {
  std::vector<FunctionReference> result;
  for (unsigned unit = 0; unit < units().size(); ++unit)
    for (unsigned index = 0; index < units()[unit].functions.size(); ++index) {
      const events::Function &candidate = units()[unit].functions[index];
      llvm::StringRef full = candidate.name;
      bool named = full == name || (full.ends_with(name) && full.drop_back(name.size()).ends_with("::"));
      if (named && (file.empty() || llvm::StringRef(candidate.file).ends_with(file)))
        result.push_back({unit, index});
    }
  return result;
}

void Program::dumpSizes(FunctionReference reference, llvm::raw_ostream &out) const {
  internals->analysis.dump(reference, out);
}

void Program::dumpInflow(FunctionReference reference, llvm::raw_ostream &out) const {
  internals->loads.dump(reference, out);
}

void Program::dumpSummary(FunctionReference reference, llvm::raw_ostream &out) const {
  summary::print(internals->analysis.summaryOf(reference), internals->values, out);
}

void Program::dumpTouches(FunctionReference reference, llvm::raw_ostream &out) const {
  out << function(reference).name << ":\n";
  internals->analysis.consumptionOf(reference).print(out);
}

void Program::dumpLiveness(FunctionReference reference, llvm::raw_ostream &out) const {
  const events::Function &code = function(reference);
  const Body &body = internals->analysis.bodyOf(reference);
  out << code.name << ":\n";
  for (events::VarId id = 0; id < code.body.variables.size(); ++id) {
    const events::Variable &variable = code.body.variables[id];
    if (variable.storage != events::Variable::Local || variable.name.empty())
      continue;
    unsigned last = 0;
    for (events::BlockId block = 0; block < code.body.blocks.size(); ++block)
      for (unsigned index = 0; index < code.body.blocks[block].events.size(); ++index)
        if (const events::Location &at = code.body.blocks[block].events[index].location;
            at.valid() && body.liveness.uses(block, index, id))
          last = std::max(last, at.line);
    out << "  " << variable.name << " last used line " << last;
    if (body.borrows.escapes(id))
      out << ", escapes";
    llvm::BitVector others = body.borrows.reach(id);
    others.reset(id);
    llvm::SmallVector<llvm::StringRef> names;
    for (unsigned other : others.set_bits())
      if (!body.borrows.owners.isPart(other) && !code.body.variables[other].name.empty())
        names.push_back(code.body.variables[other].name);
    if (!names.empty())
      out << ", may borrow from " << llvm::join(names, ", ");
    out << '\n';
  }
}

} // namespace highwater::program
