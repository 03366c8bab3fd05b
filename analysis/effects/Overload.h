// Which of a call's descriptions fits its arguments.

#pragma once

#include "analysis/effects/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace highwater::effects {

/// What an argument is, as far as overload patterns tell arguments apart.
enum class ArgumentClass {
  Int,      ///< integers, characters, enumerations, bool
  Real,
  Iterator, ///< of class type; pointers match `iterator` too
  Pointer,  ///< but not to characters
  Text,     ///< strings, views of them, pointers to characters
  Self,     ///< of the type whose method is called
  Inserter, ///< iterators that add to a container what is written through them
  List,     ///< std::initializer_list
  Function, ///< callables: closures, function pointers
  Other,
};

struct ArgumentShape {
  ArgumentClass kind = ArgumentClass::Other;
  llvm::StringRef type; ///< qualified name of a class; may be empty
};

/// What an argument of a modelled type is: by its `class:`, else Other.
ArgumentClass argumentClass(const TypeModel &type);

/// The description whose pattern fits best: the pattern that is most specific, then the first. Arguments behind the
/// end of a pattern are tolerated where nothing fits exactly and they are of class Other (allocators and the like).
/// Null if none fits.
const CallModel *chooseOverload(llvm::ArrayRef<const CallModel *> overloads, llvm::ArrayRef<ArgumentShape> arguments);
const CallModel *chooseOverload(llvm::ArrayRef<const CallModel *> overloads, llvm::ArrayRef<ArgumentClass> classes);

} // namespace highwater::effects
