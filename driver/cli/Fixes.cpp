// Two findings that ask for the very same edit get it once. Insertions at one place do not conflict: they are kept in
// the order of their findings.

#include "driver/cli/Fixes.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <numeric>
#include <tuple>
#include <vector>

namespace highwater::driver {

using EditsOfFile = std::vector<checks::Edit>;

static bool same(const checks::Edit &a, const checks::Edit &b) {
  return a.offset == b.offset && a.length == b.length && a.text == b.text;
}

static bool conflict(const checks::Edit &a, const checks::Edit &b) {
  if (same(a, b) || (a.length == 0 && b.length == 0))
    return false;
  if (a.length == 0 || b.length == 0) {
    const checks::Edit &insertion = a.length == 0 ? a : b, &removal = a.length == 0 ? b : a;
    return insertion.offset > removal.offset && insertion.offset < removal.offset + removal.length;
  }
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

static bool inside(llvm::StringRef file, llvm::StringRef root) {
  return file.consume_front(root.rtrim('/')) && file.starts_with("/");
}

static llvm::Error writeEdited(const std::string &file, const EditsOfFile &edits) {
  auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                            /*IsVolatile=*/true);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", file, buffer.getError().message()));
  std::string text = (*buffer)->getBuffer().str();
  std::vector<size_t> sequence(edits.size());
  std::iota(sequence.begin(), sequence.end(), 0);
  llvm::sort(sequence, [&](size_t a, size_t b) {
    // An insertion goes before what is removed at the same place.
    return std::tuple(edits[a].offset, edits[a].length != 0, a) <
           std::tuple(edits[b].offset, edits[b].length != 0, b);
  });
  for (size_t i : llvm::reverse(sequence)) {
    const checks::Edit &edit = edits[i];
    if (edit.offset + edit.length > text.size())
      return llvm::createStringError(fmt::format("{}: it changed while it was analysed", file));
    text.replace(edit.offset, edit.length, edit.text);
  }
  llvm::sys::fs::file_status status;
  llvm::sys::fs::status(file, status);
  llvm::Error error = llvm::writeToOutput(file, [&](llvm::raw_ostream &out) {
    out << text;
    return llvm::Error::success();
  });
  if (!error)
    llvm::sys::fs::setPermissions(file, status.permissions());
  return error;
}

llvm::Expected<FixOutcome> applyFixes(llvm::ArrayRef<checks::Finding> findings,
                                      llvm::StringRef root, const Overlay *overlay,
                                      const Console &console) {
  FixOutcome outcome;
  std::map<std::string, EditsOfFile> accepted;
  for (const checks::Finding &finding : findings) {
    if (finding.fix.empty())
      continue;
    std::string why;
    for (const checks::Edit &edit : finding.fix) {
      if (!inside(edit.file, root))
        why = "it lies outside the project";
      else if (overlay && overlay->has(edit.file))
        why = "the file has changes that are not in what was checked";
      else if (llvm::any_of(accepted[edit.file],
                            [&](const checks::Edit &other) { return conflict(edit, other); }))
        why = "it overlaps another fix; run again";
    }
    if (!why.empty()) {
      ++outcome.skipped;
      console.warning(fmt::format("{}:{}: the fix of [highwater-{}] is not applied: {}",
                                  finding.site.file, finding.site.line, finding.check, why));
      continue;
    }
    ++outcome.applied;
    for (const checks::Edit &edit : finding.fix)
      if (llvm::none_of(accepted[edit.file],
                        [&](const checks::Edit &other) { return same(edit, other); }))
        accepted[edit.file].push_back(edit);
  }
  for (const auto &[file, edits] : accepted)
    if (!edits.empty())
      if (llvm::Error error = writeEdited(file, edits))
        return error;
  return outcome;
}

} // namespace highwater::driver
