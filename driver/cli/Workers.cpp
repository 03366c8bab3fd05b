// One fork a unit. The result comes back through a pipe: one line of JSON, then the unit as it is stored.

#include "driver/cli/Workers.h"

#include "driver/cli/Target.h"

#include "fmt/format.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace highwater::driver {

namespace {

struct Worker {
  pid_t process = 0;
  int pipe = -1;
  size_t index = 0;
  std::string received;
};

} // namespace

static void send(const ParsedUnit &parsed, const Command &command, llvm::StringRef root, int pipe) {
  llvm::raw_fd_ostream out(pipe, /*shouldClose=*/true);
  out << llvm::json::Value(llvm::json::Object{{"failure", parsed.failure},
                                              {"file", parsed.file},
                                              {"dropped", llvm::json::Array(parsed.droppedFlags)},
                                              {"parsed", parsed.unit.has_value()}})
      << '\n';
  if (!parsed.unit)
    return;
  StoredUnit stored;
  stored.mainFile = parsed.unit->mainFile;
  stored.target = targetOf(command);
  stored.flags = flagsHash(command, root);
  stored.inputs = parsed.inputs;
  stored.droppedFlags = parsed.droppedFlags;
  writeStoredUnit(stored, *parsed.unit, root, out);
}

static ParsedUnit receive(std::string text, llvm::StringRef file, llvm::StringRef root) {
  ParsedUnit result;
  llvm::StringRef header = llvm::StringRef(text).split('\n').first;
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(header);
  llvm::json::Object *fields = value ? value->getAsObject() : nullptr;
  if (!fields) {
    llvm::consumeError(value.takeError());
    result.failure = "internal error: the worker said nothing";
    return result;
  }
  result.failure = fields->getString("failure").value_or("").str();
  result.file = fields->getString("file").value_or("").str();
  if (llvm::json::Array *dropped = fields->getArray("dropped"))
    for (llvm::json::Value &flag : *dropped)
      result.droppedFlags.push_back(flag.getAsString().value_or("").str());
  if (!fields->getBoolean("parsed").value_or(false))
    return result;
  result.text = text.substr(header.size() + 1);
  auto fail = [&](llvm::Error error) {
    result.failure = "internal error: " + llvm::toString(std::move(error));
    return std::move(result);
  };
  llvm::Expected<std::vector<StoredUnit>> stored = readStoredUnits(result.text, file, root);
  if (!stored)
    return fail(stored.takeError());
  llvm::Expected<events::Unit> unit = eventsOf(stored->front(), file, root);
  if (!unit)
    return fail(unit.takeError());
  result.unit = std::move(*unit);
  result.inputs = std::move(stored->front().inputs);
  return result;
}

static llvm::Expected<Worker> start(llvm::ArrayRef<Command> commands, size_t index,
                                    const ParseOptions &options) {
  int ends[2];
  if (::pipe(ends) != 0)
    return llvm::createStringError(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  llvm::outs().flush();
  pid_t process = ::fork();
  if (process < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return llvm::createStringError(fmt::format("cannot start a process: {}", std::strerror(errno)));
  }
  if (process == 0) {
    for (int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL})
      std::signal(signal, SIG_DFL); // the parent tells a crash from an answer by the signal
    ::close(ends[0]);
    send(parseUnit(commands[index], options.resourceFolder), commands[index], options.root, ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  return Worker{process, ends[0], index, {}};
}

static ParsedUnit finish(Worker &worker, llvm::StringRef file, llvm::StringRef root) {
  ::close(worker.pipe);
  int status = 0;
  while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status)) {
    ParsedUnit crashed;
    crashed.failure = fmt::format("the parser crashed ({})", strsignal(WTERMSIG(status)));
    return crashed;
  }
  return receive(std::move(worker.received), file, root);
}

std::vector<ParsedUnit> parseAll(llvm::ArrayRef<Command> commands, const ParseOptions &options) {
  std::vector<ParsedUnit> results(commands.size());
  std::vector<Worker> running;
  size_t next = 0, done = 0;
  while (done < commands.size()) {
    while (next < commands.size() && running.size() < std::max(1u, options.jobs)) {
      llvm::Expected<Worker> worker = start(commands, next, options);
      if (worker) {
        running.push_back(std::move(*worker));
      } else {
        results[next].failure = llvm::toString(worker.takeError());
        ++done;
      }
      ++next;
    }
    std::vector<pollfd> waiting;
    for (const Worker &worker : running)
      waiting.push_back({worker.pipe, POLLIN, 0});
    if (waiting.empty() || ::poll(waiting.data(), waiting.size(), -1) < 0)
      continue;
    for (size_t i = waiting.size(); i-- > 0;) {
      if (!waiting[i].revents)
        continue;
      char buffer[1 << 16];
      ssize_t size = ::read(running[i].pipe, buffer, sizeof buffer);
      if (size > 0) {
        running[i].received.append(buffer, size);
        continue;
      }
      if (size < 0 && errno == EINTR)
        continue;
      size_t index = running[i].index;
      results[index] = finish(running[i], commands[index].file, options.root);
      running.erase(running.begin() + i);
      options.finished(++done);
    }
  }
  return results;
}

} // namespace highwater::driver
