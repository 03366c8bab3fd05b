// Functions that never return although nobody says so: `static void die(const char *what) { perror(what); exit(1); }`.

#pragma once

namespace clang {
class FunctionDecl;
class Stmt;
}

namespace highwater::lower {

/// Whether a call of `function` does not come back, by its attribute or because its body ends with a throw or such a call and
/// has no return. Virtual functions may be others.
bool neverReturns(const clang::FunctionDecl *function);
/// Whether a statement is a throw or a call that does not come back.
bool isLast(const clang::Stmt *statement);

} // namespace highwater::lower
