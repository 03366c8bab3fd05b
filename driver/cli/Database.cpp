// Reading is clang's: wrappers such as ccache are stripped, response files expanded, the driver's mode inferred.

#include "driver/cli/Database.h"

#include "driver/cli/Includers.h"
#include "driver/cli/Languages.h"
#include "driver/config/Config.h"

#include "fmt/format.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace highwater::driver {

using llvm::StringRef;
namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

static constexpr StringRef databaseName = "compile_commands.json";

std::string absolutePath(StringRef name, StringRef directory) {
  llvm::SmallString<256> absolute(name);
  if (directory.empty())
    fs::make_absolute(absolute);
  else
    path::make_absolute(directory, absolute);
  path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

/// compile_commands.json in `folder`, else in its `build`, else in the first `build*`. Other people's build folders
/// above the project are not looked into.
static std::optional<std::string> databaseBeside(StringRef folder, bool inProject) {
  std::vector<std::string> candidates = {(folder + "/" + databaseName).str()};
  if (inProject) {
    candidates.push_back((folder + "/build/" + databaseName).str());
    std::vector<std::string> others;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
      if (path::filename(entry->path()).starts_with("build"))
        others.push_back(entry->path() + "/" + databaseName.str());
    llvm::sort(others);
    candidates.insert(candidates.end(), others.begin(), others.end());
  }
  for (const std::string &candidate : candidates)
    if (fs::is_regular_file(candidate))
      return candidate;
  return std::nullopt;
}

/// A database above a project may be that of something else, which the project only happens to lie in.
static bool mentions(const std::string &database, StringRef root) {
  auto buffer = llvm::MemoryBuffer::getFile(database);
  return buffer && (*buffer)->getBuffer().contains((root + "/").str());
}

llvm::Expected<std::string> findDatabase(const DatabaseQuery &query) {
  if (query.build) {
    std::string given = absolutePath(*query.build);
    if (fs::is_directory(given))
      given += "/" + databaseName.str();
    if (fs::is_regular_file(given))
      return given;
    return llvm::createStringError(
        fmt::format("there is no {} in '{}'", databaseName.str(), *query.build));
  }
  std::string start = absolutePath(query.paths.empty() ? "." : query.paths.front());
  std::optional<std::string> root = projectRoot(start);
  bool inProject = true;
  for (StringRef folder = start; !folder.empty(); folder = path::parent_path(folder)) {
    if (std::optional<std::string> found = databaseBeside(folder, inProject))
      if (inProject || mentions(*found, *root))
        return *found;
    if (root && folder == *root)
      inProject = false;
    if (folder == "/")
      break;
  }
  return llvm::createStringError(fmt::format(
      "no compile database for '{}': there is no {} above it or in a build*/ beside it; name its "
      "folder with -p, or make one with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON'",
      query.paths.empty() ? "." : query.paths.front(), databaseName.str()));
}

/// `cmake -E env NAME=VALUE ccache g++ …`: clang strips compiler caches, but not what CMake puts before them.
static void dropLauncher(std::vector<std::string> &arguments) {
  if (arguments.empty())
    return;
  StringRef program = path::filename(arguments.front());
  if (program != "cmake" && program != "env" && program != "ccache" && program != "sccache")
    return;
  for (size_t i = 1; i < arguments.size() && !StringRef(arguments[i]).ends_with(".o"); ++i) {
    StringRef name = path::filename(arguments[i]).rtrim("0123456789.-");
    if (name.ends_with("cc") || name.ends_with("c++") || name.ends_with("g++") ||
        name.ends_with("clang") || name.ends_with("clang++")) {
      if (name == "ccache" || name == "sccache")
        continue;
      arguments.erase(arguments.begin(), arguments.begin() + i);
      return;
    }
  }
}

static Database fixedDatabase(const DatabaseQuery &query) {
  Database database;
  for (const std::string &file : query.paths) {
    Command command;
    command.directory = absolutePath(".");
    command.file = absolutePath(file);
    command.arguments = {"clang"};
    command.arguments.insert(command.arguments.end(), query.flags->begin(), query.flags->end());
    command.arguments.push_back(command.file);
    database.commands.push_back(std::move(command));
  }
  return database;
}

llvm::Expected<Database> loadDatabase(const DatabaseQuery &query) {
  if (query.flags)
    return fixedDatabase(query);

  llvm::Expected<std::string> file = findDatabase(query);
  if (!file)
    return file.takeError();
  std::string error;
  std::unique_ptr<clang::tooling::CompilationDatabase> json =
      clang::tooling::JSONCompilationDatabase::loadFromFile(
          *file, error, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!json)
    return llvm::createStringError(
        fmt::format("{}: {}", *file, StringRef(error).rtrim().str()));
  json = clang::tooling::inferTargetAndDriverMode(
      clang::tooling::expandResponseFiles(std::move(json), llvm::vfs::getRealFileSystem()));

  Database database;
  database.path = *file;
  for (clang::tooling::CompileCommand &entry : json->getAllCompileCommands()) {
    Command command;
    command.directory = absolutePath(entry.Directory, path::parent_path(*file));
    command.file = absolutePath(entry.Filename, command.directory);
    if (!entry.Output.empty())
      command.output = absolutePath(entry.Output, command.directory);
    command.arguments = std::move(entry.CommandLine);
    dropLauncher(command.arguments);
    database.commands.push_back(std::move(command));
  }
  if (database.commands.empty())
    return llvm::createStringError(fmt::format("{}: no compile commands in it", *file));
  return database;
}

static llvm::Expected<std::vector<Command>> selectCommands(const Database &database,
                                                           llvm::ArrayRef<std::string> paths) {
  if (paths.empty())
    return database.commands;
  std::vector<bool> chosen(database.commands.size());
  for (const std::string &given : paths) {
    std::string absolute = absolutePath(given);
    if (!fs::exists(absolute))
      return llvm::createStringError(fmt::format("'{}' does not exist", given));
    bool found = false;
    bool folder = fs::is_directory(absolute);
    for (size_t i = 0; i < chosen.size(); ++i) {
      StringRef file = database.commands[i].file;
      bool matches = file == absolute ||
                     (folder && file.starts_with(StringRef(absolute).rtrim('/').str() + "/"));
      chosen[i] = chosen[i] || matches;
      found |= matches;
    }
    if (Language language = languageOf(absolute);
        !found && (language == Language::Header || language == Language::Fragment))
      if (std::vector<size_t> including = Includers(database, nullptr).of(absolute); !including.empty()) {
        chosen[including.front()] = true;
        found = true;
      }
    if (!found)
      return llvm::createStringError(
          fmt::format("'{}' is not compiled by {}", given, database.path));
  }
  std::vector<Command> result;
  for (size_t i = 0; i < chosen.size(); ++i)
    if (chosen[i])
      result.push_back(database.commands[i]);
  return result;
}

llvm::Expected<std::vector<Command>> loadCommands(const DatabaseQuery &query) {
  llvm::Expected<Database> database = loadDatabase(query);
  if (!database)
    return database.takeError();
  return selectCommands(*database, query.paths);
}

std::vector<Command> eachFileOnce(std::vector<Command> commands) {
  llvm::StringSet<> seen;
  std::erase_if(commands, [&](const Command &command) { return !seen.insert(command.file).second; });
  return commands;
}

} // namespace highwater::driver
