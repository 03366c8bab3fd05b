// The printer of models: what readModel reads back as the same model, in the order and style people write.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/Syntax.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <fmt/format.h>

namespace highwater::effects {

/// A scalar, quoted whenever YAML could read it as anything else than this text.
static std::string scalar(llvm::StringRef text) {
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

static std::string value(const Operand &operand) { return scalar(print(operand)); }
static std::string value(const Formula &formula) { return scalar(print(formula)); }

/// `{ key: value, … }` in one line.
class FlowMap {
public:
  void add(llvm::StringRef key, llvm::StringRef value) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", scalar(key), value.str());
  }
  void add(llvm::StringRef key, const std::optional<Operand> &operand) {
    if (operand)
      add(key, value(*operand));
  }
  void add(llvm::StringRef key, const std::optional<Formula> &formula) {
    if (formula)
      add(key, value(*formula));
  }
  bool empty() const { return text.empty(); }
  std::string str() const { return text.empty() ? "{}" : "{ " + text + " }"; }

private:
  static std::string value(const Operand &operand) { return effects::value(operand); }
  static std::string value(const Formula &formula) { return effects::value(formula); }
  std::string text;
};

static std::string list(llvm::ArrayRef<std::string> items) {
  return "[" + llvm::join(llvm::map_range(items, [](const std::string &item) { return scalar(item); }), ", ") + "]";
}

static std::string updateValue(const Update &update) {
  std::string text = print(update.value);
  if (update.relative && text.front() != '-')
    text = "+" + text;
  else if (!update.relative && text.front() == '-')
    text = "0 " + text; // a negative start would be read as relative
  return scalar(text);
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
    map.add("slot", scalar(content.slot));
    map.add(content.construct ? "construct" : "from", value(content.from));
    if (content.how != Content::Forward)
      map.add("how", content.how == Content::Copy ? "copy" : "move");
    if (content.into != usual)
      map.add("into", value(content.into));
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

static std::string source(const Source &source, const Operand &usual) {
  FlowMap map;
  map.add("kind", source.kind);
  if (source.of != Operand())
    map.add("of", value(source.of));
  if (source.into != usual)
    map.add("into", value(source.into));
  return map.str();
}

static std::string reading(const Read &read) {
  FlowMap map;
  map.add("record", read.record);
  if (read.from != Operand())
    map.add("from", value(read.from));
  map.add("into", read.into);
  map.add("limit", read.limit);
  map.add("separator", read.separator);
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

/// The lines `key: value` of a call; updates of state variables stand there by their own name.
static std::vector<std::string> callLines(const CallModel &call, const TypeModel *type) {
  std::vector<std::string> lines;
  auto add = [&](llvm::StringRef key, llvm::StringRef text) {
    lines.push_back(fmt::format("{}: {}", key.str(), text.str()));
  };
  if (!call.anyParams)
    add("params", list(call.params));
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
      map.add("into", value(allocation.into));
      map.add("heap", value(allocation.heap));
      items += (items.empty() ? "" : ", ") + map.str();
    }
    add("allocates", "[" + items + "]");
  }
  if (call.transient)
    add("transient", value(*call.transient));
  if (call.growth)
    add("growth", *call.growth);
  Operand handle;
  handle.base = type ? Operand::This : Operand::Result;
  if (call.source)
    add("source", source(*call.source, handle));
  if (call.read)
    add("read", reading(*call.read));
  if (call.frees)
    add("frees", value(*call.frees));
  if (call.empties)
    add("empties", value(*call.empties));
  if (call.swaps)
    add("swaps", value(*call.swaps));
  if (call.assignsFrom)
    add("assigns_from", value(*call.assignsFrom));
  if (!call.arguments.empty())
    add("args", arguments(call.arguments));
  if (call.invokes) {
    FlowMap map;
    map.add("callable", value(call.invokes->callable));
    map.add("times", value(call.invokes->times));
    std::vector<std::string> passing;
    for (const Operand &operand : call.invokes->passing)
      passing.push_back(print(operand));
    if (!passing.empty())
      map.add("passing", list(passing));
    add("invokes", map.str());
  }
  if (call.alternative) {
    FlowMap map;
    map.add("use", scalar(call.alternative->use));
    if (!call.alternative->why.empty())
      map.add("why", scalar(call.alternative->why));
    map.add("peak", call.alternative->peak);
    add("alternative", map.str());
  }
  if (call.text)
    add("text", value(*call.text));
  if (call.noReturn)
    add("no_return", "true");
  if (call.keeps)
    add("keeps", "true");
  return lines;
}

/// One overload as `{ … }`.
static std::string flowCall(const CallModel &call, const TypeModel &type) {
  auto lines = callLines(call, &type);
  return lines.empty() ? "{}" : "{ " + llvm::join(lines, ", ") + " }";
}

static void writeOverloads(llvm::StringRef key, const TypeModel &type, llvm::ArrayRef<const CallModel *> calls,
                           llvm::StringRef indent, llvm::raw_ostream &out) {
  out << indent << scalar(key) << ":";
  if (calls.size() == 1) {
    out << ' ' << flowCall(*calls[0], type) << '\n';
    return;
  }
  out << '\n';
  for (const CallModel *call : calls)
    out << indent << "  - " << flowCall(*call, type) << '\n';
}

static std::vector<const CallModel *> overloads(const TypeModel &type, const std::string &name) {
  std::vector<const CallModel *> result;
  auto [first, last] = type.methods.equal_range(name);
  for (auto at = first; at != last; ++at)
    result.push_back(&at->second);
  return result;
}

static void writeType(const TypeModel &type, llvm::raw_ostream &out) {
  out << "  - name: " << scalar(type.name) << '\n';
  auto add = [&](llvm::StringRef key, llvm::StringRef text) { out << "    " << key << ": " << text << '\n'; };
  add("role", type.role);
  if (!type.argumentClass.empty())
    add("class", type.argumentClass);
  if (!type.state.empty()) {
    FlowMap map;
    for (const auto &[variable, initial] : type.state)
      map.add(variable, value(initial));
    add("state", map.str());
  }
  if (!type.slots.empty()) {
    FlowMap map;
    for (const auto &[slot, argument] : type.slots)
      map.add(slot, scalar(argument));
    add("content", map.str());
  }
  add("heap", value(type.heap));
  FlowMap growth;
  growth.add("capacity", type.growthCapacity);
  if (!type.growthTransient.empty())
    growth.add("transient", scalar(type.growthTransient));
  growth.add("storage", type.growthStorage);
  if (!growth.empty())
    add("growth", growth.str());
  if (type.shared || !type.copyTight)
    add("copies", type.shared ? "shared" : "same");
  if (type.effectful)
    add("effectful", "true");
  if (type.threadSafe)
    add("thread_safe", "true");
  for (auto [key, name] : {std::pair("constructors", "(construct)"), std::pair("destructor", "(destroy)")})
    if (auto calls = overloads(type, name); !calls.empty())
      writeOverloads(key, type, calls, "    ", out);
  bool first = true;
  for (auto at = type.methods.begin(); at != type.methods.end(); at = type.methods.upper_bound(at->first)) {
    if (at->first == "(construct)" || at->first == "(destroy)")
      continue;
    if (std::exchange(first, false))
      out << "    methods:\n";
    writeOverloads(at->first, type, overloads(type, at->first), "      ", out);
  }
}

void writeModel(const ModelFile &file, llvm::raw_ostream &out) {
  out << "schema: 1\n";
  auto add = [&](llvm::StringRef key, llvm::StringRef text) {
    if (!text.empty())
      out << key << ": " << text << '\n';
  };
  add("library", file.library.empty() ? "" : scalar(file.library));
  add("reference", file.reference.empty() ? "" : scalar(file.reference));
  add("headers", file.headers.empty() ? "" : list(file.headers));
  add("verified", file.verified);
  add("inferred", file.inferred ? "true" : "");
  add("standard_library", file.standardLibrary);
  if (!file.types.empty())
    out << "\ntypes:\n";
  for (const TypeModel &type : file.types)
    writeType(type, out);
  if (!file.functions.empty())
    out << "\nfunctions:\n";
  for (const auto &[name, call] : file.functions) {
    out << "  - name: " << scalar(name) << '\n';
    for (const std::string &line : callLines(call, nullptr))
      out << "    " << line << '\n';
  }
  if (!file.objects.empty())
    out << "\nobjects:\n";
  for (const ObjectModel &object : file.objects)
    out << "  - { name: " << scalar(object.name) << ", source: " << source(object.source, Operand()) << " }\n";
  if (!file.bounds.empty())
    out << "\nbounds:\n";
  for (const ParameterBound &bound : file.bounds) {
    FlowMap bytes;
    if (bound.typical)
      bytes.add("typical", fmt::format("{}", static_cast<long long>(*bound.typical)));
    if (bound.max)
      bytes.add("max", fmt::format("{}", static_cast<long long>(*bound.max)));
    out << "  - { param: " << scalar(bound.parameter) << ", bytes: " << bytes.str() << " }\n";
  }
}

} // namespace highwater::effects
