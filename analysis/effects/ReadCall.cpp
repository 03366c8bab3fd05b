// One function for each key that has a structure of its own; `readCall` is the list of keys.

#include "analysis/effects/ReadCall.h"
#include "analysis/effects/ReadContent.h"
#include "analysis/effects/ReadInput.h"

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

using Words = llvm::ArrayRef<llvm::StringRef>;

static constexpr llvm::StringRef keysOfCalls[] = {
    "params", "effect",      "updates", "content",     "returns", "allocates", "outside", "copies_bytes", "stack", "transient", "each", "growth",    "source", "read", "seeks", "frees", "empties",
    "swaps",  "assigns_from", "args",   "invokes", "option", "alternative", "walks", "text",      "no_return", "keeps"};

static constexpr llvm::StringRef effectWords[] = {"load", "load_chunk", "stream",   "map",    "copy",
                                                  "alloc", "free",      "transfer", "retain", "none"};
static constexpr llvm::StringRef ownershipWords[] = {"borrow", "take", "share", "out"};

Words callKeys() { return keysOfCalls; }

/// Classes of arguments, or names of types.
static std::vector<std::string> readParams(const YamlNode &node, ValueReader &read) {
  static constexpr llvm::StringRef classes[] = {"any",  "int",  "real", "iterator", "pointer",
                                                "text", "self", "list", "function", "inserter", "..."};
  std::vector<std::string> params;
  for (const YamlNode &item : node.items) {
    params.push_back(read.text(item));
    bool likeAType = item.text.find(':') != std::string::npos || llvm::StringRef(item.text).lower() != item.text;
    if (!likeAType && !llvm::is_contained(classes, item.text))
      read.errors.unexpectedWord(item, classes);
  }
  return params;
}

/// One `{ into: "*arg0", heap: arg2 }` or a list of them.
static std::vector<Allocation> readAllocations(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  std::vector<Allocation> result;
  std::vector<YamlNode> items = node.kind == YamlNode::List ? node.items : std::vector<YamlNode>{node};
  for (const YamlNode &item : items) {
    if (!read.isMap(item, "'into' and 'heap'"))
      continue;
    read.require(item, "into");
    read.require(item, "heap");
    Allocation allocation;
    for (const YamlEntry &entry : item.entries) {
      if (entry.key == "into")
        allocation.into = read.operand(entry.value);
      else if (entry.key == "heap")
        allocation.heap = read.formula(entry.value, scope);
      else
        read.errors.unknownKey(entry, {"into", "heap"});
    }
    result.push_back(std::move(allocation));
  }
  return result;
}

static CallModel::ByteCopy readByteCopy(const YamlNode &node, ValueReader &read) {
  CallModel::ByteCopy copy;
  if (!read.isMap(node, "'from' and 'into'"))
    return copy;
  read.require(node, "from");
  read.require(node, "into");
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "from")
      copy.from = read.operand(entry.value);
    else if (entry.key == "into")
      copy.into = read.operand(entry.value);
    else
      read.errors.unknownKey(entry, {"from", "into"});
  }
  return copy;
}

static std::map<unsigned, ArgumentModel> readArguments(const YamlNode &node, ValueReader &read) {
  std::map<unsigned, ArgumentModel> arguments;
  if (!read.isMap(node, "argument numbers"))
    return arguments;
  for (const YamlEntry &entry : node.entries) {
    unsigned index = 0;
    if (llvm::StringRef(entry.key).getAsInteger(10, index))
      read.errors.add(entry.position, "expected the number of an argument, from 0");
    ArgumentModel argument;
    if (!read.isMap(entry.value, "'ownership' and 'until'"))
      continue;
    for (const YamlEntry &detail : entry.value.entries) {
      if (detail.key == "ownership")
        argument.ownership = static_cast<ArgumentModel::Ownership>(
            read.choice(detail.value, ownershipWords));
      else if (detail.key == "until")
        argument.until = read.word(detail.value, {"return", "this", "result", "program"});
      else
        read.errors.unknownKey(detail, {"ownership", "until"});
    }
    arguments[index] = argument;
  }
  return arguments;
}

/// One operand or a list of them.
static std::vector<Operand> readOperands(const YamlNode &node, ValueReader &read) {
  std::vector<Operand> operands;
  for (const YamlNode &item : node.kind == YamlNode::List ? node.items : std::vector<YamlNode>{node})
    operands.push_back(read.operand(item));
  return operands;
}

static CallModel::Invoke readInvokes(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  CallModel::Invoke invoke;
  invoke.times.number = 1;
  if (!read.isMap(node, "'callable', 'times' and 'passing'"))
    return invoke;
  read.require(node, "callable");
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "callable")
      invoke.callable = read.operand(entry.value);
    else if (entry.key == "times")
      invoke.times = read.formula(entry.value, scope);
    else if (entry.key == "passing" && read.isList(entry.value, "operands"))
      for (const YamlNode &item : entry.value.items)
        invoke.passing.push_back(read.operand(item));
    else if (entry.key == "later")
      invoke.later = read.boolean(entry.value);
    else if (entry.key == "together")
      invoke.together = read.boolean(entry.value);
    else if (entry.key != "passing")
      read.errors.unknownKey(entry, {"callable", "times", "passing", "later", "together"});
  }
  return invoke;
}

static Alternative readAlternative(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  Alternative alternative;
  if (!read.isMap(node, "'use', 'why' and 'peak'"))
    return alternative;
  read.require(node, "use");
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "use")
      alternative.use = read.text(entry.value);
    else if (entry.key == "why")
      alternative.why = read.text(entry.value);
    else if (entry.key == "peak")
      alternative.peak = read.formula(entry.value, scope);
    else
      read.errors.unknownKey(entry, {"use", "why", "peak"});
  }
  return alternative;
}

void readCall(const YamlNode &map, CallModel &call, const NameScope &scope, Words others, ValueReader &read) {
  call.line = map.position.line;
  if (!read.isMap(map, "effects"))
    return;
  Operand self;
  for (const YamlEntry &entry : map.entries) {
    const YamlNode &value = entry.value;
    llvm::StringRef key = entry.key;
    if (llvm::is_contained(others, key))
      continue;
    if (scope.state.count(entry.key)) {
      Operand target;
      target.fields.push_back(entry.key);
      call.updates.push_back(read.update(std::move(target), value, scope));
    } else if (key == "params") {
      call.anyParams = false;
      if (value.kind == YamlNode::List)
        call.params = readParams(value, read);
      else
        read.errors.add(value.position, "expected a list of argument classes such as [int, any]");
    } else if (key == "effect")
      call.effect = read.word(value, effectWords);
    else if (key == "updates")
      llvm::append_range(call.updates, readUpdates(value, nullptr, scope, read));
    else if (key == "content")
      call.content = readContent(value, self, scope, read);
    else if (key == "returns")
      call.returns = readReturns(value, scope, read);
    else if (key == "allocates")
      call.allocates = readAllocations(value, scope, read);
    else if (key == "outside")
      call.outside = readOperands(value, read);
    else if (key == "copies_bytes")
      call.copiesBytes = readByteCopy(value, read);
    else if (key == "stack")
      call.stack = read.formula(value, scope);
    else if (key == "transient")
      call.transient = read.formula(value, scope);
    else if (key == "each")
      call.each = read.formula(value, scope);
    else if (key == "growth")
      call.growth = read.word(value, {"exact"});
    else if (key == "source") {
      Operand into;
      into.base = scope.method ? Operand::This : Operand::Result;
      call.source = readSource(value, into, read);
    } else if (key == "read")
      call.read = readRead(value, scope, read);
    else if (key == "seeks")
      call.seeks = readSeek(value, scope, read);
    else if (key == "frees")
      call.frees = read.operand(value);
    else if (key == "empties")
      call.empties = read.operand(value);
    else if (key == "swaps")
      call.swaps = read.operand(value);
    else if (key == "assigns_from")
      call.assignsFrom = read.operand(value);
    else if (key == "args")
      call.arguments = readArguments(value, read);
    else if (key == "invokes")
      call.invokes = readInvokes(value, scope, read);
    else if (key == "option")
      call.option = readOption(value, read);
    else if (key == "alternative")
      call.alternative = readAlternative(value, scope, read);
    else if (key == "walks")
      call.walks = readOperands(value, read);
    else if (key == "text")
      call.text = read.formula(value, scope);
    else if (key == "no_return")
      call.noReturn = read.boolean(value);
    else if (key == "keeps")
      call.keeps = read.boolean(value);
    else {
      std::vector<llvm::StringRef> known(std::begin(keysOfCalls), std::end(keysOfCalls));
      llvm::append_range(known, others);
      known.insert(known.end(), scope.state.begin(), scope.state.end());
      read.errors.unknownKey(entry, known);
    }
  }
}

} // namespace highwater::effects
