// When the tally is written: at every way a process can end that can still run
// code. A process that is killed by SIGKILL leaves no file.
#include "driver/preload/Report.h"
#include "driver/preload/Tally.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace highwater;

#define EXPORT __attribute__((visibility("default")))

namespace {

using Main = int (*)(int, char **, char **);

Main programMain;

int mainWithBaseline(int argc, char **argv, char **environment) {
  tally.atMain = liveNow();
  return programMain(argc, argv, environment);
}

/// The disposition is the default one again (SA_RESETHAND), so raising the signal
/// ends the process as it would have ended without us.
void onFatalSignal(int signal) {
  writeReport();
  raise(signal);
}

/// A program that handles or ignores a signal itself keeps its own disposition.
void watchSignals() {
  for (int signal : {SIGABRT, SIGBUS, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGPIPE, SIGSEGV, SIGSYS,
                     SIGTERM, SIGXCPU}) {
    struct sigaction before;
    if (sigaction(signal, nullptr, &before) != 0 || before.sa_handler != SIG_DFL)
      continue;
    struct sigaction watch = {};
    watch.sa_handler = onFatalSignal;
    watch.sa_flags = int(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
    sigaction(signal, &watch, nullptr);
  }
}

__attribute__((constructor)) void begin() {
  prepareReport();
  pthread_atfork(nullptr, nullptr, startOver);
  watchSignals();
}

__attribute__((destructor)) void end() { writeReport(); }

template <typename Function> Function following(const char *name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

EXPORT int __libc_start_main(Main main, int argc, char **argv, void (*init)(), void (*fini)(),
                             void (*loaderFini)(), void *stackEnd) {
  programMain = main;
  return following<int (*)(Main, int, char **, void (*)(), void (*)(), void (*)(), void *)>(
      "__libc_start_main")(mainWithBaseline, argc, argv, init, fini, loaderFini, stackEnd);
}

EXPORT __attribute__((noreturn)) void _exit(int code) {
  writeReport();
  for (;;)
    syscall(SYS_exit_group, code);
}

EXPORT __attribute__((noreturn)) void _Exit(int code) { _exit(code); }

EXPORT __attribute__((noreturn)) void quick_exit(int code) {
  writeReport();
  following<void (*)(int)>("quick_exit")(code);
  __builtin_unreachable();
}
}
