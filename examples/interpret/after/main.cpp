// Trains a ridge regression on a table and explains it. The report is the one that ../before
// writes; the table is never in memory.

#include "after/Explain.h"
#include "after/Passes.h"
#include "after/RowReader.h"
#include "common/Report.h"

#include <exception>
#include <iostream>
#include <string>

static Report interpret(const std::string &path, double penalty, std::size_t bufferBytes) {
  const std::vector<std::string> names = RowReader(path, bufferBytes).names();
  const Survey surveyed = survey(RowReader(path, bufferBytes));
  const Training training = train(RowReader(path, bufferBytes), surveyed, penalty);
  const RidgeModel &model = training.model;
  const Holdout &holdout = training.holdout;

  Report report;
  report.trainRows = surveyed.trainRows;
  report.testRows = surveyed.testRows;
  report.penalty = penalty;
  report.intercept = model.intercept;
  report.metrics = evaluate(model, holdout.features, holdout.labels);
  report.features =
      describeFeatures(names, surveyed.moments, model, permutationImportance(model, holdout),
                       meanAttribution(model, holdout.features));
  report.worst = explainWorst(model, holdout);
  return report;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: interpret-after TRAIN.csv REPORT.txt [PENALTY] [BUFFER-BYTES]\n";
    return 2;
  }
  try {
    const double penalty = argc > 3 ? std::stod(argv[3]) : 0.001;
    const std::size_t bufferBytes = argc > 4 ? std::stoul(argv[4]) : 1024 * 1024;
    writeReport(argv[2], interpret(argv[1], penalty, bufferBytes));
  } catch (const std::exception &error) {
    std::cerr << "interpret-after: " << error.what() << '\n';
    return 1;
  }
}
