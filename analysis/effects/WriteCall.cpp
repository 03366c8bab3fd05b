// What a call does, printed in the order of the reader's keys.

#include "analysis/effects/WriteCall.h"

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

std::string yamlScalar(llvm::StringRef text) {
  bool plain = !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                       "0123456789_.: ") == llvm::StringRef::npos &&
               text.front() != ' ' && text.back() != ' ' && text.find(": ") == llvm::StringRef::npos &&
               text.front() != ':' && text.back() != ':';
  if (plain)
    return text.str();
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      quoted += '\\';
    quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return quoted + "\"";
}

std::string yamlValue(const Operand &operand) { return yamlScalar(print(operand)); }
std::string yamlValue(const Formula &formula) { return yamlScalar(print(formula)); }

std::string yamlList(llvm::ArrayRef<std::string> items) {
  return "[" + llvm::join(llvm::map_range(items, [](const std::string &item) { return yamlScalar(item); }), ", ") + "]";
}

static std::string updateValue(const Update &update) {
  std::string text = print(update.value);
  if (update.relative && text.front() != '-')
    text = "+" + text;
  else if (!update.relative && text.front() == '-')
    text = "0 " + text; // a negative start would be read as relative
  return yamlScalar(text);
}

static std::string updates(llvm::ArrayRef<Update> changes, bool bareNames) {
  FlowMap map;
  for (const Update &update : changes)
    map.add(bareNames ? update.target.fields.back() : print(update.target), updateValue(update));
  return map.str();
}

static std::string contents(llvm::ArrayRef<Content> contents, const Operand &usual) {
  std::string text;
  for (const Content &content : contents) {
    FlowMap map;
    map.add("slot", yamlScalar(content.slot));
    map.add(content.construct ? "construct" : "from", yamlValue(content.from));
    if (content.how != Content::Forward)
      map.add("how", content.how == Content::Copy ? "copy" : "move");
    if (content.into != usual)
      map.add("into", yamlValue(content.into));
    text += (text.empty() ? "" : ", ") + map.str();
  }
  return "[" + text + "]";
}

static std::string returns(const Returns &returned) {
  FlowMap map;
  Operand result;
  result.base = Operand::Result;
  map.add("view_of", returned.viewOf);
  map.add("offset", returned.offset);
  map.add("copy_of", returned.copyOf);
  map.add("move_of", returned.moveOf);
  map.add("value", returned.value);
  map.add("heap", returned.heap);
  if (returned.ownerCaller)
    map.add("owner", "caller");
  if (!returned.state.empty())
    map.add("state", updates(returned.state, true));
  if (!returned.content.empty())
    map.add("content", contents(returned.content, result));
  map.add("text", returned.text);
  return map.str();
}

std::string writeSource(const Source &source, const Operand &usual) {
  FlowMap map;
  map.add("kind", source.kind);
  if (source.of != Operand())
    map.add("of", yamlValue(source.of));
  if (source.into != usual)
    map.add("into", yamlValue(source.into));
  return map.str();
}

static std::string reading(const Read &read) {
  FlowMap map;
  map.add("record", read.record);
  if (read.from != Operand())
    map.add("from", yamlValue(read.from));
  map.add("into", read.into);
  map.add("limit", read.limit);
  map.add("separator", read.separator);
  map.add("format", read.format);
  if (!read.perCall)
    map.add("repeats", "true");
  return map.str();
}

static std::string arguments(const std::map<unsigned, ArgumentModel> &arguments) {
  static constexpr llvm::StringRef words[] = {"borrow", "take", "share", "out"};
  FlowMap map;
  for (const auto &[index, argument] : arguments) {
    FlowMap detail;
    detail.add("ownership", words[argument.ownership]);
    if (!argument.until.empty())
      detail.add("until", argument.until);
    map.add(fmt::format("{}", index), detail.str());
  }
  return map.str();
}

std::vector<std::string> callLines(const CallModel &call, const TypeModel *type) {
  std::vector<std::string> lines;
  auto add = [&](llvm::StringRef key, llvm::StringRef text) {
    lines.push_back(fmt::format("{}: {}", key.str(), text.str()));
  };
  if (!call.anyParams)
    add("params", yamlList(call.params));
  if (!call.effect.empty())
    add("effect", call.effect);
  std::vector<Update> others;
  for (const Update &update : call.updates) {
    Operand bare;
    bare.fields = update.target.fields;
    bool variable = bare.fields.size() == 1 && type && type->state.count(bare.fields[0]);
    if (variable && update.target == bare && others.empty())
      add(bare.fields[0], updateValue(update));
    else
      others.push_back(update);
  }
  if (!others.empty())
    add("updates", updates(others, false));
  if (!call.content.empty())
    add("content", contents(call.content, Operand()));
  if (call.returns)
    add("returns", returns(*call.returns));
  if (!call.allocates.empty()) {
    std::string items;
    for (const Allocation &allocation : call.allocates) {
      FlowMap map;
      map.add("into", yamlValue(allocation.into));
      map.add("heap", yamlValue(allocation.heap));
      items += (items.empty() ? "" : ", ") + map.str();
    }
    add("allocates", "[" + items + "]");
  }
  if (!call.outside.empty()) {
    std::vector<std::string> operands;
    for (const Operand &operand : call.outside)
      operands.push_back(print(operand));
    add("outside", yamlList(operands));
  }
  if (call.seeks) {
    FlowMap map;
    if (call.seeks->of != Operand())
      map.add("of", yamlValue(call.seeks->of));
    map.add("to", call.seeks->to);
    map.add("from", call.seeks->from);
    add("seeks", map.str());
  }
  if (call.option) {
    FlowMap map;
    map.add("words", yamlValue(call.option->words));
    map.add("letters", yamlValue(call.option->letters));
    map.add("names", call.option->names);
    map.add("index", call.option->index);
    map.add("argument", call.option->argument);
    add("option", map.str());
  }
  if (call.copiesBytes) {
    FlowMap map;
    map.add("from", yamlValue(call.copiesBytes->from));
    map.add("into", yamlValue(call.copiesBytes->into));
    add("copies_bytes", map.str());
  }
  if (call.stack)
    add("stack", yamlValue(*call.stack));
  if (call.transient)
    add("transient", yamlValue(*call.transient));
  if (call.each)
    add("each", yamlValue(*call.each));
  if (call.growth)
    add("growth", *call.growth);
  Operand handle;
  handle.base = type ? Operand::This : Operand::Result;
  if (call.source)
    add("source", writeSource(*call.source, handle));
  if (call.read)
    add("read", reading(*call.read));
  if (call.frees)
    add("frees", yamlValue(*call.frees));
  if (call.empties)
    add("empties", yamlValue(*call.empties));
  if (call.swaps)
    add("swaps", yamlValue(*call.swaps));
  if (call.assignsFrom)
    add("assigns_from", yamlValue(*call.assignsFrom));
  if (!call.arguments.empty())
    add("args", arguments(call.arguments));
  if (call.invokes) {
    FlowMap map;
    map.add("callable", yamlValue(call.invokes->callable));
    map.add("times", yamlValue(call.invokes->times));
    std::vector<std::string> passing;
    for (const Operand &operand : call.invokes->passing)
      passing.push_back(print(operand));
    if (!passing.empty())
      map.add("passing", yamlList(passing));
    if (call.invokes->later)
      map.add("later", "true");
    if (call.invokes->together)
      map.add("together", "true");
    add("invokes", map.str());
  }
  if (call.alternative) {
    FlowMap map;
    map.add("use", yamlScalar(call.alternative->use));
    if (!call.alternative->why.empty())
      map.add("why", yamlScalar(call.alternative->why));
    map.add("peak", call.alternative->peak);
    add("alternative", map.str());
  }
  if (!call.walks.empty()) {
    std::vector<std::string> walked;
    for (const Operand &operand : call.walks)
      walked.push_back(print(operand));
    add("walks", yamlList(walked));
  }
  if (call.text)
    add("text", yamlValue(*call.text));
  if (call.noReturn)
    add("no_return", "true");
  if (call.keeps)
    add("keeps", "true");
  return lines;
}

} // namespace highwater::effects
