// What is kept of units is read back unchanged, in other folders, too; what is damaged is refused; what functions reach
// in other units is found as linking finds it.

#include "driver/summaries/StoredProgram.h"

#include "analysis/events/Text.h"

#include <gtest/gtest.h>

using namespace highwater;
using namespace highwater::driver;

namespace {

events::Event callOf(std::string usr, bool isVirtual = false) {
  events::Event call;
  call.kind = events::Event::Call;
  call.callee.usr = std::move(usr);
  call.callee.isVirtual = isVirtual;
  return call;
}

events::Function functionOf(std::string usr, std::string file, std::vector<events::Event> body = {}) {
  events::Function function;
  function.name = usr.substr(usr.find('#') + 1);
  function.usr = std::move(usr);
  function.file = std::move(file);
  function.body.blocks.resize(1);
  function.body.blocks[0].events = std::move(body);
  return function;
}

events::Unit unitOf(std::string file, std::vector<events::Function> functions) {
  events::Unit unit;
  unit.mainFile = file;
  unit.files = {file};
  unit.types.resize(1);
  unit.functions = std::move(functions);
  return unit;
}

std::string stored(const events::Unit &unit, llvm::StringRef root) {
  StoredUnit meta;
  meta.mainFile = unit.mainFile;
  meta.target = "pipeline";
  meta.flags = 7;
  meta.inputs = {{unit.mainFile, 1}, {"/usr/include/stdio.h", ~0ull}};
  meta.droppedFlags = {"-fconserve \"stack\""};
  std::string text;
  llvm::raw_string_ostream out(text);
  writeStoredUnit(meta, unit, root, out);
  return text;
}

std::string eventsText(const events::Unit &unit) {
  std::string text;
  llvm::raw_string_ostream out(text);
  events::write(unit, out);
  return text;
}

std::string errorOf(llvm::StringRef text) {
  auto units = readStoredUnits(text, "a.hw", "");
  return units ? "" : llvm::toString(units.takeError());
}

events::Unit project(llvm::StringRef root) {
  std::string file = (root + "/src/a.cpp").str();
  events::Event argument = callOf("c:@F@g");
  argument.arguments.resize(1);
  argument.arguments[0].value.kind = events::Operand::Function;
  argument.arguments[0].value.text = file + "#c:@F@own";
  return unitOf(file, {functionOf("c:@F@f", (root + "/src/a.h").str(), {argument, callOf(file + "#c:@F@own")}),
                       functionOf(file + "#c:@F@own", file)});
}

TEST(StoredUnit, moves) {
  std::string text = stored(project("/here"), "/here");
  EXPECT_EQ(text, stored(project("/there/it is"), "/there/it is"));
  auto units = readStoredUnits(text, "a.hw", "/there");
  ASSERT_TRUE(static_cast<bool>(units)) << llvm::toString(units.takeError());
  ASSERT_EQ(units->size(), 1u);
  const StoredUnit &unit = units->front();
  EXPECT_EQ(unit.mainFile, "/there/src/a.cpp");
  EXPECT_EQ(unit.target, "pipeline");
  EXPECT_EQ(unit.flags, 7u);
  EXPECT_EQ(unit.inputs[0].path, "/there/src/a.cpp");
  EXPECT_EQ(unit.inputs[1].path, "/usr/include/stdio.h");
  EXPECT_EQ(unit.inputs[1].hash, ~0ull);
  EXPECT_EQ(unit.droppedFlags, std::vector<std::string>{"-fconserve \"stack\""});
  EXPECT_EQ(unit.section, text);
  auto events = eventsOf(unit, "a.hw", "/there");
  ASSERT_TRUE(static_cast<bool>(events)) << llvm::toString(events.takeError());
  EXPECT_EQ(eventsText(*events), eventsText(project("/there")));
}

TEST(StoredUnit, namesTheLineOfWhatIsWrong) {
  std::string text = stored(project("/here"), "/here");
  EXPECT_EQ(errorOf(text + text), "");
  EXPECT_EQ(errorOf(""), "a.hw:1: this is no summary of a unit: it is empty");
  EXPECT_TRUE(llvm::StringRef(errorOf("int main() {}\n")).starts_with("a.hw:1: this is no summary of a unit: expected '"));
  EXPECT_TRUE(llvm::StringRef(errorOf("highwater-summary 0\n")).contains("another version of highwater"));
  EXPECT_TRUE(llvm::StringRef(errorOf(text.substr(0, text.size() / 2))).contains("it ends too early"));
  std::string changed = text, older = text;
  changed[changed.find("own")] = 'O';
  EXPECT_TRUE(llvm::StringRef(errorOf(changed)).contains("checksum"));
  older.insert(older.find("tool \"") + 6, "0.0.");
  EXPECT_TRUE(llvm::StringRef(errorOf(text + older)).contains("wrote it, and this is"));
  EXPECT_TRUE(llvm::StringRef(errorOf("highwater-summary 1\ninput 12 \"x\"\nchecksum \n")).starts_with("a.hw:2: "));
}

TEST(SummaryIndex, findsUnitsByKey) {
  std::string text = indexText({{"b.hw", "b.cpp", {5, 7}}, {"a.hw", "a.cpp", {7, ~0ull}}});
  EXPECT_EQ(text, indexText({{"a.hw", "a.cpp", {~0ull, 7}}, {"b.hw", "b.cpp", {7, 5}}}));
  SummaryIndex index(text);
  ASSERT_EQ(index.units.size(), 2u);
  EXPECT_EQ(index.units[0].mainFile, "a.cpp");
  EXPECT_EQ(index.find(5), std::vector<unsigned>{1});
  EXPECT_EQ(index.find(7), (std::vector<unsigned>{0, 1}));
  EXPECT_EQ(index.find(~0ull), std::vector<unsigned>{0});
  EXPECT_TRUE(index.find(6).empty());
  EXPECT_EQ(indexText(index.expanded()), text);
  EXPECT_TRUE(SummaryIndex("").units.empty());
  EXPECT_TRUE(SummaryIndex(text.substr(0, text.size() - 1)).find(5).empty());
}

/// The USRs that `own` reaches in others, in their order.
std::vector<std::string> reached(const events::Unit &own, const std::vector<events::Unit> &others) {
  std::vector<std::string> texts;
  for (const events::Unit &unit : others)
    texts.push_back(stored(unit, "/p"));
  std::vector<StoredProgram::Given> given;
  for (const std::string &text : texts)
    given.push_back({llvm::cantFail(readStoredUnits(text, "x.hw", "/p")).front(), "x.hw"});
  StoredProgram program = llvm::cantFail(StoredProgram::of(given, "/p"));
  std::vector<std::string> usrs;
  for (const events::Unit &unit : program.calleesOf(own))
    for (const events::Function &function : unit.functions)
      usrs.push_back(unit.mainFile + " " + function.usr);
  return usrs;
}

TEST(StoredProgram, readsWhatIsReachedAndNothingElse) {
  events::Unit own = unitOf("/p/a/main.cpp", {functionOf("main", "/p/a/main.cpp", {callOf("f"), callOf("own")}),
                                              functionOf("own", "/p/a/main.cpp")});
  events::Unit f = unitOf("/p/a/f.cpp", {functionOf("f", "/p/a/f.cpp", {callOf("/p/a/f.cpp#inner")}),
                                         functionOf("/p/a/f.cpp#inner", "/p/a/f.cpp", {callOf("g")}),
                                         functionOf("unused", "/p/a/f.cpp", {callOf("h")})});
  events::Unit g = unitOf("/p/g.cpp", {functionOf("g", "/p/g.cpp", {callOf("own")}), functionOf("h", "/p/g.cpp")});
  events::Unit program = unitOf("/p/b/f.cpp", {functionOf("f", "/p/b/f.cpp"), functionOf("own", "/p/b/f.cpp")});
  std::vector<std::string> expected = {"/p/a/f.cpp f", "/p/a/f.cpp /p/a/f.cpp#inner", "/p/g.cpp g"};
  EXPECT_EQ(reached(own, {f, g, program}), expected);
  EXPECT_EQ(reached(own, {f, g}), expected);
  EXPECT_TRUE(reached(own, {own}).empty());
}

TEST(StoredProgram, readsOverridersAndObjectsThatAreCalled) {
  events::Unit own = unitOf("/p/main.cpp", {functionOf("main", "/p/main.cpp", {callOf("Base::run", true)})});
  events::Unit derived = unitOf("/p/d.cpp", {functionOf("Derived::run", "/p/d.cpp"),
                                             functionOf("(lambda)::operator()", "/p/d.cpp"),
                                             functionOf("Derived::stop", "/p/d.cpp")});
  derived.types.resize(2);
  derived.types[1].kind = events::Type::Record;
  derived.functions[0].overrides = {"Base::run"};
  derived.functions[0].body.variables.resize(1);
  derived.functions[0].body.variables[0].type = 1;
  derived.functions[1].record = 1;
  derived.functions[2].overrides = {"Base::stop"};
  events::Unit more = unitOf("/p/e.cpp", {functionOf("More::run", "/p/e.cpp")});
  more.functions[0].overrides = {"Derived::run"};
  EXPECT_EQ(reached(own, {derived, more}),
            (std::vector<std::string>{"/p/d.cpp Derived::run", "/p/d.cpp (lambda)::operator()", "/p/e.cpp More::run"}));
}

/// Editors read no bodies of headers.
TEST(StoredProgram, readsTheHeadersOfAFileThatIsAtHand) {
  events::Unit whole = unitOf("/p/main.cpp", {functionOf("main", "/p/main.cpp"), functionOf("g", "/p/main.cpp"),
                                              functionOf("h", "/p/a.h"), functionOf("/p/main.cpp#s", "/p/a.h")});
  whole.functions[2].inMainFile = whole.functions[3].inMainFile = false;
  events::Unit own = unitOf("/p/main.cpp", {functionOf("main", "/p/main.cpp",
                                                       {callOf("g"), callOf("h"), callOf("/p/main.cpp#s")})});
  EXPECT_EQ(reached(own, {whole}), (std::vector<std::string>{"/p/main.cpp h", "/p/main.cpp /p/main.cpp#s"}));
}

} // namespace
