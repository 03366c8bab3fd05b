// A pattern's score is the sum of how specific its words are; a word that cannot stand for its argument rules it out.

#include "analysis/effects/Overload.h"

#include "llvm/ADT/StringSwitch.h"

#include <optional>

namespace highwater::effects {

/// The words of patterns and of `class:`.
static std::optional<ArgumentClass> classNamed(llvm::StringRef word) {
  return llvm::StringSwitch<std::optional<ArgumentClass>>(word)
      .Case("int", ArgumentClass::Int)
      .Case("real", ArgumentClass::Real)
      .Case("iterator", ArgumentClass::Iterator)
      .Case("pointer", ArgumentClass::Pointer)
      .Case("text", ArgumentClass::Text)
      .Case("self", ArgumentClass::Self)
      .Case("inserter", ArgumentClass::Inserter)
      .Case("list", ArgumentClass::List)
      .Case("function", ArgumentClass::Function)
      .Default(std::nullopt);
}

ArgumentClass argumentClass(const TypeModel &type) {
  return classNamed(type.argumentClass).value_or(ArgumentClass::Other);
}

/// How well `word` describes the argument: 0 is `any`, nothing is a mismatch.
static std::optional<unsigned> fit(llvm::StringRef word, const ArgumentShape &argument) {
  using Class = ArgumentClass;
  if (word == "any")
    return 0;
  std::optional<Class> wanted = classNamed(word);
  if (!wanted)
    return word == argument.type ? std::optional(6u) : std::nullopt;
  if (*wanted == argument.kind)
    return 4;
  switch (*wanted) {
  case Class::Int: // integers come from reals by conversion
    return argument.kind == Class::Real ? std::optional(1u) : std::nullopt;
  case Class::Real:
    return argument.kind == Class::Int ? std::optional(2u) : std::nullopt;
  case Class::Iterator: // `p, p + n`, of characters too
    return argument.kind == Class::Pointer    ? std::optional(3u)
           : argument.kind == Class::Inserter ? std::optional(2u)
           : argument.kind == Class::Text     ? std::optional(1u)
                                              : std::nullopt;
  case Class::Pointer:
    return argument.kind == Class::Text || argument.kind == Class::Function ? std::optional(2u) : std::nullopt;
  case Class::Text: // a string given to a method of string
    return argument.kind == Class::Self ? std::optional(2u) : std::nullopt;
  case Class::Function: // objects of classes with operator()
    return argument.kind == Class::Other ? std::optional(1u) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Higher is better; nothing is a mismatch.
static std::optional<unsigned> score(const CallModel &call, llvm::ArrayRef<ArgumentShape> arguments) {
  constexpr unsigned exactCount = 1000, tolerated = 500, open = 250;
  if (call.anyParams)
    return 0;
  llvm::ArrayRef<std::string> params = call.params;
  bool rest = !params.empty() && params.back() == "...";
  if (rest)
    params = params.drop_back();
  if (params.size() > arguments.size())
    return std::nullopt;
  unsigned total = params.size() == arguments.size() && !rest ? exactCount : rest ? open : tolerated;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i < params.size()) {
      auto fits = fit(params[i], arguments[i]);
      if (!fits)
        return std::nullopt;
      total += *fits;
    } else if (!rest && arguments[i].kind != ArgumentClass::Other)
      return std::nullopt;
  }
  return total + static_cast<unsigned>(params.size());
}

const CallModel *chooseOverload(llvm::ArrayRef<const CallModel *> overloads, llvm::ArrayRef<ArgumentShape> arguments) {
  const CallModel *best = nullptr;
  unsigned bestScore = 0;
  for (const CallModel *call : overloads)
    if (auto points = score(*call, arguments); points && (!best || *points > bestScore)) {
      best = call;
      bestScore = *points;
    }
  return best;
}

const CallModel *chooseOverload(llvm::ArrayRef<const CallModel *> overloads, llvm::ArrayRef<ArgumentClass> classes) {
  std::vector<ArgumentShape> arguments;
  for (ArgumentClass kind : classes)
    arguments.push_back({kind, ""});
  return chooseOverload(overloads, arguments);
}

} // namespace highwater::effects
