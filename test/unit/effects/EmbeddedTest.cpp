// The shipped models through the table that the build made of them.

#include "analysis/effects/Catalog.h"
#include "analysis/effects/Overload.h"
#include "analysis/effects/Syntax.h"
#include "analysis/effects/Table.h"

#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace highwater::effects;

static std::string written(const ModelFile &file) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeModel(file, out);
  return text;
}

TEST(ShippedModels, KnowVector) {
  Catalog catalog = Catalog::shipped();
  const TypeModel *vector = catalog.type("std::vector");
  ASSERT_TRUE(vector);
  EXPECT_EQ(print(vector->heap), "chunk(capacity*sizeof(T0)) + size*heap(T0)");
  EXPECT_EQ(vector->slots.at("element"), "T0");
  auto reserve = catalog.methods(*vector, "reserve");
  ASSERT_EQ(reserve.size(), 1u);
  EXPECT_EQ(print(reserve[0]->updates.at(0).value), "max(capacity, arg0)");
  EXPECT_EQ(catalog.type("std::vectr"), nullptr);
}

TEST(ShippedModels, ChooseConstructorsByArguments) {
  Catalog catalog = Catalog::shipped();
  auto constructors = catalog.methods(*catalog.type("std::vector"), "(construct)");
  using Class = ArgumentClass;
  auto sizeOf = [&](llvm::ArrayRef<Class> classes) -> std::string {
    const CallModel *call = chooseOverload(constructors, classes);
    if (!call)
      return "none";
    return call->updates.empty() ? "" : print(call->updates[0].value);
  };
  EXPECT_EQ(sizeOf({}), "");
  EXPECT_EQ(sizeOf({Class::Int}), "arg0");
  EXPECT_EQ(sizeOf({Class::Pointer, Class::Pointer}), "distance(arg0, arg1)");
  EXPECT_EQ(sizeOf({Class::List}), "arg0.size");
  EXPECT_EQ(sizeOf({Class::Text}), "none");
}

TEST(ShippedModels, DifferByStandardLibrary) {
  Catalog gnu = Catalog::shipped("libstdc++"), llvm = Catalog::shipped("libc++");
  ASSERT_TRUE(gnu.type("std::basic_string"));
  ASSERT_TRUE(llvm.type("std::basic_string"));
  EXPECT_EQ(print(gnu.type("std::basic_string")->heap), "above(capacity, 15, chunk(capacity + 1))");
  EXPECT_EQ(print(llvm.type("std::basic_string")->heap), "above(capacity, 22, chunk(roundup(capacity + 1, 8)))");
}

TEST(ShippedModels, AreWrittenAndReadBackWithoutLoss) {
  Catalog catalog = Catalog::shipped();
  ModelFile file;
  file.library = "all of it";
  for (llvm::StringRef name : catalog.names()) {
    if (auto type = catalog.wholeType(name))
      file.types.push_back(*type);
    for (const CallModel *call : catalog.functions(name))
      file.functions.emplace(name.str(), *call);
  }
  ASSERT_GT(file.types.size(), 20u);
  std::string text = written(file);
  auto again = readModel(text, "again.yaml");
  ASSERT_TRUE(bool(again)) << llvm::toString(again.takeError());
  EXPECT_EQ(written(*again), text);

  std::string packed = packTable({*again});
  Catalog unpacked = Catalog::embedded(packed);
  ModelFile third;
  third.library = file.library;
  for (llvm::StringRef name : unpacked.names()) {
    if (auto type = unpacked.wholeType(name))
      third.types.push_back(*type);
    for (const CallModel *call : unpacked.functions(name))
      third.functions.emplace(name.str(), *call);
  }
  EXPECT_EQ(written(third), text);
}
