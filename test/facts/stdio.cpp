// The C library's own allocations: streams, lines, directories, formatted strings.
#include "Count.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include <dirent.h>
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace facts {

struct Close { void operator()(FILE *file) const { fclose(file); } };
struct CloseFolder { void operator()(DIR *folder) const { closedir(folder); } };
struct Free { void operator()(void *block) const { free(block); } };
using File = std::unique_ptr<FILE, Close>;
using Block = std::unique_ptr<void, Free>;

static void fileFacts(const char *path) {
  fact("fopen", "r", [=] { return File(fopen(path, "r")); });
  fact("fopen.read", "r", [=] {
    File file(fopen(path, "r"));
    fgetc(file.get());
    return file;
  });
  std::string out = std::string(path) + ".out";
  fact("fopen.written", "w", [&] {
    File file(fopen(out.c_str(), "w"));
    fputc('x', file.get());
    return file;
  });
  unlink(out.c_str());
  fact("fopen.setvbuf", "n=65536", [=] {
    File file(fopen(path, "r"));
    setvbuf(file.get(), nullptr, _IOFBF, 65536);
    fgetc(file.get());
    return file;
  });
  fact("popen", "true", [] {
    FILE *pipe = popen("true", "r");
    fgetc(pipe);
    pclose(pipe);
    return 0;
  });
  fact("tmpfile", "", [] { return File(tmpfile()); });
  fact("fdopen", "", [] { return File(fdopen(dup(0), "r")); });
  fact("fmemopen", "n=1000", [] { return File(fmemopen(nullptr, 1000, "w+")); });
  fact("open_memstream", "n=10000", [] {
    char *text = nullptr;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    for (int i = 0; i < 10000; ++i)
      fputc('x', file);
    fclose(file);
    return Block(text);
  });
}

static void lineFacts(const char *path) {
  for (size_t n : {1, 50, 118, 119, 120, 200, 238, 239, 240, 1000, 50000}) {
    FILE *file = fopen(path, "w");
    for (size_t i = 0; i < n; ++i)
      fputc('x', file);
    fputc('\n', file);
    fclose(file);
    File in(fopen(path, "r"));
    fgetc(in.get());
    ungetc('x', in.get());
    fact("getline(3)", args("n=%zu", n), [&] {
      char *line = nullptr;
      size_t capacity = 0;
      (void)!getline(&line, &capacity, in.get());
      return Block(line);
    });
  }
}

static void textFacts() {
  for (size_t n : {1, 50, 99, 100, 101, 199, 200, 1000, 100000}) {
    std::string text(n, 'x');
    fact("strdup", args("n=%zu", n), [&] { return Block(strdup(text.c_str())); });
    fact("asprintf", args("n=%zu", n), [&] {
      char *out = nullptr;
      (void)!asprintf(&out, "%s", text.c_str());
      return Block(out);
    });
    transient("snprintf", args("n=%zu", n), [&] {
      char small[16];
      snprintf(small, sizeof small, "%s", text.c_str());
      keep(small);
    });
  }
  std::string text(200, 'x');
  fact("strndup", "n=200 limit=10", [&] { return Block(strndup(text.c_str(), 10)); });
  fact("sscanf(%ms)", "n=200", [&] {
    char *word = nullptr;
    sscanf(text.c_str(), "%ms", &word);
    return Block(word);
  });
  fact("realpath", "/usr/include", [] { return Block(realpath("/usr/include", nullptr)); });
  fact("getcwd", "", [] { (void)!chdir("/tmp"); return Block(getcwd(nullptr, 0)); });
}

void cFacts() {
  std::string folder = "/tmp/facts-c-" + std::to_string(getpid());
  std::string path = folder + "/file.txt";
  mkdir(folder.c_str(), 0700);
  fclose(fopen(path.c_str(), "w"));
  fileFacts(path.c_str());
  lineFacts(path.c_str());
  textFacts();
  fact("opendir", "", [&] {
    return std::unique_ptr<DIR, CloseFolder>(opendir(folder.c_str()));
  });
  fact("scandir", "entries=3", [&] {
    dirent **entries = nullptr;
    int count = scandir(folder.c_str(), &entries, nullptr, alphasort);
    for (int i = 0; i < count; ++i)
      free(entries[i]);
    return Block(entries);
  });
  unlink(path.c_str());
  rmdir(folder.c_str());
}

} // namespace facts
