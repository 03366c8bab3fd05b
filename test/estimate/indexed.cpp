// Objects that a container owns, found by pointers that others keep to them: what is added to one of them is little in all, and
// their texts are keys like any others.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/customers', 'w').write(''.join(f'c{i:06},{\"EU US AS\".split()[i %% 3]}\n' for i in range(4000)))"
// RUN: %python -c "open('%t/orders', 'w').write(''.join(f'{i},c{i * 7919 %% 4000:06}\n' for i in range(60000)))"
// RUN: %highwater estimate -v %s --flag -std=c++20 -- prog %t/customers %t/orders | FileCheck %s
// RUN: %highwater estimate -v %s --flag -std=c++20 --flag -DLATER -- prog %t/customers %t/orders | FileCheck %s
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct Customer {
  std::string id, region;
  std::vector<int> orders;
};

class Shop {
public:
  void loadCustomers(const char *path) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      auto comma = line.rfind(',');
      auto customer = std::make_unique<Customer>();
      customer->id = line.substr(0, comma);
      customer->region = line.substr(comma + 1);
#ifdef LATER
      customers.push_back(std::move(customer));
      byId[customers.back()->id] = customers.back().get();
#else
      byId.emplace(customer->id, customer.get());
      customers.push_back(std::move(customer));
#endif
    }
  }

  void loadOrders(const char *path) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      auto comma = line.rfind(',');
      auto found = byId.find(line.substr(comma + 1));
      if (found == byId.end())
        continue;
      found->second->orders.push_back(std::stoi(line));
      ++regions[found->second->region];
    }
  }

private:
  std::vector<std::unique_ptr<Customer>> customers;
  std::unordered_map<std::string, Customer *> byId;
  std::map<std::string, int> regions;
};

int main(int, char **argv) {
  Shop shop;
  shop.loadCustomers(argv[1]);
  shop.loadOrders(argv[2]);
}
// Measured 1.1 MiB
// CHECK: peak 1.{{[01]}} MiB
// CHECK: distinct({{.*}}) = 3
