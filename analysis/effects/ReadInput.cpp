// Data and options that enter by a call: one function for each key.

#include "analysis/effects/ReadInput.h"

namespace highwater::effects {

static constexpr llvm::StringRef sourceWords[] = {"file",      "stream", "socket",    "environment", "arguments",
                                                  "text",      "directory", "tree",   "memory", "stdin"};
static constexpr llvm::StringRef recordWords[] = {"line", "token", "separator", "last", "word", "block", "character", "all", "entry"};

Source readSource(const YamlNode &node, Operand into, ValueReader &read) {
  Source source;
  source.into = std::move(into);
  if (!read.isMap(node, "'kind', 'of' and 'into'"))
    return source;
  read.require(node, "kind");
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "kind")
      source.kind = read.word(entry.value, sourceWords);
    else if (entry.key == "of")
      source.of = read.operand(entry.value);
    else if (entry.key == "into")
      source.into = read.operand(entry.value);
    else
      read.errors.unknownKey(entry, {"kind", "of", "into"});
  }
  return source;
}

Read readRead(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  Read result;
  if (!read.isMap(node, "'record', 'from', 'into', 'limit', 'separator', 'format' and 'repeats'"))
    return result;
  read.require(node, "record");
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
    else if (entry.key == "format")
      result.format = read.operand(entry.value);
    else if (entry.key == "repeats")
      result.perCall = !read.boolean(entry.value);
    else
      read.errors.unknownKey(entry, {"record", "from", "into", "limit", "separator", "format", "repeats"});
  }
  return result;
}

Seek readSeek(const YamlNode &node, const NameScope &scope, ValueReader &read) {
  Seek seek;
  if (!read.isMap(node, "'of', 'to' and 'from'"))
    return seek;
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "of")
      seek.of = read.operand(entry.value);
    else if (entry.key == "to")
      seek.to = read.formula(entry.value, scope);
    else if (entry.key == "from")
      seek.from = read.formula(entry.value, scope);
    else
      read.errors.unknownKey(entry, {"of", "to", "from"});
  }
  return seek;
}

TakesOption readOption(const YamlNode &node, ValueReader &read) {
  TakesOption option;
  if (!read.isMap(node, "'words', 'letters', 'names', 'index' and 'argument'"))
    return option;
  for (llvm::StringRef key : {"words", "letters", "index", "argument"})
    read.require(node, key);
  for (const YamlEntry &entry : node.entries) {
    if (entry.key == "words")
      option.words = read.operand(entry.value);
    else if (entry.key == "letters")
      option.letters = read.operand(entry.value);
    else if (entry.key == "names")
      option.names = read.operand(entry.value);
    else if (entry.key == "index")
      option.index = read.text(entry.value);
    else if (entry.key == "argument")
      option.argument = read.text(entry.value);
    else
      read.errors.unknownKey(entry, {"words", "letters", "names", "index", "argument"});
  }
  return option;
}

} // namespace highwater::effects
