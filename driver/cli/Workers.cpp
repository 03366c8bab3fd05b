// One fork a unit. The result comes back through a pipe: one line of JSON, then the unit in its text form.

#include "driver/cli/Workers.h"

#include "analysis/events/Text.h"

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

static void send(const ParsedUnit &parsed, int pipe) {
  llvm::raw_fd_ostream out(pipe, /*shouldClose=*/true);
  out << llvm::json::Value(llvm::json::Object{{"failure", parsed.failure},
                                              {"file", parsed.file},
                                              {"dropped", llvm::json::Array(parsed.droppedFlags)},
                                              {"entered", llvm::json::Array(parsed.entered)},
                                              {"parsed", parsed.unit.has_value()}})
      << '\n';
  if (parsed.unit)
    events::write(*parsed.unit, out);
}

static ParsedUnit receive(llvm::StringRef text, llvm::StringRef file) {
  ParsedUnit result;
  auto [header, body] = text.split('\n');
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(header);
  llvm::json::Object *fields = value ? value->getAsObject() : nullptr;
  if (!fields) {
    llvm::consumeError(value.takeError());
    result.failure = "internal error: the worker said nothing";
    return result;
  }
  result.failure = fields->getString("failure").value_or("").str();
  result.file = fields->getString("file").value_or("").str();
  auto list = [&](llvm::StringRef key, std::vector<std::string> &words) {
    if (llvm::json::Array *array = fields->getArray(key))
      for (llvm::json::Value &word : *array)
        words.push_back(word.getAsString().value_or("").str());
  };
  list("dropped", result.droppedFlags);
  list("entered", result.entered);
  if (!fields->getBoolean("parsed").value_or(false))
    return result;
  llvm::Expected<events::Unit> unit = events::read(body, file);
  if (unit)
    result.unit = std::move(*unit);
  else
    result.failure = "internal error: " + llvm::toString(unit.takeError());
  return result;
}

static llvm::Expected<Worker> start(llvm::ArrayRef<Command> commands, size_t index,
                                    const std::string &resourceFolder) {
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
    send(parseUnit(commands[index], resourceFolder), ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  return Worker{process, ends[0], index, {}};
}

static ParsedUnit finish(Worker &worker, llvm::StringRef file) {
  ::close(worker.pipe);
  int status = 0;
  while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status)) {
    ParsedUnit crashed;
    crashed.failure = fmt::format("the parser crashed ({})", strsignal(WTERMSIG(status)));
    return crashed;
  }
  return receive(worker.received, file);
}

std::vector<ParsedUnit> parseAll(llvm::ArrayRef<Command> commands, unsigned jobs,
                                 const std::string &resourceFolder,
                                 std::function<void(size_t)> finished) {
  std::vector<ParsedUnit> results(commands.size());
  std::vector<Worker> running;
  size_t next = 0, done = 0;
  while (done < commands.size()) {
    while (next < commands.size() && running.size() < std::max(1u, jobs)) {
      llvm::Expected<Worker> worker = start(commands, next, resourceFolder);
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
      results[index] = finish(running[i], commands[index].file);
      running.erase(running.begin() + i);
      finished(++done);
    }
  }
  return results;
}

} // namespace highwater::driver
