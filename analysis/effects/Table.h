// All shipped models in one block of bytes that is part of the program, with an index by name.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::effects {

/// The bytes of `files`. Files that hold for one standard library only have an index of their own.
std::string packTable(llvm::ArrayRef<ModelFile> files);

/// A view of what packTable made. Opening it reads nothing; lookups are binary searches.
class Table {
public:
  enum Section { Types, Functions, Objects, LibcxxTypes, LibcxxFunctions, LibcxxObjects, Sections };

  explicit Table(llvm::StringRef bytes) : bytes(bytes) {}

  /// The place of an entry, for the functions below.
  std::optional<unsigned> find(Section section, llvm::StringRef name) const;
  unsigned size(Section section) const;
  llvm::StringRef name(Section section, unsigned index) const;
  unsigned file(Section section, unsigned index) const;

  /// A type without its methods, which are many and seldom all wanted.
  TypeModel type(Section section, unsigned index) const;
  /// The overloads of one method, in file order.
  std::vector<CallModel> methods(Section section, unsigned index, llvm::StringRef method) const;
  /// A type with all its methods.
  TypeModel wholeType(Section section, unsigned index) const;
  std::vector<CallModel> calls(Section section, unsigned index) const;
  ObjectModel object(Section section, unsigned index) const;

  /// Everything about a file but its types, functions and objects.
  unsigned fileCount() const;
  ModelFile fileAt(unsigned index) const;

  llvm::StringRef text(unsigned id) const;

private:
  unsigned word(std::size_t at) const;
  const char *entry(Section section, unsigned index) const;
  void eachMethod(Section section, unsigned index,
                  llvm::function_ref<void(llvm::StringRef name, const char *overloads)> visit) const;

  llvm::StringRef bytes;
};

} // namespace highwater::effects
