// Units are matched whole and without regard to case, so that `8gib` is a size and `8gigs` is a mistake.

#include "driver/config/Bytes.h"

#include "fmt/format.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <cmath>

namespace highwater::driver {

static std::optional<double> unitFactor(llvm::StringRef unit) {
  double factor = llvm::StringSwitch<double>(unit)
                      .CasesLower({"", "b"}, 1)
                      .CasesLower({"k", "kib"}, 0x1p10)
                      .CasesLower({"m", "mib"}, 0x1p20)
                      .CasesLower({"g", "gib"}, 0x1p30)
                      .CasesLower({"t", "tib"}, 0x1p40)
                      .CaseLower("kb", 1e3)
                      .CaseLower("mb", 1e6)
                      .CaseLower("gb", 1e9)
                      .CaseLower("tb", 1e12)
                      .Default(0);
  if (factor == 0)
    return std::nullopt;
  return factor;
}

std::optional<double> parseQuantity(llvm::StringRef text) {
  text = text.trim();
  size_t digits = text.find_first_not_of("0123456789.");
  // An exponent belongs to the number only if digits follow: `1e9`, but `1eb` is an unknown unit.
  if (digits != llvm::StringRef::npos && (text[digits] == 'e' || text[digits] == 'E')) {
    size_t power = digits + 1;
    if (power < text.size() && (text[power] == '+' || text[power] == '-'))
      ++power;
    if (power < text.size() && llvm::isDigit(text[power]))
      digits = text.find_first_not_of("0123456789", power);
  }
  double number = 0;
  if (text.substr(0, digits).getAsDouble(number) || !std::isfinite(number))
    return std::nullopt;
  llvm::StringRef unit = digits == llvm::StringRef::npos ? "" : text.substr(digits).trim();
  std::optional<double> factor = unitFactor(unit);
  if (!factor)
    return std::nullopt;
  return number * *factor;
}

std::string formatNumber(double number) {
  if (number == std::floor(number) && std::abs(number) < 1e15)
    return fmt::format("{:.0f}", number);
  return fmt::format("{:.6g}", number);
}

} // namespace highwater::driver
