// The table is locked for the look-up only: a long analysis does not hold up other units.

#include "driver/tidy/UnitAnalysis.h"

#include "driver/summaries/StoredProgram.h"

#include "analysis/lower/Lower.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <mutex>

namespace highwater::tidy {

namespace {

struct Entry {
  std::once_flag once;
  UnitAnalysis analysis;
};

struct Table {
  std::mutex mutex;
  llvm::DenseMap<clang::ASTContext *, std::shared_ptr<Entry>> entries;
};

} // namespace

static Table &table() {
  static Table instance;
  return instance;
}

static llvm::Error addModels(effects::Catalog &catalog, const driver::Config &config) {
  for (const std::string &path : config.models) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer)
      return llvm::createStringError(path + ": " + buffer.getError().message());
    if (llvm::Error error = catalog.read((*buffer)->getBuffer(), path, effects::Layer::Project))
      return error;
  }
  return llvm::Error::success();
}

/// Hashes of files that other units were made of: an editor asks again and again.
static driver::FileHashes &fileHashes() {
  static driver::FileHashes instance;
  return instance;
}

static void analyse(clang::ASTContext &context, std::optional<llvm::StringRef> summaryDir, UnitAnalysis &analysis) {
  const clang::SourceManager &sources = context.getSourceManager();
  llvm::StringRef mainFile;
  if (auto entry = sources.getFileEntryRefForID(sources.getMainFileID()))
    mainFile = entry->getName();
  llvm::Expected<driver::Config> config = driver::configFor(mainFile);
  if (!config) {
    analysis.error = llvm::toString(config.takeError());
    return;
  }
  analysis.config = std::move(*config);
  std::vector<events::Unit> units;
  units.push_back(lower::lowerUnit(context));
  if (auto folder = driver::SummaryFolder::of(mainFile, analysis.config, summaryDir))
    llvm::append_range(units, driver::StoredProgram(*folder, fileHashes()).calleesOf(units));
  analysis.catalog = effects::Catalog::shipped(
      units.front().standardLibrary.empty() ? "libstdc++" : units.front().standardLibrary);
  if (llvm::Error error = addModels(*analysis.catalog, analysis.config)) {
    analysis.error = llvm::toString(std::move(error));
    return;
  }
  analysis.program = std::make_unique<program::Program>(std::move(units), *analysis.catalog);
}

std::shared_ptr<const UnitAnalysis> analysisOf(clang::ASTContext &context, std::optional<llvm::StringRef> summaryDir) {
  std::shared_ptr<Entry> entry;
  {
    std::lock_guard<std::mutex> lock(table().mutex);
    std::shared_ptr<Entry> &slot = table().entries[&context];
    if (!slot)
      slot = std::make_shared<Entry>();
    entry = slot;
  }
  std::call_once(entry->once, [&] { analyse(context, summaryDir, entry->analysis); });
  return {entry, &entry->analysis};
}

void forget(clang::ASTContext &context) {
  std::shared_ptr<Entry> last; // ends outside the lock
  std::lock_guard<std::mutex> lock(table().mutex);
  auto found = table().entries.find(&context);
  if (found == table().entries.end())
    return;
  last = std::move(found->second);
  table().entries.erase(found);
}

} // namespace highwater::tidy
