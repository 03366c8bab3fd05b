// Which rows are held out for testing. Every fifth row is, so that a row stays on its side when the
// file grows, and the size of both sides follows from the number of rows alone.

#pragma once

#include <cstddef>

constexpr std::size_t holdoutEvery = 5;

inline bool isHeldOut(std::size_t row) { return row % holdoutEvery == holdoutEvery - 1; }

/// The line in the file of the n-th held-out row; the header is line 1.
inline std::size_t lineOfHeldOut(std::size_t n) { return n * holdoutEvery + holdoutEvery + 1; }
