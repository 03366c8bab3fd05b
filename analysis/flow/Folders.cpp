// A peak in a loop over files is where the largest one is there.

#include "analysis/flow/Folders.h"

#include "analysis/size/Outside.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;

static bool namesEntry(const Subject &path) {
  bool ofParts = path.head() == "concat" || path.head() == "part";
  return path.head() == "entry" || (ofParts && llvm::any_of(path.parts(), namesEntry));
}

bool isFileOfFolder(const Subject &source) {
  return !source.empty() && source.head() == "file" && !source.parts().empty() && namesEntry(source.parts()[0]);
}

Expr ofLargestFile(const Expr &number) {
  return size::substituteOutsideFolds(number, [](const Symbol &symbol) -> std::optional<Expr> {
    const Subject &subject = symbol.subject;
    bool whole = symbol.varying && (isFileOfFolder(subject) || (symbol.measure == "fields" && isFileOfFolder(subject.parts()[0])));
    return whole ? std::optional(Expr::worst(Expr::symbol(symbol))) : std::nullopt;
  });
}

} // namespace highwater::flow
