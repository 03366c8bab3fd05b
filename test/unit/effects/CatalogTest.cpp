// Layers of models: which one answers, and which may not be together.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/Syntax.h"

#include <gtest/gtest.h>

using namespace highwater::effects;

static std::string addTo(Catalog &catalog, llvm::StringRef text, llvm::StringRef path, Layer layer) {
  return llvm::toString(catalog.read(text, path, layer));
}

static std::string function(llvm::StringRef name, llvm::StringRef value) {
  return ("schema: 1\nfunctions:\n  - { name: " + name + ", returns: { value: " + value + " } }\n").str();
}

TEST(Catalog, BetterLayersAnswerFirst) {
  Catalog catalog;
  EXPECT_EQ(addTo(catalog, function("f", "1"), "shipped.yaml", Layer::Shipped), "");
  EXPECT_EQ(addTo(catalog, function("f", "3"), "project.yaml", Layer::Project), "");
  EXPECT_EQ(addTo(catalog, function("f", "2"), "user.yaml", Layer::User), "");
  ASSERT_EQ(catalog.functions("f").size(), 1u);
  EXPECT_EQ(print(*catalog.functions("f")[0]->returns->value), "3");
  EXPECT_EQ(catalog.fileOf("f")->path, "project.yaml");
}

TEST(Catalog, OneLayerSaysAThingOnce) {
  Catalog catalog;
  EXPECT_EQ(addTo(catalog, function("f", "1"), "a.yaml", Layer::Project), "");
  EXPECT_EQ(addTo(catalog, function("f", "2"), "b.yaml", Layer::Project),
            "b.yaml:3:1: error: function 'f' is already described in a.yaml:3");
  EXPECT_EQ(print(*catalog.functions("f")[0]->returns->value), "1");
}

TEST(Catalog, ProjectsMayChangeShippedTypes) {
  Catalog catalog = Catalog::shipped();
  const TypeModel *shipped = catalog.type("std::vector");
  EXPECT_EQ(addTo(catalog, "schema: 1\ntypes:\n  - { name: std::vector, like: std::vector, heap: 7 }\n", "p.yaml",
                  Layer::Project),
            "");
  const TypeModel *changed = catalog.type("std::vector");
  EXPECT_EQ(print(changed->heap), "7");
  EXPECT_EQ(catalog.methods(*changed, "push_back").size(), 1u);
  EXPECT_EQ(print(shipped->heap), "chunk(capacity*sizeof(T0)) + size*heap(T0)"); // pointers stay valid
}

TEST(Catalog, CopiesDoNotDisturbEachOther) {
  Catalog first = Catalog::shipped(), second = first;
  EXPECT_EQ(addTo(second, function("acme::f", "1"), "p.yaml", Layer::Project), "");
  EXPECT_TRUE(first.functions("acme::f").empty());
  EXPECT_EQ(second.functions("acme::f").size(), 1u);
}

TEST(Catalog, LeavesOutOtherStandardLibraries) {
  std::string text = "schema: 1\nstandard_library: libc++\nfunctions:\n  - { name: f }\n";
  Catalog gnu = Catalog::shipped("libstdc++"), llvm = Catalog::shipped("libc++");
  EXPECT_EQ(addTo(gnu, text, "v.yaml", Layer::Project), "");
  EXPECT_EQ(addTo(llvm, text, "v.yaml", Layer::Project), "");
  EXPECT_TRUE(gnu.functions("f").empty());
  EXPECT_EQ(llvm.functions("f").size(), 1u);
}

TEST(Catalog, KnowsObjectsAndBounds) {
  Catalog catalog = Catalog::shipped();
  ASSERT_TRUE(catalog.object("std::cin"));
  EXPECT_EQ(catalog.object("std::cin")->source.kind, "stdin");
  EXPECT_EQ(catalog.object("std::cout"), nullptr);
  EXPECT_EQ(addTo(catalog, "schema: 1\nbounds:\n  - { param: \"f#0\", bytes: { max: 2GiB } }\n", "p.yaml",
                  Layer::Project),
            "");
  ASSERT_TRUE(catalog.bound("f#0"));
  EXPECT_EQ(*catalog.bound("f#0")->max, 2147483648.0);
}
