// Reads the YAML by hand, node by node: llvm's mapping traits know no line numbers.

#include "driver/config/Config.h"

#include "driver/config/Bytes.h"
#include "driver/config/Nearest.h"

#include "fmt/format.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace highwater::driver {

namespace {

using llvm::StringRef;
namespace yaml = llvm::yaml;

/// Walks one document. The first error is kept; everything after it is skipped.
class Reader {
public:
  Reader(StringRef text, StringRef path) : stream(text, sources), path(path) {
    sources.setDiagHandler(
        [](const llvm::SMDiagnostic &message, void *self) {
          auto *reader = static_cast<Reader *>(self);
          reader->fail(message.getLineNo(), message.getMessage().str());
        },
        this);
    config.path = path.str();
  }

  llvm::Expected<Config> read() {
    yaml::document_iterator document = stream.begin();
    if (document != stream.end())
      if (yaml::Node *root = document->getRoot(); root && !llvm::isa<yaml::NullNode>(root))
        top(*root);
    if (stream.failed() && error.empty())
      fail(1, "not YAML");
    if (!error.empty())
      return llvm::createStringError(error);
    return std::move(config);
  }

private:
  void fail(unsigned line, const std::string &message) {
    if (error.empty())
      error = fmt::format("{}:{}: {}", path.str(), line, message);
  }

  void fail(const yaml::Node &node, const std::string &message) {
    fail(sources.getLineAndColumn(node.getSourceRange().Start).first, message);
  }

  std::string scalar(yaml::Node *node) {
    if (auto *value = llvm::dyn_cast_or_null<yaml::ScalarNode>(node)) {
      llvm::SmallString<64> storage;
      return value->getValue(storage).str();
    }
    if (node)
      fail(*node, "expected a single value");
    return "";
  }

  template <typename Entry> void mapping(yaml::Node &node, StringRef what, Entry entry) {
    auto *map = llvm::dyn_cast<yaml::MappingNode>(&node);
    if (!map)
      return fail(node, fmt::format("{} must be a mapping of keys to values", what.str()));
    for (yaml::KeyValueNode &pair : *map) {
      yaml::Node *key = pair.getKey();
      if (!key || !error.empty())
        return;
      std::string name = scalar(key);
      yaml::Node *value = pair.getValue();
      if (!value || !error.empty())
        return;
      entry(*key, name, *value);
    }
  }

  std::vector<std::string> list(yaml::Node &node, StringRef what) {
    std::vector<std::string> result;
    auto *sequence = llvm::dyn_cast<yaml::SequenceNode>(&node);
    if (!sequence) {
      fail(node, fmt::format("'{}' must be a list", what.str()));
      return result;
    }
    for (yaml::Node &item : *sequence)
      result.push_back(scalar(&item));
    return result;
  }

  double quantity(yaml::Node &node) {
    std::string text = scalar(&node);
    std::optional<double> value = parseQuantity(text);
    if (!value)
      fail(node, fmt::format("'{}' is not a size or number (examples: 512MiB, 1e9)", text));
    return value.value_or(0);
  }

  void unknown(const yaml::Node &key, const std::string &name, llvm::ArrayRef<StringRef> known) {
    fail(key, fmt::format("unknown key '{}'{}", name, nearestHint(name, known)));
  }

  void threshold(const yaml::Node &key, const std::string &name, yaml::Node &value) {
    if (name == "Confidence") {
      std::string word = scalar(&value);
      config.confidence = parseConfidence(word);
      if (!config.confidence)
        fail(value, fmt::format("'{}' is not a confidence: high, medium or low", word));
      return;
    }
    std::vector<StringRef> known = {"Confidence"};
    for (const checks::OptionSpec &spec : checks::optionSpecs()) {
      known.push_back(spec.name);
      if (name == spec.name) {
        config.thresholds[name] = quantity(value);
        return;
      }
    }
    unknown(key, name, known);
  }

  void top(yaml::Node &root) {
    mapping(root, "the file", [&](yaml::Node &key, const std::string &name, yaml::Node &value) {
      if (name == "thresholds")
        return mapping(value, "'thresholds'",
                       [&](yaml::Node &inner, const std::string &option, yaml::Node &setting) {
                         threshold(inner, option, setting);
                       });
      if (name == "budgets")
        return mapping(value, "'budgets'",
                       [&](yaml::Node &, const std::string &function, yaml::Node &size) {
                         config.budgets[function] = quantity(size);
                       });
      if (name == "assumptions")
        return mapping(value, "'assumptions'",
                       [&](yaml::Node &, const std::string &fact, yaml::Node &size) {
                         quantity(size);
                         config.assumptions.emplace_back(fact, scalar(&size));
                       });
      if (name == "models") {
        for (std::string &model : list(value, name)) {
          llvm::SmallString<256> absolute(model);
          llvm::sys::path::make_absolute(config.folder(), absolute);
          config.models.push_back(absolute.str().str());
        }
        return;
      }
      if (name == "exclude") {
        config.exclude = list(value, name);
        for (const std::string &glob : config.exclude)
          if (auto pattern = llvm::GlobPattern::create(glob); !pattern)
            fail(value, fmt::format("'{}' is not a glob: {}", glob,
                                    llvm::toString(pattern.takeError())));
        return;
      }
      if (name == "SummaryDir") {
        config.summaryDir = scalar(&value);
        return;
      }
      unknown(key, name, {"thresholds", "budgets", "assumptions", "models", "exclude", "SummaryDir"});
    });
  }

  llvm::SourceMgr sources;
  yaml::Stream stream;
  StringRef path;
  Config config;
  std::string error;
};

} // namespace

std::string Config::folder() const { return llvm::sys::path::parent_path(path).str(); }

bool Config::excludes(StringRef file) const {
  if (exclude.empty())
    return false;
  StringRef relative = file;
  if (relative.consume_front(folder()))
    relative.consume_front("/");
  return llvm::any_of(exclude, [&](const std::string &glob) {
    // A folder excludes what is in it.
    for (const std::string &text : {glob, StringRef(glob).rtrim('/').str() + "/*"})
      if (auto pattern = llvm::GlobPattern::create(text)) {
        if (pattern->match(relative))
          return true;
      } else {
        llvm::consumeError(pattern.takeError());
      }
    return false;
  });
}

bool Config::speaksOf(StringRef key, StringRef function, StringRef file) {
  if (key == function)
    return true;
  if (!key.consume_back(function) || !key.consume_back(":") || key.ends_with(":"))
    return false;
  return file.consume_back(key) && (file.empty() || file.ends_with("/"));
}

std::optional<double> Config::budgetOf(StringRef function, StringRef file) const {
  for (const auto &[key, bytes] : budgets)
    if (speaksOf(key, function, file))
      return bytes;
  return std::nullopt;
}

checks::Options Config::apply(checks::Options options) const {
  for (const checks::OptionSpec &spec : checks::optionSpecs())
    if (auto found = thresholds.find(spec.name.str()); found != thresholds.end())
      options.*spec.value = found->second;
  if (confidence)
    options.confidence = *confidence;
  return options;
}

llvm::Expected<Config> readConfig(StringRef text, StringRef path) {
  return Reader(text, path).read();
}

llvm::Expected<Config> configFor(StringRef file) {
  std::optional<std::string> path = findUpwards(file, ".highwater.yaml");
  if (!path)
    return Config();
  auto buffer = llvm::MemoryBuffer::getFile(*path);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", *path, buffer.getError().message()));
  return readConfig((*buffer)->getBuffer(), *path);
}

std::optional<checks::Confidence> parseConfidence(StringRef word) {
  return llvm::StringSwitch<std::optional<checks::Confidence>>(word)
      .Case("high", checks::Confidence::High)
      .Case("medium", checks::Confidence::Medium)
      .Case("low", checks::Confidence::Low)
      .Default(std::nullopt);
}

StringRef confidenceName(checks::Confidence confidence) {
  switch (confidence) {
  case checks::Confidence::Low:
    return "low";
  case checks::Confidence::Medium:
    return "medium";
  case checks::Confidence::High:
    break;
  }
  return "high";
}

std::optional<std::string> findUpwards(StringRef from, StringRef name) {
  llvm::SmallString<256> folder(from);
  llvm::sys::fs::make_absolute(folder);
  llvm::sys::path::remove_dots(folder, /*remove_dot_dot=*/true);
  while (!folder.empty()) {
    llvm::SmallString<256> candidate(folder);
    llvm::sys::path::append(candidate, name);
    if (llvm::sys::fs::exists(candidate))
      return candidate.str().str();
    StringRef parent = llvm::sys::path::parent_path(folder);
    if (parent.size() == folder.size())
      break;
    folder.resize(parent.size());
  }
  return std::nullopt;
}

std::optional<std::string> projectRoot(StringRef from) {
  for (StringRef marker : {".highwater.yaml", ".git"})
    if (std::optional<std::string> found = findUpwards(from, marker))
      return llvm::sys::path::parent_path(*found).str();
  return std::nullopt;
}

} // namespace highwater::driver
