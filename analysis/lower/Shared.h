// What the functions of a unit share while they are lowered.

#pragma once

#include "analysis/lower/Locations.h"
#include "analysis/lower/Lower.h"
#include "analysis/lower/Names.h"
#include "analysis/lower/Types.h"

namespace highwater::lower {

struct Shared {
  Shared(clang::ASTContext &ast, events::Unit &unit, const LowerOptions &options)
      : ast(ast), unit(unit), options(options), locations(ast, unit.files),
        keys(locations.mainFile()), types(ast, locations, keys, unit.types) {}

  clang::ASTContext &ast;
  events::Unit &unit;
  const LowerOptions &options;
  Locations locations;
  Keys keys;
  Types types;
  llvm::DenseMap<const clang::Decl *, events::Callee> callees;
  llvm::DenseMap<const clang::Decl *, unsigned> globals; ///< index into Unit::globals
};

} // namespace highwater::lower
