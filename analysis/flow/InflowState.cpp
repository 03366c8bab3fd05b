// Cells are kept for what was written; everything else is told by its whole, or is what the caller passed.

#include "analysis/flow/InflowState.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

const Cell *InflowState::find(PathId path) const {
  const InflowCells::Kept *cell = cells.find(path);
  return cell ? cell->get() : nullptr;
}

void InflowState::set(PathId path, Cell cell) {
  if (cell.seen)
    addSorted(seers, path);
  cells.set(path, std::make_shared<const Cell>(std::move(cell)));
}

/// What the whole says of a part that is one step inside it.
static Number partOf(InflowTables &tables, const Number &whole, unsigned step) {
  Number part;
  if (whole.label.empty())
    return part;
  part.max = whole.max;
  for (OriginId id : whole.label) {
    Origin origin = tables.origins[id];
    if (!origin.outside) // the same part of what the caller passed
      origin.id = tables.paths.step(origin.id, step);
    part.label = tables.origins.join(part.label, {tables.origins.intern(std::move(origin))});
  }
  if (whole.term)
    part.term = tables.terms.isInput(whole.term)
                    ? tables.terms.input(tables.paths.step(tables.terms.inputPath(whole.term), step))
                    : tables.terms.part(whole.term, step);
  if (part.term)
    tables.terms.describe(part.term, part);
  return part;
}

Cell InflowState::raw(PathId path) const {
  if (const Cell *cell = find(path))
    return *cell;
  Paths &paths = tables->paths;
  Cell cell;
  llvm::SmallVector<unsigned, 8> steps; // from the nearest whole that was written
  for (PathId part = path; !paths.isRoot(part);) {
    steps.push_back(paths.lastStep(part));
    part = paths.parent(part);
    if (const Cell *whole = find(part)) {
      cell.number = whole->number;
      for (unsigned step : llvm::reverse(steps))
        cell.number = partOf(*tables, cell.number, step);
      cell.functions = whole->functions; // `entry.second()`, of what a container holds
      return cell;
    }
  }
  if (auto constant = tables->constants.find(path); constant != tables->constants.end()) {
    cell.number = constantNumber(constant->second);
    return cell;
  }
  if (!paths.external(path) || paths.kind(path) == Paths::Result)
    return cell;
  cell.number.label = {tables->origins.input(path)};
  cell.number.term = tables->terms.input(path);
  tables->terms.describe(cell.number.term, cell.number);
  return cell;
}

Bound InflowState::boundOf(TermId term) const {
  Bound bound;
  for (; term; term = tables->terms.whole(term))
    if (auto found = bounds.find(term); found != bounds.end())
      bound = meet(bound, found->second);
  return bound;
}

Number InflowState::known(const Number &number) const {
  if (number.label.empty() || !number.term || bounds.empty())
    return number;
  Origins &origins = tables->origins;
  Terms &terms = tables->terms;
  auto limitOf = [&](TermId term) { return boundOf(term); };
  Number result = number;
  if (terms.isOperator(number.term)) {
    Number now = terms.evaluate(
        number.term, [&](TermId leaf) { return origins.limited(terms.described(leaf), boundOf(leaf)); }, limitOf);
    result.label = now.label;
    result.max = std::min(now.max, number.max);
    return result;
  }
  return origins.limited(std::move(result), boundOf(number.term));
}

Cell InflowState::read(PathId path) const {
  Cell cell = raw(path);
  cell.number = known(cell.number);
  return cell;
}

Cell InflowState::joined(const Cell &a, const Cell &b) const {
  Cell result = a;
  result.number.label = tables->origins.blame(a.number, b.number);
  result.number.max = largerMax(a.number, b.number);
  if (a.number.constant != b.number.constant)
    result.number.constant.reset();
  if (a.number.term != b.number.term)
    result.number.term = 0;
  result.number.alternatives = nullptr;
  for (PathId target : b.targets)
    if (result.targets.size() < mostTargets)
      addSorted(result.targets, target);
  for (const FunctionValue &function : b.functions)
    if (result.functions.size() < mostTargets && !llvm::is_contained(result.functions, function))
      result.functions.push_back(function);
  if (a.made != b.made)
    result.made.clear();
  if (!b.seen || !a.seen || !(*a.seen == *b.seen))
    result.seen = nullptr;
  return result;
}

Cell InflowState::read(const PathList &paths) const {
  Cell result;
  for (auto [index, path] : llvm::enumerate(paths))
    result = index ? joined(result, read(path)) : read(path);
  return result;
}

PathList InflowState::deref(PathId path) const {
  if (const Cell *cell = find(path); cell && !cell->targets.empty())
    return cell->targets;
  return {tables->paths.step(path, Paths::Deref)};
}

Label InflowState::everything(PathId path) const {
  Label label = read(path).number.label;
  for (const auto &[other, cell] : cells.around(path))
    if (other != path && tables->paths.under(other, path))
      label = tables->origins.join(label, known(cell->number).label);
  return label;
}

void InflowState::rename(PathId path, TermId term) {
  Cell cell = raw(path);
  cell.number.term = term;
  set(path, std::move(cell));
}

void InflowState::mark(PathId path, const std::string &made) {
  Cell cell = raw(path);
  cell.made = made;
  set(path, std::move(cell));
}

Number InflowState::either(const Number &a, const Number &b) const {
  Number result;
  result.label = tables->origins.blame(a, b);
  result.max = std::max(a.max, b.max);
  return result;
}

Number InflowState::seenLast(PathId path) const {
  auto found = visited.find(path);
  Number number = found != visited.end() ? found->second : read(path).number;
  return either(number, number);
}

void InflowState::overlook(PathId path) {
  llvm::erase_if(seers, [&](PathId reference) {
    const Cell *cell = find(reference);
    if (!cell || !cell->seen)
      return true;
    if (llvm::none_of(cell->targets, [&](PathId target) {
          return tables->paths.under(target, path) || tables->paths.under(path, target);
        }))
      return false;
    Cell changed = *cell;
    changed.seen = nullptr;
    cells.set(reference, std::make_shared<const Cell>(std::move(changed)));
    return true;
  });
}

Number InflowState::behind(const Cell &reference) const {
  return reference.seen ? known(*reference.seen) : read(reference.targets).number;
}

void InflowState::write(PathId path, const Cell &cell, bool strong) {
  overlook(path);
  if (strong) {
    erase(path);
    set(path, cell);
    return;
  }
  if (!cell.number.label.empty() && !tables->paths.isLeaf(path))
    cells.replaceInside(path, [&](PathId, const Cell &inside) {
      Cell changed = inside;
      changed.number.label = tables->origins.join(changed.number.label, cell.number.label);
      changed.number.max = std::max(changed.number.max, cell.number.max);
      changed.number.constant.reset();
      return std::make_shared<const Cell>(std::move(changed));
    });
  Cell before = read(path);
  bool empty = before.number.label.empty() && !before.number.constant && before.number.max == unlimited;
  Cell both = joined(before, cell);
  if (empty) { // nothing is known to have been there
    both.number = cell.number;
    both.number.constant.reset();
    both.number.alternatives = nullptr;
  }
  set(path, std::move(both));
}

void InflowState::inside(PathId from, PathId to, std::vector<std::pair<PathId, Cell>> &result) const {
  if (tables->paths.isLeaf(from))
    return;
  for (const auto &[path, cell] : cells.around(from))
    if (path != from && tables->paths.under(path, from))
      result.push_back({tables->paths.rebase(path, from, to), *cell});
}

void InflowState::bring(const InflowState &other, PathId from, PathId to) {
  write(to, other.raw(from), false);
  if (tables->paths.isLeaf(from))
    return;
  for (const auto &[path, cell] : other.cells.around(from))
    if (path != from && tables->paths.under(path, from))
      write(tables->paths.rebase(path, from, to), *cell, false);
}

void InflowState::copy(PathId from, PathId to, bool strong) {
  std::vector<std::pair<PathId, Cell>> found{{to, raw(from)}};
  inside(from, to, found);
  for (auto [index, entry] : llvm::enumerate(found))
    write(entry.first, entry.second, strong);
}

void InflowState::bind(const std::vector<Fact> &facts) {
  for (const Fact &fact : facts) {
    auto [entry, isNew] = bounds.try_emplace(fact.term, fact.bound);
    if (!isNew)
      entry->second = meet(entry->second, fact.bound);
  }
}

void InflowState::retire(unsigned block, unsigned event) {
  Terms &terms = tables->terms;
  std::vector<TermId> made = terms.madeBy(block, event).vec(); // `fresh` below adds to what is there
  if (made.empty())
    return;
  auto gone = [&](TermId term) { return term && terms.mentions(term, made); };
  cells.replace([&](PathId path, const Cell &cell) -> InflowCells::Kept {
    const Number &number = cell.number;
    bool stale = gone(number.term);
    bool judged = number.vouches && llvm::any_of(*number.vouches, gone);
    bool implies = number.alternatives && llvm::any_of(*number.alternatives, [&](const Alternative &alternative) {
                     return llvm::any_of(alternative.facts, [&](const Fact &fact) { return gone(fact.term); });
                   });
    if (!stale && !judged && !implies)
      return nullptr;
    Cell changed = cell;
    if (stale) {
      changed.number = known(changed.number);
      changed.number.term = terms.fresh(block, event, path, /*old=*/true);
      terms.describe(changed.number.term, changed.number);
    }
    if (judged)
      changed.number.vouches = nullptr;
    if (implies)
      changed.number.alternatives = nullptr;
    return std::make_shared<const Cell>(std::move(changed));
  });
  std::erase_if(bounds, [&](const auto &entry) { return gone(entry.first); });
}

} // namespace highwater::flow
