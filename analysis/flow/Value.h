// Structured abstract values: what an object holds, as far as memory is concerned.

#pragma once

#include "analysis/effects/Catalog.h"
#include "analysis/events/Event.h"
#include "analysis/size/Expr.h"

#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace highwater::flow {

/// The root of functions: `function("c:@F@compare")`, behind it the texts it is listed with in the source, if any.
constexpr llvm::StringLiteral functionHead = "function";

/// The root of numbers: how many of the blocks behind a pointer of the caller were freed.
constexpr llvm::StringLiteral freedHead = "freed";

/// A type of some unit.
struct TypeRef {
  const events::Unit *unit = nullptr;
  events::TypeId id = 0;

  explicit operator bool() const { return unit && id < unit->types.size(); }
  const events::Type &get() const { return unit->types[id]; }
  const events::Type *operator->() const { return &get(); }
  TypeRef with(events::TypeId other) const { return {unit, other}; }
  TypeRef pointee() const { return with(get().pointee); }
};

/// A part of a value: a field, a content slot of a modelled object ("element"), or the block a pointer owns ("target").
struct Step {
  enum Kind { Field, Slot, Target } kind = Field;
  std::string name;
  /// One element of many, not known to be the one that a loop visits now: a change to it moves the average only.
  bool weak = false;
  /// Or the one that this loop (by index) visits now: over the whole loop each element changes once.
  unsigned loop = events::none;
  /// Or the one at this place, from 0.
  std::optional<unsigned> index = {};
  bool operator==(const Step &other) const { return kind == other.kind && name == other.name; }
  auto operator<=>(const Step &other) const {
    return std::tie(kind, name) <=> std::tie(other.kind, other.name);
  }
};

/// Where a value lives: a variable of the function, or memory that its caller knows (`deref(arg(0))`, a global).
struct Root {
  events::VarId variable = events::none;
  size::Subject external;
  auto operator<=>(const Root &) const = default;
};

/// Longer chains of pointers, and pointers to more places, are not followed.
constexpr unsigned maximalDepth = 20, maximalTargets = 16, maximalFunctions = 256;

struct Location {
  Root root;
  std::vector<Step> path;
  TypeRef rootType; ///< of an external root: what to expand it to
  /// Of one of several places that a pointer leads to: how often it is this one (0 to 1), if that is known.
  std::optional<size::Expr> share = {};
  auto operator<=>(const Location &other) const {
    return std::tie(root, path) <=> std::tie(other.root, other.path);
  }
  bool operator==(const Location &other) const { return root == other.root && path == other.path; }
  Location at(Step step) const;
  bool isFunction() const { return root.external.head() == functionHead; }
};

/// Whether a pointer to these leads to more places than are followed.
bool tooMany(const std::vector<Location> &targets);

struct Value;
using ValueRef = std::shared_ptr<const Value>;

/// Immutable once shared. Which members mean something depends on `kind`.
struct Value {
  enum Kind {
    Empty,    ///< nothing: moved from, ended, never filled
    Unknown,  ///< `reason`
    Scalar,   ///< `number`
    Object,   ///< of a modelled type: `model`, `state`, `parts` are its content slots
    Record,   ///< of a project's class: `parts` are the fields seen so far; others come from `origin`
    Array,    ///< in place: `number` elements, parts["element"]
    Pointer,  ///< `targets`; parts["target"] if it owns a heap block, offset `number` elements
    Block,    ///< heap memory: state["bytes"], state["count"], parts["element"]
    Symbolic, ///< what `origin` held when the function began; expanded on demand
  };
  Kind kind = Empty;
  TypeRef type;
  size::Expr number;
  std::map<std::string, size::Expr> state;
  std::map<std::string, ValueRef> parts;
  std::vector<Location> targets;
  const effects::TypeModel *model = nullptr;
  size::Subject origin;
  size::Subject text;    ///< identity of the text it spells
  size::Subject source;  ///< of a stream, handle or stream iterator: what it reads
  size::Subject record;  ///< of a handle: the last record read; of a result: "true while there is one"
  size::Subject position;///< of a handle: what was read of its source before, if that is known
  std::string reason;
  bool several = false;  ///< of a number: it is the largest of some, and decides nothing
  double share = -1;     ///< of a condition: how often it holds (0..1), if that is known

  /// What follows from the rest, computed once; a copy is about to change and takes none of it along.
  struct Computed {
    std::shared_ptr<const size::Expr> heap;
    unsigned depth = 0; ///< 0: not computed
    Computed() = default;
    Computed(const Computed &) {}
    Computed &operator=(const Computed &) = delete;
  };
  mutable Computed computed;
};

ValueRef emptyValue();
ValueRef unknownValue(std::string reason);
ValueRef scalar(size::Expr number);
ValueRef pointerTo(std::vector<Location> targets);
ValueRef symbolic(size::Subject origin, TypeRef type);


/// Whether an object's elements are entries: keys, or pairs of a key and a value.
bool holdsEntries(const Value &object);
/// Makes the step to an element of such an object one to its contents, if it is a key or `next` leads into the pair: then
/// that step is taken, too.
bool intoEntry(const Value &object, Step &step, const Step *next);

/// The type of a content slot of a modelled object; none if it has no such slot.
TypeRef slotType(const Value &object, const std::string &slot);

/// How many parts lie in each other at most; 0 without parts.
unsigned depthOf(const ValueRef &value);
/// Classes that hold themselves are Unknown behind a few levels, once they nest deep.
ValueRef withoutDeepNesting(const ValueRef &value);

/// A changed copy.
template <typename Change> ValueRef changed(const ValueRef &value, Change change) {
  auto copy = std::make_shared<Value>(*value);
  change(*copy);
  return copy;
}

/// What values need to know about types.
class Values {
public:
  explicit Values(const effects::Catalog &catalog) : catalog(catalog) {}

  /// The model of a type, if it has one. Pointers and plain records have none.
  const effects::TypeModel *modelOf(TypeRef type) const;

  /// A Symbolic value one level deeper; others as they are.
  ValueRef expand(const ValueRef &value) const;
  /// What default construction leaves.
  ValueRef fresh(TypeRef type) const;
  /// What storage that begins as zero holds.
  ValueRef zero(TypeRef type) const;
  /// A part of a value; Empty if there is none.
  ValueRef part(const ValueRef &value, const Step &step) const;
  ValueRef withPart(const ValueRef &value, const Step &step, ValueRef part) const;

  /// Bytes of heap that the value holds, as the allocator charges them.
  size::Expr heap(const ValueRef &value) const;

  /// Least upper bound: the larger of two numbers, the union of targets. Where `a` is known to be it in a
  /// share of all cases (0 to 1), numbers are averaged instead. `classes`: a share that only says how many are of which class.
  ValueRef join(const ValueRef &a, const ValueRef &b, const std::optional<size::Expr> &share = {},
                const std::optional<size::Expr> &classes = {}) const;
  bool equal(const ValueRef &a, const ValueRef &b) const;
  /// The value copied or moved to another object; a copy is tight where its model says so, and shares what is shared.
  ValueRef copied(const ValueRef &value, const Location &from) const;

  const effects::Catalog &catalog;

private:
  size::Expr heapUncached(const ValueRef &value) const;
  size::Expr heapOfObject(const Value &value) const;
  mutable std::vector<const events::Type *> heapStack; ///< recursive types end here
};

/// Rebuilds a value with every number and subject replaced; `location` maps the targets of pointers.
struct Rewriter {
  const Values *values = nullptr;
  std::function<size::Expr(const size::Expr &)> number;
  std::function<size::Subject(const size::Subject &)> subject;
  std::function<std::vector<Location>(const Location &)> location;
  std::function<ValueRef(const size::Subject &, TypeRef)> symbolic;
  /// Likewise of a pointer, with what it owns.
  std::function<ValueRef(const size::Subject &, TypeRef)> owning;
  /// Of a record that may be of several classes, the object that it is the base of.
  std::function<ValueRef(const size::Subject &)> whole;

  /// What is said of each record `before` is said of the records `after`.
  void about(const size::Subject &before, const size::Subject &after);
};
ValueRef rewrite(const ValueRef &value, const Rewriter &rewriter);
Rewriter identityRewriter();

/// For dumps.
void print(const ValueRef &value, const Values &values, llvm::raw_ostream &out);

} // namespace highwater::flow
