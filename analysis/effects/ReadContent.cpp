// A content is a slot, a source and how it gets from one to the other; most files need the short forms only.

#include "analysis/effects/ReadContent.h"

#include "analysis/effects/Syntax.h"

#include <fmt/format.h>

namespace highwater::effects {

static constexpr llvm::StringRef howWords[] = {"copy", "move", "forward"};

static void checkSlot(const std::string &slot, YamlPosition position, const Content &content, const NameScope &scope,
                      ValueReader &read) {
  if (content.into != Operand() || scope.slots.count(slot) || !scope.method)
    return;
  std::vector<llvm::StringRef> known(scope.slots.begin(), scope.slots.end());
  llvm::StringRef near = nearest(slot, known);
  read.errors.add(position, fmt::format("the type has no content '{}'", slot) +
                                (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
}

/// The keys of one content but its slot's name.
static void readContentKey(const YamlEntry &entry, Content &content, ValueReader &read) {
  if (entry.key == "from")
    content.from = read.operand(entry.value);
  else if (entry.key == "construct") {
    content.construct = true;
    content.from = read.operand(entry.value);
  } else if (entry.key == "how")
    content.how = static_cast<Content::How>(read.choice(entry.value, howWords));
  else if (entry.key == "into")
    content.into = read.operand(entry.value);
  else
    read.errors.unknownKey(entry, {"slot", "from", "construct", "how", "into"});
}

/// `{ element: arg0 }`, `{ element: { construct: arg0 } }` or `[{ slot: element, from: arg0 }]`.
std::vector<Content> readContent(const YamlNode &node, const Operand &into, const NameScope &scope,
                                        ValueReader &read) {
  std::vector<Content> result;
  Content initial;
  initial.into = into;
  if (node.kind == YamlNode::List) {
    for (const YamlNode &item : node.items) {
      Content content = initial;
      if (!read.isMap(item, "'slot', 'from', 'construct', 'how' and 'into'"))
        continue;
      read.require(item, "slot");
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

std::vector<Update> readUpdates(const YamlNode &node, const Operand *object, const NameScope &scope,
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

Returns readReturns(const YamlNode &node, const NameScope &scope, ValueReader &read) {
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
      read.errors.unknownKey(entry,
                 {"view_of", "offset", "copy_of", "move_of", "value", "heap", "owner", "state", "content", "text"});
  }
  return returns;
}

} // namespace highwater::effects
