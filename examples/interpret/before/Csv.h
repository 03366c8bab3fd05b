// Reading comma-separated text: the lines of a file, the fields of a line.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Throws std::runtime_error when the file cannot be opened.
std::vector<std::string> readLines(const std::string &path, std::size_t bufferBytes);

std::vector<std::string> splitFields(const std::string &line);
