// What ends with a call that does not come back, or with a throw, does not come back itself, though nobody says so.
// RUN: %highwater dump events %s -- -std=c++20 | FileCheck %s
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

static void die(const char *what) {
  std::perror(what);
  std::exit(1);
}

struct Parser {
  void fail(int column) const { throw std::runtime_error(std::to_string(column)); }
  virtual void warn() const { throw std::runtime_error("warned"); }
};

static void mayDie(bool dies) {
  if (!dies)
    return;
  std::exit(1);
}

void function() {
  char *p = static_cast<char *>(std::malloc(10));
  if (!p)
    die("malloc");
  std::free(p);
}
// CHECK-LABEL: function()
// CHECK: call die({{.*}}) [noreturn]
// CHECK-NEXT: stop

void method(const Parser &parser, bool bad) {
  if (bad)
    parser.fail(3);
  parser.warn();
  mayDie(bad);
}
// CHECK-LABEL: method(
// CHECK: call Parser::warn() on &parser* [virtual] [throwaway]
// CHECK-NEXT: call mayDie(bad) [throwaway]
// CHECK: call Parser::fail(3) on &parser* [noreturn]
// CHECK-NEXT: stop
