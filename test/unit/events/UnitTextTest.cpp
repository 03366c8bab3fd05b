// The text form of units is read back without loss, and what cannot be read is named by its line.

#include "analysis/events/Text.h"

#include <gtest/gtest.h>

using namespace highwater::events;

namespace {

Location at(unsigned line) { return {0, line, 3, line * 10}; }

Operand number(std::int64_t value) {
  Operand operand;
  operand.kind = Operand::Integer;
  operand.integer = value;
  operand.type = 1;
  return operand;
}

Operand of(Operand::Kind kind, std::vector<Operand> operands = {}, std::string text = "") {
  Operand operand;
  operand.kind = kind;
  operand.operands = std::move(operands);
  operand.text = std::move(text);
  return operand;
}

Operand addressOf(Place place) {
  Operand operand;
  operand.kind = Operand::Address;
  operand.place = std::move(place);
  return operand;
}

/// One of everything.
Function everything() {
  Place deep{2,
             {{Projection::Deref, "", nullptr},
              {Projection::Field, "(base A<\"x\">)", nullptr},
              {Projection::Element, "", nullptr},
              {Projection::Element, "", std::make_shared<const Operand>(number(-7))}}};
  Operand real = of(Operand::Real);
  real.real = 0.1;
  Function function;
  function.usr = "c:@F@f#\\";
  function.name = "f";
  function.file = "/a b.cpp";
  function.location = at(4);
  function.parameters = {1, 2};
  function.overrides = {"x", "y"};
  function.budget = "";
  function.inMainFile = false;
  function.isMain = function.instantiation = true;
  function.language = "c++";
  Body &body = function.body;
  body.variables.resize(2);
  body.variables[0].name = "a";
  body.variables[0].storage = Variable::Parameter;
  body.variables[0].index = 0;
  body.variables[1].type = 2;
  body.variables[1].storage = Variable::StaticLocal;
  body.variables[1].usr = "u\n\t";
  body.variables[1].location = at(2);
  body.variables[1].scope = 3;
  body.variables[1].constant = true;
  body.scopes.push_back({none, at(1), at(9), true});
  body.statements.push_back({at(2), at(3), 0, true, true, false});
  body.blocks.resize(2);
  for (int kind = Event::Declare; kind <= Event::Return; ++kind) {
    Event event;
    event.kind = static_cast<Event::Kind>(kind);
    event.place = deep;
    event.source = {1, {}};
    event.value = of(Operand::Select, {of(Operand::Binary, {number(1), real}, "+"),
                                       of(Operand::Unary, {of(Operand::Null)}, "!"),
                                       of(Operand::Cast, {of(Operand::SizeOf)})});
    event.type = 2;
    event.initializes = event.array = event.throwaway = true;
    event.location = at(5);
    event.statement = 0;
    body.blocks[0].events.push_back(event);
  }
  Event &call = body.blocks[0].events[Event::Call];
  call.callee = {Callee::Method,
                 "std::vector::at",
                 "u",
                 2,
                 true,
                 true,
                 true,
                 true,
                 true,
                 of(Operand::Function, {}, "usr")};
  call.object = addressOf(deep);
  call.arguments = {{of(Operand::Text, {}, "a \"b\"\x01"), Passing::ConstPointer, 1, {}},
                    {of(Operand::None, {number(1)}, "initializer_list"), Passing::Value, 0, {}},
                    {of(Operand::None), Passing::RvalueReference, 2, {0, 3, 4, 50}}};
  body.blocks[0].terminator = {Terminator::Switch, number(3), {}, none, {1, -2}, {1, none}, at(7)};
  body.blocks[1].terminator = {Terminator::Each, {}, deep, 1, {}, {1}, {}};
  return function;
}

std::string written(const Unit &unit) {
  std::string text;
  llvm::raw_string_ostream out(text);
  write(unit, out);
  return text;
}

TEST(Text, readsWhatItWrites) {
  Unit unit;
  unit.mainFile = "/a b.cpp";
  unit.standardLibrary = "libc++";
  unit.files = {"/a b.cpp"};
  unit.types.resize(2);
  unit.types[1].kind = Type::Record;
  unit.types[1].spelling = unit.types[1].name = "T";
  unit.types[1].arguments = {1};
  unit.types[1].fields = {{"x", 1}, {"(base B)", 0}};
  unit.types[1].size = 24;
  unit.types[1].align = 8;
  unit.types[1].userDestructor = unit.types[1].moveAssignable = true;
  unit.types[1].destructorUsr = "d";
  unit.globals.resize(1);
  unit.functions.push_back(everything());
  unit.globalInitializers.name = "(initializers)";

  std::string text = written(unit);
  llvm::Expected<Unit> back = read(text, "unit");
  ASSERT_TRUE(static_cast<bool>(back)) << llvm::toString(back.takeError());
  EXPECT_EQ(written(*back), text);

  EXPECT_EQ(back->types, unit.types);
  const Function &function = back->functions.at(0);
  EXPECT_EQ(function.budget, "");
  EXPECT_FALSE(function.inMainFile);
  const Event &call = function.body.blocks[0].events[Event::Call];
  EXPECT_EQ(call.callee.name, "std::vector::at");
  EXPECT_EQ(call.callee.target.text, "usr");
  EXPECT_EQ(call.arguments[0].value.text, "a \"b\"\x01");
  EXPECT_EQ(call.place.path[1].field, "(base A<\"x\">)");
  EXPECT_EQ(call.place.path[3].index->integer, -7);
  EXPECT_EQ(call.value.operands[0].operands[1].real, 0.1);
  EXPECT_EQ(function.body.blocks[0].terminator.successors[1], none);
}

std::string errorOf(llvm::StringRef text) {
  llvm::Expected<Unit> unit = read(text, "u.events");
  return unit ? "" : llvm::toString(unit.takeError());
}

TEST(Text, namesTheLineThatItCannotRead) {
  EXPECT_EQ(errorOf("something\n"),
            "u.events:1: expected 'highwater-events 1' before 'something'");
  EXPECT_EQ(errorOf("highwater-events 1\nunit\n"), "u.events:3: expected 'finished'");
  EXPECT_EQ(errorOf("highwater-events 1\ntype bridge\n"),
            "u.events:2: expected another word before ''");
  EXPECT_EQ(errorOf("highwater-events 1\nblock\n"),
            "u.events:2: expected a function before ''");
  EXPECT_EQ(errorOf("highwater-events 1\nfunction name=3\n"),
            "u.events:2: expected a string before '3'");
  EXPECT_EQ(errorOf("highwater-events 1\nfunction colour=\"red\"\n"),
            "u.events:2: expected something else than 'colour' before '\"red\"'");
}

} // namespace
