// CMake puts the objects of target T in `CMakeFiles/T.dir/`; that is the hint that a database gives.

#include "driver/cli/Target.h"

#include "driver/config/Nearest.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <iterator>

namespace highwater::driver {

using llvm::StringRef;

std::string targetOf(const Command &command) {
  StringRef output = command.output;
  if (output.empty())
    for (size_t i = 0; i + 1 < command.arguments.size(); ++i)
      if (command.arguments[i] == "-o")
        output = command.arguments[i + 1];
  for (StringRef folder : llvm::split(output, '/'))
    if (folder.consume_back(".dir"))
      return folder.str();
  return "";
}

/// Judged by text, since a source is worth parsing only if it belongs to the program.
static bool definesMain(const Command &command) {
  auto buffer = llvm::MemoryBuffer::getFile(command.file);
  if (!buffer)
    return false;
  StringRef text = (*buffer)->getBuffer();
  for (size_t at = text.find("main"); at != StringRef::npos; at = text.find("main", at + 4)) {
    char before = at ? text[at - 1] : ' ';
    if (llvm::isSpace(before) && text.substr(at + 4).ltrim().starts_with("("))
      return true;
  }
  return false;
}

std::vector<Command> commandsOfProgram(std::vector<Command> commands, StringRef program) {
  StringRef name = llvm::sys::path::filename(program);
  if (name.empty() ||
      llvm::none_of(commands, [&](const Command &each) { return targetOf(each) == name; }))
    return commands;
  llvm::StringSet<> otherPrograms;
  for (const Command &command : commands)
    if (std::string target = targetOf(command); target != name && definesMain(command))
      otherPrograms.insert(target);
  std::erase_if(commands, [&](const Command &each) {
    std::string target = targetOf(each);
    return target != name && otherPrograms.contains(target);
  });
  // A source of several targets counts as it is compiled for this one.
  std::vector<Command> own, others;
  for (Command &command : commands)
    (targetOf(command) == name ? own : others).push_back(std::move(command));
  own.insert(own.end(), std::make_move_iterator(others.begin()),
             std::make_move_iterator(others.end()));
  return own;
}

static std::string candidates(const program::Program &program,
                              llvm::ArrayRef<program::FunctionReference> references) {
  std::string text;
  for (program::FunctionReference reference : references) {
    const events::Function &function = program.function(reference);
    text += fmt::format("\n  {}:{}", function.file, function.name);
  }
  return text;
}

llvm::Expected<program::FunctionReference> findEntry(const program::Program &program,
                                                     StringRef entry) {
  if (entry.empty()) {
    std::vector<program::FunctionReference> mains = program.mains();
    if (mains.size() == 1)
      return mains.front();
    if (mains.empty())
      return llvm::createStringError("no main in these sources; name a function with --entry");
    return llvm::createStringError(
        fmt::format("{} functions are called main; choose one with --entry FILE:main, or name the "
                    "program after '--':{}",
                    mains.size(), candidates(program, mains)));
  }
  // `FILE:FUNC`, but `A::f` is a name.
  StringRef file, name = entry;
  size_t colon = entry.find(':');
  if (colon != StringRef::npos && !entry.substr(colon).starts_with("::")) {
    file = entry.take_front(colon);
    name = entry.drop_front(colon + 1);
  }
  std::vector<program::FunctionReference> found = program.find(name, file);
  if (found.empty()) {
    std::vector<StringRef> known;
    for (const events::Unit &unit : program.units())
      for (const events::Function &function : unit.functions)
        known.push_back(function.name);
    return llvm::createStringError(
        fmt::format("--entry: no function '{}'{}{}", name.str(),
                    file.empty() ? "" : " in a file '" + file.str() + "'",
                    nearestHint(name, known)));
  }
  // A header's function is in many units, and is one function.
  for (program::FunctionReference other : found)
    if (program.function(other).usr != program.function(found.front()).usr ||
        (program.function(other).isMain && other != found.front()))
      return llvm::createStringError(
          fmt::format("--entry: '{}' is the name of several functions; choose one as FILE:FUNC:{}",
                      entry.str(), candidates(program, found)));
  return found.front();
}

} // namespace highwater::driver
