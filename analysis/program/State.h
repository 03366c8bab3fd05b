// What a Program keeps: private to this layer and to checks that ask for more than the estimate.

#pragma once

#include "analysis/program/Analysis.h"
#include "analysis/program/Loads.h"

namespace highwater::program {

struct Program::State {
  State(std::vector<events::Unit> units, const effects::Catalog &catalog, ProgramOptions programOptions)
      : linkage(std::move(units)), values(catalog), options(std::move(programOptions)),
        analysis(linkage, values, options), loads(linkage, values) {}

  Linkage linkage;
  flow::Values values;
  ProgramOptions options;
  Analysis analysis;
  Loads loads;
};

} // namespace highwater::program
