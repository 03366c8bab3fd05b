// The notation inside a model's values: operands such as `*arg0` or `this.size`, and formulas such as
// `max(2*capacity, size)`. Parsed by the reader, printed by the writer, both without loss.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace highwater::effects {

/// Why a text is not a formula or an operand, and where in it.
struct SyntaxError {
  std::size_t offset = 0;
  std::string message;
};

/// A parsed value, or the first error.
template <typename T> struct Parsed {
  std::optional<T> value;
  SyntaxError error;
};

Parsed<Operand> parseOperand(llvm::StringRef text);
Parsed<Formula> parseFormula(llvm::StringRef text);
/// `512MiB`; nothing if it is no number of bytes.
std::optional<double> parseBytes(llvm::StringRef text);

std::string print(const Operand &operand);
std::string print(const Formula &formula);

/// `T0`, `T1` …
bool isTypeArgument(llvm::StringRef name);
/// Bytes of a built-in type by its name: `unsigned char` is 1.
std::optional<unsigned> builtinSize(llvm::StringRef typeName);
/// The entry of `known` that is nearest to `name` and near enough to be meant; empty if none is.
llvm::StringRef nearest(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> known);

} // namespace highwater::effects
