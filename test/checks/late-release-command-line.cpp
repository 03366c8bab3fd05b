// RUN: %check_highwater %s late-release -stdlib=libstdc++
// REQUIRES: libstdc++
//
// What is made of the command line is never large, however many functions it is handed through: vectors of arguments,
// options, sets of the names that were given. What else callers pass may well be.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

std::vector<double> readColumn(const std::string &path) {
  std::ifstream in(path);
  std::vector<double> column;
  for (double value; in >> value;)
    column.push_back(value);
  return column;
}

class Args {
public:
  std::string input;
  std::vector<std::string> sources;
  int dim = 100;
  void parse(const std::vector<std::string> &args) {
    for (size_t at = 2; at + 1 < args.size(); at += 2) {
      manualArgs_.insert(args[at]);
      options[args[at]] = args[at + 1];
      if (args[at] == "-input")
        input = args[at + 1];
      else if (args[at] == "-dim")
        dim = std::stoi(args[at + 1]);
      else
        sources.push_back(args[at + 1]);
    }
  }
  bool isManual(const std::string &name) const { return manualArgs_.count(name) != 0; }
  std::unordered_map<std::string, std::string> options;

private:
  std::unordered_set<std::string> manualArgs_;
};

void train(const std::vector<std::string> args) {
  Args a;
  a.parse(args);
  std::cout << a.isManual("-dim") << '\n';
  std::vector<double> values = readColumn("values");
  std::cout << values.size();
}

void test(const std::vector<std::string> &args) {
  Args a;
  a.parse(args);
  std::vector<std::string> copy(args), twice(args);
  std::cout << a.sources.size() << copy.size();
  std::vector<double> values = readColumn("values");
  std::cout << values.size() << twice.size();
}

void printOptions(std::unordered_map<std::string, std::string> options) {
  std::cout << options.size();
  std::vector<double> values = readColumn("values");
  std::cout << values.size();
}

void handOn(const std::vector<std::string> &args) {
  Args a;
  a.parse(args);
  printOptions(a.options);
}

void each(std::string name, std::vector<std::string> rest) {
  std::cout << name << rest.size();
  std::vector<double> values = readColumn("values");
  std::cout << values.size();
}

void raw(int argc, char **argv) {
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i)
    words.push_back(argv[i]);
  std::cout << words.size();
  std::vector<double> values = readColumn(argv[1]);
  std::cout << values.size();
}

struct Options {
  std::map<std::string, std::string> named;
  std::vector<std::string> files;
};

Options parse(int argc, char **argv) {
  Options options;
  for (int i = 1; i < argc; ++i)
    options.files.push_back(argv[i]);
  return options;
}

void run(Options options) {
  std::cout << options.files.size();
  std::vector<double> values = readColumn("values");
  std::cout << values.size();
}

// Reported: one of the callers passes more than its arguments; and sizes that the command line states are any size.

void count(const std::vector<std::string> words) {
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'words' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  size_t rows = words.size();
  std::vector<double> weights(rows);
  std::cout << weights[0];
}

std::vector<std::string> readWords(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> words;
  for (std::string word; in >> word;)
    words.push_back(word);
  return words;
}

void stated(std::vector<double> weights) {
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'weights' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  size_t rows = weights.size();
  std::vector<double> values(rows);
  std::cout << values[0];
}

// Nobody who is known calls it.
void unknown(const std::vector<std::string> words) {
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'words' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  size_t rows = words.size();
  std::vector<double> weights(rows);
  std::cout << weights[0];
}

// The same, and callers who pass their arguments only.
void known(const std::vector<std::string> words) {
  size_t rows = words.size();
  std::vector<double> weights(rows);
  std::cout << weights[0];
}

int main(int argc, char **argv) {
  std::vector<std::string> args(argv, argv + argc);
  if (args.size() < 2)
    return 1;
  std::string command(args[1]);
  if (command == "train")
    train(args);
  else if (command == "test")
    test(args);
  else if (command == "options")
    handOn(args);
  else if (command == "each")
    each(args[1], std::vector<std::string>(args.begin() + 2, args.end()));
  else if (command == "raw")
    raw(argc, argv);
  else if (command == "run")
    run(parse(argc, argv));
  else if (command == "known")
    known(args);
  else if (command == "count")
    count(args);
  else if (command == "words")
    count(readWords(args[2]));
  else
    stated(std::vector<double>(std::stoul(args[2])));
}
