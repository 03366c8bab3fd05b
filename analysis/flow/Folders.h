// Files of a folder that a program goes through: one stands for all, and its size varies from file to file.

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::flow {

/// Whether a source is such a file: `file(concat(argv(1), "/", entry(dir(argv(1)))))`.
bool isFileOfFolder(const size::Subject &source);

/// What is said of one file at a time, said of the largest. Sums over all files stay.
size::Expr ofLargestFile(const size::Expr &number);

} // namespace highwater::flow
