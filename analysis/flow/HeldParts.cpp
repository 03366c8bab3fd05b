// Which members of what a root holds hold how much of it.

#include "analysis/flow/HeldParts.h"

#include "analysis/flow/KnownHeap.h"

namespace highwater::flow {

using size::Expr;

static constexpr unsigned deepest = 5;

/// What a pointer or smart pointer owns; null if it is neither.
static ValueRef owned(const ValueRef &value) {
  if (value->kind != Value::Pointer && !(value->kind == Value::Object && value->model && value->model->role == "owner"))
    return nullptr;
  auto target = value->parts.find("target");
  if (target == value->parts.end())
    return nullptr;
  ValueRef content = target->second;
  if (content->kind == Value::Pointer)
    return owned(content);
  if (content->kind != Value::Block)
    return content;
  auto element = content->parts.find("element");
  return element == content->parts.end() ? nullptr : element->second;
}

static void collect(const Values &values, const ValueRef &value, const ValueRef &initial, std::vector<std::string> &path,
                    std::vector<HeldPart> &into) {
  if (path.size() > deepest)
    return;
  if (ValueRef content = owned(value)) {
    path.push_back("*");
    collect(values, content, emptyValue(), path, into);
    path.pop_back();
    return;
  }
  if (value->kind != Value::Record)
    return;
  for (const auto &[name, part] : value->parts) {
    Expr heap = knownHeap(values, part);
    ValueRef before = emptyValue();
    if (initial->kind == Value::Symbolic || initial->kind == Value::Record) {
      before = values.part(initial, {Step::Field, name});
      heap = heap - knownHeap(values, before);
    }
    path.push_back(name);
    if (!heap.isZero()) {
      into.push_back({path, heap});
      collect(values, part, before, path, into);
    }
    path.pop_back();
  }
}

std::vector<HeldPart> partsHeld(const Values &values, const ValueRef &value, const ValueRef &initial) {
  std::vector<HeldPart> parts;
  std::vector<std::string> path;
  collect(values, value, initial, path, parts);
  return parts;
}

std::optional<std::vector<std::string>> partPathOf(const Location &location) {
  std::vector<std::string> path;
  for (size_t index = 0; index < location.path.size(); ++index) {
    const Step &step = location.path[index];
    if (step.kind == Step::Field) {
      path.push_back(step.name);
    } else if (step.kind == Step::Target || step.name == "target") {
      path.push_back("*");
      if (index + 1 < location.path.size() && location.path[index + 1].name == "element")
        ++index;
    } else {
      return std::nullopt;
    }
  }
  return path;
}

std::vector<Location> locate(const Evaluator &evaluator, const State &state, events::VarId root,
                             llvm::ArrayRef<std::string> path) {
  if (root == events::none)
    return {{{events::none, size::Subject("global", {size::Subject(path[0]), size::Subject(path[1])})}, {}, {}}};
  std::vector<Location> current{evaluator.variable(root)};
  for (const std::string &step : path) {
    std::vector<Location> next;
    for (const Location &location : current) {
      ValueRef value = evaluator.values.expand(state.load(location));
      if (step != "*")
        next.push_back(location.at({Step::Field, step}));
      else if (value->kind == Value::Pointer)
        for (Location &target : evaluator.referents(value, {location}))
          next.push_back(std::move(target));
      else if (value->kind == Value::Object)
        next.push_back(location.at({Step::Slot, "target"}));
    }
    current = std::move(next);
  }
  return current;
}

} // namespace highwater::flow
