// Symbols name objects by the path from a parameter; along the path, the types tell which of them are texts.

#include "analysis/program/Weight.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace highwater::program {

using flow::TypeRef;
using size::Expr;
using size::Subject;
using size::Symbol;
using Kind = events::Type::Kind;

constexpr int BytesOfAText = 64; // and more than there are arguments
constexpr int BytesOfAWord = 8;

/// Of a line's pieces most are short enough to lie within the object.
static int bytesOf(const Symbol &text) {
  const Subject *record = &text.subject;
  while (!record->empty() && record->head() == "distinct" && !record->parts().empty())
    record = &record->parts()[0];
  return !record->empty() && (record->head() == "word" || record->head() == "token") ? BytesOfAWord : BytesOfAText;
}

/// The type of what a subject names; none if it is not a path from a parameter, `this` or a global.
TypeRef Weight::typeOf(const Subject &object) const {
  if (object.empty())
    return {};
  llvm::StringRef head = object.head();
  const std::vector<Subject> &parts = object.parts();
  if (parts.empty())
    return {};
  unsigned index = 0;
  if (head == "arg")
    return !llvm::to_integer(parts[0].head(), index) || index >= function.parameters.size()
               ? TypeRef()
               : TypeRef{&unit, function.parameters[index]};
  if (head == "global") {
    for (const events::Variable &variable : function.body.variables)
      if (!variable.usr.empty() && variable.usr == parts[0].head())
        return {&unit, variable.type};
    return {};
  }
  if (head == "deref" && parts[0].head() == "this")
    return {&unit, function.record};
  TypeRef whole = typeOf(parts[0]);
  if (!whole)
    return {};
  if (head == "deref" || whole->kind == Kind::Array)
    return whole->kind == Kind::Record ? TypeRef() : whole.pointee();
  if (head == "field") {
    for (const events::Field &field : whole->fields)
      if (parts.size() == 2 && field.name == parts[1].head())
        return whole.with(field.type);
    return {};
  }
  flow::Value container;
  container.type = whole;
  container.model = values.modelOf(whole);
  return slotType(container, head.str());
}

bool Weight::isShort(const Symbol &symbol) const {
  if (symbol.measure == "len" || (!symbol.subject.empty() && symbol.subject.head() == "argc"))
    return true;
  if (symbol.measure != "size" && symbol.measure != "capacity" && symbol.measure != "heap")
    return false;
  return isShort(typeOf(symbol.subject));
}

/// A text, or a record that holds nothing but texts: settings, names.
bool Weight::isShort(TypeRef type, unsigned depth) const {
  if (!type || type->kind != Kind::Record || depth > 3)
    return false;
  if (const effects::TypeModel *model = values.modelOf(type))
    return model->argumentClass == "text";
  return !type->system && llvm::all_of(type->fields, [&](const events::Field &field) {
    TypeRef member = type.with(field.type);
    return member->kind == Kind::Integer || member->kind == Kind::Floating || isShort(member, depth + 1);
  });
}

bool Weight::isUnrelated(const Expr &bytes, const Expr &others) const {
  std::set<Symbol> own, rest;
  withShortTexts(bytes).collectSymbols(own);
  others.collectSymbols(rest);
  return !own.empty() && llvm::all_of(own, [&](const Symbol &symbol) {
    bool container = symbol.measure == "size" || symbol.measure == "capacity" || symbol.measure == "heap";
    return container && llvm::none_of(rest, [&](const Symbol &other) { return other.subject == symbol.subject; });
  });
}

/// With numbers that an input holds (an image's width) as such: what spells one is short, not what it says.
static Expr stated(const Expr &bytes) {
  return bytes.substitute([](const Symbol &symbol) -> std::optional<Expr> {
    bool number = symbol.measure == "value" && symbol.varying;
    return number ? std::optional(Expr::symbol({symbol.measure, symbol.subject, false})) : std::nullopt;
  });
}

double Weight::of(const Expr &bytes, Numbers numbers, double scale) const {
  constexpr int Few = 64; // and what is different occurs as often
  Expr plain = stated(withShortTexts(bytes));
  return size::magnitude(plain.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    if (numbers == Numbers::Few && symbol.measure == "distinct")
      return Expr(scale / Few);
    return symbol.measure == "value" && numbers == Numbers::Few ? std::optional(Expr(Few)) : std::nullopt;
  }), scale);
}

Expr Weight::largest(const Expr &peak, Numbers numbers, double scale) const {
  std::vector<Expr> candidates = peak.operandsOfMax();
  if (candidates.empty())
    return peak;
  return *llvm::max_element(candidates, [&](const Expr &a, const Expr &b) {
    return of(a, numbers, scale) < of(b, numbers, scale);
  });
}

std::optional<Weight::Change> Weight::lowering(const Expr &before, const Expr &after, double share, double bytes) const {
  constexpr unsigned Steps = 8; // up to twice as many: where capacities double, it matters how many there are
  for (Numbers numbers : {Numbers::Many, Numbers::Few}) {
    std::vector<double> worth;
    for (unsigned step = 0; step < Steps; ++step) {
      double scale = 1e9 * std::exp2(double(step) / Steps), high = of(before, numbers, scale);
      if (high - of(after, numbers, scale) >= std::max(share * high, bytes))
        worth.push_back(scale);
    }
    if (2 * worth.size() >= Steps)
      return Change{largest(before, numbers, worth.front()), largest(after, numbers, worth.front())};
  }
  return std::nullopt;
}

bool Weight::grows(const Expr &bytes) const {
  return size::growsWithInput(stated(withShortTexts(bytes))) && size::growsWithInput(stated(withFewWords(bytes)));
}

Expr Weight::withFewWords(const Expr &bytes) const {
  return bytes.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    return isShort(symbol) || fewWords(symbol) ? std::optional(Expr(bytesOf(symbol))) : std::nullopt;
  });
}

Expr Weight::withShortTexts(const Expr &bytes) const {
  return bytes.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    return isShort(symbol) ? std::optional(Expr(bytesOf(symbol))) : std::nullopt;
  });
}

} // namespace highwater::program
