// A list that names ours decides about them, whatever else it names.

#include "driver/config/DefaultChecks.h"

#include "llvm/ADT/StringRef.h"

namespace highwater::driver {

std::string withOurChecks(std::string checks) {
  llvm::StringRef list = llvm::StringRef(checks).rtrim(" \n,");
  size_t comma = list.find_last_of(",\n");
  llvm::StringRef last = comma == llvm::StringRef::npos ? list : list.substr(comma + 1);
  if (list.contains("highwater") || last.trim() == "-*")
    return checks;
  return list.empty() ? "highwater-*" : list.str() + ",highwater-*";
}

} // namespace highwater::driver
