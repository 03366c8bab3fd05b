// The command line of one verb: its options are a table, and the table is its help.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

struct Option {
  llvm::StringLiteral name;  ///< without dashes
  char letter;               ///< 0: no short form
  llvm::StringLiteral value; ///< placeholder in the help; empty: a flag; `[=REV]`: may be left out
  llvm::StringLiteral help;  ///< may hold line breaks
};

/// What a verb accepts. `rest` is what may follow `--`, as the help shows it.
struct Syntax {
  llvm::StringLiteral verb, summary;
  llvm::StringLiteral positional; ///< `[PATH]...`; empty: none
  llvm::StringLiteral rest;       ///< `[-- FLAGS...]`; empty: none
  llvm::StringLiteral details;    ///< paragraphs behind the options
  llvm::ArrayRef<Option> options;
};

class Arguments {
public:
  /// Errors are one line, with the nearest known option.
  static llvm::Expected<Arguments> parse(const Syntax &syntax, llvm::ArrayRef<llvm::StringRef> words);

  bool has(llvm::StringRef option) const { return given.count(option.str()) != 0; }
  /// The last one given wins.
  std::optional<llvm::StringRef> value(llvm::StringRef option) const;
  llvm::ArrayRef<std::string> values(llvm::StringRef option) const;

  std::vector<std::string> positional;
  std::optional<std::vector<std::string>> rest; ///< words after `--`

private:
  std::map<std::string, std::vector<std::string>> given;
};

std::string helpText(const Syntax &syntax);

/// Options that every verb takes: help, quiet, verbose, color.
llvm::ArrayRef<Option> commonOptions();

} // namespace highwater::driver
