// An inverted index over lines.
// RUN: %peak %s {text}
#include <cctype>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>
class InvertedIndex {
  std::unordered_map<std::string, std::vector<std::uint32_t>> postings_;
  std::vector<std::string> docs_;
public:
  void addDocument(const std::string &text) {
    std::uint32_t id = docs_.size();
    docs_.push_back(text);
    std::string tok;
    for (char c : text) {
      if (std::isalnum((unsigned char)c)) tok += (char)std::tolower(c);
      else if (!tok.empty()) { add(tok, id); tok.clear(); }
    }
    if (!tok.empty()) add(tok, id);
  }
  std::size_t terms() const { return postings_.size(); }
  std::size_t docs() const { return docs_.size(); }
private:
  void add(const std::string &t, std::uint32_t id) {
    auto &p = postings_[t];
    if (p.empty() || p.back() != id) p.push_back(id);
  }
};
int main(int argc, char **argv) {
  InvertedIndex ix;
  std::ifstream in(argv[1]);
  std::string l;
  while (std::getline(in, l)) ix.addDocument(l);
  std::cout << ix.docs() << ' ' << ix.terms() << '\n';
}
