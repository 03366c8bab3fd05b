// The report as text: the fit, the features by importance, the worst predictions explained.

#include "common/Report.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <iomanip>
#include <stdexcept>

std::vector<FeatureReport> describeFeatures(const std::vector<std::string> &names,
                                            const Moments &moments, const RidgeModel &model,
                                            const std::vector<double> &importance,
                                            const std::vector<double> &attribution) {
  std::vector<FeatureReport> features;
  features.reserve(names.size());
  for (std::size_t c = 0; c < names.size(); ++c)
    features.push_back({names[c], moments.mean(c), moments.deviation(c), model.coefficients[c],
                        importance[c], attribution[c]});
  return features;
}

static void writeFeatures(std::ostream &out, std::vector<FeatureReport> features) {
  std::sort(features.begin(), features.end(), [](const auto &a, const auto &b) {
    return a.importance != b.importance ? a.importance > b.importance : a.name < b.name;
  });
  out << "\nfeatures, most important first\n" << std::left << std::setw(20) << "name" << std::right;
  for (const char *title : {"mean", "deviation", "coefficient", "importance", "attribution"})
    out << std::setw(16) << title;
  out << '\n';
  for (const FeatureReport &feature : features) {
    out << std::left << std::setw(20) << feature.name << std::right;
    for (double value : {feature.mean, feature.deviation, feature.coefficient, feature.importance,
                         feature.attribution})
      out << std::setw(16) << value;
    out << '\n';
  }
}

/// The features of a row by the size of their share in its prediction.
static std::vector<std::size_t> byAttribution(const RowReport &row) {
  std::vector<std::size_t> order(row.attributions.size());
  for (std::size_t c = 0; c < order.size(); ++c)
    order[c] = c;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double shareA = std::fabs(row.attributions[a]);
    const double shareB = std::fabs(row.attributions[b]);
    return shareA != shareB ? shareA > shareB : a < b;
  });
  return order;
}

static void writeWorst(std::ostream &out, const Report &report) {
  out << "\nworst predictions, and what they are made of\n";
  for (const RowReport &row : report.worst) {
    out << "line " << row.line << ": label " << row.label << ", predicted " << row.prediction
        << " = " << report.intercept;
    for (std::size_t c : byAttribution(row))
      out << (row.attributions[c] < 0 ? " - " : " + ") << std::fabs(row.attributions[c]) << ' '
          << report.features[c].name;
    out << '\n';
  }
}

void writeReport(const std::string &path, const Report &report) {
  std::ofstream out(path);
  out << std::fixed << std::setprecision(6);
  out << "rows             " << report.trainRows << " to train, " << report.testRows << " to test\n"
      << "penalty          " << report.penalty << '\n'
      << "intercept        " << report.intercept << '\n'
      << "root mean square " << report.metrics.rootMeanSquare << '\n'
      << "mean absolute    " << report.metrics.meanAbsolute << '\n'
      << "explained        " << report.metrics.explained << '\n';
  writeFeatures(out, report.features);
  writeWorst(out, report);
  out.flush();
  if (!out)
    throw std::runtime_error("cannot write " + path);
}
