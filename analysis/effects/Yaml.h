// A YAML document as a tree that can be visited in any order, with the position of every value. Errors are collected
// with positions, so that a person sees all of a file's mistakes at once.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace highwater::effects {

struct YamlPosition {
  unsigned line = 0, column = 0;
};

struct YamlEntry;

struct YamlNode {
  enum Kind { Null, Scalar, List, Map } kind = Null;
  std::string text;               ///< Scalar
  unsigned quote = 0;             ///< Scalar: 1 if its text starts behind a quote
  std::vector<YamlNode> items;    ///< List
  std::vector<YamlEntry> entries; ///< Map, in file order
  YamlPosition position;

  const YamlNode *find(llvm::StringRef key) const;
};

struct YamlEntry {
  std::string key;
  YamlPosition position;          ///< of the key
  YamlNode value;
};

/// The mistakes of one file.
class YamlErrors {
public:
  explicit YamlErrors(llvm::StringRef path) : path(path.str()) {}

  void add(YamlPosition position, llvm::StringRef message);
  /// `known` is what could stand there.
  void unknownKey(const YamlEntry &entry, llvm::ArrayRef<llvm::StringRef> known);
  /// `expected 'x', 'y' or 'z'`, with the nearest of them.
  void unexpectedWord(const YamlNode &node, llvm::ArrayRef<llvm::StringRef> expected);

  bool empty() const { return messages.empty(); }
  llvm::Error take();

private:
  std::string path;
  std::vector<std::pair<YamlPosition, std::string>> messages;
};

/// The only document of `text`; a Null node if that fails (then `errors` says why).
YamlNode parseYaml(llvm::StringRef text, YamlErrors &errors);

} // namespace highwater::effects
