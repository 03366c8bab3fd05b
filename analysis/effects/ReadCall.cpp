// One function for each key that has a structure of its own; `readCall` is the list of keys.

#include "analysis/effects/ReadCall.h"

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

using Words = llvm::ArrayRef<llvm::StringRef>;

static constexpr llvm::StringRef keysOfCalls[] = {
    "params", "effect",      "updates", "content",     "returns", "allocates", "transient", "growth",    "source", "read", "frees", "empties",
    "swaps",  "assigns_from", "args",   "invokes", "alternative", "text",      "no_return", "keeps"};

static constexpr llvm::StringRef effectWords[] = {"load", "load_chunk", "stream",   "map",    "copy",
                                                  "alloc", "free",      "transfer", "retain", "none"};
static constexpr llvm::StringRef sourceWords[] = {"file",      "stream", "socket",    "environment", "arguments",
                                                  "text",      "directory", "memory", "stdin"};
static constexpr llvm::StringRef recordWords[] = {"line", "token", "separator", "word", "block", "character", "all", "entry"};
static constexpr llvm::StringRef ownershipWords[] = {"borrow", "take", "share", "out"};
static constexpr llvm::StringRef howWords[] = {"copy", "move", "forward"};

Words callKeys() { return keysOfCalls; }

static void unknownKey(const YamlEntry &entry, Words known, ValueReader &read) { read.errors.unknownKey(entry, known); }

/// A call without this key is wrong.
static void require(const YamlNode &map, llvm::StringRef key, ValueReader &read) {
  if (!map.find(key))
    read.errors.add(map.position, fmt::format("'{}' is missing", key.str()));
}

static unsigned indexOf(llvm::StringRef word, Words words) {
  auto found = llvm::find(words, word);
  return found == words.end() ? 0 : static_cast<unsigned>(found - words.begin());
}

Source readSource(const YamlNode &node, Operand into, ValueReader &read) {
  Source source;
  source.into = std::move(into);
  if (!read.isMap(node, "'kind', 'of' and 'into'"))
    return source;
  require(node, "kind", read);
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "kind")
      source.kind = read.word(entry.value, sourceWords);
    else if (entry.key == "of")
      source.of = read.operand(entry.value);
    else if (entry.key == "into")
      source.into = read.operand(entry.value);
    else
      unknownKey(entry, {"kind", "of", "into"}, read);
  }
  return source;
}

static Read readRead(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  Read result;
  if (!read.isMap(node, "'record', 'from', 'into', 'limit', 'separator' and 'repeats'"))
    return result;
  require(node, "record", read);
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "record")
      result.record = read.word(entry.value, recordWords);
    else if (entry.key == "from")
      result.from = read.operand(entry.value);
    else if (entry.key == "into")
      result.into = read.operand(entry.value);
    else if (entry.key == "limit")
      result.limit = read.formula(entry.value, scope);
    else if (entry.key == "separator")
      result.separator = read.formula(entry.value, scope);
    else if (entry.key == "repeats")
      result.perCall = !read.boolean(entry.value);
    else
      unknownKey(entry, {"record", "from", "into", "limit", "separator", "repeats"}, read);
  }
  return result;
}

static void checkSlot(const std::string &slot, YamlPosition position, const Content &content, const NameScope &scope,
                      ValueReader &read) {
  if (content.into != Operand() || scope.slots.count(slot) || !scope.method)
    return;
  std::vector<llvm::StringRef> known(scope.slots.begin(), scope.slots.end());
  llvm::StringRef near = nearest(slot, known);
  read.errors.add(position, fmt::format("the type has no content '{}'", slot) +
                                (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
}

/// Classes of arguments, or names of types.
static std::vector<std::string> readParams(const YamlNode &node, ValueReader &read) {
  static constexpr llvm::StringRef classes[] = {"any",  "int",  "real", "iterator", "pointer",
                                                "text", "self", "list", "function", "..."};
  std::vector<std::string> params;
  for (const YamlNode &item : node.items) {
    params.push_back(read.text(item));
    bool likeAType = item.text.find(':') != std::string::npos || llvm::StringRef(item.text).lower() != item.text;
    if (!likeAType && !llvm::is_contained(classes, item.text))
      read.errors.unexpectedWord(item, classes);
  }
  return params;
}

/// The keys of one content but its slot's name.
static void readContentKey(const YamlEntry &entry, Content &content, ValueReader &read) {
  if (entry.key == "from")
    content.from = read.operand(entry.value);
  else if (entry.key == "construct") {
    content.construct = true;
    content.from = read.operand(entry.value);
  } else if (entry.key == "how")
    content.how = static_cast<Content::How>(indexOf(read.word(entry.value, howWords), howWords));
  else if (entry.key == "into")
    content.into = read.operand(entry.value);
  else
    unknownKey(entry, {"slot", "from", "construct", "how", "into"}, read);
}

/// `{ element: arg0 }`, `{ element: { construct: arg0 } }` or `[{ slot: element, from: arg0 }]`.
static std::vector<Content> readContent(const YamlNode &node, const Operand &into, const NameScope &scope,
                                        ValueReader &read) {
  std::vector<Content> result;
  Content initial;
  initial.into = into;
  if (node.kind == YamlNode::List) {
    for (const YamlNode &item : node.items) {
      Content content = initial;
      if (!read.isMap(item, "'slot', 'from', 'construct', 'how' and 'into'"))
        continue;
      require(item, "slot", read);
      for (const YamlEntry &entry : item.entries)
        if (entry.key == "slot")
          content.slot = read.text(entry.value);
        else
          readContentKey(entry, content, read);
      if (!item.find("from") && !item.find("construct"))
        read.errors.add(item.position, "'from' or 'construct' is missing");
      checkSlot(content.slot, item.position, content, scope, read);
      result.push_back(std::move(content));
    }
    return result;
  }
  if (!read.isMap(node, "contents and where they come from"))
    return result;
  for (const YamlEntry &entry : node.entries) {
    Content content = initial;
    content.slot = entry.key;
    if (entry.value.kind == YamlNode::Map)
      for (const YamlEntry &detail : entry.value.entries)
        readContentKey(detail, content, read);
    else
      content.from = read.operand(entry.value);
    checkSlot(content.slot, entry.position, content, scope, read);
    result.push_back(std::move(content));
  }
  return result;
}

static std::vector<Update> readUpdates(const YamlNode &node, const Operand *object, const NameScope &scope,
                                       ValueReader &read) {
  std::vector<Update> updates;
  if (!read.isMap(node, "what changes and its formula"))
    return updates;
  for (const YamlEntry &entry : node.entries) {
    Operand target;
    if (object) {
      target = *object;
      target.fields.push_back(entry.key);
    } else {
      YamlNode key;
      key.kind = YamlNode::Scalar;
      key.text = entry.key;
      key.position = entry.position;
      target = read.operand(key);
    }
    updates.push_back(read.update(std::move(target), entry.value, scope));
  }
  return updates;
}

static Returns readReturns(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  Returns returns;
  Operand result;
  result.base = Operand::Result;
  if (!read.isMap(node, "what is returned"))
    return returns;
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "view_of")
      returns.viewOf = read.operand(entry.value);
    else if (entry.key == "offset")
      returns.offset = read.formula(entry.value, scope);
    else if (entry.key == "copy_of")
      returns.copyOf = read.operand(entry.value);
    else if (entry.key == "move_of")
      returns.moveOf = read.operand(entry.value);
    else if (entry.key == "value")
      returns.value = read.formula(entry.value, scope);
    else if (entry.key == "heap")
      returns.heap = read.formula(entry.value, scope);
    else if (entry.key == "owner")
      returns.ownerCaller = read.word(entry.value, {"caller", "result"}) == "caller";
    else if (entry.key == "state")
      returns.state = readUpdates(entry.value, &result, scope, read);
    else if (entry.key == "content")
      returns.content = readContent(entry.value, result, scope, read);
    else if (entry.key == "text")
      returns.text = read.formula(entry.value, scope);
    else
      unknownKey(entry,
                 {"view_of", "offset", "copy_of", "move_of", "value", "heap", "owner", "state", "content", "text"},
                 read);
  }
  return returns;
}

/// One `{ into: "*arg0", heap: arg2 }` or a list of them.
static std::vector<Allocation> readAllocations(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  std::vector<Allocation> result;
  std::vector<YamlNode> items = node.kind == YamlNode::List ? node.items : std::vector<YamlNode>{node};
  for (const YamlNode &item : items) {
    if (!read.isMap(item, "'into' and 'heap'"))
      continue;
    require(item, "into", read);
    require(item, "heap", read);
    Allocation allocation;
    for (const YamlEntry &entry : item.entries) {
      if (entry.key == "into")
        allocation.into = read.operand(entry.value);
      else if (entry.key == "heap")
        allocation.heap = read.formula(entry.value, scope);
      else
        unknownKey(entry, {"into", "heap"}, read);
    }
    result.push_back(std::move(allocation));
  }
  return result;
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
            indexOf(read.word(detail.value, ownershipWords), ownershipWords));
      else if (detail.key == "until")
        argument.until = read.word(detail.value, {"return", "this", "result", "program"});
      else
        unknownKey(detail, {"ownership", "until"}, read);
    }
    arguments[index] = argument;
  }
  return arguments;
}

static CallModel::Invoke readInvokes(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  CallModel::Invoke invoke;
  invoke.times.number = 1;
  if (!read.isMap(node, "'callable', 'times' and 'passing'"))
    return invoke;
  require(node, "callable", read);
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "callable")
      invoke.callable = read.operand(entry.value);
    else if (entry.key == "times")
      invoke.times = read.formula(entry.value, scope);
    else if (entry.key == "passing" && read.isList(entry.value, "operands"))
      for (const YamlNode &item : entry.value.items)
        invoke.passing.push_back(read.operand(item));
    else if (entry.key != "passing")
      unknownKey(entry, {"callable", "times", "passing"}, read);
  }
  return invoke;
}

static Alternative readAlternative(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  Alternative alternative;
  if (!read.isMap(node, "'use', 'why' and 'peak'"))
    return alternative;
  require(node, "use", read);
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "use")
      alternative.use = read.text(entry.value);
    else if (entry.key == "why")
      alternative.why = read.text(entry.value);
    else if (entry.key == "peak")
      alternative.peak = read.formula(entry.value, scope);
    else
      unknownKey(entry, {"use", "why", "peak"}, read);
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
    else if (key == "transient")
      call.transient = read.formula(value, scope);
    else if (key == "growth")
      call.growth = read.word(value, {"exact"});
    else if (key == "source") {
      Operand into;
      into.base = scope.method ? Operand::This : Operand::Result;
      call.source = readSource(value, into, read);
    } else if (key == "read")
      call.read = readRead(value, scope, read);
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
    else if (key == "alternative")
      call.alternative = readAlternative(value, scope, read);
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
      unknownKey(entry, known, read);
    }
  }
}

} // namespace highwater::effects
