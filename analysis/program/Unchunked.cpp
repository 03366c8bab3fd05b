// Candidates come from the peaks; the saving is the difference of two of them.

#include "analysis/program/Unchunked.h"

#include "analysis/flow/Readings.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::none;
using events::Variable;
using events::VarId;
using size::Expr;

/// How large, where an input of so many bytes has so many fewer records: what is kept of each record must not seem to weigh
/// more than the input.
static double weigh(const Expr &bytes) {
  constexpr double BytesOfARecord = 320, BytesOfAWord = 16; // as `magnitude` takes fields of records
  return size::magnitude(bytes.substitute([&](const size::Symbol &symbol) -> std::optional<Expr> {
    if (symbol.measure == "rows")
      return Expr::symbol(symbol) * (1 / BytesOfARecord);
    if (symbol.measure == "words" && !symbol.varying)
      return Expr::symbol(symbol) * (1 / BytesOfAWord);
    if (symbol.measure == "len" && !symbol.varying) // of a path, an argument
      return Expr(BytesOfARecord);
    return std::nullopt;
  }));
}

static bool isWorth(const Unchunked &read, const DragThresholds &thresholds) {
  if (auto bytes = read.size.asConstant(); bytes ? *bytes < thresholds.largeObjectBytes : !growsWithInput(read.size))
    return false;
  double before = weigh(read.peakBefore), saving = before - weigh(read.peakAfter);
  return saving >= thresholds.minSavingShare * before && saving >= thresholds.minSavingBytes;
}

/// Where it is a number at the beginning of an input that decides, it is one like any in it.
static Expr ofAnyRecord(const Expr &size) {
  return size.substitute([](const size::Symbol &symbol) -> std::optional<Expr> {
    if (symbol.measure != "value" || symbol.subject.empty())
      return std::nullopt;
    size::Subject any = flow::anyReading(symbol.subject);
    return any == symbol.subject ? std::nullopt : std::optional(Expr::symbol({symbol.measure, any, true}));
  });
}

/// Where numbers that the input states are as large as the input is: so many elements follow.
static Unchunked withCounts(Unchunked read) {
  for (Expr *size : {&read.size, &read.peakBefore, &read.peakAfter})
    *size = size->substitute([](const size::Symbol &symbol) -> std::optional<Expr> {
      if (symbol.measure != "value" || !symbol.varying)
        return std::nullopt;
      size::Symbol count = symbol;
      count.varying = false;
      return Expr::symbol(count);
    });
  return read;
}

/// Whether as many elements follow as two numbers of the input say together: a name has one length, a picture two.
static bool isTable(const Expr &size) {
  Unchunked read;
  read.size = size;
  Expr counted = withCounts(read).size;
  return size::magnitude(counted, 1e9) > 1e5 * size::magnitude(counted, 1e6);
}

/// Whether a size is said in terms of one round of a loop, whose number of rounds is not yet in it.
static bool isOfOneRound(const Expr &size) {
  std::set<size::Symbol> symbols;
  size.collectSymbols(symbols);
  return llvm::any_of(symbols, [](const size::Symbol &symbol) { return symbol.measure == "now"; });
}

/// A variable, or a member of it.
using Candidate = std::pair<VarId, flow::PartPath>;

/// What locals hold at a peak, or get from a call in which one is.
static std::map<Candidate, Expr> candidatesOf(Analysis &analysis, FunctionReference reference,
                                              const summary::Summary &summary) {
  const events::Function &function = analysis.linkage.function(reference);
  std::map<Candidate, Expr> candidates;
  auto add = [&](VarId id, const flow::PartPath &path, const Expr &size) {
    if (id == none || size.isUnknown() || path.size() > 1 || (path.size() == 1 && path[0] == "*"))
      return;
    Variable::Storage storage = function.body.variables[id].storage;
    if (storage != Variable::Local && (storage != Variable::Temporary || !path.empty()))
      return;
    auto [candidate, isFirst] = candidates.try_emplace({id, path}, size);
    if (isFirst)
      return;
    bool other = isOfOneRound(candidate->second);
    if (isOfOneRound(size) != other ? other : size::magnitude(size) > size::magnitude(candidate->second))
      candidate->second = size;
  };
  bool inCalls = false;
  for (const flow::Peak &peak : summary.peaks) {
    for (const flow::Held &held : peak.held) {
      add(held.root.variable, {}, held.size);
      for (const flow::HeldPart &part : held.parts)
        add(held.root.variable, part.path, part.size);
    }
    inCalls |= !peak.path.empty();
  }
  if (inCalls)
    for (const auto &[candidate, size] : analysis.givenByCalls(reference))
      add(candidate.first, candidate.second, size);
  return candidates;
}

/// What a temporary holds is told of the object that takes it over, as one does of `new` in the constructor of its owner.
static VarId namedOf(const events::Function &function, const flow::Streamable &object) {
  const Variable &own = function.body.variables[object.variable];
  for (VarId carrier : object.carriers) {
    const Variable &other = function.body.variables[carrier];
    if (own.storage == Variable::Temporary && other.storage == Variable::Local && !other.name.empty())
      return carrier;
  }
  return object.variable;
}

/// What a block is to its function, which may know it by another name while it grows: `bigger = realloc(buffer, n); buffer =
/// bigger;`.
static std::optional<flow::Streamable> streamableOf(Analysis &analysis, FunctionReference reference, VarId id) {
  const flow::Consumption &consumption = analysis.consumptionOf(reference);
  std::optional<flow::Streamable> object = consumption.streamable(id);
  const events::Unit &unit = analysis.linkage.unit(reference);
  const std::vector<Variable> &variables = analysis.linkage.function(reference).body.variables;
  auto isBlock = [&](VarId variable) {
    return variables[variable].storage == Variable::Local && unit.types[variables[variable].type].kind == events::Type::Pointer;
  };
  for (VarId other = 0; !object && isBlock(id) && other < variables.size(); ++other) {
    if (other == id || !isBlock(other))
      continue;
    object = consumption.streamable(other);
    if (object && !llvm::is_contained(object->carriers, id))
      object.reset();
  }
  return object;
}

/// A member of a local. Nothing else of the record may be computed while it is filled and known where it is passed over.
static std::optional<flow::Streamable> streamableMember(const Analysis::MemberUse &use) {
  const flow::Member &member = use.member;
  std::optional<flow::Streamable> object =
      member.escapes ? std::nullopt : use.consumption->streamable(member.variable);
  if (!object)
    return std::nullopt;
  std::set<std::string> alongside;
  for (const flow::Reading &reading : object->readings)
    alongside.insert(reading.alongside.begin(), reading.alongside.end());
  std::vector<events::BlockId> all;
  for (events::BlockId block = 0; block < member.function.body.blocks.size(); ++block)
    all.push_back(block);
  std::set<std::string> mentioned = member.mentioned(all);
  bool known = llvm::any_of(alongside, [&](const std::string &field) { return field.empty() || mentioned.count(field); });
  if (known || (!alongside.empty() && member.given.size() > 1))
    return std::nullopt;
  return object;
}

std::vector<Unchunked> unchunkedReadsOf(Analysis &analysis, FunctionReference reference, const DragThresholds &thresholds) {
  std::vector<Unchunked> result;
  const events::Function &function = analysis.linkage.function(reference);
  if (function.body.blocks.empty())
    return result;
  const summary::Summary &summary = analysis.summaryOf(reference);
  for (const auto &[candidate, size] : candidatesOf(analysis, reference, summary)) {
    const auto &[id, path] = candidate;
    Unchunked read;
    read.size = ofAnyRecord(size);
    read.peakBefore = ofAnyRecord(peakOf(summary));
    read.peakAfter = 0;
    bool stated = !isWorth(read, thresholds);
    if (stated && !isWorth(withCounts(read), thresholds)) // not even if nothing else were left
      continue;
    const Analysis::MemberUse *use = path.empty() ? nullptr : analysis.memberOf(reference, id, path[0]);
    std::optional<flow::Streamable> object = path.empty() ? streamableOf(analysis, reference, id)
                                             : use        ? streamableMember(*use)
                                                          : std::nullopt;
    if (!object || (stated && (!object->once || (object->letters && !isTable(read.size)))))
      continue;
    read.object = std::move(*object);
    std::vector<Release> edits;
    for (VarId carrier : read.object.carriers) {
      bool isMember = use && carrier == use->member.variable;
      edits.push_back({.function = reference, .owner = isMember ? id : carrier, .inPieces = true, .part = isMember ? path : flow::PartPath()});
    }
    Analysis edited(analysis, edits);
    read.peakAfter = ofAnyRecord(peakOf(edited.summaryOf(reference)));
    read.object.variable = use ? id : namedOf(function, read.object);
    read.member = use ? path[0] : "";
    bool known = llvm::any_of(result, [&](const Unchunked &other) {
      bool same = other.object.variable == read.object.variable && other.member == read.member;
      return same || (!use && other.member.empty() && llvm::is_contained(other.object.carriers, id));
    });
    if (!known && isWorth(stated ? withCounts(read) : read, thresholds))
      result.push_back(std::move(read));
  }
  return result;
}

} // namespace highwater::program
