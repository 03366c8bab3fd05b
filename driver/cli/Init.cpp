// highwater init: the files that a project begins with, and what goes into files that are the project's own.

#include "driver/cli/Database.h"
#include "driver/cli/Pages.h"
#include "driver/cli/Verb.h"
#include "driver/config/Bytes.h"
#include "driver/config/Config.h"

#include "analysis/size/Bytes.h"
#include "checks/Check.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Syntax syntax = {
    "init",
    "Write the settings of a project, and print what its hooks and CI need",
    "[DIR]",
    "",
    "Writes .highwater.yaml and .clangd in DIR, the working directory without one. A file that is\n"
    "there stays as it is; what it lacks is printed. So is what pre-commit and the CI of code hosts\n"
    "take, under the names of their files, unless these mention highwater.\n\n"
    "Exit codes: 0 done, 2 a file could not be written.",
    {}};

/// All keys, with the defaults: a file of comments changes nothing.
static std::string projectSettings() {
  checks::Options defaults;
  std::string text = "# What highwater should know about this project. Remove the '# ' in front of what you need.\n\n"
                     "# thresholds:                  # the smallest findings worth a report\n";
  for (const checks::OptionSpec &spec : checks::optionSpecs()) {
    double value = defaults.*spec.value;
    bool bytes = spec.name.ends_with("Bytes");
    std::string shown = bytes ? size::bytesText(value) : formatNumber(value);
    text += fmt::format("#   {}: {}\n", spec.name.str(), shown);
  }
  text += fmt::format("#   Confidence: {}           # or medium, or low\n", confidenceName(defaults.confidence).str());
  return text + "# budgets: {main: 8GiB}           # most that a function may need at its peak\n"
                "# assumptions: {bytes_per_line: 80}\n"
                "# models: [tools/acme.yaml]       # what your own libraries allocate\n"
                "# exclude: [third_party]          # folders and files, from here\n";
}

/// A database that clangd would not find has to be named.
static std::string editorSettings(llvm::StringRef folder) {
  std::string text = "# highwater-clangd shows the findings of highwater's checks while you type.\n"
                     "Diagnostics:\n"
                     "  ClangTidy:\n"
                     "    Add: ['highwater-*']\n";
  llvm::Expected<Database> database = loadDatabase({{}, {folder.str()}, {}});
  if (!database) {
    llvm::consumeError(database.takeError());
    return text;
  }
  llvm::StringRef build = llvm::sys::path::parent_path(database->path);
  if (build != folder && build != (folder + "/build").str() && build.consume_front(folder) && build.consume_front("/"))
    text += fmt::format("CompileFlags:\n  CompilationDatabase: {}\n", build.str());
  return text;
}

static std::string indented(llvm::StringRef text) {
  std::string result;
  for (llvm::StringRef rest = text; !rest.empty();) {
    auto [line, after] = rest.split('\n');
    result += line.empty() ? "\n" : fmt::format("    {}\n", line.str());
    rest = after;
  }
  return result;
}

namespace {

struct File {
  std::string name, text;
  bool wanted; ///< said when the file is there and does not mention us
};

} // namespace

static llvm::Error write(const std::string &path, llvm::StringRef text) {
  std::error_code error;
  llvm::raw_fd_ostream out(path, error, llvm::sys::fs::CD_CreateNew);
  if (!error) {
    out << text;
    out.close();
    error = out.error();
    out.clear_error();
  }
  if (error)
    return llvm::createStringError(fmt::format("{}: {}", path, error.message()));
  return llvm::Error::success();
}

static bool mentionsUs(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer && (*buffer)->getBuffer().contains("highwater");
}

static llvm::Error place(const std::string &folder, const File &file) {
  std::string path = folder + "/" + file.name;
  if (!llvm::sys::fs::exists(path)) {
    if (llvm::Error error = write(path, file.text))
      return error;
    llvm::outs() << fmt::format("wrote {}\n", path);
    return llvm::Error::success();
  }
  bool complete = !file.wanted || mentionsUs(path);
  llvm::outs() << fmt::format("kept  {}, which is there already{}\n", path, complete ? "" : "; add to it:");
  if (!complete)
    llvm::outs() << '\n' << indented(file.text) << '\n';
  return llvm::Error::success();
}

/// The blocks of the page on hooks that begin with a comment which names their file.
static std::vector<llvm::StringRef> snippets() {
  const Page *hooks = llvm::find_if(pages(), [](const Page &page) { return page.name == "hooks"; });
  std::vector<llvm::StringRef> blocks;
  llvm::StringRef before, rest = hooks == pages().end() ? "" : hooks->text;
  for (llvm::StringRef block; !rest.empty();) {
    std::tie(before, rest) = rest.split("```yaml\n");
    std::tie(block, rest) = rest.split("```\n");
    if (block.starts_with("# ."))
      blocks.push_back(block);
  }
  return blocks;
}

static void printSnippets(const std::string &folder) {
  for (llvm::StringRef block : snippets()) {
    llvm::StringRef name = block.split('\n').first.drop_front(2);
    if (!mentionsUs(fmt::format("{}/{}", folder, name.str())))
      llvm::outs() << '\n' << block;
  }
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &) {
  if (arguments.positional.size() > 1)
    return llvm::createStringError("'highwater init' takes one DIR");
  std::string folder = absolutePath(arguments.positional.empty() ? "." : arguments.positional.front());
  if (!llvm::sys::fs::is_directory(folder))
    return llvm::createStringError(fmt::format("there is no folder '{}'", folder));
  for (const File &file : {File{".highwater.yaml", projectSettings(), false}, File{".clangd", editorSettings(folder), true}})
    if (llvm::Error error = place(folder, file))
      return error;
  printSnippets(folder);
  return Clean;
}

const Verb initVerb = {syntax, run};

} // namespace highwater::driver
