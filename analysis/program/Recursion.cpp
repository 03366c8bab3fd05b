// Numbers are compared round by round: x, x + d, x + d + b·d. With b < 1 they come to an end by themselves, with b = 1 each
// level adds the same, with b > 1 each call does.

#include "analysis/program/Recursion.h"

#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

namespace highwater::program {

using flow::Value;
using flow::ValueRef;
using size::Expr;
using size::Function;
using size::Symbol;
using summary::Summary;

static Symbol parameter(unsigned index, llvm::StringRef measure) {
  return {measure.str(), size::Subject("arg", {size::Subject(std::to_string(index))})};
}

/// How a number is shared out: `now` becomes `next` in each call. Only as far as all is linear.
static std::optional<Shrinking> sharedOut(const Expr &now, llvm::ArrayRef<Expr> next) {
  Expr all = Expr::sum(next), left = now - all;
  auto less = left.asConstant();
  std::vector<double> parts;
  for (const Expr &each : next) {
    // a·now + c
    auto part = (each / now).asConstant(), step = (now - each).asConstant();
    if (!part)
      for (double share : {0.5, 0.25, 1 / 3.0})
        if ((each - now * Expr(share)).asConstant())
          part = share;
    if (step && *step > 0)
      part = 1;
    if (!part || *part > 1)
      return std::nullopt;
    parts.push_back(*part);
  }
  double most = *std::max_element(parts.begin(), parts.end());
  if (most == 1) {
    double least = std::numeric_limits<double>::max();
    for (const Expr &each : next)
      if (auto step = (now - each).asConstant())
        least = std::min(least, *step);
    if (least <= 0)
      return std::nullopt;
    return Shrinking{now / Expr(least), now / Expr(least), next.size() > 1};
  }
  Expr depth = Expr::apply(Function::Log2, {now}) / Expr(-std::log2(most)) + 1;
  if (next.size() == 1)
    return Shrinking{depth, depth, false};
  if (less && *less > 0)
    return Shrinking{now / Expr(*less), depth, false, *less == 1};
  if (less && *less == 0)
    return Shrinking{now * 2, depth, true};
  return std::nullopt;
}

std::optional<Shrinking> shrinkingOf(const OwnCalls &calls) {
  if (calls.empty())
    return std::nullopt;
  size_t count = calls.begin()->second.size();
  std::optional<Shrinking> found;
  auto consider = [&](const Expr &now, llvm::function_ref<Expr(const std::vector<Expr> &)> measure) {
    std::vector<Expr> next;
    for (const auto &[call, arguments] : calls)
      if (next.emplace_back(arguments.size() == count ? measure(arguments) : Expr::unknown("an argument")).isUnknown())
        return;
    for (int more : {0, 1}) { // [first, last] has one more than its difference
      std::vector<Expr> shifted;
      for (const Expr &each : next)
        shifted.push_back(each + more);
      auto other = sharedOut(now + more, shifted);
      if (other && (!found || (found->upper && !other->upper) || (found->upper == other->upper && other->whole && !found->whole)))
        found = other;
    }
  };
  for (unsigned index = 0; index < count; ++index) {
    Expr own = Expr::symbol(parameter(index, "value"));
    consider(own, [&](const std::vector<Expr> &arguments) { return arguments[index]; });
    for (unsigned first = 0; first < index; ++first) // first and last, begin and end
      consider(own - Expr::symbol(parameter(first, "value")),
               [&](const std::vector<Expr> &arguments) { return arguments[index] - arguments[first]; });
  }
  return found;
}

namespace {

/// Puts together what three rounds have at one place.
struct Pattern {
  const flow::Values &values;
  const std::optional<Shrinking> &shrinking;
  bool failed = false, upper = false;
  Expr replaced = 0;                ///< buffers that are still there while larger ones are filled

  Expr number(const Expr &a, const Expr &b, const Expr &c);
  ValueRef value(const ValueRef &a, const ValueRef &b, const ValueRef &c);
};

} // namespace

Expr Pattern::number(const Expr &a, const Expr &b, const Expr &c) {
  if (b == c)
    return c;
  for (Function function : {Function::Growth, Function::Chunk, Function::Buckets}) {
    std::vector<Expr> x = a.operandsOf(function), y = b.operandsOf(function), z = c.operandsOf(function);
    if (x.empty() || x.size() != y.size() || x.size() != z.size())
      continue;
    for (unsigned index = 0; index < z.size(); ++index)
      z[index] = number(x[index], y[index], z[index]);
    return Expr::apply(function, z);
  }
  Expr first = b - a, second = c - b;
  auto factor = (second / first).asConstant();
  if (!factor || *factor < 0 || first.isUnknown() || second.isUnknown()) {
    failed = true;
    return c;
  }
  if (*factor < 1)
    return c + second * Expr(*factor / (1 - *factor));
  if (!shrinking) {
    failed = true;
    return c;
  }
  upper |= shrinking->upper;
  if (*factor == 1)
    return a + first * (shrinking->depth - 1);
  return a + first * Expr(1 / *factor) * (shrinking->calls - 1);
}

ValueRef Pattern::value(const ValueRef &a, const ValueRef &b, const ValueRef &c) {
  if (b == c || values.equal(b, c))
    return c;
  if (a->kind != c->kind || b->kind != c->kind) {
    failed |= values.heap(b) != values.heap(c);
    return c;
  }
  ValueRef result = flow::changed(c, [&](Value &copy) {
    if (c->kind == Value::Scalar || c->kind == Value::Array) {
      bool before = failed;
      copy.number = number(a->number, b->number, c->number);
      if (c->kind == Value::Scalar && failed && !before) {
        copy.number = Expr::unknown("what a recursive function counts is not followed");
        failed = false;
      }
    }
    for (auto &[name, state] : copy.state) {
      if (name == "blocks" && c->kind == Value::Pointer)
        continue;
      auto first = a->state.find(name), second = b->state.find(name);
      if (first == a->state.end() || second == b->state.end())
        failed = true;
      else
        state = number(first->second, second->second, state);
    }
    if (auto grown = copy.state.find("capacity"); grown != copy.state.end() && c->state.at("capacity") != grown->second)
      if (std::vector<Expr> operands = grown->second.operandsOf(Function::Growth); !operands.empty())
        replaced += values.heap(flow::changed(c, [&](Value &old) {
          old.state["capacity"] = Expr::apply(Function::LastGrowth, operands);
          old.state["size"] = 0;
        }));
    if (c->kind == Value::Pointer)
      flow::setBlocks(copy, number(flow::addedBlocks(a), flow::addedBlocks(b), flow::addedBlocks(c)));
    for (auto &[name, part] : copy.parts) {
      auto first = a->parts.find(name), second = b->parts.find(name);
      if (second != b->parts.end() && second->second == part)
        continue;
      part = value(first == a->parts.end() ? flow::emptyValue() : first->second,
                   second == b->parts.end() ? flow::emptyValue() : second->second, part);
    }
  });
  return result;
}

static const flow::Peak *largest(const Summary &summary) {
  auto found = std::max_element(summary.peaks.begin(), summary.peaks.end(), [](const flow::Peak &a, const flow::Peak &b) {
    return size::magnitude(a.size) < size::magnitude(b.size);
  });
  return found == summary.peaks.end() ? nullptr : &*found;
}

bool isSame(const Summary &a, const Summary &b, const flow::Values &values) {
  const flow::Peak *one = largest(a), *other = largest(b);
  return a.returns == b.returns && a.retained == b.retained && values.equal(a.result, b.result) &&
         a.post.size() == b.post.size() && !one == !other && (!one || one->size == other->size) &&
         llvm::all_of(llvm::zip(a.post, b.post), [&](const auto &pair) {
           const auto &[left, right] = pair;
           return left.first == right.first && values.equal(left.second, right.second);
         });
}

/// What the function leaves, in all.
static Expr retainedBy(const Summary &summary, const flow::Values &values) {
  Expr total = values.heap(summary.result);
  for (const auto &[root, value] : summary.post) {
    auto type = summary.types.find(root);
    if (root.external.head() != flow::freedHead && type != summary.types.end())
      total += values.heap(value) - values.heap(flow::symbolic(root.external, type->second));
  }
  return total;
}

std::optional<Summary> goneOn(llvm::ArrayRef<Summary> rounds, const std::optional<Shrinking> &shrinking,
                              const flow::Values &values) {
  if (rounds.size() < 3)
    return std::nullopt;
  const Summary &a = rounds[rounds.size() - 3], &b = rounds[rounds.size() - 2], &c = rounds.back();
  Pattern pattern{values, shrinking};
  Summary result = c;
  for (auto &[root, value] : result.post) {
    auto first = a.post.find(root), second = b.post.find(root);
    if (first == a.post.end() || second == b.post.end())
      return std::nullopt;
    value = pattern.value(first->second, second->second, value);
  }
  result.result = pattern.value(a.result, b.result, c.result);
  if (pattern.failed)
    return std::nullopt;
  Expr left = retainedBy(result, values) - retainedBy(c, values);
  result.retained += left;
  const flow::Peak *early = largest(a), *middle = largest(b), *late = largest(c);
  if (early && middle && late) {
    flow::Peak peak = *late;
    // What is left, and what the levels hold while they run.
    Expr deepest = late->size - c.retained;
    Expr levels = pattern.number(early->size - a.retained, middle->size - b.retained, deepest);
    if (pattern.failed && !left.isZero())
      levels = Expr::max({deepest, pattern.replaced});
    else
      levels += pattern.replaced;
    pattern.failed &= left.isZero();
    Expr more = left + levels - deepest;
    peak.size += more;
    peak.resident += more;
    flow::Held held;
    held.object = "further calls of " + c.name;
    held.size = more;
    if (!more.isZero())
      peak.held.push_back(std::move(held));
    result.peaks.push_back(std::move(peak));
    flow::prune(result.peaks);
  }
  result.upper |= pattern.upper;
  return pattern.failed ? std::nullopt : std::optional(std::move(result));
}

} // namespace highwater::program
