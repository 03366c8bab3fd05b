// Requests parsed into an arena, with their parameters, and an index of the values of each parameter.
// RUN: %peak %s {query_strings}
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct Parameter {
  std::string_view name;
  std::string_view value;
};

struct Request {
  std::string_view path;
  std::pmr::vector<Parameter> parameters;
};

class RequestLog {
public:
  explicit RequestLog(std::pmr::memory_resource *memory)
      : memory_(memory), names_(memory), requests_(memory), index_(memory) {}

  bool add(std::string_view line) {
    auto question = line.find('?');
    if (line.empty() || line[0] != '/')
      return false;
    Request request{copy(line.substr(0, question)), std::pmr::vector<Parameter>(memory_)};
    if (question != std::string_view::npos) {
      std::string_view query = line.substr(question + 1);
      request.parameters.reserve(1 + std::count(query.begin(), query.end(), '&'));
      while (!query.empty()) {
        auto end = query.find('&');
        std::string_view pair = query.substr(0, end);
        auto equals = pair.find('=');
        if (equals != std::string_view::npos) {
          Parameter parameter{name(pair.substr(0, equals)), copy(pair.substr(equals + 1))};
          index_[parameter.name].push_back(static_cast<unsigned>(requests_.size()));
          request.parameters.push_back(parameter);
        }
        if (end == std::string_view::npos)
          break;
        query.remove_prefix(end + 1);
      }
    }
    requests_.push_back(std::move(request));
    return true;
  }

  const std::pmr::vector<Request> &requests() const { return requests_; }
  const auto &index() const { return index_; }

private:
  std::string_view copy(std::string_view text) {
    auto *data = static_cast<char *>(memory_->allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), data);
    return {data, text.size()};
  }

  // The one stored copy of a parameter's name.
  std::string_view name(std::string_view text) {
    auto it = names_.find(text);
    if (it == names_.end()) {
      std::string_view stored = copy(text);
      it = names_.emplace(stored, stored).first;
    }
    return it->second;
  }

  std::pmr::memory_resource *memory_;
  std::pmr::unordered_map<std::string_view, std::string_view> names_;
  std::pmr::vector<Request> requests_;
  std::pmr::unordered_map<std::string_view, std::pmr::vector<unsigned>> index_;
};

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " FILE\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  if (!in) {
    std::cerr << "cannot open " << argv[1] << '\n';
    return 1;
  }
  std::pmr::monotonic_buffer_resource arena(64 * 1024);
  RequestLog log(&arena);
  std::string line;
  std::size_t rejected = 0;
  while (std::getline(in, line))
    if (!log.add(line))
      ++rejected;

  std::size_t parameters = 0, longest = 0;
  for (const Request &request : log.requests()) {
    parameters += request.parameters.size();
    for (const Parameter &parameter : request.parameters)
      longest = std::max(longest, parameter.value.size());
  }
  std::string_view common;
  std::size_t most = 0;
  for (const auto &[name, uses] : log.index())
    if (uses.size() > most) {
      most = uses.size();
      common = name;
    }
  std::cout << log.requests().size() << " requests, " << rejected << " rejected, " << parameters
            << " parameters, longest value " << longest << ", most common " << common << " in " << most << '\n';
}
