// Evidence counts because the line that makes an old object drag is rarely the line that declares it.

#include "driver/cli/ChangedFindings.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::driver {

using Extent = std::pair<unsigned, unsigned>;

/// The lines of the innermost statement around `site`. Of a statement that holds others (a loop, an `if`) only the line
/// itself: what its body does is evidence of its own.
static Extent linesOf(const summary::Site &site, const program::Program &program) {
  const events::Statement *innermost = nullptr;
  const events::Function *around = nullptr;
  for (const events::Unit &unit : program.units())
    for (const events::Function &function : unit.functions) {
      if (function.file != site.file)
        continue;
      for (const events::Statement &statement : function.body.statements)
        if (statement.begin.valid() && unit.files[statement.begin.file] == site.file &&
            statement.begin.offset <= site.offset && site.offset < statement.end.offset &&
            (!innermost || statement.begin.offset >= innermost->begin.offset)) {
          innermost = &statement;
          around = &function;
        }
    }
  if (!innermost || llvm::any_of(around->body.statements, [&](const events::Statement &other) {
        return other.begin.offset > innermost->begin.offset && other.end.offset <= innermost->end.offset;
      }))
    return {site.line, site.line};
  return {innermost->begin.line, std::max(innermost->end.line, site.line)};
}

bool concerns(const Changes &changes, const checks::Finding &finding, const program::Program &program) {
  auto touched = [&](const summary::Site &site) {
    const ChangedFile *file = changes.find(site.file);
    if (!file || !site.line)
      return false;
    auto [first, last] = linesOf(site, program);
    return file->touches(first, last);
  };
  return touched(finding.site) ||
         llvm::any_of(finding.notes, [&](const checks::Note &note) { return touched(note.site); });
}

} // namespace highwater::driver
