// Only keys from the command line get a part of their own: there are few, and each is something else.

#include "analysis/flow/Keyed.h"

namespace highwater::flow {

using size::Subject;

std::string keyedSlot(llvm::StringRef slot, llvm::StringRef key) { return (slot + " '" + key + "'").str(); }

llvm::StringRef slotOfAll(llvm::StringRef name) { return name.ends_with("'") ? name.split(" '").first : name; }

static bool isOfWords(const Subject &text) {
  return text.head() == "argv" || (!text.parts().empty() && text.head() != "lit" && isOfWords(text.parts()[0]));
}

std::string slotUnder(const Evaluator &evaluator, const Value &object, llvm::StringRef slot, const Subject &key) {
  auto spelled = key.empty() ? std::nullopt : evaluator.spelling(key);
  if (!spelled)
    return slot.str();
  std::string name = keyedSlot(slot, *spelled);
  return isOfWords(key) || object.parts.count(name) ? name : slot.str();
}

} // namespace highwater::flow
