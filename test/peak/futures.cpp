// Parses the lines of a log in parallel with futures and sums up the services.
// RUN: %peak %s {log_lines} 4
// ALLOW_RETRIES: 4
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

struct Event {
  long time = 0;
  std::string level;
  std::string service;
  std::string message;
};

struct Summary {
  std::size_t events = 0;
  std::size_t errors = 0;
  std::size_t longest = 0;
};

static std::vector<std::string> readLines(const char *path) {
  std::ifstream in(path);
  if (!in)
    throw std::runtime_error(std::string("cannot open ") + path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(std::move(line));
  return lines;
}

static std::optional<Event> parse(const std::string &line) {
  auto first = line.find(' ');
  if (first == std::string::npos)
    return std::nullopt;
  auto second = line.find(' ', first + 1);
  auto colon = line.find(": ", second);
  if (second == std::string::npos || colon == std::string::npos)
    return std::nullopt;
  Event event;
  event.time = std::strtol(line.c_str(), nullptr, 10);
  event.level = line.substr(first + 1, second - first - 1);
  event.service = line.substr(second + 1, colon - second - 1);
  event.message = line.substr(colon + 2);
  return event;
}

// Applies a function to equal parts of the input, each in a task of its own, and keeps the order of the results.
template <class In, class Function>
static auto parallelMap(const std::vector<In> &input, std::size_t parts, Function function) {
  using Out = typename decltype(function(input.front()))::value_type;
  std::vector<std::future<std::vector<Out>>> futures;
  for (std::size_t part = 0; part < parts; ++part) {
    std::size_t begin = input.size() * part / parts;
    std::size_t end = input.size() * (part + 1) / parts;
    futures.push_back(std::async(std::launch::async, [&input, begin, end, function] {
      std::vector<Out> results;
      results.reserve(end - begin);
      for (std::size_t i = begin; i < end; ++i)
        if (auto result = function(input[i]))
          results.push_back(std::move(*result));
      return results;
    }));
  }
  std::vector<Out> all;
  for (auto &future : futures) {
    std::vector<Out> results = future.get();
    all.insert(all.end(), std::make_move_iterator(results.begin()), std::make_move_iterator(results.end()));
  }
  return all;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    std::cerr << "usage: " << argv[0] << " FILE [TASKS]\n";
    return 2;
  }
  std::size_t tasks = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 4;
  try {
    std::vector<std::string> lines = readLines(argv[1]);
    std::vector<Event> events = parallelMap(lines, tasks, parse);

    std::map<std::string, Summary> services;
    for (const Event &event : events) {
      Summary &summary = services[event.service];
      ++summary.events;
      summary.errors += event.level == "ERROR";
      summary.longest = std::max(summary.longest, event.message.size());
    }
    std::cout << lines.size() << " lines, " << events.size() << " events, " << services.size() << " services\n";
    for (const auto &[name, summary] : services)
      if (summary.errors * 5 > summary.events)
        std::cout << name << ' ' << summary.errors << '/' << summary.events << ' ' << summary.longest << '\n';
  } catch (const std::exception &e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
