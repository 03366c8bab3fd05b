// What a measured run says about the shape of the inputs, where that was only sampled. Formulas are never touched.

#pragma once

#include "driver/cli/InputShape.h"

#include <functional>

namespace highwater::driver {

/// One assumption about an input, before and after.
struct Correction {
  size::Symbol symbol;
  double before = 0, after = 0;
};

struct Calibration {
  InputShapes shapes; ///< with the correction
  std::optional<Correction> correction;
};

/// Finds the one assumption that explains `measured`, staying within what its sample allows, and with the smallest change;
/// no correction if none does. `peakWith` evaluates the estimate.
Calibration calibrate(const InputShapes &shapes, double measured,
                      const std::function<std::optional<double>(const InputShapes &)> &peakWith);

} // namespace highwater::driver
