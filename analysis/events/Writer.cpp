// Writes the lossless text form: a line for each type, variable, block and event; what has its
// default value is left out.

#include "analysis/events/Text.h"
#include "analysis/events/Values.h"
#include "analysis/events/Words.h"

#include "llvm/ADT/StringExtras.h"

using namespace highwater::events;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

class Writer {
public:
  explicit Writer(raw_ostream &out) : out(out) {}

  void unit(const Unit &unit) {
    out << "highwater-events 1\nunit";
    text("main", unit.mainFile);
    text("library", unit.standardLibrary);
    out << '\n';
    for (const std::string &file : unit.files) {
      out << "file ";
      writeQuoted(out, file);
      out << '\n';
    }
    for (const Type &each : unit.types)
      type(each);
    for (const Variable &global : unit.globals)
      variable(global, "global");
    for (const Function &each : unit.functions)
      function(each, "function");
    function(unit.globalInitializers, "initializers");
    out << "finished\n";
  }

private:
  void text(StringRef key, StringRef value) {
    if (value.empty())
      return;
    out << ' ' << key << '=';
    writeQuoted(out, value);
  }
  void number(StringRef key, std::uint64_t value, std::uint64_t unless = 0) {
    if (value != unless)
      out << ' ' << key << '=' << value;
  }
  void flag(StringRef key, bool value) {
    if (value)
      out << ' ' << key;
  }
  void location(StringRef key, const Location &at) {
    if (at.valid())
      out << ' ' << key << '=' << at.file << ':' << at.line << ':' << at.column << ':' << at.offset;
  }
  void numbers(StringRef key, llvm::ArrayRef<unsigned> values) {
    if (values.empty())
      return;
    out << ' ' << key << "=[";
    llvm::interleave(values, out, " ");
    out << ']';
  }

  void place(StringRef key, const Place &value) {
    if (!value.valid())
      return;
    out << ' ' << key << '=';
    writePlace(out, value);
  }

  void operand(StringRef key, const Operand &value) {
    if (value.kind == Operand::None && value.operands.empty() && value.text.empty() && !value.type)
      return;
    out << ' ' << key << '=';
    writeOperand(out, value);
  }

  void type(const Type &type) {
    out << "type " << word(type.kind);
    text("spelling", type.spelling);
    text("name", type.name);
    numbers("args", type.arguments);
    number("size", type.size);
    number("align", type.align, 1);
    number("pointee", type.pointee);
    number("count", type.count);
    flag("signed", type.isSigned);
    flag("const", type.constPointee);
    if (!type.fields.empty()) {
      out << " fields=[";
      llvm::interleave(
          type.fields, out,
          [&](const Field &field) {
            writeQuoted(out, field.name);
            out << ' ' << field.type;
          },
          " ");
      out << ']';
    }
    flag("system", type.system);
    flag("closure", type.closure);
    flag("polymorphic", type.polymorphic);
    flag("destructor", type.userDestructor);
    text("destructorUsr", type.destructorUsr);
    flag("copyConstructible", type.copyConstructible);
    flag("moveConstructible", type.moveConstructible);
    flag("moveAssignable", type.moveAssignable);
    flag("defaultConstructible", type.defaultConstructible);
    out << '\n';
  }

  void variable(const Variable &variable, StringRef key) {
    out << key << ' ' << word(variable.storage);
    text("name", variable.name);
    number("type", variable.type);
    number("index", variable.index, none);
    text("usr", variable.usr);
    number("scope", variable.scope, none);
    flag("constant", variable.constant);
    if (variable.value)
      out << " value=" << *variable.value;
    location("at", variable.location);
    out << '\n';
  }

  void function(const Function &function, StringRef key) {
    out << key;
    text("usr", function.usr);
    text("name", function.name);
    text("file", function.file);
    location("at", function.location);
    number("record", function.record);
    number("result", function.result);
    numbers("parameters", function.parameters);
    if (!function.overrides.empty()) {
      out << " overrides=[";
      llvm::interleave(
          function.overrides, out, [&](const std::string &usr) { writeQuoted(out, usr); }, " ");
      out << ']';
    }
    if (function.budget) {
      out << " budget=";
      writeQuoted(out, *function.budget);
    }
    flag("main", function.isMain);
    flag("header", !function.inMainFile);
    flag("instantiation", function.instantiation);
    flag("local", function.local);
    text("language", function.language);
    text("gaveUp", function.gaveUp);
    out << '\n';
    body(function.body);
  }

  void body(const Body &body) {
    for (const Variable &each : body.variables)
      variable(each, " variable");
    for (const Scope &scope : body.scopes) {
      out << " scope";
      number("parent", scope.parent, none);
      location("begin", scope.begin);
      location("end", scope.end);
      flag("loop", scope.loop);
      out << '\n';
    }
    for (const Statement &statement : body.statements) {
      out << " statement";
      location("begin", statement.begin);
      location("end", statement.end);
      if (statement.firstLine != none)
        numbers("lines", {statement.firstLine, statement.nextLine});
      number("scope", statement.scope, none);
      flag("macro", statement.inMacro);
      flag("declaration", statement.declaration);
      flag("unbraced", !statement.braced);
      out << '\n';
    }
    for (const Block &block : body.blocks) {
      out << " block\n";
      for (const Event &each : block.events)
        event(each);
      terminator(block.terminator);
    }
  }

  void event(const Event &event) {
    out << "  " << word(event.kind);
    place("place", event.place);
    place("source", event.source);
    operand("value", event.value);
    number("type", event.type);
    if (event.kind == Event::Call)
      call(event);
    flag("initializes", event.initializes);
    flag("array", event.array);
    flag("throwaway", event.throwaway);
    location("at", event.location);
    location("name", event.name);
    number("statement", event.statement, none);
    out << '\n';
  }
  void call(const Event &event) {
    const Callee &callee = event.callee;
    out << " callee=" << word(callee.kind);
    text("name", callee.name);
    text("usr", callee.usr);
    number("record", callee.record);
    flag("virtual", callee.isVirtual);
    flag("system", callee.system);
    flag("noreturn", callee.noReturn);
    flag("const", callee.constMethod);
    flag("reference", callee.returnsReference);
    operand("target", callee.target);
    if (event.object) {
      out << " object=";
      writeOperand(out, *event.object);
    }
    if (event.arguments.empty())
      return;
    out << " arguments=[";
    llvm::interleave(
        event.arguments, out,
        [&](const Argument &argument) {
          out << word(argument.passing) << ' ' << argument.parameter << ' ';
          writeOperand(out, argument.value);
          location("name", argument.name);
        },
        " ");
    out << ']';
  }

  void terminator(const Terminator &terminator) {
    out << "  " << word(terminator.kind);
    operand("condition", terminator.condition);
    place("range", terminator.range);
    number("element", terminator.element, none);
    if (!terminator.cases.empty()) {
      out << " cases=[";
      llvm::interleave(terminator.cases, out, " ");
      out << ']';
    }
    if (!terminator.successors.empty()) {
      out << " to=[";
      llvm::interleave(
          terminator.successors, out,
          [&](BlockId id) {
            if (id == none)
              out << '-';
            else
              out << id;
          },
          " ");
      out << ']';
    }
    location("at", terminator.location);
    out << '\n';
  }

  raw_ostream &out;
};

} // namespace

void highwater::events::write(const Unit &unit, raw_ostream &out) { Writer(out).unit(unit); }
