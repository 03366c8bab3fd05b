// The printer of models: what readModel reads back as the same model, in the order and style people write.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/WriteCall.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <fmt/format.h>

namespace highwater::effects {

/// One overload as `{ … }`.
static std::string flowCall(const CallModel &call, const TypeModel &type) {
  auto lines = callLines(call, &type);
  return lines.empty() ? "{}" : "{ " + llvm::join(lines, ", ") + " }";
}

static void writeOverloads(llvm::StringRef key, const TypeModel &type, llvm::ArrayRef<const CallModel *> calls,
                           llvm::StringRef indent, llvm::raw_ostream &out) {
  out << indent << yamlScalar(key) << ":";
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
  out << "  - name: " << yamlScalar(type.name) << '\n';
  auto add = [&](llvm::StringRef key, llvm::StringRef text) { out << "    " << key << ": " << text << '\n'; };
  add("role", type.role);
  if (!type.argumentClass.empty())
    add("class", type.argumentClass);
  if (!type.state.empty()) {
    FlowMap map;
    for (const auto &[variable, initial] : type.state)
      map.add(variable, yamlValue(initial));
    add("state", map.str());
  }
  if (!type.slots.empty()) {
    FlowMap map;
    for (const auto &[slot, argument] : type.slots)
      map.add(slot, yamlScalar(argument));
    add("content", map.str());
  }
  add("heap", yamlValue(type.heap));
  FlowMap growth;
  growth.add("capacity", type.growthCapacity);
  if (!type.growthTransient.empty())
    growth.add("transient", yamlScalar(type.growthTransient));
  growth.add("storage", type.growthStorage);
  if (!growth.empty())
    add("growth", growth.str());
  if (!type.unique.empty())
    add("unique", type.unique);
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
  add("library", file.library.empty() ? "" : yamlScalar(file.library));
  add("reference", file.reference.empty() ? "" : yamlScalar(file.reference));
  add("headers", file.headers.empty() ? "" : yamlList(file.headers));
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
    out << "  - name: " << yamlScalar(name) << '\n';
    for (const std::string &line : callLines(call, nullptr))
      out << "    " << line << '\n';
  }
  if (!file.objects.empty())
    out << "\nobjects:\n";
  for (const ObjectModel &object : file.objects)
    out << "  - { name: " << yamlScalar(object.name) << ", source: " << writeSource(object.source, Operand()) << " }\n";
  if (!file.bounds.empty())
    out << "\nbounds:\n";
  for (const ParameterBound &bound : file.bounds) {
    FlowMap bytes;
    if (bound.typical)
      bytes.add("typical", fmt::format("{}", static_cast<long long>(*bound.typical)));
    if (bound.max)
      bytes.add("max", fmt::format("{}", static_cast<long long>(*bound.max)));
    out << "  - { param: " << yamlScalar(bound.parameter) << ", bytes: " << bytes.str() << " }\n";
  }
}

} // namespace highwater::effects
