// Reads the lossless text form, line by line.

#include "analysis/events/ReadLine.h"
#include "analysis/events/Text.h"
#include "analysis/events/Words.h"

#include "llvm/ADT/Twine.h"

using namespace highwater::events;
using llvm::StringRef;

namespace {

class Reader {
public:
  llvm::Expected<Unit> read(StringRef text, StringRef path, unsigned firstLine) {
    unsigned line = firstLine - 1;
    while (!text.empty() && !ended) {
      StringRef content;
      std::tie(content, text) = text.split('\n');
      ++line;
      Scanner scanner(content);
      if (line == firstLine)
        scanner.expect("highwater-events 1");
      else
        readLine(scanner);
      if (scanner.failure().empty() && !scanner.atEnd())
        scanner.fail("the end of the line");
      if (!scanner.failure().empty())
        return failure(path, line, scanner.failure());
    }
    if (!ended)
      return failure(path, line + 1, "'finished'");
    return std::move(unit);
  }

private:
  static llvm::Error failure(StringRef path, unsigned line, StringRef expected) {
    return llvm::createStringError(path + ":" + llvm::Twine(line) + ": expected " +
                                   expected);
  }

  void readLine(Scanner &in) {
    StringRef key = in.word();
    if (key == "unit")
      header(in);
    else if (key == "file")
      unit.files.push_back(in.quoted());
    else if (key == "type")
      unit.types.push_back(type(in));
    else if (key == "global")
      unit.globals.push_back(variable(in));
    else if (key == "function")
      function(in, unit.functions.emplace_back());
    else if (key == "initializers")
      function(in, unit.globalInitializers);
    else if (key == "finished")
      ended = true;
    else if (!current)
      in.fail("a function");
    else if (key == "variable")
      current->body.variables.push_back(variable(in));
    else if (key == "scope")
      current->body.scopes.push_back(readScope(in));
    else if (key == "statement")
      current->body.statements.push_back(readStatement(in));
    else if (key == "block")
      current->body.blocks.emplace_back();
    else if (current->body.blocks.empty())
      in.fail("a block");
    else if (auto kind = fromWord<Event::Kind>(key))
      current->body.blocks.back().events.push_back(readEvent(in, *kind));
    else if (auto kind = fromWord<Terminator::Kind>(key))
      current->body.blocks.back().terminator = readTerminator(in, *kind);
    else
      in.fail("an event");
  }

  void header(Scanner &in) {
    attributes(in, [&](StringRef key) {
      auto text = [&] { return in.quoted(); };
      return set(key == "main", unit.mainFile, text) ||
             set(key == "library", unit.standardLibrary, text);
    });
  }

  static Type type(Scanner &in) {
    Type type;
    type.kind = enumerator<Type::Kind>(in);
    auto text = [&] { return in.quoted(); };
    auto number = [&] { return in.number(); };
    auto fields = [&] {
      std::vector<Field> all;
      in.list([&] {
        Field field;
        field.name = in.quoted();
        field.type = in.number();
        all.push_back(std::move(field));
      });
      return all;
    };
    attributes(
        in,
        [&](StringRef key) {
          return set(key == "spelling", type.spelling, text) ||
                 set(key == "name", type.name, text) ||
                 set(key == "args", type.arguments, [&] { return numbers(in); }) ||
                 set(key == "size", type.size, number) || set(key == "align", type.align, number) ||
                 set(key == "pointee", type.pointee, number) ||
                 set(key == "count", type.count, number) ||
                 set(key == "fields", type.fields, fields) ||
                 set(key == "destructorUsr", type.destructorUsr, text);
        },
        [&](StringRef key) {
          return set(key == "signed", type.isSigned) || set(key == "const", type.constPointee) ||
                 set(key == "system", type.system) || set(key == "closure", type.closure) ||
                 set(key == "polymorphic", type.polymorphic) ||
                 set(key == "destructor", type.userDestructor) ||
                 set(key == "copyConstructible", type.copyConstructible) ||
                 set(key == "moveConstructible", type.moveConstructible) ||
                 set(key == "moveAssignable", type.moveAssignable) ||
                 set(key == "defaultConstructible", type.defaultConstructible);
        });
    return type;
  }

  static Variable variable(Scanner &in) {
    Variable variable;
    variable.storage = enumerator<Variable::Storage>(in);
    auto text = [&] { return in.quoted(); };
    auto number = [&] { return in.number(); };
    attributes(
        in,
        [&](StringRef key) {
          return set(key == "name", variable.name, text) ||
                 set(key == "type", variable.type, number) ||
                 set(key == "index", variable.index, number) ||
                 set(key == "usr", variable.usr, text) ||
                 set(key == "scope", variable.scope, number) ||
                 set(key == "value", variable.value, [&] { return in.integer(); }) ||
                 set(key == "at", variable.location, [&] { return in.location(); });
        },
        [&](StringRef key) { return set(key == "constant", variable.constant); });
    return variable;
  }

  void function(Scanner &in, Function &function) {
    current = &function;
    auto text = [&] { return in.quoted(); };
    auto number = [&] { return in.number(); };
    auto texts = [&] {
      std::vector<std::string> all;
      in.list([&] { all.push_back(in.quoted()); });
      return all;
    };
    attributes(
        in,
        [&](StringRef key) {
          return set(key == "usr", function.usr, text) || set(key == "name", function.name, text) ||
                 set(key == "file", function.file, text) ||
                 set(key == "at", function.location, [&] { return in.location(); }) ||
                 set(key == "record", function.record, number) ||
                 set(key == "result", function.result, number) ||
                 set(key == "parameters", function.parameters, [&] { return numbers(in); }) ||
                 set(key == "overrides", function.overrides, texts) ||
                 set(key == "budget", function.budget, text) ||
                 set(key == "language", function.language, text) ||
                 set(key == "gaveUp", function.gaveUp, text);
        },
        [&](StringRef key) {
          return set(key == "main", function.isMain) ||
                 set(key == "header", function.inMainFile, false) ||
                 set(key == "instantiation", function.instantiation) ||
                 set(key == "local", function.local);
        });
  }

  Unit unit;
  Function *current = nullptr;
  bool ended = false;
};

} // namespace

llvm::Expected<Unit> highwater::events::read(StringRef text, StringRef path, unsigned firstLine) {
  return Reader().read(text, path, firstLine);
}
