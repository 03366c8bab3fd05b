// One line of JSON per process. Every number is read at the moment of writing;
// vm_hwm is null when /proc does not say.
#include "driver/preload/Report.h"

#include "driver/preload/Tally.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace highwater {
namespace {

/// A bounded text that is built without the heap.
template <size_t N> struct Text {
  char data[N];
  size_t size = 0;

  void put(char c) {
    if (size + 1 < N)
      data[size++] = c;
    data[size] = '\0';
  }
  void put(const char *string) {
    for (; *string; ++string)
      put(*string);
  }
  void put(uint64_t number) {
    char digits[20];
    int count = 0;
    do
      digits[count++] = char('0' + number % 10);
    while (number /= 10);
    while (count)
      put(digits[--count]);
  }
};

char nameTemplate[PATH_MAX]; // empty: nothing is reported
bool perProcess;             // the name has a %p
pid_t firstProcess;

/// VmHWM of /proc/self/status, in bytes; 0 when it cannot be read.
uint64_t residentPeak() {
  int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return 0;
  char status[8192];
  ssize_t size = read(file, status, sizeof status - 1);
  close(file);
  if (size <= 0)
    return 0;
  status[size] = '\0';
  const char *line = strstr(status, "VmHWM:");
  return line ? strtoull(line + 6, nullptr, 10) * 1024 : 0;
}

Text<PATH_MAX> reportName() {
  Text<PATH_MAX> name;
  for (const char *c = nameTemplate; *c; ++c) {
    if (c[0] == '%' && c[1] == 'p') {
      name.put(uint64_t(getpid()));
      ++c;
    } else {
      name.put(*c);
    }
  }
  return name;
}

} // namespace

void prepareReport() {
  const char *name = getenv("HIGHWATER_PRELOAD_OUT");
  if (!name || !*name)
    return;
  size_t folder = 0;
  if (*name != '/' && getcwd(nameTemplate, PATH_MAX - 1)) {
    folder = strlen(nameTemplate);
    nameTemplate[folder++] = '/';
  }
  if (folder + strlen(name) >= PATH_MAX) {
    nameTemplate[0] = '\0';
    return;
  }
  strcpy(nameTemplate + folder, name);
  perProcess = strstr(nameTemplate, "%p") != nullptr;
  firstProcess = getpid();
}

void writeReport() {
  if (!nameTemplate[0])
    return;
  // A forked child would overwrite its parent's file.
  if (!perProcess && getpid() != firstProcess)
    return;
  uint64_t live = liveNow();
  uint64_t peak = tally.peak.load(std::memory_order_relaxed);
  Text<512> line;
  line.put("{\"live_heap_peak\":");
  line.put(above(live, peak) ? live : peak);
  line.put(",\"live_heap_end\":");
  line.put(live);
  line.put(",\"live_heap_at_main\":");
  line.put(tally.atMain.load(std::memory_order_relaxed));
  line.put(",\"allocations\":");
  line.put(allocationsSoFar());
  line.put(",\"vm_hwm\":");
  if (uint64_t resident = residentPeak())
    line.put(resident);
  else
    line.put("null");
  line.put("}\n");
  int file = open(reportName().data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0)
    return;
  for (size_t done = 0; done < line.size;) {
    ssize_t written = write(file, line.data + done, line.size - done);
    if (written <= 0)
      break;
    done += size_t(written);
  }
  close(file);
}

} // namespace highwater
