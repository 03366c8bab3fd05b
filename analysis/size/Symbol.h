// What a symbolic size can depend on: measures of named subjects, such as rows(argv[1]).

#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater::size {

/// A term that names a thing of the analysed program or of its input: `argv(1)`, `lit("x.csv")`,
/// `arg(0)`, `field(arg(0), rows)`, `line(argv(1))`, `token(line(argv(1)), ",")`. Immutable and
/// shared; equality and order are structural, so that output never depends on addresses.
class Subject {
public:
  Subject() = default; ///< The empty subject: a symbol that is about nothing but its own name.
  explicit Subject(std::string head, std::vector<Subject> parts = {});

  bool empty() const { return !node; }
  const std::string &head() const;
  const std::vector<Subject> &parts() const;

  /// A readable form: `argv[1]`, `'x.csv'`, `arg0.rows`, `line(argv[1])`, else `head(part, part)`.
  std::string str() const;

  std::strong_ordering operator<=>(const Subject &other) const;
  bool operator==(const Subject &other) const;
  std::size_t hash() const; ///< the same on every run
  unsigned depth() const;   ///< how deep terms are nested: 0 when empty

private:
  struct Node;
  std::shared_ptr<const Node> node;
};

/// One unknown number, at least 0. `measure` says which ("bytes", "rows", "fields", "len", "size",
/// "value", "heap" …), `subject` of what. A varying symbol differs from record to record (the length
/// of a line): it stands for one draw, and Expr::mean folds over all draws.
struct Symbol {
  std::string measure;
  Subject subject;
  bool varying = false;

  std::string str() const; ///< `rows(argv[1])`; the bare measure when the subject is empty.
  std::size_t hash() const; ///< the same on every run
  auto operator<=>(const Symbol &) const = default;
};

} // namespace highwater::size
