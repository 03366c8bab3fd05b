// The heads of conditions, in one place.

#include "analysis/size/Condition.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::size {

bool isConditionHead(llvm::StringRef head) {
  static constexpr llvm::StringLiteral heads[] = {"equal", "starts", "met", "below", "atmost", "amounts", "not", "both", "oneof"};
  return llvm::is_contained(heads, head);
}

bool comparesNumber(llvm::StringRef head) { return head == "below" || head == "atmost" || head == "amounts"; }

Condition::Condition(const Subject &spelled) : holds(spelled), opposite(spelled.head() == "not") {
  if (opposite)
    holds = spelled.parts()[0];
}

} // namespace highwater::size
