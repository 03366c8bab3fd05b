// llvm::yaml's parser yields its nodes once and in order; this copies them into a tree.

#include "analysis/effects/Yaml.h"

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

#include <fmt/format.h>

namespace highwater::effects {

const YamlNode *YamlNode::find(llvm::StringRef key) const {
  for (const YamlEntry &entry : entries)
    if (entry.key == key)
      return &entry.value;
  return nullptr;
}

void YamlErrors::add(YamlPosition position, llvm::StringRef message) {
  messages.emplace_back(position, message.str());
}

void YamlErrors::unknownKey(const YamlEntry &entry, llvm::ArrayRef<llvm::StringRef> known) {
  llvm::StringRef near = nearest(entry.key, known);
  add(entry.position, fmt::format("unknown key '{}'", entry.key) +
                          (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
}

void YamlErrors::unexpectedWord(const YamlNode &node, llvm::ArrayRef<llvm::StringRef> expected) {
  std::string words;
  for (const auto &[index, word] : llvm::enumerate(expected))
    words += fmt::format("{}'{}'", index == 0 ? "" : index + 1 == expected.size() ? " or " : ", ", word.str());
  llvm::StringRef near = node.kind == YamlNode::Scalar ? nearest(node.text, expected) : "";
  add(node.position, fmt::format("expected {}", words) +
                         (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
}

llvm::Error YamlErrors::take() {
  if (messages.empty())
    return llvm::Error::success();
  llvm::sort(messages, [](const auto &a, const auto &b) {
    return std::tuple(a.first.line, a.first.column, a.second) < std::tuple(b.first.line, b.first.column, b.second);
  });
  messages.erase(llvm::unique(messages,
                              [](const auto &a, const auto &b) {
                                return a.first.line == b.first.line && a.first.column == b.first.column &&
                                       a.second == b.second;
                              }),
                 messages.end());
  std::string text;
  for (const auto &[position, message] : messages)
    text += fmt::format("{}{}:{}:{}: error: {}", text.empty() ? "" : "\n", path, position.line, position.column, message);
  messages.clear();
  return llvm::createStringError(text);
}

namespace {

class TreeBuilder {
public:
  TreeBuilder(llvm::SourceMgr &sources, YamlErrors &errors) : sources(sources), errors(errors) {}

  YamlNode build(llvm::yaml::Node *node) {
    YamlNode result;
    if (!node)
      return result;
    result.position = positionOf(node);
    if (auto *scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node)) {
      llvm::SmallString<64> storage;
      result.kind = YamlNode::Scalar;
      result.text = scalar->getValue(storage).str();
      llvm::StringRef raw = scalar->getRawValue();
      result.quote = raw.starts_with("\"") || raw.starts_with("'");
    } else if (auto *block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(node)) {
      result.kind = YamlNode::Scalar;
      result.text = block->getValue().str();
    } else if (auto *list = llvm::dyn_cast<llvm::yaml::SequenceNode>(node)) {
      result.kind = YamlNode::List;
      for (llvm::yaml::Node &item : *list)
        result.items.push_back(build(&item));
    } else if (auto *map = llvm::dyn_cast<llvm::yaml::MappingNode>(node)) {
      buildMap(*map, result);
    } else if (auto *alias = llvm::dyn_cast<llvm::yaml::AliasNode>(node)) {
      result.position = positionAt(llvm::SMLoc::getFromPointer(alias->getName().data() - 1)); // the node's own is behind it
      errors.add(result.position, fmt::format("'*{0}' needs quotes here: \"*{0}\"", alias->getName().str()));
    }
    return result;
  }

private:
  void buildMap(llvm::yaml::MappingNode &map, YamlNode &result) {
    result.kind = YamlNode::Map;
    for (llvm::yaml::KeyValueNode &pair : map) {
      YamlEntry entry;
      YamlNode key = build(pair.getKey());
      entry.key = key.text;
      entry.position = key.position;
      if (key.kind != YamlNode::Scalar)
        errors.add(key.position, "expected a key");
      else if (result.find(key.text))
        errors.add(key.position, fmt::format("the key '{}' occurs twice", key.text));
      entry.value = build(pair.getValue());
      if (entry.value.position.line == 0)
        entry.value.position = entry.position;
      result.entries.push_back(std::move(entry));
    }
  }

  YamlPosition positionOf(llvm::yaml::Node *node) const {
    return positionAt(node->getSourceRange().Start);
  }

  YamlPosition positionAt(llvm::SMLoc place) const {
    if (!place.isValid())
      return {};
    auto [line, column] = sources.getLineAndColumn(place);
    return {line, column};
  }

  llvm::SourceMgr &sources;
  YamlErrors &errors;
};

struct SyntaxReport {
  YamlErrors *errors;
  llvm::SourceMgr *sources;
};

} // namespace

YamlNode parseYaml(llvm::StringRef text, YamlErrors &errors) {
  llvm::SourceMgr sources;
  SyntaxReport report{&errors, &sources};
  sources.setDiagHandler(
      [](const llvm::SMDiagnostic &diagnostic, void *context) {
        auto *report = static_cast<SyntaxReport *>(context);
        report->errors->add({static_cast<unsigned>(diagnostic.getLineNo()),
                             static_cast<unsigned>(diagnostic.getColumnNo() + 1)},
                            diagnostic.getMessage());
      },
      &report);
  llvm::yaml::Stream stream(text, sources, /*ShowColors=*/false);
  auto document = stream.begin();
  if (document == stream.end())
    return {};
  YamlNode root = TreeBuilder(sources, errors).build(document->getRoot());
  if (!stream.failed() && ++document != stream.end())
    errors.add(root.position, "expected one YAML document");
  return root;
}

} // namespace highwater::effects
