// Trains a ridge regression on a table and explains it. This is the pipeline as it was first
// written; ../README.md says what is wrong with it, ../after what became of it.

#include "before/Csv.h"
#include "before/Dataset.h"
#include "before/Explain.h"
#include "before/Train.h"
#include "common/Report.h"

#include <exception>
#include <iostream>
#include <string>

static Report interpret(const std::string &path, double penalty, std::size_t bufferBytes) {
  std::vector<std::string> lines = readLines(path, bufferBytes);
  Dataset data = parseDataset(lines);
  Split split = splitDataset(data);

  Moments moments = columnMoments(split.train.features);
  Matrix train = standardize(split.train.features, moments);
  Matrix test = standardize(split.test.features, moments);
  RidgeModel model = trainRidge(train, split.train.labels, penalty);

  std::vector<double> importance = permutationImportance(model, test, split.test.labels);
  Matrix attributions = attribute(model, test);

  Report report;
  report.trainRows = train.rows;
  report.testRows = test.rows;
  report.penalty = penalty;
  report.intercept = model.intercept;
  report.metrics = evaluate(model, test, split.test.labels);
  report.features = describeFeatures(split.train.names, moments, model, importance,
                                     meanAttribution(attributions));
  report.worst = explainWorst(model, test, split.test.labels, attributions);
  return report;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: interpret-before TRAIN.csv REPORT.txt [PENALTY] [BUFFER-BYTES]\n";
    return 2;
  }
  try {
    const double penalty = argc > 3 ? std::stod(argv[3]) : 0.001;
    const std::size_t bufferBytes = argc > 4 ? std::stoul(argv[4]) : 1024 * 1024;
    writeReport(argv[2], interpret(argv[1], penalty, bufferBytes));
  } catch (const std::exception &error) {
    std::cerr << "interpret-before: " << error.what() << '\n';
    return 1;
  }
}
