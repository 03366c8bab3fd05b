// git says which files and lines; everything that a user's configuration could change about its answer is spelled out.

#include "driver/cli/Changes.h"

#include "driver/cli/Database.h"
#include "driver/cli/Git.h"
#include "driver/cli/Languages.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <cstdlib>

namespace highwater::driver {

using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

/// What is compared with what.
struct Range {
  std::vector<std::string> sides; ///< words for `git diff`
  std::string against;
  bool onDisk = false;            ///< the new side is the working tree
  std::string contents;           ///< else: what `git cat-file` finds it under, before the colon
};

using Words = std::vector<std::string>;

} // namespace

bool ChangedFile::touches(unsigned first, unsigned last) const {
  return whole || llvm::any_of(lines, [&](const std::pair<unsigned, unsigned> &range) {
           return range.first <= last && first <= range.second;
         });
}

const ChangedFile *Changes::find(StringRef file) const {
  auto found = files.find(file.str());
  if (found != files.end())
    return &found->second;
  llvm::SmallString<256> real, realRoot;
  if (llvm::sys::fs::real_path(file, real) || llvm::sys::fs::real_path(root, realRoot))
    return nullptr;
  StringRef inside = real;
  if (!inside.consume_front(realRoot))
    return nullptr;
  found = files.find(root + inside.str());
  return found == files.end() ? nullptr : &found->second;
}

static Words diffWords(llvm::ArrayRef<std::string> options, llvm::ArrayRef<std::string> sides) {
  Words words = {"-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv",
                 "--no-relative", "--ignore-submodules=all", "-O/dev/null"};
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(), sides.begin(), sides.end());
  words.push_back("--");
  return words;
}

static std::string variable(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

static llvm::Expected<std::string> firstLine(const Words &words, StringRef folder) {
  llvm::Expected<std::string> text = runGit(words, folder);
  if (!text)
    return text.takeError();
  return StringRef(*text).split('\n').first.str();
}

/// Where the history of `revision` and of `tip` parted; `revision` itself where they share none.
static llvm::Expected<std::string> branchPoint(const std::string &revision, const std::string &tip,
                                               StringRef folder) {
  llvm::Expected<std::string> commit =
      firstLine({"rev-parse", "--verify", "--end-of-options", revision + "^{commit}"}, folder);
  if (!commit)
    return llvm::createStringError(fmt::format("--changed: git knows no revision '{}': {}", revision,
                                               llvm::toString(commit.takeError())));
  llvm::Expected<std::string> base = firstLine({"merge-base", *commit, tip}, folder);
  if (base && !base->empty())
    return *base;
  llvm::consumeError(base.takeError());
  return *commit;
}

static llvm::Expected<Range> rangeFor(const ChangeQuery &query, StringRef folder) {
  std::string from = variable("PRE_COMMIT_FROM_REF"), to = variable("PRE_COMMIT_TO_REF");
  if (query.since.empty() && !from.empty() && !to.empty()) {
    llvm::Expected<std::string> base = branchPoint(from, to, folder);
    if (!base)
      return base.takeError();
    return Range{{*base, to}, from, false, to};
  }
  if (query.since.empty())
    return Range{{"--cached"}, "HEAD", false, ""};
  llvm::Expected<std::string> base = branchPoint(query.since, "HEAD", folder);
  if (!base)
    return base.takeError();
  return Range{{*base}, query.since, true, ""};
}

/// `:100644 100644 1234567 89abcde M\0path\0`, and two paths for R. Only what is a regular file on the new side.
static std::vector<std::pair<std::string, ChangedFile>> readRaw(StringRef text, StringRef root) {
  std::vector<std::pair<std::string, ChangedFile>> files;
  auto next = [&] {
    auto [word, rest] = text.split('\0');
    text = rest;
    return word;
  };
  auto absolute = [&](StringRef name) { return absolutePath(name, root); };
  while (text.consume_front(":")) {
    llvm::SmallVector<StringRef, 5> fields;
    next().split(fields, ' ');
    if (fields.size() < 5)
      break;
    StringRef name = next();
    ChangedFile file;
    if (fields[4].starts_with("R")) {
      file.formerName = absolute(name);
      name = next();
    }
    file.whole = fields[4].starts_with("A");
    bool regular = fields[1].starts_with("100");
    files.emplace_back(regular ? absolute(name) : "", std::move(file));
  }
  return files;
}

/// The new side of `@@ -10,2 +12,3 @@`. Where lines were only taken away, their neighbours count as changed: what
/// stood between them may have been the release.
static void addHunk(StringRef header, ChangedFile &file) {
  StringRef numbers = header.split('+').second.split(' ').first;
  auto [firstText, countText] = numbers.split(',');
  unsigned first = 0, count = 1;
  if (firstText.getAsInteger(10, first) || (!countText.empty() && countText.getAsInteger(10, count)))
    return;
  if (count)
    file.lines.emplace_back(first, first + count - 1);
  else
    file.lines.emplace_back(std::max(first, 1u), first + 1);
}

static llvm::Error addFiles(Changes &changes, const Range &range, StringRef folder) {
  Words common = {"-M", "--diff-filter=AMR"};
  Words raw = common, patch = common;
  raw.insert(raw.end(), {"--raw", "-z"});
  patch.insert(patch.end(), {"-p", "-U0", "--inter-hunk-context=0", "--text"});
  llvm::Expected<std::string> list = runGit(diffWords(raw, range.sides), folder);
  if (!list)
    return list.takeError();
  auto files = readRaw(*list, changes.root);
  llvm::Expected<std::string> text = runGit(diffWords(patch, range.sides), folder);
  if (!text)
    return text.takeError();
  // The patch has the files in the order of the list. Lines of a file's text have a sign in front.
  size_t next = 0;
  for (StringRef line : llvm::split(*text, '\n')) {
    next += line.starts_with("diff --git ");
    if (line.starts_with("@@ ") && next && next <= files.size())
      addHunk(line, files[next - 1].second);
  }
  for (auto &[name, file] : files)
    if (!name.empty())
      changes.files.emplace(name, std::move(file));
  return llvm::Error::success();
}

static llvm::Error addUntracked(Changes &changes, StringRef folder) {
  llvm::Expected<std::string> list =
      runGit({"ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"}, folder);
  if (!list)
    return list.takeError();
  for (StringRef name : llvm::split(*list, '\0'))
    if (!name.empty())
      changes.files[absolutePath(name, changes.root)].whole = true;
  return llvm::Error::success();
}

/// Takes the contents of what differs between the range's new side and the disk.
static llvm::Error addContents(Changes &changes, const Range &range, StringRef folder) {
  changes.overlay = std::make_shared<Overlay>();
  if (range.onDisk)
    return llvm::Error::success();
  Words sides;
  if (!range.contents.empty())
    sides.push_back(range.contents);
  // Seen from the new side, so that what is not on disk is a deletion.
  llvm::Expected<std::string> list =
      runGit(diffWords({"--no-renames", "--diff-filter=AM", "-R", "--raw", "-z"}, sides), folder);
  if (!list)
    return list.takeError();
  for (auto &[name, file] : readRaw(*list, changes.root)) {
    if (languageOf(name) == Language::None)
      continue;
    std::string inside = StringRef(name).drop_front(changes.root.size() + 1).str();
    llvm::Expected<std::string> text =
        runGit({"cat-file", "--filters", range.contents + ":" + inside}, folder);
    if (!text)
      return text.takeError();
    changes.overlay->contents[name] = std::move(*text);
  }
  return llvm::Error::success();
}

/// Where git is asked. A hook's environment makes the working directory the only right one.
static std::string folderOf(const ChangeQuery &query) {
  if (query.paths.empty() || std::getenv("GIT_DIR"))
    return "";
  std::string first = absolutePath(query.paths.front());
  return llvm::sys::fs::is_directory(first) ? first : path::parent_path(first).str();
}

llvm::Expected<Changes> findChanges(const ChangeQuery &query) {
  std::string folder = folderOf(query);
  llvm::Expected<std::string> up = firstLine({"rev-parse", "--show-cdup"}, folder);
  if (!up)
    return llvm::createStringError("--changed: " + llvm::toString(up.takeError()));
  Changes changes;
  changes.root = StringRef(absolutePath(*up, folder.empty() ? absolutePath(".") : folder)).rtrim('/').str();
  llvm::Expected<Range> range = rangeFor(query, folder);
  if (!range)
    return range.takeError();
  changes.against = range->against;
  if (llvm::Error error = addFiles(changes, *range, folder))
    return error;
  if (range->onDisk)
    if (llvm::Error error = addUntracked(changes, folder))
      return error;
  if (llvm::Error error = addContents(changes, *range, folder))
    return error;
  return changes;
}

} // namespace highwater::driver
