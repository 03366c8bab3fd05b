// RUN: %check_highwater %s late-release
// What is copied into its last consumer can be moved there.
#include "Inputs/std.h"

double sum(const std::vector<double> &values);
void show(double);

static double consume(std::vector<double> values, size_t) {
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  double level = sum(values);
  size_t n = values.size();
  std::vector<double> scratch(4 * n);
  return level + sum(scratch);
}

struct Model {
  explicit Model(std::vector<double> weights) : weights(std::move(weights)) {}
  std::vector<double> weights;
};

// CHECK-FIXES-LABEL: double intoAByValueArgument(
double intoAByValueArgument(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) stays live until line [[@LINE+4]], but its last use is at line [[@LINE+3]]; moving it there lowers the peak of 'intoAByValueArgument' from
  // CHECK-FIXES: {{^}}  return consume(std::move(raw), n);
  show(raw[0]);
  return consume(raw, n);
}

// CHECK-FIXES-LABEL: double intoASinkConstructor(
double intoASinkConstructor(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]]; moving it there
  // CHECK-FIXES: {{^}}  Model model(std::move(raw));
  Model model(raw);
  std::vector<double> cooked(n);
  return model.weights[0] + sum(cooked);
}

// CHECK-FIXES-LABEL: double intoAnotherVariable(
double intoAnotherVariable(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]]; moving it there
  // CHECK-FIXES: {{^}}  std::vector<double> sorted = std::move(raw);
  std::vector<double> sorted = raw;
  std::vector<double> cooked(n);
  return sorted[0] + sum(cooked);
}

// CHECK-FIXES-LABEL: double intoAContainer(
double intoAContainer(size_t n) {
  std::vector<std::vector<double>> all;
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]]; moving it there
  // CHECK-FIXES: {{^}}  all.push_back(std::move(raw));
  all.push_back(raw);
  std::vector<double> cooked(n);
  return all[0][0] + sum(cooked);
}

// Released instead, since it may not be moved from there.

// CHECK-FIXES-LABEL: double intoALambda(
double intoALambda(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]]; releasing it there
  // CHECK-FIXES: {{^}}  auto first = [raw] { return raw[0]; };
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();
  auto first = [raw] { return raw[0]; };
  std::vector<double> cooked(n);
  return sum(cooked) + first();
}

// CHECK-FIXES-LABEL: double usedBesidesTheCopy(
double usedBesidesTheCopy(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+4]]; releasing it there
  // CHECK-FIXES: {{^}}  double level = raw[0];
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();
  std::vector<double> sorted = raw;
  double level = raw[0];
  std::vector<double> cooked(n);
  return sorted[0] + sum(cooked) + level;
}

// Silent: it is needed again, or gone already.

double copiedInALoop(size_t n) {
  std::vector<double> raw(n);
  double level = 0;
  for (int round = 0; round < 10; ++round)
    level += consume(raw, n);
  return level;
}

double movedAlready(size_t n) {
  std::vector<double> raw(n);
  show(raw[0]);
  return consume(std::move(raw), n);
}

double usedBehindTheCopy(size_t n) {
  std::vector<double> raw(n);
  Model model(raw);
  std::vector<double> cooked(n);
  return model.weights[0] + sum(cooked) + sum(raw);
}
