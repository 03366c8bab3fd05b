// highwater models: the library models that are in force, and whether a new one can be read.

#include "driver/cli/Installation.h"
#include "driver/cli/Verb.h"

#include "analysis/effects/Catalog.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace highwater::driver {

static constexpr Syntax syntax = {
    "models",
    "List the shipped library models, or check a model file",
    "list | check FILE...",
    "",
    "list        the shipped models with the number of types and functions they describe\n"
    "check FILE  reads model files as a run would; errors name line and column",
    {}};

static llvm::Expected<effects::ModelFile> readFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", path, buffer.getError().message()));
  return effects::readModel((*buffer)->getBuffer(), path);
}

static llvm::Expected<int> list() {
  std::optional<std::string> folder = installedFile("share/highwater/models");
  if (!folder)
    return llvm::createStringError("share/highwater/models is not beside the executable");
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(*folder, error), end; !error && entry != end;
       entry.increment(error))
    if (llvm::sys::path::extension(entry->path()) == ".yaml")
      files.push_back(entry->path());
  std::sort(files.begin(), files.end());
  for (const std::string &file : files) {
    llvm::Expected<effects::ModelFile> model = readFile(file);
    if (!model)
      return model.takeError();
    llvm::outs() << fmt::format("{:<16} {:>4} types {:>4} functions  {}\n", model->library,
                                model->types.size(), model->functions.size(), file);
  }
  return Clean;
}

static llvm::Expected<int> check(llvm::ArrayRef<std::string> files, const Console &console) {
  if (files.empty())
    return llvm::createStringError("'highwater models check' needs a FILE");
  effects::Catalog catalog = effects::Catalog::shipped();
  int code = Clean;
  for (const std::string &file : files) {
    llvm::Expected<effects::ModelFile> model = readFile(file);
    llvm::Error error = model ? catalog.add(std::move(*model), effects::Layer::Project)
                              : model.takeError();
    if (!error)
      continue;
    console.error(llvm::toString(std::move(error)));
    code = Usage;
  }
  return code;
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  llvm::ArrayRef<std::string> words = arguments.positional;
  if (!words.empty() && words.front() == "list" && words.size() == 1)
    return list();
  if (!words.empty() && words.front() == "check")
    return check(words.drop_front(), console);
  return llvm::createStringError("'highwater models' takes list, or check FILE");
}

const Verb modelsVerb = {syntax, run};

} // namespace highwater::driver
