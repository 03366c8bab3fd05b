// A table of numbers in comma-separated text, one row at a time.

#pragma once

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

/// Holds one line and one read buffer, both of limited size, whatever the size of the file.
class RowReader {
public:
  /// Reads the header. Throws std::runtime_error when there is none.
  RowReader(const std::string &path, std::size_t bufferBytes);

  /// The features; the label is the last column and not among them.
  const std::vector<std::string> &names() const { return columns; }

  /// Reads the next row, features first and the label last. False at the end of the file; throws
  /// std::runtime_error on a line that doesn't fit.
  bool next(std::vector<double> &row);

private:
  bool nextLine();
  [[noreturn]] void fail(const std::string &message) const;

  std::vector<char> buffer; // outlives the file that reads through it
  std::vector<char> line;
  std::ifstream file;
  std::vector<std::string> columns;
  std::size_t lineNumber = 0;
};
