// std::filesystem: paths keep their components, iterators keep a directory stream.
#include "Count.h"

#include <cstdlib>
#include <filesystem>
#include <string>

namespace facts {

namespace fs = std::filesystem;

void filesystemFacts() {
  for (const char *text : {"", "file", "a/b", "/a", "/a/b", "/a/b/c", "/a/b/c/d", "a/b/c/d/e/f",
                           "/a/b/c/d/e/f/g/h", "a-name-of-more-than-15", "/usr/include/stdlib.h",
                           "/a-name-of-more-than-15/b", "a/", "/"})
    fact("path", args("text=%s", text), [=] { return fs::path(text); });
  fs::path base("/a/b"), name("file.txt");
  fact("path/path", "text=/a/b/file.txt", [&] { return base / name; });
  fs::path full("/a/b/file.txt");
  fact("path(copy)", "text=/a/b/file.txt", [&] { return fs::path(full); });
  fact("path.string()", "text=/a/b/file.txt", [&] { return full.string(); });
  fact("path.filename()", "text=/a/b/file.txt", [&] { return full.filename(); });
  fact("path.parent_path()", "text=/a/b/file.txt", [&] { return full.parent_path(); });

  char pattern[] = "/tmp/facts-XXXXXX";
  fs::path folder = mkdtemp(pattern);
  fs::create_directories(folder / "sub" / "deep");
  const char *text = "folder=/tmp/facts-XXXXXX entry=sub/deep";
  fact("directory_iterator", text, [&] { return fs::directory_iterator(folder); });
  fact("recursive_directory_iterator", text,
       [&] { return fs::recursive_directory_iterator(folder); });
  fact("recursive_directory_iterator.deep", text, [&] {
    auto it = fs::recursive_directory_iterator(folder);
    ++it;
    return it;
  });
  fs::remove_all(folder);
}

} // namespace facts
