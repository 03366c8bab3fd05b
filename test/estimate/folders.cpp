// The files of a folder that a program goes through: all of them together, or the largest.
// RUN: rm -rf %t && mkdir -p %t/in %t/deep/sub
// RUN: %python -c "[open('%t/in/%%02d.csv' % k, 'w').write('1.5,22,333\n' * 1000 * (k + 1)) for k in range(10)]"
// RUN: %python -c "open('%t/deep/sub/last.csv', 'w').write('1.5,22,333\n' * 20000)" && cp %t/in/* %t/deep
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog texts %t/deep | FileCheck %s --check-prefix=TEXTS
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog values %t/deep | FileCheck %s --check-prefix=VALUES
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog largest %t/in | FileCheck %s --check-prefix=LARGEST
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog names %t/in | FileCheck %s --check-prefix=NAMES
// RUN: %highwater estimate %s --flag=-std=c++20 --entry texts | FileCheck %s --check-prefix=FORMULA
#include <dirent.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

static std::string slurp(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

// All at once; without the folder's own folders. Measured: 1021424 bytes, 72720 of them of the runtime.
std::size_t texts(const char *folder) {
  std::vector<std::string> all;
  for (const auto &entry : fs::directory_iterator(folder))
    if (entry.is_regular_file())
      all.push_back(slurp(entry.path()));
  return all.size();
}
// TEXTS: peak {{9[0-9][0-9]}}.{{[0-9]}} KiB
// TEXTS-DAG: entries(dir({{.*}})) = 10
// TEXTS-DAG: bytes({{.*}}entry{{.*}}) = 60500
// FORMULA: E=entries(dir(text(arg0)))

// With those in it, whose names are collected first. Measured: 3237296 bytes.
static std::size_t values(const char *folder) {
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator it(folder), end; it != end; ++it)
    if (it->is_regular_file())
      paths.push_back(it->path());
  std::vector<double> all;
  for (const fs::path &path : paths) {
    std::ifstream in(path);
    std::string line;
    while (std::getline(in, line)) {
      std::istringstream fields(line);
      for (std::string cell; std::getline(fields, cell, ',');)
        all.push_back(std::stod(cell));
    }
  }
  return all.size();
}
// VALUES: peak 3.{{[0-3]}} MiB
// VALUES: entries(tree({{.*}})) = 11

// One after the other. Measured: 909104 bytes.
static std::size_t largest(const char *folder) {
  std::size_t most = 0;
  for (const auto &entry : fs::directory_iterator(folder)) {
    std::vector<std::string> lines;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);)
      lines.push_back(line);
    most = std::max(most, lines.size());
  }
  return most;
}
// LARGEST: peak {{8[0-9][0-9]}}.{{[0-9]}} KiB

// By opendir, where a name is put behind the folder's. Measured: 389296 bytes.
static std::size_t names(const std::string &folder) {
  std::vector<std::string> paths;
  DIR *dir = opendir(folder.c_str());
  while (dirent *entry = readdir(dir))
    if (std::string name = entry->d_name; name != "." && name != "..")
      paths.push_back(folder + "/" + name);
  closedir(dir);
  std::string most;
  for (const std::string &path : paths)
    if (std::string text = slurp(path); text.size() > most.size())
      most = std::move(text);
  return most.size();
}
// NAMES: bytes({{.*}}entry{{.*}}) = 60500

int main(int, char **argv) {
  std::string what = argv[1];
  if (what == "texts")
    return texts(argv[2]) == 0;
  if (what == "values")
    return values(argv[2]) == 0;
  if (what == "largest")
    return largest(argv[2]) == 0;
  return names(argv[2]) == 0;
}
