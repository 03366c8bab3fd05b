// Where a number comes from and how large it may be: what the analysis of sources and bounds knows of one value.

#pragma once

#include "analysis/flow/Paths.h"
#include "analysis/flow/Peak.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace highwater::flow {

/// Elements; what is certainly no more is not to blame where something larger is.
inline constexpr double harmless = 1u << 30;
inline constexpr double unlimited = std::numeric_limits<double>::infinity();
/// Places that a pointer is followed to.
inline constexpr unsigned mostTargets = 8;

/// Where data enters the program.
struct Source {
  Site site;
  std::string what; ///< the function that lets it in
  auto operator<=>(const Source &) const = default;
};

using OriginId = unsigned;
using PathList = llvm::SmallVector<PathId, 2>;  ///< sorted, each once
using Label = llvm::SmallVector<OriginId, 2>;   ///< sorted, each once; empty: chosen by the program itself

/// One influence on a value: a source, or what the caller passes.
struct Origin {
  bool outside = false;
  unsigned id = 0;                  ///< of the source; or the path that a caller knows
  PathList limits;                  ///< only matters if the caller's values here come from outside, too
  llvm::SmallVector<unsigned, 2> via; ///< calls that handed it on, by site, in their order
  bool operator==(const Origin &) const = default;
  struct Hash { size_t operator()(const Origin &origin) const; };
};

using TermId = unsigned; ///< 0 is none

/// A value is at most this.
struct Bound {
  double max = unlimited;
  bool clean = false;               ///< at most something that does not come from outside, however large
  PathList limits;                  ///< at most what the caller passes here
  bool nonzero = false;             ///< and, of a flag, certainly set
  bool operator==(const Bound &) const = default;
};

struct Fact {
  TermId term = 0;
  Bound bound;
  bool operator==(const Fact &) const = default;
};

/// What is known once a value turns out to be this constant.
struct Alternative {
  std::int64_t value = 0;
  std::vector<Fact> facts;
  bool operator==(const Alternative &) const = default;
};

/// The value of a number, a flag or (as their label) of everything inside an object.
struct Number {
  Label label;
  double max = unlimited;           ///< for what comes from outside, by its type; for all else only by constants
  std::optional<std::int64_t> constant;
  TermId term = 0;                  ///< its identity, if it is not chosen by the program itself
  std::shared_ptr<const std::vector<Alternative>> alternatives; ///< all constants that it can be; null if not known
  std::shared_ptr<const std::vector<TermId>> vouches; ///< judged by a function that nobody knows; this is its verdict
  bool operator==(const Number &other) const;
};

Number constantNumber(std::int64_t value);

/// Operators on numbers; Narrow truncates to as many bytes as the second operand says.
enum class Op : unsigned char { Add, Sub, Mul, Div, Rem, And, Or, Xor, Shl, Shr, Min, Max, Narrow };
std::optional<Op> opOf(llvm::StringRef spelling);

/// The largest value of an integer type of so many bytes.
double largest(unsigned bytes, bool isSigned);

/// Sources and origins of a program, each once.
class Origins {
public:
  OriginId source(const Source &source);
  OriginId input(PathId path);
  OriginId intern(Origin origin);
  const Origin &operator[](OriginId id) const { return *origins[id]; }
  const Source &sourceOf(OriginId id) const { return *sources[origins[id]->id]; }
  unsigned site(const Site &site);
  const Site &siteAt(unsigned id) const { return *sites[id]; }

  /// Certainly from outside: no caller can change that.
  bool isOutside(OriginId id) const { return origins[id]->outside && origins[id]->limits.empty(); }
  bool isOutside(const Label &label) const;

  Label join(const Label &a, const Label &b) const;
  /// The influences on what is made of both: those that can make it large, if only some can.
  Label blame(const Number &a, const Number &b) const;
  Number combine(Op op, const Number &a, const Number &b);
  /// The number, given that it is at most `bound`.
  Number limited(Number number, const Bound &bound);
  /// What being at most this number says.
  Bound boundBy(const Number &number) const;

private:
  std::map<Source, unsigned> sourceIds;
  std::vector<const Source *> sources;
  std::unordered_map<Origin, OriginId, Origin::Hash> originIds;
  std::vector<const Origin *> origins;
  std::map<Site, unsigned> siteIds;
  std::vector<const Site *> sites;
};

/// The largest that one of both is, as far as those with influences from outside go.
double largerMax(const Number &a, const Number &b);
Bound meet(const Bound &a, const Bound &b);
Bound weaker(const Bound &a, const Bound &b);
bool says(const Bound &bound);
void addSorted(PathList &list, PathId path);

} // namespace highwater::flow
