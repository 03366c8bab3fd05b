// RUN: %check_highwater %s late-release -stdlib=libstdc++
// A single text is short, whoever wrote it: a word, a line, an argument, a path, a label. What grows with rows is not.
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

void show(double);

struct Settings {
  std::string name, label;
};

void labelOfACaller(const std::string &label) {
  std::string quoted = "'" + label + "'";
  show(quoted.size());
  std::string copy = label + "/x";
  show(copy.size());
}

void fieldOfAStruct(const Settings &settings) {
  std::string quoted = settings.name + "'";
  show(quoted.size());
  std::string copy = settings.label + "/x";
  show(copy.size());
}

void eachArgument(const std::vector<std::string> &arguments) {
  for (size_t i = 0; i < arguments.size(); i++) {
    std::string option = arguments[i] + "=";
    show(option.size());
    std::string copy = arguments[i] + "/x";
    show(copy.size());
  }
}

void duplicate(const char *text) {
  char *copy = strdup(text);
  show(copy[0]);
  char *other = static_cast<char *>(malloc(strlen(text) + 1));
  show(other[0]);
  free(other);
  free(copy);
}

void viewOfACaller(std::string_view word) {
  std::string upper(word);
  show(upper.size());
  std::string lower(word);
  show(lower.size());
}

void environment() {
  std::string home = getenv("HOME");
  show(home.size());
  std::string copy = home + home + "/x";
  show(copy.size());
}

void oneLineOfAFile(const char *path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  show(line.size());
  std::string copy = line + line + "/x";
  show(copy.size());
}

void keysOfAMap(const std::map<std::string, Settings> &all) {
  for (const auto &[key, settings] : all) {
    std::string name = key + settings.name;
    show(name.size());
    std::string copy = settings.name + key;
    show(copy.size());
  }
}

std::string stem(const std::string &path) { return path.substr(0, path.rfind('.')) + ".bin"; }

void resultOfACall(const std::string &path) {
  std::string output = stem(path);
  show(output.size());
  std::string other = stem(path) + path;
  show(other.size());
}

int main(int argc, char **argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  show(arguments.size());
  std::string path = argv[1];
  show(path.size());
  std::string copy = path + ".bak" + path;
  show(copy.size());
  std::vector<std::string> others(argv, argv + argc);
  show(others.size());
}

// Reported: the text of a whole file, and texts that there are many of.

void textOfAFile(const char *path) {
  std::ifstream file(path);
  std::stringstream all;
  //
  all << file.rdbuf();
  std::string text = all.str();
  show(text.size());
  std::vector<double> weights(text.size());
  show(weights[0]);
}

void aTextForEachRow(const std::string &label, size_t rows) {
  std::vector<std::string> names(rows, label + label);
  //
  show(names.size());
  std::vector<std::string> others(rows, label);
  show(others.size());
}

void textOfACount(size_t n) {
  std::string blanks(n, ' ');
  //
  show(blanks.size());
  std::string others(n, '-');
  show(others.size());
}
