// What a command line, the files it names and the user's assumptions say about the symbols of an estimate.

#pragma once

#include "driver/cli/Assumptions.h"
#include "driver/cli/InputFile.h"
#include "driver/cli/InputShape.h"
#include "driver/cli/InputText.h"

#include "analysis/size/Expr.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace highwater::driver {

/// A fact that an evaluation used, for the report.
struct InputFact {
  double value = 0;
  std::string from; ///< "file train.csv", "--assume", "command line"
  bool sampled = false;
};

/// Files are measured when a formula first asks, and once.
class Inputs : public size::Binding {
public:
  /// `ofMain`: the entry is main, so that its parameters are those of a program.
  Inputs(CommandLine line, Assumptions assumptions, bool ofMain);

  std::optional<size::Range> number(const size::Symbol &symbol) const override;
  std::vector<size::Draw> draws(const size::Symbol &symbol) const override;
  std::optional<std::string> text(const size::Subject &subject) const {
    return resolveText(subject, line);
  }

  bool hasCommandLine() const { return !line.empty(); }
  const std::map<size::Symbol, InputFact> &used() const { return facts; }
  /// Files named on the command line that a formula needs and that cannot be read: one message each.
  const std::set<std::string> &unreadable() const { return missing; }
  std::vector<std::string> unusedAssumptions() const { return assumptions.unused(); }
  /// Of the inputs that were asked about, as they are without assumptions.
  InputShapes sampledShapes() const;

private:
  /// The shape of a source, measured, stored or assumed; missing members are not known.
  struct Shape {
    std::optional<InputShape> sample; ///< filled as records are asked about
    std::optional<std::string> text;  ///< the records of the sample; not there of a stored shape
    std::string head;                 ///< the beginning, byte by byte
    std::optional<double> bytes, rows, lineLength, fields; ///< the last two are means
    double rowsError = 0;
    double lengthScale = 1;    ///< of sampled lengths, where the line length was assumed
    std::string from;
    std::string why;           ///< the file was not readable
    double files = 1;          ///< it is one of so many, of which the sample is
    std::map<std::string, std::vector<double>> ofEach; ///< their bytes and rows
    bool namedInArguments = false;
    bool assumed = false;      ///< something about it is not measured
  };
  struct Value {
    size::Range range;
    std::string from;
    bool sampled = false;
  };

  Shape &shapeOf(const size::Subject &source) const;
  Shape measure(const size::Subject &source) const;
  Shape measureFolder(const size::Subject &folder, bool names) const;
  void assume(Shape &shape, const size::Subject &source) const;
  std::optional<Value> lookUp(const size::Symbol &symbol) const;
  std::optional<Value> ofSource(const size::Symbol &symbol) const;
  std::optional<Value> ofRecords(const size::Symbol &symbol) const;
  std::optional<Value> ofText(const size::Symbol &symbol) const;
  void use(Shape &shape, InputShape sample) const;
  std::optional<RecordSample> sampled(const size::Symbol &symbol) const;
  std::vector<double> ofFiles(const size::Symbol &symbol) const;
  std::optional<size::Range> distinctOf(const size::Symbol &symbol) const;
  std::optional<double> derived(const size::Symbol &symbol, const Shape &shape) const;

  CommandLine line;
  Assumptions assumptions;
  bool ofMain;
  // What was asked for so far: a binding is asked the same things many times.
  mutable std::map<size::Subject, Shape> shapes;
  mutable std::map<size::Symbol, std::vector<size::Draw>> histograms;
  mutable std::map<size::Symbol, std::optional<size::Range>> known;
  mutable std::map<size::Symbol, InputFact> facts;
  mutable std::set<std::string> missing;
};

} // namespace highwater::driver
