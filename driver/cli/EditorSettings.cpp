// clangd appends what `.clangd` adds and removes to the list of `.clang-tidy`, and knows no error but in its log.

#include "driver/cli/EditorSettings.h"

#include "driver/config/Config.h"
#include "driver/config/DefaultChecks.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace highwater::driver {

using llvm::StringRef;
namespace yaml = llvm::yaml;

namespace {

/// The settings of all fragments of a `.clangd`, conditions left aside.
class ClangdFile {
public:
  ClangdFile(StringRef text, StringRef path) : stream(text, sources), path(path) {
    sources.setDiagHandler(
        [](const llvm::SMDiagnostic &message, void *self) {
          auto *file = static_cast<ClangdFile *>(self);
          file->problems.push_back(
              fmt::format("{}:{}: {}", file->path, message.getLineNo(), message.getMessage().str()));
        },
        this);
  }

  void read() {
    for (yaml::Document &document : stream)
      if (yaml::Node *root = document.getRoot())
        each(*root, [&](StringRef key, yaml::Node &value) {
          if (key == "Diagnostics")
            diagnostics(value);
          else
            value.skip();
        });
  }

  std::string checks; ///< what is added and removed, as clang-tidy writes lists
  std::vector<std::string> suppressed, problems;

private:
  template <typename Entry> void each(yaml::Node &node, Entry entry) {
    auto *map = llvm::dyn_cast<yaml::MappingNode>(&node);
    if (!map)
      return node.skip();
    for (yaml::KeyValueNode &pair : *map) {
      auto *key = llvm::dyn_cast_or_null<yaml::ScalarNode>(pair.getKey());
      yaml::Node *value = pair.getValue();
      if (!key || !value)
        return;
      llvm::SmallString<32> storage;
      entry(key->getValue(storage), *value);
    }
  }

  /// One value, or a list of them.
  std::vector<std::string> values(yaml::Node &node) {
    std::vector<std::string> result;
    llvm::SmallString<32> storage;
    if (auto *one = llvm::dyn_cast<yaml::ScalarNode>(&node))
      result.push_back(one->getValue(storage).str());
    else if (auto *list = llvm::dyn_cast<yaml::SequenceNode>(&node))
      for (yaml::Node &item : *list)
        llvm::append_range(result, values(item));
    return result;
  }

  void diagnostics(yaml::Node &node) {
    each(node, [&](StringRef key, yaml::Node &value) {
      if (key == "Suppress")
        llvm::append_range(suppressed, values(value));
      else if (key == "ClangTidy")
        clangTidy(value);
      else
        value.skip();
    });
  }

  void clangTidy(yaml::Node &node) {
    std::string added, removed;
    each(node, [&](StringRef key, yaml::Node &value) {
      if (key == "Add" || key == "Remove")
        for (const std::string &glob : values(value))
          (key == "Add" ? added : removed) += (key == "Add" ? "," : ",-") + glob;
      else
        value.skip();
    });
    checks += added + removed;
  }

  llvm::SourceMgr sources;
  yaml::Stream stream;
  std::string path;
};

} // namespace

static std::string checksOfClangTidy(StringRef folder) {
  clang::tidy::FileOptionsProvider provider({}, {}, {});
  return provider.getOptions((folder + "/source.cpp").str()).Checks.value_or("");
}

EditorSettings editorSettings(StringRef folder) {
  EditorSettings result;
  std::string list = checksOfClangTidy(folder);
  std::vector<std::string> suppressed;
  if (std::optional<std::string> path = findUpwards(folder, ".clangd")) {
    result.clangd = *path;
    auto buffer = llvm::MemoryBuffer::getFile(*path);
    if (!buffer) {
      result.problems.push_back(*path + ": " + buffer.getError().message());
    } else {
      ClangdFile file((*buffer)->getBuffer(), *path);
      file.read();
      list += file.checks;
      suppressed = std::move(file.suppressed);
      result.problems = std::move(file.problems);
    }
  }
  clang::tidy::GlobList enabled(withOurChecks(list));
  for (const checks::Check *check : checks::allChecks()) {
    std::string name = "highwater-" + check->name.str();
    if (!enabled.contains(name) || llvm::is_contained(suppressed, name) || llvm::is_contained(suppressed, "*"))
      result.silenced.push_back(name);
  }
  return result;
}

} // namespace highwater::driver
