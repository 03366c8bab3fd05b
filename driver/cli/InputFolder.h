// What the files of one folder are like: how many there are, their sizes, and a sample of their text.

#pragma once

#include "driver/cli/InputText.h"

#include "analysis/size/Expr.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

struct InputFolder {
  std::string path;
  std::vector<std::string> names; ///< of its regular files, from there on, sorted
};

/// The folder that `dir(text)` names, or `tree(text)` with those in it. Nothing if it is not known, or cannot be read.
std::optional<InputFolder> folderOf(const size::Subject &source, const CommandLine &line);

/// The folder of a source that is one of its files: of `file(concat(argv(1), "/", entry(dir(argv(1)))))`. Else empty.
size::Subject folderAround(const size::Subject &source);

/// One file of a folder stands for all.
struct FolderFiles {
  std::vector<double> bytes, rows; ///< of each file that was looked at
  double meanBytes = 0, meanRows = 0;
  double rowsError = 0;            ///< relative
  std::string sample, head;        ///< of these files, and the beginning of the first
  bool whole = false;              ///< the sample is all of them
};

FolderFiles measureFiles(const InputFolder &folder);

} // namespace highwater::driver
