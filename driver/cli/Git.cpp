// Both streams are read as they come, so that neither can fill up and block git.

#include "driver/cli/Git.h"

#include "fmt/format.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace highwater::driver {

/// Does not return: this is the child.
static void becomeGit(llvm::ArrayRef<std::string> words, const std::string &folder, const int out[2],
                      const int err[2]) {
  std::vector<char *> argv = {const_cast<char *>("git")};
  for (const std::string &word : words)
    argv.push_back(const_cast<char *>(word.c_str()));
  argv.push_back(nullptr);
  ::dup2(out[1], 1);
  ::dup2(err[1], 2);
  for (int end : {out[0], out[1], err[0], err[1]})
    ::close(end);
  if (folder.empty() || ::chdir(folder.c_str()) == 0)
    ::execvp("git", argv.data());
  std::string reason = fmt::format("git cannot be run: {}\n", std::strerror(errno));
  [[maybe_unused]] ssize_t written = ::write(2, reason.data(), reason.size());
  ::_exit(127);
}

/// The first line of what git complains about, without its prefix.
static std::string complaint(llvm::StringRef text) {
  llvm::StringRef line = text.trim().split('\n').first;
  line.consume_front("fatal: ");
  line.consume_front("error: ");
  return line.empty() ? "git failed" : line.str();
}

llvm::Expected<std::string> runGit(llvm::ArrayRef<std::string> words, llvm::StringRef folder) {
  int out[2], err[2];
  if (::pipe(out) != 0 || ::pipe(err) != 0)
    return llvm::createStringError(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  pid_t process = ::fork();
  if (process == 0)
    becomeGit(words, folder.str(), out, err);
  ::close(out[1]);
  ::close(err[1]);
  std::string printed, said;
  pollfd streams[] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
  for (unsigned open = 2; process > 0 && open > 0;) {
    if (::poll(streams, 2, -1) < 0 && errno != EINTR)
      break;
    for (pollfd &stream : streams) {
      if (stream.fd < 0 || !stream.revents)
        continue;
      char buffer[1 << 16];
      ssize_t size = ::read(stream.fd, buffer, sizeof buffer);
      if (size > 0) {
        (stream.fd == out[0] ? printed : said).append(buffer, size);
      } else if (size == 0 || errno != EINTR) {
        stream.fd = -1;
        --open;
      }
    }
  }
  ::close(out[0]);
  ::close(err[0]);
  int status = -1;
  while (process > 0 && ::waitpid(process, &status, 0) < 0 && errno == EINTR)
    ;
  if (process < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return llvm::createStringError(complaint(said));
  return printed;
}

} // namespace highwater::driver
