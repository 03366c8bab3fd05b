// The outermost level of a model file: what it is about, then types, functions, objects and bounds.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/ReadCall.h"
#include "analysis/effects/ReadInput.h"
#include "analysis/effects/ReadType.h"

#include "llvm/ADT/StringExtras.h"

#include <deque>
#include <fmt/format.h>

namespace highwater::effects {

namespace {

class FileReader {
public:
  FileReader(llvm::StringRef path, const Catalog *earlier) : errors(path), read(errors), earlier(earlier) {
    file.path = path.str();
  }

  llvm::Expected<ModelFile> run(llvm::StringRef text) {
    YamlNode root = parseYaml(text, errors);
    if (errors.empty())
      readFile(root);
    if (llvm::Error error = errors.take())
      return error;
    return std::move(file);
  }

private:
  void readFile(const YamlNode &root) {
    if (root.kind != YamlNode::Map) {
      errors.add({1, 1}, "expected a map that begins with 'schema: 1'");
      return;
    }
    const YamlNode *schema = root.find("schema");
    if (!schema || schema->text != "1")
      errors.add(schema ? schema->position : root.position, "expected 'schema: 1'");
    for (const YamlEntry &entry : root.entries)
      readPart(entry);
  }

  void readPart(const YamlEntry &entry) {
    llvm::StringRef key = entry.key;
    const YamlNode &value = entry.value;
    if (key == "schema")
      return;
    if (key == "library")
      file.library = read.text(value);
    else if (key == "reference")
      file.reference = read.text(value);
    else if (key == "headers")
      file.headers = read.texts(value);
    else if (key == "verified")
      file.verified = read.word(value, {"headers", "declarations"});
    else if (key == "inferred")
      file.inferred = read.boolean(value);
    else if (key == "standard_library")
      file.standardLibrary = read.word(value, {"libstdc++", "libc++"});
    else if (key == "types")
      each(value, "types", [this](const YamlNode &item) { readOneType(item); });
    else if (key == "functions")
      each(value, "functions", [this](const YamlNode &item) { readFunction(item); });
    else if (key == "objects")
      each(value, "objects", [this](const YamlNode &item) { readObject(item); });
    else if (key == "bounds")
      each(value, "bounds", [this](const YamlNode &item) { readBound(item); });
    else
      errors.unknownKey(entry, {"schema", "library", "reference", "headers", "verified", "inferred",
                                "standard_library", "types", "functions", "objects", "bounds"});
  }

  void each(const YamlNode &node, llvm::StringRef of, llvm::function_ref<void(const YamlNode &)> visit) {
    if (node.kind == YamlNode::Null || !read.isList(node, of))
      return;
    for (const YamlNode &item : node.items)
      if (read.isMap(item, "its keys"))
        visit(item);
  }

  void readOneType(const YamlNode &map) {
    auto base = [this](llvm::StringRef name) -> const TypeModel * {
      for (const TypeModel &type : file.types)
        if (type.name == name)
          return &type;
      if (earlier)
        if (auto found = earlier->wholeType(name))
          return &inherited.emplace_back(std::move(*found));
      return nullptr;
    };
    TypeModel type = readType(map, base, read);
    for (std::string &name : readNames(map, read)) {
      for (const TypeModel &other : file.types)
        if (other.name == name)
          errors.add(map.position, fmt::format("the type '{}' is already described in line {}", name, other.line));
      type.name = std::move(name);
      file.types.push_back(type);
    }
  }

  void readFunction(const YamlNode &map) {
    CallModel call;
    readCall(map, call, NameScope(), {"name", "names"}, read);
    for (std::string &name : readNames(map, read)) {
      auto [first, last] = file.functions.equal_range(name);
      for (auto other = first; other != last; ++other)
        if (other->second.anyParams == call.anyParams && other->second.params == call.params)
          errors.add(map.position, fmt::format("the function '{}' is already described in line {}", name,
                                               other->second.line));
      call.name = name;
      file.functions.emplace(std::move(name), call);
    }
  }

  void readObject(const YamlNode &map) {
    ObjectModel object;
    object.line = map.position.line;
    for (const YamlEntry &entry : map.entries)
      if (entry.key == "source")
        object.source = readSource(entry.value, Operand(), read);
      else if (entry.key != "name" && entry.key != "names")
        errors.unknownKey(entry, {"name", "names", "source"});
    for (std::string &name : readNames(map, read)) {
      object.name = std::move(name);
      file.objects.push_back(object);
    }
  }

  void readBound(const YamlNode &map) {
    ParameterBound bound;
    for (const YamlEntry &entry : map.entries) {
      if (entry.key == "param") {
        bound.parameter = read.text(entry.value);
        auto [function, index] = llvm::StringRef(bound.parameter).rsplit('#');
        if (function.empty() || index.empty() || !llvm::all_of(index, llvm::isDigit))
          errors.add(entry.value.position, "expected a function and the number of a parameter, such as load_users#0");
      } else if (entry.key == "bytes" && read.isMap(entry.value, "'typical' and 'max'")) {
        for (const YamlEntry &limit : entry.value.entries)
          if (limit.key == "typical")
            bound.typical = read.bytes(limit.value);
          else if (limit.key == "max")
            bound.max = read.bytes(limit.value);
          else
            errors.unknownKey(limit, {"typical", "max"});
      } else if (entry.key != "bytes")
        errors.unknownKey(entry, {"param", "bytes"});
    }
    if (bound.parameter.empty())
      errors.add(map.position, "'param' is missing");
    file.bounds.push_back(std::move(bound));
  }

  ModelFile file;
  YamlErrors errors;
  ValueReader read;
  const Catalog *earlier;
  std::deque<TypeModel> inherited; ///< from `earlier`
};

} // namespace

llvm::Expected<ModelFile> readModel(llvm::StringRef text, llvm::StringRef path, const Catalog *earlier) {
  return FileReader(path, earlier).run(text);
}

} // namespace highwater::effects
