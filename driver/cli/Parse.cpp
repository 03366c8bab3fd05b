// Drives clang's frontend on one compile command, and hands its AST to lower/.

#include "driver/cli/Parse.h"

#include "driver/resources/Installation.h"

#include "analysis/lower/Lower.h"

#include "fmt/format.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticDriver.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <dlfcn.h>
#include <map>

namespace highwater::driver {

using llvm::StringRef;
using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

namespace {

/// Keeps the first error, and where it is.
class FirstError : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error || !message.empty())
      return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    message = text.str().str();
    for (unsigned i = 0; i < info.getNumArgs(); ++i)
      if (info.getArgKind(i) == clang::DiagnosticsEngine::ak_std_string)
        words.push_back(info.getArgStdStr(i));
      else if (info.getArgKind(i) == clang::DiagnosticsEngine::ak_c_string)
        words.push_back(info.getArgCStr(i));
    if (!info.hasSourceManager() || info.getLocation().isInvalid())
      return;
    clang::PresumedLoc where = info.getSourceManager().getPresumedLoc(
        info.getSourceManager().getExpansionLoc(info.getLocation()));
    if (where.isValid())
      place = fmt::format("{}:{}:{}", absolutePath(where.getFilename()), where.getLine(),
                          where.getColumn());
  }

  std::string message, place;
  std::vector<std::string> words; ///< what the message quotes: the refused flag is among them
};

/// Without dots, where that is the same file: a folder before `..` may be a link.
std::string plainPath(StringRef name) {
  std::string plain = absolutePath(name);
  llvm::SmallString<256> real;
  bool same = false;
  if ((!llvm::sys::fs::equivalent(plain, name, same) && same) || llvm::sys::fs::real_path(name, real))
    return plain;
  return real.str().str();
}

/// The main file and all it includes, as they were when clang read them.
std::vector<Input> inputsOf(const clang::SourceManager &sources) {
  std::map<std::string, std::uint64_t> hashes;
  for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file)
    if (std::optional<StringRef> text = file->second->getBufferDataIfLoaded())
      hashes.emplace(plainPath(file->first.getName()), contentHash(*text));
  std::vector<Input> inputs;
  for (const auto &[path, hash] : hashes)
    inputs.push_back({path, hash});
  return inputs;
}

class Consumer : public clang::ASTConsumer {
public:
  explicit Consumer(ParsedUnit &result) : result(result) {}
  void HandleTranslationUnit(clang::ASTContext &context) override {
    if (context.getDiagnostics().hasErrorOccurred())
      return;
    result.unit = lower::lowerUnit(context);
    result.inputs = inputsOf(context.getSourceManager());
  }

private:
  ParsedUnit &result;
};

class Action : public clang::ASTFrontendAction {
public:
  explicit Action(ParsedUnit &result) : result(result) {}
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &,
                                                        StringRef) override {
    return std::make_unique<Consumer>(result);
  }

private:
  ParsedUnit &result;
};

} // namespace

std::vector<std::string> parsingFlags(const Command &command) {
  static constexpr StringRef alone[] = {"-c", "-MD", "-MMD", "-MP", "-MG", "-M", "-MM", "-save-temps"};
  static constexpr StringRef withValue[] = {"-o", "-MF", "-MT", "-MQ", "--serialize-diagnostics"};
  std::vector<std::string> flags;
  const std::vector<std::string> &words = command.arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    StringRef word = words[i];
    if (llvm::is_contained(alone, word) || word.starts_with("-save-temps="))
      continue;
    if (llvm::is_contained(withValue, word)) {
      ++i;
      continue;
    }
    if (word.starts_with("-MF") || (word.starts_with("-o") && word.size() > 2 && word[2] == '/'))
      continue;
    if (word == "-Xclang" && i + 3 < words.size() && words[i + 1] == "-include-pch") {
      i += 3;
      continue;
    }
    flags.push_back(words[i]);
  }
  return flags;
}

/// Takes the flag that `words` quote out of `flags`, with its value if that is a word of its own.
static std::optional<std::string> dropRefused(std::vector<std::string> &flags,
                                              llvm::ArrayRef<std::string> words) {
  std::vector<std::string> spellings(words.begin(), words.end());
  for (const std::string &a : words)
    for (const std::string &b : words)
      spellings.push_back(a + b); // `-march=` and its value are quoted apart
  for (size_t i = 1; i < flags.size(); ++i) {
    auto quoted = [&](StringRef text) { return llvm::is_contained(spellings, text); };
    StringRef flag = flags[i];
    // Some messages quote nothing but the value: unknown target CPU 'znver9'.
    if (!flag.starts_with("-") || !(quoted(flag) || (flag.starts_with("-m") && flag.contains('=') &&
                                                     quoted(flag.split('=').second))))
      continue;
    std::string dropped = flags[i];
    flags.erase(flags.begin() + i);
    return dropped;
  }
  return std::nullopt;
}

/// Nothing when clang's driver does not take the flags; `errors` says why.
static std::shared_ptr<clang::CompilerInvocation>
createInvocation(const std::vector<std::string> &flags, FirstError &errors, const FileSystem &files) {
  clang::DiagnosticOptions options;
  clang::CreateInvocationOptions creation;
  creation.VFS = files;
  creation.Diags = llvm::makeIntrusiveRefCnt<clang::DiagnosticsEngine>(
      llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), options, &errors,
      /*ShouldOwnClient=*/false);
  std::vector<const char *> pointers;
  for (const std::string &flag : flags)
    pointers.push_back(flag.c_str());
  auto invocation = clang::createInvocation(pointers, creation);
  return errors.getNumErrors() ? nullptr : std::move(invocation);
}

/// One attempt with these flags: fills in the unit and what it read.
static void lowerSource(const std::vector<std::string> &flags, FirstError &errors, const FileSystem &files,
                        ParsedUnit &result) {
  std::shared_ptr<clang::CompilerInvocation> invocation = createInvocation(flags, errors, files);
  if (!invocation)
    return;
  invocation->getLangOpts().SpellChecking = false;
  // The process ends with this unit: nothing has to be given back.
  invocation->getFrontendOpts().DisableFree = true;
  invocation->getDiagnosticOpts().ShowCarets = false; // nor is there to be a count of errors on stderr
  clang::CompilerInstance compiler(std::move(invocation));
  compiler.setVirtualFileSystem(files);
  compiler.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
  Action action(result);
  if (!compiler.ExecuteAction(action) || errors.getNumErrors())
    result.unit.reset();
}

/// File names as every unit says them.
static void makeAbsolute(events::Unit &unit) {
  unit.mainFile = absolutePath(unit.mainFile);
  for (std::string &file : unit.files)
    file = absolutePath(file);
  for (events::Function &function : unit.functions)
    if (!function.file.empty())
      function.file = absolutePath(function.file);
}

ParsedUnit parseUnit(const Command &command, const std::string &resourceFolder) {
  ParsedUnit result;
  if (std::error_code error = llvm::sys::fs::set_current_path(command.directory)) {
    result.failure = fmt::format("cannot enter '{}': {}", command.directory, error.message());
    return result;
  }
  FileSystem files = fileSystem(command.overlay.get());
  if (!files->exists(command.file)) {
    result.failure = "the file does not exist";
    return result;
  }
  std::vector<std::string> flags = parsingFlags(command);
  flags.insert(flags.begin() + std::min<size_t>(1, flags.size()), {"-resource-dir=" + resourceFolder, "-w"});
  // Headers of last resort, behind all others.
  std::optional<std::string> header = installedFile("share/highwater/include/omp.h");
  if (header)
    flags.insert(flags.begin() + 1, "-idirafter" + llvm::sys::path::parent_path(*header).str());
  for (;;) {
    FirstError errors;
    lowerSource(flags, errors, files, result);
    if (result.unit) {
      makeAbsolute(*result.unit);
      return result;
    }
    bool parallel = header && StringRef(errors.place).starts_with(*header) && !llvm::is_contained(flags, "-fopenmp");
    if (parallel) { // whoever calls its functions was built with it
      flags.insert(flags.begin() + 1, "-fopenmp");
      continue;
    }
    // An error about no place in the source is about a flag: again without it.
    std::optional<std::string> dropped;
    if (errors.place.empty())
      dropped = dropRefused(flags, errors.words);
    if (!dropped) {
      result.failure = errors.message.empty() ? "clang could not parse it" : errors.message;
      result.file = errors.place;
      return result;
    }
    result.droppedFlags.push_back(*dropped);
  }
}

} // namespace highwater::driver
