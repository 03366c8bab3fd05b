// Orders grouped by customer.
// RUN: %peak %s {orders}
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>
struct Order { long id; std::string customer; int qty; double price; };
static std::vector<std::string> split(const std::string &s, char sep) {
  std::vector<std::string> out;
  std::size_t b = 0, e;
  while ((e = s.find(sep, b)) != std::string::npos) { out.push_back(s.substr(b, e - b)); b = e + 1; }
  out.push_back(s.substr(b));
  return out;
}
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<Order> orders;
  for (std::string l; std::getline(in, l);) {
    auto f = split(l, ';');
    orders.push_back({std::stol(f[0]), f[1], std::stoi(f[2]), std::stod(f[3])});
  }
  std::map<std::string, std::vector<const Order *>> byCustomer;
  for (const auto &o : orders) byCustomer[o.customer].push_back(&o);
  std::vector<std::pair<double, std::string>> totals;
  for (auto &[c, v] : byCustomer) {
    double t = 0;
    for (auto *o : v) t += o->qty * o->price;
    totals.emplace_back(t, c);
  }
  std::sort(totals.rbegin(), totals.rend());
  std::cout << orders.size() << ' ' << totals.size() << ' ' << totals[0].second << '\n';
}
