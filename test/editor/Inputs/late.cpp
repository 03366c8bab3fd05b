#include <vector>
double sum(const std::vector<double> &values);
double late() {
  std::vector<double> raw(1 << 20);
  double level = sum(raw);
  std::vector<double> cooked(1 << 20);
  return level + sum(cooked);
}
