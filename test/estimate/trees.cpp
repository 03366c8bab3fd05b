// A document whose values hold values: how deep it gets is not what loops and calls happen to build.
// RUN: %highwater dump sizes %s -- -std=c++20 | FileCheck %s
#include <istream>
#include <map>
#include <stack>
#include <string>

struct Value {
  std::string text;
  std::map<std::string, Value> *members = nullptr;
  Value() = default;
  Value(const Value &other) : text(other.text), members(other.members ? new std::map<std::string, Value>(*other.members) : nullptr) {}
  Value &operator=(const Value &other) {
    text = other.text;
    members = other.members;
    return *this;
  }
  Value &operator[](const std::string &key) {
    if (!members)
      members = new std::map<std::string, Value>();
    return (*members)[key];
  }
};

struct Reader {
  std::stack<Value *> nodes;
  Value last;
  std::istream &in;

  bool readValue() {
    char begin;
    if (!(in >> begin))
      return false;
    if (begin == '{')
      return readObject();
    in >> nodes.top()->text;
    last = *nodes.top();
    return true;
  }
  bool readObject() {
    std::string key;
    while (in >> key) {
      Value &member = (*nodes.top())[key];
      member = last;
      nodes.push(&member);
      bool ok = readValue();
      nodes.pop();
      if (!ok)
        return false;
    }
    return true;
  }
};

// CHECK-LABEL: Reader::readObject:
// CHECK: loop at line {{[0-9]+}} runs words(source(*this->in)) times
// CHECK-LABEL: parse:
// CHECK: loop at line {{[0-9]+}} runs words(source(*arg0)) times
Value parse(std::istream &in) {
  Value root;
  Reader reader{{}, {}, in};
  reader.nodes.push(&root);
  for (std::string section; in >> section;)
    while (reader.readValue())
      root[section] = reader.last;
  return root;
}
