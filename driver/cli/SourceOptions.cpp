// Only what all verbs that read sources agree on.

#include "driver/cli/SourceOptions.h"

namespace highwater::driver {

DatabaseQuery databaseQuery(const Arguments &arguments, std::vector<std::string> paths) {
  DatabaseQuery query;
  query.paths = std::move(paths);
  if (std::optional<llvm::StringRef> build = arguments.value("build"))
    query.build = build->str();
  return query;
}

} // namespace highwater::driver
