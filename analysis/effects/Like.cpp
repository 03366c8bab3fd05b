// Type arguments are replaced in every formula and content slot of the inherited model.

#include "analysis/effects/Like.h"

#include "analysis/effects/Fields.h"
#include "analysis/effects/Syntax.h"

namespace highwater::effects {

TypeName splitTypeName(llvm::StringRef text) {
  TypeName result;
  auto [name, rest] = text.trim().split('<');
  result.name = name.trim().str();
  rest = rest.rtrim();
  if (!rest.consume_back(">"))
    return result;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= rest.size(); ++at) {
    if (at == rest.size() || (rest[at] == ',' && depth == 0)) {
      result.arguments.push_back(rest.slice(start, at).trim().str());
      start = at + 1;
    } else
      depth += (rest[at] == '<' || rest[at] == '(') - (rest[at] == '>' || rest[at] == ')');
  }
  return result;
}

namespace {

/// Visits everything below a type model and replaces type arguments.
class Substitution {
public:
  explicit Substitution(const std::vector<std::string> &arguments) : arguments(arguments) {}

  template <typename... Members> void operator()(Members &...members) { (replace(members), ...); }

  void replace(Formula &formula) {
    for (Formula &part : formula.parts)
      replace(part);
    if (formula.kind == Formula::Name && !formula.operand && isTypeArgument(formula.name))
      formula.name = argument(formula.name);
    bool ofType = formula.name == "sizeof" || formula.name == "heap" || formula.name == "slowhash";
    if (formula.kind != Formula::Call || !ofType || formula.parts.size() != 1)
      return;
    if (auto size = builtinSize(formula.parts[0].name)) {
      double value = formula.name == "sizeof" ? *size : 0;
      formula = Formula();
      formula.number = value;
    }
  }

  std::string argument(const std::string &name) const {
    unsigned index = 0;
    llvm::StringRef(name).drop_front().getAsInteger(10, index);
    if (index >= arguments.size())
      return name;
    llvm::StringRef text = arguments[index];
    text.consume_back("[]"); // the size of an array's element is what counts
    return text.str();
  }

private:
  void replace(std::map<std::string, std::string> &slots) {
    for (auto &[slot, type] : slots)
      if (isTypeArgument(type))
        type = argument(type);
  }
  template <typename T> void replace(std::optional<T> &value) {
    if (value)
      replace(*value);
  }
  template <typename T> void replace(std::vector<T> &values) {
    for (T &value : values)
      replace(value);
  }
  template <typename K, typename T> void replace(std::map<K, T> &values) {
    for (auto &[key, value] : values)
      replace(value);
  }
  template <typename K, typename T> void replace(std::multimap<K, T> &values) {
    for (auto &[key, value] : values)
      replace(value);
  }
  template <typename T> void replace(T &value) {
    if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>)
      visitFields(*this, value);
  }

  const std::vector<std::string> &arguments;
};

} // namespace

TypeModel instantiate(const TypeModel &base, const std::vector<std::string> &arguments) {
  TypeModel result = base;
  if (!arguments.empty()) {
    Substitution substitution(arguments);
    visitFields(substitution, result);
  }
  return result;
}

} // namespace highwater::effects
