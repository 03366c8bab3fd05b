// hwEmbedModels: reads all model files and writes them as one block of bytes in a C++ source.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/Table.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <fmt/format.h>

using namespace highwater::effects;

static int fail(llvm::StringRef message) {
  llvm::errs() << message << '\n';
  return 1;
}

/// Plain files first, so that what holds for one standard library only can inherit from them.
static bool isVariant(const ModelFile &file) { return !file.standardLibrary.empty(); }

static void writeSource(llvm::StringRef bytes, llvm::raw_ostream &out) {
  out << "// Written by hwEmbedModels; do not edit.\n"
         "namespace highwater::effects {\n"
         "extern const char embeddedModels[];\nextern const unsigned long embeddedModelsSize;\n"
         "const char embeddedModels[] =\n";
  for (std::size_t at = 0; at < bytes.size(); at += 32) {
    out << '"';
    for (char c : bytes.substr(at, 32)) {
      auto byte = static_cast<unsigned char>(c);
      out << '\\' << char('0' + byte / 64) << char('0' + byte / 8 % 8) << char('0' + byte % 8);
    }
    out << "\"\n";
  }
  out << ";\nconst unsigned long embeddedModelsSize = sizeof embeddedModels - 1;\n} // namespace highwater::effects\n";
}

int main(int argc, char **argv) {
  if (argc < 3 || llvm::StringRef(argv[1]) != "-o")
    return fail("usage: hwEmbedModels -o FILE.cpp MODEL.yaml...");

  std::vector<std::pair<std::string, std::unique_ptr<llvm::MemoryBuffer>>> texts;
  for (int i = 3; i < argc; ++i) {
    auto buffer = llvm::MemoryBuffer::getFile(argv[i]);
    if (!buffer)
      return fail(fmt::format("{}: error: {}", argv[i], buffer.getError().message()));
    texts.emplace_back(argv[i], std::move(*buffer));
  }
  llvm::sort(texts, [](const auto &a, const auto &b) { return a.first < b.first; });

  // `like` needs what it names to be read before: libraries build on the standard ones, variants on all.
  auto isStandard = [](llvm::StringRef path) {
    llvm::StringRef stem = llvm::sys::path::stem(path);
    return stem == "c" || stem == "posix" || stem == "libstdcxx";
  };
  std::vector<ModelFile> files;
  Catalog plain;
  for (unsigned round = 0; round < 3; ++round)
    for (const auto &[path, buffer] : texts) {
      if (round == 0 ? !isStandard(path) : isStandard(path))
        continue;
      bool variant = buffer->getBuffer().contains("\nstandard_library:");
      if (round > 0 && variant != (round == 2))
        continue;
      auto file = readModel(buffer->getBuffer(), path, &plain);
      if (!file)
        return fail(llvm::toString(file.takeError()));
      ModelFile copy = *file;
      if (!isVariant(*file))
        if (llvm::Error error = plain.add(std::move(*file), Layer::Shipped))
          return fail(llvm::toString(std::move(error)));
      copy.path = fmt::format("models/{}", llvm::sys::path::filename(path).str());
      files.push_back(std::move(copy));
    }

  std::error_code error;
  llvm::raw_fd_ostream out(argv[2], error);
  if (error)
    return fail(fmt::format("{}: error: {}", argv[2], error.message()));
  writeSource(packTable(files), out);
  return 0;
}
