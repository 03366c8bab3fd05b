// Groups are copied before they are changed, if somebody else has them, too.

#include "analysis/flow/InflowCells.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

bool Cell::operator==(const Cell &other) const {
  return number == other.number && targets == other.targets && functions == other.functions && made == other.made &&
         (seen == other.seen || (seen && other.seen && *seen == *other.seen));
}

static auto position(auto &&entries, PathId path) {
  return llvm::lower_bound(entries, path, [](const auto &entry, PathId key) { return entry.first < key; });
}

static bool isSame(const InflowCells::Kept &a, const InflowCells::Kept &b) { return a == b || (a && b && *a == *b); }

const InflowCells::Shared *InflowCells::groupOf(PathId root) const {
  auto at = position(groups, root);
  return at != groups.end() && at->first == root ? &at->second : nullptr;
}

InflowCells::Group &InflowCells::own(Shared &group) {
  if (group.use_count() > 1)
    group = std::make_shared<Group>(*group);
  return *group;
}

const InflowCells::Kept *InflowCells::find(PathId path) const {
  const Shared *group = groupOf(paths->rootOf(path));
  if (!group)
    return nullptr;
  auto at = position(**group, path);
  return at != (*group)->end() && at->first == path ? &at->second : nullptr;
}

llvm::ArrayRef<InflowCells::Entry> InflowCells::around(PathId path) const {
  const Shared *group = groupOf(paths->rootOf(path));
  return group ? llvm::ArrayRef<Entry>(**group) : llvm::ArrayRef<Entry>();
}

void InflowCells::set(PathId path, Kept cell) {
  PathId root = paths->rootOf(path);
  auto known = position(groups, root);
  if (known == groups.end() || known->first != root)
    known = groups.insert(known, {root, std::make_shared<Group>()});
  Group &group = own(known->second);
  auto at = position(group, path);
  if (at != group.end() && at->first == path)
    at->second = std::move(cell);
  else
    group.insert(at, {path, std::move(cell)});
}

void InflowCells::erase(PathId path) {
  auto known = position(groups, paths->rootOf(path));
  if (known == groups.end() || known->first != paths->rootOf(path))
    return;
  if (paths->isRoot(path)) {
    groups.erase(known);
    return;
  }
  auto goes = [&](const Entry &entry) { return paths->under(entry.first, path); };
  const Group &shared = *known->second;
  auto from = position(shared, path); // what is inside was named later
  if (paths->isLeaf(path) ? from == shared.end() || from->first != path : std::none_of(from, shared.end(), goes))
    return;
  size_t index = from - shared.begin();
  Group &group = own(known->second);
  if (paths->isLeaf(path))
    group.erase(group.begin() + index);
  else
    group.erase(std::remove_if(group.begin() + index, group.end(), goes), group.end());
  if (group.empty())
    groups.erase(known);
}

void InflowCells::forEach(llvm::function_ref<void(PathId, const Cell &)> visit) const {
  for (const auto &[root, group] : groups)
    for (const auto &[path, cell] : *group)
      visit(path, *cell);
}

void InflowCells::replace(Shared &group, llvm::function_ref<Kept(PathId, const Cell &)> change) {
  for (size_t index = 0; index < group->size(); ++index) {
    const auto &[path, cell] = (*group)[index];
    if (Kept changed = change(path, *cell))
      own(group)[index].second = std::move(changed);
  }
}

void InflowCells::replace(llvm::function_ref<Kept(PathId, const Cell &)> change) {
  for (auto &[root, group] : groups)
    replace(group, change);
}

void InflowCells::replaceInside(PathId path, llvm::function_ref<Kept(PathId, const Cell &)> change) {
  auto known = position(groups, paths->rootOf(path));
  if (known == groups.end() || known->first != paths->rootOf(path))
    return;
  replace(known->second, [&](PathId inside, const Cell &cell) {
    return inside != path && paths->under(inside, path) ? change(inside, cell) : nullptr;
  });
}

std::vector<InflowCells::Difference> InflowCells::differences(const InflowCells &other) const {
  std::vector<Difference> result;
  static const Group none;
  auto compare = [&](const Group &ours, const Group &theirs) {
    auto here = ours.begin(), there = theirs.begin();
    while (here != ours.end() || there != theirs.end()) {
      if (there == theirs.end() || (here != ours.end() && here->first < there->first)) {
        result.push_back({here->first, here->second, nullptr});
        ++here;
      } else if (here == ours.end() || there->first < here->first) {
        result.push_back({there->first, nullptr, there->second});
        ++there;
      } else {
        if (!isSame(here->second, there->second))
          result.push_back({here->first, here->second, there->second});
        ++here;
        ++there;
      }
    }
  };
  auto here = groups.begin(), there = other.groups.begin();
  while (here != groups.end() || there != other.groups.end()) {
    if (there == other.groups.end() || (here != groups.end() && here->first < there->first)) {
      compare(*here++->second, none);
    } else if (here == groups.end() || there->first < here->first) {
      compare(none, *there++->second);
    } else {
      if (here->second != there->second)
        compare(*here->second, *there->second);
      ++here;
      ++there;
    }
  }
  return result;
}

bool InflowCells::operator==(const InflowCells &other) const {
  auto same = [](const Entry &a, const Entry &b) { return a.first == b.first && isSame(a.second, b.second); };
  return llvm::equal(groups, other.groups, [&](const auto &a, const auto &b) {
    return a.first == b.first && (a.second == b.second || llvm::equal(*a.second, *b.second, same));
  });
}

} // namespace highwater::flow
