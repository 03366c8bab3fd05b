// Overloads are told apart by the classes of their arguments.

#include "analysis/effects/Overload.h"

#include <gtest/gtest.h>

using namespace highwater::effects;
using Class = ArgumentClass;

namespace {

/// Overloads by their patterns, in file order.
struct Overloads {
  explicit Overloads(std::vector<std::vector<std::string>> patterns) {
    for (auto &params : patterns) {
      CallModel call;
      call.params = params;
      call.anyParams = params == std::vector<std::string>{"*"};
      calls.push_back(call);
    }
  }

  int choose(std::vector<ArgumentShape> arguments) const {
    std::vector<const CallModel *> pointers;
    for (const CallModel &call : calls)
      pointers.push_back(&call);
    const CallModel *chosen = chooseOverload(pointers, arguments);
    return chosen ? static_cast<int>(chosen - calls.data()) : -1;
  }

  std::vector<CallModel> calls;
};

ArgumentShape is(Class kind, llvm::StringRef type = "") { return {kind, type}; }

} // namespace

TEST(Overload, MostSpecificWins) {
  Overloads overloads({{"any"}, {"int"}, {"int", "any"}, {"iterator", "iterator"}});
  EXPECT_EQ(overloads.choose({is(Class::Int)}), 1);
  EXPECT_EQ(overloads.choose({is(Class::Other)}), 0);
  EXPECT_EQ(overloads.choose({is(Class::Int), is(Class::Int)}), 2);
  EXPECT_EQ(overloads.choose({is(Class::Pointer), is(Class::Pointer)}), 3);
  EXPECT_EQ(overloads.choose({is(Class::Iterator), is(Class::Iterator)}), 3);
  EXPECT_EQ(overloads.choose({}), -1);
}

TEST(Overload, FirstOfEqualsWins) {
  Overloads overloads({{"any", "int"}, {"int", "any"}});
  EXPECT_EQ(overloads.choose({is(Class::Int), is(Class::Int)}), 0);
}

TEST(Overload, NoPatternFitsAnythingButLosesToAnyPattern) {
  Overloads overloads({{"*"}, {"text"}});
  EXPECT_EQ(overloads.choose({is(Class::Int)}), 0);
  EXPECT_EQ(overloads.choose({is(Class::Text)}), 1);
  EXPECT_EQ(overloads.choose({}), 0);
}

TEST(Overload, NamesOfTypesAreMostSpecific) {
  Overloads overloads({{"iterator", "any"}, {"std::istream_iterator", "any"}});
  EXPECT_EQ(overloads.choose({is(Class::Iterator, "std::istream_iterator"), is(Class::Other)}), 1);
  EXPECT_EQ(overloads.choose({is(Class::Iterator, "std::_List_iterator"), is(Class::Other)}), 0);
}

TEST(Overload, AllocatorsAtTheEndAreTolerated) {
  Overloads overloads({{"int"}, {"int", "int"}});
  EXPECT_EQ(overloads.choose({is(Class::Int), is(Class::Other)}), 0);
  EXPECT_EQ(overloads.choose({is(Class::Int), is(Class::Text)}), -1);
}

TEST(Overload, DotsStandForTheRest) {
  Overloads overloads({{"..."}, {"function", "..."}});
  EXPECT_EQ(overloads.choose({}), 0);
  EXPECT_EQ(overloads.choose({is(Class::Function), is(Class::Int), is(Class::Int)}), 1);
  EXPECT_EQ(overloads.choose({is(Class::Int), is(Class::Int)}), 0);
}

TEST(Overload, StringsGivenToStringsAreTexts) {
  Overloads overloads({{"int"}, {"text"}});
  EXPECT_EQ(overloads.choose({is(Class::Self)}), 1);
}

TEST(Overload, TypesSayWhatTheirArgumentsAre) {
  TypeModel type;
  EXPECT_EQ(argumentClass(type), Class::Other);
  type.argumentClass = "text";
  EXPECT_EQ(argumentClass(type), Class::Text);
}
