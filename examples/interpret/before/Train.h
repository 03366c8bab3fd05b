// Training on rows that are in memory.

#pragma once

#include "common/Matrix.h"
#include "common/Ridge.h"

#include <vector>

RidgeModel trainRidge(Matrix features, std::vector<double> labels, double penalty);
