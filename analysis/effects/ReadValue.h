// Single values of a model file, each with the error for what cannot stand there.

#pragma once

#include "analysis/effects/Model.h"
#include "analysis/effects/Yaml.h"

#include <set>

namespace highwater::effects {

/// What formulas may name at one place of the file, beside operands and type arguments.
struct NameScope {
  std::set<std::string> state; ///< state variables of the type
  std::set<std::string> slots; ///< its content slots
  bool method = false;         ///< inside a type: `this` means something
};

class ValueReader {
public:
  explicit ValueReader(YamlErrors &errors) : errors(errors) {}

  std::string text(const YamlNode &node);
  std::string word(const YamlNode &node, llvm::ArrayRef<llvm::StringRef> words);
  /// The index of one of `words`.
  unsigned choice(const YamlNode &node, llvm::ArrayRef<llvm::StringRef> words);
  bool boolean(const YamlNode &node);
  std::vector<std::string> texts(const YamlNode &node); ///< one text or a list of them
  Operand operand(const YamlNode &node);
  Formula formula(const YamlNode &node, const NameScope &scope);
  Update update(Operand target, const YamlNode &node, const NameScope &scope);
  double bytes(const YamlNode &node);

  /// Whether `node` is a map; an error if it is something else.
  bool isMap(const YamlNode &node, llvm::StringRef of);
  bool isList(const YamlNode &node, llvm::StringRef of);

  /// A map without this key is wrong.
  void require(const YamlNode &map, llvm::StringRef key);

  YamlErrors &errors;

private:
  void syntaxError(const YamlNode &node, std::size_t offset, llvm::StringRef message);
  void checkNames(const Formula &formula, const YamlNode &node, const NameScope &scope);
};

} // namespace highwater::effects
