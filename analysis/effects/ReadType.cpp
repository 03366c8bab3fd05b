// `like`, `state` and `content` are read first whatever their place, since all else may name what they declare.

#include "analysis/effects/ReadType.h"

#include "analysis/effects/Like.h"
#include "analysis/effects/ReadCall.h"
#include "analysis/effects/Syntax.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

static constexpr llvm::StringRef typeKeys[] = {
    "name",   "names",     "like",        "role",         "class",      "state",   "content", "heap",
    "growth", "unique", "copies", "effectful", "thread_safe", "constructors", "destructor", "methods"};
static constexpr llvm::StringRef roleWords[] = {"container", "owner", "view", "handle", "arena", "stream", "plain"};

std::vector<std::string> readNames(const YamlNode &map, ValueReader &read) {
  const YamlNode *name = map.find("name"), *names = map.find("names");
  if (!name == !names) {
    read.errors.add(map.position, "expected either 'name' or 'names'");
    return {};
  }
  if (name)
    return {read.text(*name)};
  return read.isList(*names, "names") ? read.texts(*names) : std::vector<std::string>();
}

static void readInherited(const YamlNode &map, llvm::function_ref<const TypeModel *(llvm::StringRef)> base,
                          TypeModel &type, ValueReader &read) {
  const YamlNode *like = map.find("like");
  if (!like)
    return;
  TypeName name = splitTypeName(read.text(*like));
  if (const TypeModel *found = base(name.name))
    type = instantiate(*found, name.arguments);
  else
    read.errors.add(like->position,
                    fmt::format("type '{}' is described neither above nor in an earlier file", name.name));
}

static void readState(const YamlNode &node, TypeModel &type, NameScope &scope, ValueReader &read) {
  if (!read.isMap(node, "state variables and their first values"))
    return;
  for (const YamlEntry &entry : node.entries) {
    if (llvm::is_contained(callKeys(), entry.key) || isTypeArgument(entry.key))
      read.errors.add(entry.position, fmt::format("a state variable cannot be named '{}'", entry.key));
    type.state[entry.key] = read.formula(entry.value, scope);
    scope.state.insert(entry.key);
  }
}

static void readGrowth(const YamlNode &node, TypeModel &type, const NameScope &scope, ValueReader &read) {
  if (!read.isMap(node, "'capacity', 'transient' and 'storage'"))
    return;
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "capacity")
      type.growthCapacity = read.formula(entry.value, scope);
    else if (entry.key == "transient")
      type.growthTransient = read.word(entry.value, {"old + new", "none"}) == "none" ? "" : "old + new";
    else if (entry.key == "storage")
      type.growthStorage = read.formula(entry.value, scope);
    else
      read.errors.unknownKey(entry, {"capacity", "transient", "storage"});
  }
}

/// All overloads of one name; they replace what was inherited.
static void readOverloads(const YamlNode &node, const std::string &name, TypeModel &type, const NameScope &scope,
                          ValueReader &read) {
  type.methods.erase(name);
  auto add = [&](const YamlNode &map) {
    CallModel call;
    call.name = name;
    readCall(map, call, scope, {}, read);
    auto [first, last] = type.methods.equal_range(name);
    for (auto other = first; other != last; ++other)
      if (other->second.anyParams == call.anyParams && other->second.params == call.params)
        read.errors.add(map.position, fmt::format("'{}' is described twice for the same parameters", name));
    type.methods.emplace(name, std::move(call));
  };
  if (node.kind == YamlNode::List)
    for (const YamlNode &item : node.items)
      add(item);
  else
    add(node);
}

static void readMethods(const YamlNode &node, TypeModel &type, const NameScope &scope, ValueReader &read) {
  if (!read.isMap(node, "methods"))
    return;
  std::set<std::string> seen;
  for (const YamlEntry &entry : node.entries) {
    llvm::SmallVector<llvm::StringRef> names;
    llvm::StringRef(entry.key).split(names, ',');
    for (llvm::StringRef name : names) {
      std::string bare = name.trim().str();
      if (bare.empty() || !seen.insert(bare).second)
        read.errors.add(entry.position, bare.empty() ? std::string("expected the name of a method")
                                                     : fmt::format("the method '{}' occurs twice", bare));
      readOverloads(entry.value, bare, type, scope, read);
    }
  }
}

static std::vector<llvm::StringRef> uniqueWords(const TypeModel &type) {
  std::vector<llvm::StringRef> words{"none"};
  for (const auto &[slot, argument] : type.slots)
    words.push_back(slot);
  return words;
}

TypeModel readType(const YamlNode &map, llvm::function_ref<const TypeModel *(llvm::StringRef)> base, ValueReader &read) {
  TypeModel type;
  readInherited(map, base, type, read);
  type.line = map.position.line;

  NameScope scope;
  scope.method = true;
  for (const auto &[variable, initial] : type.state)
    scope.state.insert(variable);
  if (const YamlNode *state = map.find("state"))
    readState(*state, type, scope, read);
  if (const YamlNode *content = map.find("content"); content && read.isMap(*content, "contents and their types"))
    for (const YamlEntry &entry : content->entries)
      type.slots[entry.key] = read.text(entry.value);
  for (const auto &[slot, argument] : type.slots)
    scope.slots.insert(slot);

  for (const YamlEntry &entry : map.entries) {
    const YamlNode &value = entry.value;
    llvm::StringRef key = entry.key;
    if (key == "name" || key == "names" || key == "like" || key == "state" || key == "content")
      continue;
    if (key == "role")
      type.role = read.word(value, roleWords);
    else if (key == "class")
      type.argumentClass = read.word(value, {"iterator", "inserter", "text", "list", "function", "pointer", "int", "real", "other"});
    else if (key == "heap")
      type.heap = read.formula(value, scope);
    else if (key == "growth")
      readGrowth(value, type, scope, read);
    else if (key == "unique") {
      type.unique = read.word(value, uniqueWords(type));
      if (type.unique == "none")
        type.unique.clear();
      else if (!type.unique.empty() && !type.state.count("keys"))
        read.errors.add(value.position, "a type with 'unique' needs the state variable 'keys'");
    } else if (key == "copies") {
      std::string word = read.word(value, {"tight", "same", "shared"});
      type.copyTight = word != "same";
      type.shared = word == "shared";
    } else if (key == "effectful")
      type.effectful = read.boolean(value);
    else if (key == "thread_safe")
      type.threadSafe = read.boolean(value);
    else if (key == "constructors")
      readOverloads(value, "(construct)", type, scope, read);
    else if (key == "destructor")
      readOverloads(value, "(destroy)", type, scope, read);
    else if (key == "methods")
      readMethods(value, type, scope, read);
    else
      read.errors.unknownKey(entry, typeKeys);
  }
  if (type.role.empty() && !map.find("like"))
    read.errors.add(map.position, "'role' is missing");
  return type;
}

} // namespace highwater::effects
