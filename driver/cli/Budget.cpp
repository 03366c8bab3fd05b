// What is asked for is answered with what is left, which is what people decide by.

#include "driver/cli/Budget.h"

#include "driver/config/Bytes.h"
#include "driver/config/ControlGroup.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include <cmath>

namespace highwater::driver {

llvm::Expected<Budget> parseBudget(llvm::StringRef text) {
  if (text == "cgroup") {
    std::optional<double> limit = memoryLimit();
    if (!limit)
      return llvm::createStringError("--budget cgroup: no memory limit is set on this process");
    return Budget{*limit, true, "the control group's limit of " + size::bytesText(*limit)};
  }
  std::optional<double> bytes = parseQuantity(text);
  if (!bytes)
    return llvm::createStringError(
        fmt::format("--budget takes a size such as 8GiB, or cgroup, not '{}'", text.str()));
  return Budget{*bytes, false, "the budget of " + size::bytesText(*bytes)};
}

BudgetFit::Verdict BudgetFit::verdict() const {
  if (!need)
    return Unknown;
  if (need->best > budget.bytes)
    return Over;
  if (partial)
    return Unknown;
  return need->high <= budget.bytes ? Fits : MayFit;
}

std::string BudgetFit::text() const {
  if (!need)
    return "it is not known whether it fits " + budget.name;
  std::string what = fmt::format("{} {}{}", partial ? "at least " : "", budget.resident ? "RSS " : "",
                                 size::bytesText(need->best));
  what = llvm::StringRef(what).ltrim().str();
  std::string rest = size::bytesText(std::abs(budget.bytes - need->best));
  switch (verdict()) {
  case Fits: return fmt::format("fits {}: {}, {} left", budget.name, what, rest);
  case MayFit:
    return fmt::format("is likely to fit {}: {}, {} left, but it may be {}", budget.name, what, rest,
                       size::bytesText(need->high));
  case Over: return fmt::format("does not fit {}: {}, {} too much", budget.name, what, rest);
  case Unknown: return fmt::format("it is not known whether it fits {}: {}", budget.name, what);
  }
  return "";
}

} // namespace highwater::driver
