// White space says nothing in a title: what remains is shown on one line, and cut where it gets long.

#include "driver/tidy/FixTitle.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "fmt/format.h"

namespace highwater::tidy {

static constexpr size_t longestCode = 50;
static constexpr size_t mostEdits = 3;

static std::string oneLine(llvm::StringRef code) {
  std::string line;
  for (char each : code) {
    bool blank = llvm::isSpace(each);
    if (!blank || (!line.empty() && line.back() != ' '))
      line += blank ? ' ' : each;
  }
  while (!line.empty() && line.back() == ' ')
    line.pop_back();
  if (line.size() > longestCode) {
    size_t cut = longestCode;
    while (cut && (line[cut] & 0xC0) == 0x80) // not within a character of UTF-8
      --cut;
    line = line.substr(0, cut) + "…";
  }
  return line;
}

static std::string replaced(const checks::Edit &edit, clang::SourceManager &sources) {
  auto entry = sources.getFileManager().getOptionalFileRef(edit.file);
  if (!entry)
    return "";
  auto buffer = sources.getMemoryBufferForFileOrNone(*entry);
  return buffer ? oneLine(buffer->getBuffer().substr(edit.offset, edit.length)) : "";
}

std::string fixTitle(llvm::ArrayRef<checks::Edit> edits, clang::SourceManager &sources) {
  std::string title;
  size_t said = 0;
  for (const checks::Edit &edit : edits) {
    std::string before = replaced(edit, sources), after = oneLine(edit.text);
    if (before == after)
      continue; // only white space changes
    if (said == mostEdits)
      return title + " …";
    title += said ? ", " : "";
    if (before.empty())
      title += fmt::format("insert '{}'", after);
    else if (after.empty())
      title += fmt::format("remove '{}'", before);
    else
      title += fmt::format("change '{}' to '{}'", before, after);
    ++said;
  }
  return title.empty() ? "apply the fix" : title;
}

} // namespace highwater::tidy
