// Reads the lines of a body.

#include "analysis/events/ReadLine.h"

using namespace highwater::events;
using llvm::StringRef;

Scope highwater::events::readScope(Scanner &in) {
  Scope scope;
  attributes(
      in,
      [&](StringRef key) {
        return set(key == "parent", scope.parent, [&] { return in.number(); }) ||
               set(key == "begin", scope.begin, [&] { return in.location(); }) ||
               set(key == "end", scope.end, [&] { return in.location(); });
      },
      [&](StringRef key) { return set(key == "loop", scope.loop); });
  return scope;
}

Statement highwater::events::readStatement(Scanner &in) {
  Statement statement;
  auto lines = [&] {
    std::vector<unsigned> offsets = numbers(in);
    if (offsets.size() == 2)
      std::tie(statement.firstLine, statement.nextLine) = std::tuple(offsets[0], offsets[1]);
    else
      in.fail("two offsets");
  };
  attributes(
      in,
      [&](StringRef key) {
        return set(key == "begin", statement.begin, [&] { return in.location(); }) ||
               set(key == "end", statement.end, [&] { return in.location(); }) ||
               (key == "lines" && (lines(), true)) ||
               set(key == "scope", statement.scope, [&] { return in.number(); });
      },
      [&](StringRef key) {
        return set(key == "macro", statement.inMacro) ||
               set(key == "declaration", statement.declaration) ||
               set(key == "unbraced", statement.braced, false);
      });
  return statement;
}

static std::vector<Argument> arguments(Scanner &in) {
  std::vector<Argument> all;
  in.list([&] {
    Argument argument;
    argument.passing = enumerator<Passing>(in);
    argument.parameter = in.number();
    argument.value = in.operand();
    if (in.accept("name="))
      argument.name = in.location();
    all.push_back(std::move(argument));
  });
  return all;
}

Event highwater::events::readEvent(Scanner &in, Event::Kind kind) {
  Event event;
  event.kind = kind;
  Callee &callee = event.callee;
  auto text = [&] { return in.quoted(); };
  auto number = [&] { return in.number(); };
  auto place = [&] { return in.place(); };
  auto operand = [&] { return in.operand(); };
  attributes(
      in,
      [&](StringRef key) {
        return set(key == "place", event.place, place) ||
               set(key == "source", event.source, place) ||
               (event.kind != Event::Call && set(key == "name", event.name, [&] { return in.location(); })) ||
               set(key == "value", event.value, operand) ||
               set(key == "type", event.type, number) ||
               set(key == "callee", callee.kind, [&] { return enumerator<Callee::Kind>(in); }) ||
               set(key == "name", callee.name, text) || set(key == "usr", callee.usr, text) ||
               set(key == "record", callee.record, number) ||
               set(key == "target", callee.target, operand) ||
               set(key == "object", event.object, operand) ||
               set(key == "arguments", event.arguments, [&] { return arguments(in); }) ||
               set(key == "at", event.location, [&] { return in.location(); }) ||
               set(key == "statement", event.statement, number);
      },
      [&](StringRef key) {
        return set(key == "initializes", event.initializes) || set(key == "array", event.array) ||
               set(key == "throwaway", event.throwaway) ||
               set(key == "virtual", callee.isVirtual) || set(key == "system", callee.system) ||
               set(key == "noreturn", callee.noReturn) || set(key == "const", callee.constMethod) ||
               set(key == "reference", callee.returnsReference);
      });
  return event;
}

Terminator highwater::events::readTerminator(Scanner &in, Terminator::Kind kind) {
  Terminator terminator;
  terminator.kind = kind;
  attributes(in, [&](StringRef key) {
    return set(key == "condition", terminator.condition, [&] { return in.operand(); }) ||
           set(key == "range", terminator.range, [&] { return in.place(); }) ||
           set(key == "element", terminator.element, [&] { return in.number(); }) ||
           set(key == "at", terminator.location, [&] { return in.location(); }) ||
           (key == "cases" && (in.list([&] { terminator.cases.push_back(in.integer()); }), true)) ||
           (key == "to" &&
            (in.list([&] { terminator.successors.push_back(in.accept("-") ? none : in.number()); }),
             true));
  });
  return terminator;
}
