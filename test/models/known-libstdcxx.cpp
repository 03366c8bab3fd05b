// What pipelines commonly call has a model under the very name that the analysis gives it.
// RUN: %highwater estimate --verbose --flag=-std=c++20 %s | FileCheck %s --implicit-check-not='has no model'
// CHECK: peak

#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <bitset>
#include <charconv>
#include <chrono>
#include <cmath>
#include <complex>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <fstream>
#include <functional>
#include <future>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <random>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <stack>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace fs = std::filesystem;

static std::size_t sequences(std::size_t n) {
  std::vector<int> v(n), w(n, 3), x(v.begin(), v.end()), y{1, 2, 3}, z(std::move(w));
  v.reserve(2 * n);
  v.push_back(1);
  v.emplace_back(2);
  v.insert(v.begin(), 3);
  v.insert(v.end(), x.begin(), x.end());
  v.insert(v.end(), 5, 7);
  v.insert(v.end(), {1, 2});
  v.erase(v.begin());
  v.erase(std::remove_if(v.begin(), v.end(), [](int i) { return i > 3; }), v.end());
  v.resize(n);
  v.resize(n, 4);
  v.assign(n, 5);
  v.assign(x.begin(), x.end());
  v.shrink_to_fit();
  v.swap(x);
  std::swap(v, x);
  v.pop_back();
  v[0] = v.at(1) + v.front() + v.back() + *v.data();
  v = y;
  v = {1, 2};
  for (auto it = v.rbegin(); it != v.rend(); ++it)
    *it += 1;
  for (auto it = v.cbegin(); it != v.cend(); it++)
    n += *it;
  std::deque<std::string> d(n, "x");
  d.push_front("y");
  d.pop_front();
  d.emplace_front("z");
  std::list<int> l{1, 2};
  l.sort();
  l.splice(l.begin(), l, l.begin());
  l.remove(3);
  std::forward_list<int> f;
  f.push_front(1);
  std::array<int, 4> a{};
  a.fill(2);
  std::vector<bool> flags(n, false);
  flags[0] = true;
  flags.push_back(flags[0]);
  std::queue<int> q;
  q.push(1);
  q.emplace(2);
  q.pop();
  std::stack<int> s;
  s.push(q.front());
  std::priority_queue<int, std::vector<int>, std::greater<int>> p;
  p.push(s.top());
  std::bitset<64> bits;
  bits.set(3);
  std::span<int> view(v);
  return v.size() + d.size() + l.size() + a.size() + flags.size() + p.size() + bits.count() + view.size() +
         v.capacity() + v.empty() + view.subspan(0, 1).size() + z.size() + std::distance(l.begin(), l.end());
}

static std::size_t associative(std::size_t n) {
  std::map<std::string, int> m{{"a", 1}};
  m["b"] = 2;
  m.insert({"c", 3});
  m.insert(std::make_pair("d", 4));
  m.emplace("e", 5);
  m.try_emplace("f", 6);
  m.insert_or_assign("g", 7);
  if (auto it = m.find("a"); it != m.end())
    m.erase(it);
  m.erase("b");
  for (auto &[key, value] : m)
    n += key.size() + value;
  for (auto it = m.begin(); it != m.end(); ++it)
    n += it->first.size() + it->second;
  std::unordered_map<int, std::vector<int>> u;
  u.reserve(n);
  u[1].push_back(2);
  u.max_load_factor(0.7f);
  n += u.count(1) + u.at(1).size() + m.contains("x") + m.lower_bound("a")->second;
  std::set<int> s{1, 2};
  s.insert(3);
  s.emplace(4);
  std::unordered_set<std::string> t;
  t.insert("x");
  std::multimap<int, int> mm;
  mm.emplace(1, 2);
  auto range = mm.equal_range(1);
  return n + s.size() + t.size() + std::distance(range.first, range.second) + *s.begin() + s.count(1);
}

static std::size_t strings(std::string text) {
  std::string a = text + "x" + 'y', b(10, 'c'), c = a.substr(1, 2), d(text, 1, 3), e(a.begin(), a.end());
  a += b;
  a += 'c';
  a += "literal";
  a.append(b).append(3, 'x').append("abc", 2);
  a.insert(0, "q");
  a.replace(0, 1, "zz");
  a.erase(0, 1);
  a.push_back('x');
  a.pop_back();
  a.resize(10);
  a.reserve(100);
  std::string_view v = a, w = v.substr(1);
  v.remove_prefix(1);
  std::string g(v), h = std::string(w), i = std::to_string(42) + std::to_string(1.5);
  std::transform(a.begin(), a.end(), a.begin(), [](unsigned char x) { return std::tolower(x); });
  std::istringstream in(text);
  std::ostringstream out;
  int number = 0;
  double real = 0;
  in >> number >> real >> a;
  while (std::getline(in, a, ','))
    out << a << ' ' << std::setw(4) << std::setprecision(2) << std::fixed << real << number << std::endl;
  std::from_chars(text.data(), text.data() + text.size(), number);
  char buffer[32];
  std::to_chars(buffer, buffer + 32, number);
  return a.size() + c.length() + d.find("x") + e.rfind('y') + g.compare(h) + i.empty() + out.str().size() +
         std::stoi(text) + std::stoul(text) + std::stod(text) + std::strtol(text.c_str(), nullptr, 10) + number +
         (a == b) + (a < b) + (v == w) + a.starts_with("x") + a.find_first_of(" \t") + std::strlen(a.c_str());
}

struct Node {
  std::unique_ptr<Node> next;
  std::shared_ptr<int> shared;
  virtual ~Node() = default;
};
static std::size_t owners(std::size_t n) {
  auto u = std::make_unique<Node>();
  std::unique_ptr<int[]> array(new int[n]);
  auto block = std::make_unique<double[]>(n);
  auto s = std::make_shared<int>(3);
  std::shared_ptr<int> t = s, raw(new int(4));
  std::weak_ptr<int> weak = s;
  if (auto locked = weak.lock())
    n += *locked;
  u->next = std::make_unique<Node>();
  u->next.reset();
  u->shared = std::move(t);
  Node *plain = u.get();
  std::unique_ptr<Node> other(u.release());
  std::function<int(int)> f = [n](int i) { return i + static_cast<int>(n); };
  std::optional<std::string> o = "x";
  o = std::nullopt;
  o.emplace("y");
  std::variant<int, std::string> v = std::string("x");
  std::visit([&](auto &x) { n += sizeof x; }, v);
  std::any any = 3;
  std::pair<int, std::string> p{1, "x"};
  std::tuple<int, double> t2{1, 2.0};
  auto [first, second] = t2;
  return n + f(1) + o->size() + o.value().size() + o.has_value() + std::get<std::string>(v).size() +
         std::any_cast<int>(any) + p.second.size() + std::get<0>(t2) + first + static_cast<int>(second) +
         s.use_count() + array[0] + static_cast<int>(block[0]) + (plain != nullptr) + *raw + v.index() +
         std::holds_alternative<int>(v) + (other != nullptr) + std::exchange(n, 0);
}
static double numbers(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  std::stable_sort(v.begin(), v.end(), std::greater<>());
  std::nth_element(v.begin(), v.begin() + 1, v.end());
  std::partial_sort(v.begin(), v.begin() + 1, v.end());
  std::reverse(v.begin(), v.end());
  std::iota(v.begin(), v.end(), 0);
  std::fill(v.begin(), v.end(), 0.0);
  std::vector<double> w;
  std::copy(v.begin(), v.end(), std::back_inserter(w));
  std::copy_if(v.begin(), v.end(), std::back_inserter(w), [](double x) { return x > 0; });
  std::for_each(v.begin(), v.end(), [](double &x) { x *= 2; });
  std::generate(v.begin(), v.end(), [] { return 1.0; });
  std::mt19937 random(42);
  std::normal_distribution<double> normal(0, 1);
  std::uniform_int_distribution<int> uniform(0, 9);
  std::shuffle(v.begin(), v.end(), random);
  v.erase(std::unique(v.begin(), v.end()), v.end());
  auto [low, high] = std::minmax_element(v.begin(), v.end());
  std::complex<double> z(1, 2);
  return std::accumulate(v.begin(), v.end(), 0.0) + std::inner_product(v.begin(), v.end(), w.begin(), 0.0) + *low +
         *high + std::sqrt(v[0]) + std::pow(v[0], 2) + std::abs(v[0]) + std::exp(1.0) + std::log(2.0) + normal(random) +
         uniform(random) + *std::max_element(v.begin(), v.end()) + std::max(1, 2) + std::min(v[0], v[1]) +
         std::count(v.begin(), v.end(), 0.0) + std::abs(z) + std::floor(v[0]) + std::isnan(v[0]) + std::fabs(v[0]) +
         (std::find(v.begin(), v.end(), 1.0) != v.end()) + *std::lower_bound(v.begin(), v.end(), 1.0) +
         std::clamp(v[0], 0.0, 1.0) + std::any_of(v.begin(), v.end(), [](double x) { return x > 1; }) +
         std::numeric_limits<double>::max() + v.at(0) + std::lround(v[0]) + std::hypot(1.0, 2.0);
}
static std::size_t files(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open() || !in)
    throw std::runtime_error("cannot open " + path.string());
  in.seekg(0, std::ios::end);
  auto size = in.tellg();
  in.seekg(0);
  std::string all(static_cast<std::size_t>(size), '\0');
  in.read(all.data(), size);
  std::string slurped((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::stringstream copy;
  copy << in.rdbuf();
  char c = 0;
  while (in.get(c))
    size += 1;
  std::ofstream out("x.txt");
  out << all << '\n';
  out.write(all.data(), 3);
  out.flush();
  out.close();
  std::size_t total = fs::file_size(path) + fs::exists(path / "x") + path.filename().string().size();
  for (const auto &entry : fs::directory_iterator(path))
    if (entry.is_regular_file() && entry.path().extension() == ".csv")
      total += entry.file_size();
  fs::create_directories("x");
  std::cin >> c;
  std::cerr << "done\n";
  return total + copy.str().size() + slurped.size() + in.gcount() + in.eof();
}

static int threads() {
  std::mutex mutex;
  std::condition_variable ready;
  std::atomic<int> count{0};
  std::vector<std::thread> pool;
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    pool.emplace_back([&] {
      std::lock_guard<std::mutex> lock(mutex);
      count.fetch_add(1);
      ++count;
    });
  for (auto &thread : pool)
    thread.join();
  std::unique_lock<std::mutex> lock(mutex);
  ready.wait(lock, [&] { return count.load() > 0; });
  ready.notify_all();
  auto result = std::async(std::launch::async, [] { return 3; });
  std::promise<int> promise;
  auto future = promise.get_future();
  promise.set_value(4);
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  auto begin = std::chrono::steady_clock::now();
  auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  std::regex expression("a+b");
  std::smatch match;
  std::string text = "aab";
  std::regex_search(text, match, expression);
  return count + result.get() + future.get() + static_cast<int>(elapsed.count()) + static_cast<int>(match.size());
}

int main(int argc, char **argv) {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::vector<std::string> arguments(argv, argv + argc);
  std::cout << sequences(argc) + associative(argc) + strings(argv[1]) + owners(argc) + files(argv[1]) + threads()
            << numbers(std::vector<double>(argc)) << std::endl;
  return std::uncaught_exceptions();
}
