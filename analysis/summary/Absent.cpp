// Places of a callee where its caller has nothing: behind null pointers, and in objects of another class.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/summary/Substitution.h"

namespace highwater::summary {

using flow::Value;
using size::Subject;

/// What a null pointer would lead to: nothing comes from there.
bool Substitution::isBehindNull(const Subject &place) {
  if (place.head() == "deref" && !place.parts().empty())
    return flow::isNull(*resolve(place.parts()[0]).value) || isBehindNull(place.parts()[0]);
  if (place.head() == "target") {
    const Value &owner = *resolve(place.parts()[0]).value;
    return (owner.kind == Value::Object && owner.origin.empty() && !owner.parts.count("target")) || isBehindNull(place.parts()[0]);
  }
  bool otherClass = place.head() == "field" && flow::isAlternative(place.parts()[1].head()) &&
                    resolve(place).value->kind == Value::Empty;
  return otherClass || (place.head() == "field" && isBehindNull(place.parts()[0]));
}

} // namespace highwater::summary
