// The printed forms that types, functions and whole files share.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace highwater::effects {

/// A scalar, quoted whenever YAML could read it as anything else than this text.
std::string yamlScalar(llvm::StringRef text);
std::string yamlList(llvm::ArrayRef<std::string> items);
std::string yamlValue(const Operand &operand);
std::string yamlValue(const Formula &formula);

/// `{ key: value, … }` in one line.
class FlowMap {
public:
  void add(llvm::StringRef key, llvm::StringRef value) {
    text += (text.empty() ? "" : ", ") + yamlScalar(key) + ": " + value.str();
  }
  void add(llvm::StringRef key, const std::optional<Operand> &operand) {
    if (operand)
      add(key, yamlValue(*operand));
  }
  void add(llvm::StringRef key, const std::optional<Formula> &formula) {
    if (formula)
      add(key, yamlValue(*formula));
  }
  bool empty() const { return text.empty(); }
  std::string str() const { return text.empty() ? "{}" : "{ " + text + " }"; }

private:
  std::string text;
};

/// `{ kind: file, of: arg0 }`; `usual` is where it goes if nothing is said.
std::string writeSource(const Source &source, const Operand &usual);

/// The lines `key: value` of a call. Updates of the state variables of `type` stand there by their own name.
std::vector<std::string> callLines(const CallModel &call, const TypeModel *type);

} // namespace highwater::effects
