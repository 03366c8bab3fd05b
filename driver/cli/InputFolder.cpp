// Names are listed, all files' sizes asked for, and some of the files read.

#include "driver/cli/InputFolder.h"

#include "driver/cli/InputFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

#include <algorithm>
#include <numeric>

namespace highwater::driver {

using size::Subject;

/// Of larger folders so many files are read, evenly spread over the names, and as much of each as makes a sample of this size.
static constexpr size_t mostFiles = 256, sampleBytes = 16 << 20;

template <typename Iterator> static bool list(InputFolder &folder) {
  std::error_code error;
  for (Iterator entry(folder.path, error), end; !error && entry != end; entry.increment(error)) {
    llvm::StringRef name = entry->path();
    name.consume_front(folder.path);
    if (entry->type() == llvm::sys::fs::file_type::regular_file)
      folder.names.push_back(name.ltrim('/').str());
  }
  llvm::sort(folder.names);
  return !error;
}

std::optional<InputFolder> folderOf(const Subject &source, const CommandLine &line) {
  bool tree = source.head() == "tree";
  if ((source.head() != "dir" && !tree) || source.parts().size() != 1 || line.empty())
    return std::nullopt;
  std::optional<std::string> path = resolveText(source.parts()[0], line);
  if (!path)
    return std::nullopt;
  InputFolder folder{*path, {}};
  bool read = tree ? list<llvm::sys::fs::recursive_directory_iterator>(folder) : list<llvm::sys::fs::directory_iterator>(folder);
  return read ? std::optional(folder) : std::nullopt;
}

/// The folder of which a path has an entry in it.
static Subject folderIn(const Subject &path) {
  if (path.head() == "entry" && path.parts().size() == 1)
    return path.parts()[0];
  if (path.head() == "concat" || path.head() == "part")
    for (const Subject &part : path.parts())
      if (Subject folder = part.empty() ? Subject() : folderIn(part); !folder.empty())
        return folder;
  return {};
}

Subject folderAround(const Subject &source) {
  return source.head() == "file" && source.parts().size() == 1 ? folderIn(source.parts()[0]) : Subject();
}

static double mean(const std::vector<double> &values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

FolderFiles measureFiles(const InputFolder &folder) {
  FolderFiles files;
  std::vector<double> sizes;
  for (const std::string &name : folder.names) {
    uint64_t bytes = 0;
    if (!llvm::sys::fs::file_size(folder.path + "/" + name, bytes))
      sizes.push_back(static_cast<double>(bytes));
  }
  size_t step = (folder.names.size() + mostFiles - 1) / mostFiles;
  SampleLimits limits;
  limits.wholeBytes = std::max<size_t>(limits.blockBytes, sampleBytes / std::max<size_t>(1, std::min(folder.names.size(), mostFiles)));
  limits.blocks = static_cast<unsigned>(std::max<size_t>(2, limits.wholeBytes / limits.blockBytes));
  files.whole = step == 1;
  for (size_t index = 0; index < folder.names.size(); index += step) {
    llvm::Expected<InputFile> file = measureFile(folder.path + "/" + folder.names[index], limits);
    if (!file) {
      llvm::consumeError(file.takeError());
      continue;
    }
    if (files.head.empty())
      files.head = file->head;
    files.bytes.push_back(file->bytes);
    files.rows.push_back(file->rows);
    files.rowsError = std::max(files.rowsError, file->rowsError);
    files.whole &= file->whole;
    files.sample += file->sample;
    if (!files.sample.empty() && files.sample.back() != '\n')
      files.sample += '\n';
  }
  files.meanBytes = mean(sizes);
  double seen = mean(files.bytes);
  files.meanRows = mean(files.rows) * (seen > 0 ? files.meanBytes / seen : 1);
  if (step > 1)
    files.rowsError = std::max(files.rowsError, 0.05);
  return files;
}

} // namespace highwater::driver
