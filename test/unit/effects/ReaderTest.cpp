// What a model file may say, and what is said about one that is wrong.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/Syntax.h"

#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace highwater::effects;

static ModelFile readGood(llvm::StringRef text) {
  auto file = readModel(text, "good.yaml");
  if (!file) {
    ADD_FAILURE() << llvm::toString(file.takeError());
    return {};
  }
  return std::move(*file);
}

static std::string errorOf(llvm::StringRef text) {
  auto file = readModel(text, "bad.yaml");
  return file ? "no error" : llvm::toString(file.takeError());
}

/// The error of a file whose only type holds `lines`.
static std::string errorOfType(llvm::StringRef lines) {
  return errorOf(("schema: 1\ntypes:\n  - name: acme::List\n    role: container\n    state: { size: 0 }\n"
                  "    content: { element: T0 }\n" +
                  lines)
                     .str());
}

TEST(ModelReader, ReadsEveryPartOfAFile) {
  ModelFile file = readGood(R"yaml(schema: 1
library: acme
reference: https://acme.example/docs
headers: ["acme/**"]
verified: declarations
types:
  - name: acme::List
    role: container
    state: { size: 0, capacity: 0 }
    content: { element: T0 }
    heap: "capacity * sizeof(T0) + size*heap(T0)"
    growth: { capacity: "max(2*capacity, size)", transient: old + new }
    constructors:
      - { params: [] }
      - { params: [int], size: arg0 }
    methods:
      add: { size: "+1", content: { element: arg0 } }
      "size, length": { returns: { value: size } }
      find:
        - { params: [int], returns: { view_of: this.element, offset: arg0 } }
        - { effect: none }
functions:
  - name: acme::load
    effect: load
    source: { kind: file, of: arg0 }
    returns: { heap: "bytes(arg0)", owner: caller }
    alternative: { use: "acme::Reader::next", why: reads 64 KiB blocks, peak: 64KiB }
  - names: [acme::a, acme::b]
    read: { record: token, from: arg0, into: "*arg1", separator: "','" }
    args: { 1: { ownership: out } }
objects:
  - { name: acme::input, source: { kind: stdin } }
bounds:
  - param: "load_users#0"
    bytes: { typical: 300MiB, max: 2GiB }
)yaml");
  EXPECT_EQ(file.library, "acme");
  EXPECT_EQ(file.headers, std::vector<std::string>{"acme/**"});
  ASSERT_EQ(file.types.size(), 1u);
  const TypeModel &list = file.types[0];
  EXPECT_EQ(print(list.heap), "capacity*sizeof(T0) + size*heap(T0)");
  EXPECT_EQ(list.growthTransient, "old + new");
  EXPECT_EQ(list.methods.count("(construct)"), 2u);
  EXPECT_EQ(list.methods.count("length"), 1u);
  const CallModel &add = list.methods.find("add")->second;
  ASSERT_EQ(add.updates.size(), 1u);
  EXPECT_TRUE(add.updates[0].relative);
  EXPECT_EQ(add.content.at(0).slot, "element");
  EXPECT_EQ(add.line, 17u);
  EXPECT_EQ(file.functions.size(), 3u);
  const CallModel &load = file.functions.find("acme::load")->second;
  EXPECT_TRUE(load.returns->ownerCaller);
  EXPECT_EQ(load.alternative->peak->number, 65536);
  EXPECT_EQ(file.functions.find("acme::b")->second.read->separator->number, ',');
  EXPECT_EQ(file.objects.at(0).source.kind, "stdin");
  EXPECT_EQ(file.bounds.at(0).typical, 300.0 * 1024 * 1024);
}

TEST(ModelReader, NamesTheNearestKey) {
  EXPECT_EQ(errorOf("schema: 1\nlibary: acme\n"), "bad.yaml:2:1: error: unknown key 'libary'; did you mean 'library'?");
  EXPECT_EQ(errorOf("schema: 1\nfunctions:\n  - name: f\n    retruns: { value: 1 }\n"),
            "bad.yaml:4:5: error: unknown key 'retruns'; did you mean 'returns'?");
  EXPECT_EQ(errorOfType("    methods:\n      add: { sise: \"+1\" }\n"),
            "bad.yaml:8:14: error: unknown key 'sise'; did you mean 'size'?");
}

TEST(ModelReader, SaysWhatWasExpected) {
  EXPECT_EQ(errorOf("schema: 2\n"), "bad.yaml:1:9: error: expected 'schema: 1'");
  EXPECT_EQ(errorOf("[]"), "bad.yaml:1:1: error: expected a map that begins with 'schema: 1'");
  EXPECT_EQ(errorOf("schema: 1\nverified: header\n"),
            "bad.yaml:2:11: error: expected 'headers' or 'declarations'; did you mean 'headers'?");
  EXPECT_EQ(errorOf("schema: 1\nfunctions:\n  - name: f\n    frees: argument0\n"),
            "bad.yaml:4:12: error: expected 'result', 'this', 'argN' or '*argN' in 'argument0'");
  EXPECT_EQ(errorOf("schema: 1\nfunctions:\n  - name: f\n    frees: *arg0\n"),
            "bad.yaml:4:12: error: '*arg0' needs quotes here: \"*arg0\"");
  EXPECT_EQ(errorOf("schema: 1\nfunctions:\n  - name: f\n    params: [int, iterater]\n"),
            "bad.yaml:4:19: error: expected 'any', 'int', 'real', 'iterator', 'pointer', 'text', 'self', 'list', "
            "'function', 'inserter' or '...'; did you mean 'iterator'?");
  EXPECT_EQ(errorOf("schema: 1\nbounds:\n  - param: load_users\n"),
            "bad.yaml:3:12: error: expected a function and the number of a parameter, such as load_users#0");
}

TEST(ModelReader, PointsIntoFormulas) {
  EXPECT_EQ(errorOfType("    heap: \"size * chnk(4)\"\n"),
            "bad.yaml:7:19: error: unknown function 'chnk'; did you mean 'chunk'? in 'size * chnk(4)'");
  EXPECT_EQ(errorOfType("    heap: size +\n"), "bad.yaml:7:17: error: the formula ends too early in 'size +'");
  EXPECT_EQ(errorOfType("    heap: capasity\n"),
            "bad.yaml:7:11: error: unknown name 'capasity' in 'capasity'");
  EXPECT_EQ(errorOfType("    heap: \"[4, 2]\"\n"),
            "bad.yaml:7:18: error: the interval's low end is above its high end in '[4, 2]'");
  EXPECT_EQ(errorOfType("    heap: 4KB\n"),
            "bad.yaml:7:12: error: expected a unit of bytes: KiB, MiB, GiB or TiB in '4KB'");
}

TEST(ModelReader, ReportsAllMistakesAndAddsNothing) {
  Catalog catalog;
  llvm::Error error = catalog.read("schema: 1\nlibary: x\nfunctions:\n  - name: good\n  - nam: bad\n", "two.yaml",
                                   Layer::Project);
  EXPECT_EQ(llvm::toString(std::move(error)),
            "two.yaml:2:1: error: unknown key 'libary'; did you mean 'library'?\n"
            "two.yaml:5:5: error: expected either 'name' or 'names'\n"
            "two.yaml:5:5: error: unknown key 'nam'; did you mean 'name'?");
  EXPECT_TRUE(catalog.functions("good").empty());
}

TEST(ModelReader, RefusesWhatIsSaidTwice) {
  EXPECT_EQ(errorOf("schema: 1\nlibrary: a\nlibrary: b\n"), "bad.yaml:3:1: error: the key 'library' occurs twice");
  EXPECT_EQ(errorOf("schema: 1\ntypes:\n  - { name: A, role: plain }\n  - { name: A, role: plain }\n"),
            "bad.yaml:4:7: error: the type 'A' is already described in line 3");
  EXPECT_EQ(errorOf("schema: 1\nfunctions:\n  - { name: f }\n  - { name: f }\n"),
            "bad.yaml:4:7: error: the function 'f' is already described in line 3");
  EXPECT_EQ(errorOf("schema: 1\nfunctions:\n  - { name: f, params: [int] }\n  - { name: f }\n"), "no error");
}

TEST(ModelReader, RefusesYamlThatIsNone) {
  EXPECT_EQ(llvm::StringRef(errorOf("schema: 1\ntypes: [")).take_front(13), "bad.yaml:2:8:");
  EXPECT_EQ(errorOf("schema: 1\n---\nschema: 1\n"), "bad.yaml:1:1: error: expected one YAML document");
}

TEST(ModelReader, InheritsWithTypeArguments) {
  ModelFile file = readGood(R"yaml(schema: 1
types:
  - name: acme::Box
    role: owner
    content: { target: T0 }
    state: { size: 0 }
    heap: "sizeof(T0) + heap(T0)"
    methods:
      get: { returns: { view_of: this.target } }
      set: { size: arg0 }
  - name: acme::Bytes
    like: "acme::Box<unsigned char[]>"
    methods:
      set: { size: "+arg0" }
  - name: acme::Second
    like: "acme::Box<T1>"
)yaml");
  ASSERT_EQ(file.types.size(), 3u);
  EXPECT_EQ(file.types[1].role, "owner");
  EXPECT_EQ(print(file.types[1].heap), "1 + 0");
  EXPECT_EQ(file.types[1].slots.at("target"), "unsigned char");
  EXPECT_EQ(file.types[1].methods.count("get"), 1u);
  EXPECT_TRUE(file.types[1].methods.find("set")->second.updates.at(0).relative);
  EXPECT_EQ(print(file.types[2].heap), "sizeof(T1) + heap(T1)");
  EXPECT_EQ(errorOf("schema: 1\ntypes:\n  - { name: A, like: acme::None }\n"),
            "bad.yaml:3:22: error: type 'acme::None' is described neither above nor in an earlier file");
}

TEST(ModelReader, InheritsFromEarlierFiles) {
  Catalog catalog = Catalog::shipped();
  auto error = catalog.read("schema: 1\ntypes:\n  - name: acme::Rows\n    like: std::vector\n    methods:\n"
                            "      add: { size: \"+1\" }\n",
                            "acme.yaml", Layer::Project);
  ASSERT_FALSE(bool(error)) << llvm::toString(std::move(error));
  const TypeModel *rows = catalog.type("acme::Rows");
  ASSERT_TRUE(rows);
  EXPECT_EQ(catalog.methods(*rows, "add").size(), 1u);
  EXPECT_EQ(catalog.methods(*rows, "reserve").size(), 1u);
}

TEST(ModelWriter, WritesWhatTheReaderReads) {
  llvm::StringRef text = R"yaml(schema: 1
library: acme
inferred: true

types:
  - name: acme::List
    role: container
    state: { size: 0 }
    content: { element: T0 }
    heap: "size*sizeof(T0)"
    methods:
      add: { size: "+1", content: [{ slot: element, from: arg0, how: move }] }
      drop: { size: "-1" }

functions:
  - name: acme::load
    effect: load
    returns: { heap: "bytes(arg0)", owner: caller }
    allocates: [{ into: "*arg1", heap: arg2 }]
)yaml";
  std::string written;
  llvm::raw_string_ostream out(written);
  writeModel(readGood(text), out);
  EXPECT_EQ(written, text.str());
}
