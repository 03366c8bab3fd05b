// Printing of formulas and operands, and what both the parser and the reader ask about names.

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/StringSwitch.h"

#include <cmath>
#include <fmt/format.h>

namespace highwater::effects {

std::string print(const Operand &operand) {
  std::string text = operand.pointee ? "*" : "";
  switch (operand.base) {
  case Operand::Result:
    text += "result";
    break;
  case Operand::This:
    text += "this";
    break;
  case Operand::Argument:
    text += fmt::format("arg{}", operand.index);
    break;
  }
  for (const std::string &field : operand.fields)
    text += "." + field;
  return text;
}

static std::string print(double number) {
  if (number == std::floor(number) && std::abs(number) < 1e15)
    return fmt::format("{}", static_cast<long long>(number));
  return fmt::format("{}", number);
}

/// How tightly an operator binds: sums 1, products 2, all else 3.
static unsigned binding(const Formula &formula) {
  switch (formula.kind) {
  case Formula::Add:
  case Formula::Subtract:
    return 1;
  case Formula::Multiply:
  case Formula::Divide:
    return 2;
  case Formula::Number:
    return formula.number < 0 ? 1 : 3;
  default:
    return 3;
  }
}

static std::string printPart(const Formula &part, unsigned atLeast) {
  std::string text = print(part);
  return binding(part) < atLeast ? "(" + text + ")" : text;
}

static std::string printBinary(const Formula &formula, const char *sign, unsigned left, unsigned right) {
  return printPart(formula.parts[0], left) + sign + printPart(formula.parts[1], right);
}

std::string print(const Formula &formula) {
  switch (formula.kind) {
  case Formula::Number:
    return print(formula.number);
  case Formula::Name:
    return formula.operand ? print(*formula.operand) : formula.name;
  case Formula::Add:
    return printBinary(formula, " + ", 1, 2);
  case Formula::Subtract:
    return printBinary(formula, " - ", 1, 2);
  case Formula::Multiply:
    return printBinary(formula, "*", 2, 3);
  case Formula::Divide:
    return printBinary(formula, "/", 2, 3);
  case Formula::Interval:
    return "[" + print(formula.number) + ", " + print(formula.high) + "]";
  case Formula::Unknown:
    return "?";
  case Formula::Call:
    break;
  }
  std::string text = formula.name + "(";
  for (const Formula &part : formula.parts)
    text += (&part == formula.parts.data() ? "" : ", ") + print(part);
  return text + ")";
}

bool isTypeArgument(llvm::StringRef name) {
  return name.consume_front("T") && !name.empty() && name.find_first_not_of("0123456789") == llvm::StringRef::npos;
}

std::optional<unsigned> builtinSize(llvm::StringRef typeName) {
  if (typeName.ends_with("*"))
    return 8;
  return llvm::StringSwitch<std::optional<unsigned>>(typeName)
      .Cases({"bool", "char", "signed char", "unsigned char", "char8_t", "std::byte", "int8_t", "uint8_t"}, 1)
      .Cases({"short", "unsigned short", "char16_t", "int16_t", "uint16_t"}, 2)
      .Cases({"int", "unsigned", "unsigned int", "wchar_t", "char32_t", "float", "int32_t", "uint32_t"}, 4)
      .Cases({"long", "unsigned long", "long long", "unsigned long long", "double", "size_t", "std::size_t"}, 8)
      .Cases({"int64_t", "uint64_t", "ptrdiff_t", "std::ptrdiff_t"}, 8)
      .Case("long double", 16)
      .Default(std::nullopt);
}

llvm::StringRef nearest(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> known) {
  llvm::StringRef best;
  unsigned bestDistance = std::max<std::size_t>(1, (name.size() + 2) / 3) + 1;
  for (llvm::StringRef candidate : known) {
    unsigned distance = name.edit_distance(candidate, true, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

} // namespace highwater::effects
