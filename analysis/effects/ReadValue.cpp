// Texts become words, operands and formulas here and nowhere else.

#include "analysis/effects/ReadValue.h"

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

std::string ValueReader::text(const YamlNode &node) {
  if (node.kind != YamlNode::Scalar)
    errors.add(node.position, "expected a text");
  return node.text;
}

std::string ValueReader::word(const YamlNode &node, llvm::ArrayRef<llvm::StringRef> words) {
  if (node.kind != YamlNode::Scalar || !llvm::is_contained(words, node.text))
    errors.unexpectedWord(node, words);
  return node.text;
}

unsigned ValueReader::choice(const YamlNode &node, llvm::ArrayRef<llvm::StringRef> words) {
  const auto *found = llvm::find(words, word(node, words));
  return found == words.end() ? 0 : static_cast<unsigned>(found - words.begin());
}

void ValueReader::require(const YamlNode &map, llvm::StringRef key) {
  if (!map.find(key))
    errors.add(map.position, fmt::format("'{}' is missing", key.str()));
}

bool ValueReader::boolean(const YamlNode &node) {
  if (node.kind != YamlNode::Scalar || (node.text != "true" && node.text != "false"))
    errors.add(node.position, "expected 'true' or 'false'");
  return node.text == "true";
}

std::vector<std::string> ValueReader::texts(const YamlNode &node) {
  if (node.kind != YamlNode::List)
    return {text(node)};
  std::vector<std::string> result;
  for (const YamlNode &item : node.items)
    result.push_back(text(item));
  return result;
}

Operand ValueReader::operand(const YamlNode &node) {
  if (node.kind != YamlNode::Scalar) {
    errors.add(node.position, "expected 'result', 'this', 'argN' or '*argN'");
    return {};
  }
  auto parsed = parseOperand(node.text);
  if (!parsed.value)
    syntaxError(node, parsed.error.offset, parsed.error.message);
  return parsed.value.value_or(Operand());
}

Formula ValueReader::formula(const YamlNode &node, const NameScope &scope) {
  std::string text = node.text;
  if (node.kind == YamlNode::List && node.items.size() == 2) // [a, b] without quotes
    text = fmt::format("[{}, {}]", node.items[0].text, node.items[1].text);
  else if (node.kind != YamlNode::Scalar) {
    errors.add(node.position, "expected a formula");
    return {};
  }
  auto parsed = parseFormula(text);
  if (!parsed.value) {
    syntaxError(node, parsed.error.offset, parsed.error.message);
    return {};
  }
  checkNames(*parsed.value, node, scope);
  return std::move(*parsed.value);
}

Update ValueReader::update(Operand target, const YamlNode &node, const NameScope &scope) {
  Update update;
  update.target = std::move(target);
  llvm::StringRef text = llvm::StringRef(node.text).ltrim();
  update.relative = text.starts_with("+") || text.starts_with("-");
  update.value = formula(node, scope);
  return update;
}

double ValueReader::bytes(const YamlNode &node) {
  auto value = node.kind == YamlNode::Scalar ? parseBytes(node.text) : std::nullopt;
  if (!value)
    errors.add(node.position, "expected a number of bytes such as 300MiB");
  return value.value_or(0);
}

bool ValueReader::isMap(const YamlNode &node, llvm::StringRef of) {
  if (node.kind != YamlNode::Map)
    errors.add(node.position, fmt::format("expected a map of {}", of.str()));
  return node.kind == YamlNode::Map;
}

bool ValueReader::isList(const YamlNode &node, llvm::StringRef of) {
  if (node.kind != YamlNode::List)
    errors.add(node.position, fmt::format("expected a list of {}", of.str()));
  return node.kind == YamlNode::List;
}

void ValueReader::syntaxError(const YamlNode &node, std::size_t offset, llvm::StringRef message) {
  YamlPosition position = node.position;
  position.column += static_cast<unsigned>(offset) + node.quote;
  errors.add(position, fmt::format("{} in '{}'", message.str(), node.text));
}

void ValueReader::checkNames(const Formula &formula, const YamlNode &node, const NameScope &scope) {
  if (formula.kind == Formula::Call && (formula.name == "sizeof" || formula.name == "alignof" ||
                                        formula.name == "heap" || formula.name == "slowhash"))
    return; // types have any name
  for (const Formula &part : formula.parts)
    checkNames(part, node, scope);
  if (formula.kind != Formula::Name || formula.operand || formula.name == "source" || isTypeArgument(formula.name) ||
      scope.state.count(formula.name))
    return;
  std::vector<llvm::StringRef> known(scope.state.begin(), scope.state.end());
  known.insert(known.end(), {"this", "result", "arg0", "arg1"});
  llvm::StringRef near = nearest(formula.name, known);
  errors.add(node.position, fmt::format("unknown name '{}' in '{}'", formula.name, node.text) +
                                (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
}

} // namespace highwater::effects
