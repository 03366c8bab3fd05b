// Subjects and symbols: structural equality and order, and how they read.

#include "analysis/size/Symbol.h"

#include "analysis/size/Fingerprint.h"

#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace highwater::size {

struct Subject::Node {
  std::string head;
  std::vector<Subject> parts;
  Fingerprint print;
  unsigned depth = 1;
};

Subject::Subject(std::string head, std::vector<Subject> parts) {
  Fingerprint print;
  print.add(llvm::StringRef(head));
  unsigned depth = 0;
  for (const Subject &part : parts) {
    print.add(part.node ? part.node->print : Fingerprint());
    depth = std::max(depth, part.depth());
  }
  node = std::make_shared<const Node>(Node{std::move(head), std::move(parts), print, depth + 1});
}

const std::string &Subject::head() const {
  static const std::string none;
  return node ? node->head : none;
}

const std::vector<Subject> &Subject::parts() const {
  static const std::vector<Subject> none;
  return node ? node->parts : none;
}

std::size_t Subject::hash() const { return node ? node->print.second : 0; }

unsigned Subject::depth() const { return node ? node->depth : 0; }

bool Subject::operator==(const Subject &other) const {
  return node == other.node || (node && other.node && node->print == other.node->print);
}

std::strong_ordering Subject::operator<=>(const Subject &other) const {
  if (*this == other) // by their digests: shared terms would be compared many times
    return std::strong_ordering::equal;
  if (!node || !other.node)
    return node ? std::strong_ordering::greater : std::strong_ordering::less;
  if (auto order = node->head <=> other.node->head; order != 0)
    return order;
  return node->parts <=> other.node->parts;
}

/// `'x.csv'`, with what would not show escaped.
static std::string quoted(llvm::StringRef text) {
  std::string out = "'";
  for (char character : text) {
    switch (character) {
    case '\n': out += "\\n"; break;
    case '\t': out += "\\t"; break;
    case '\'': out += "\\'"; break;
    case '\\': out += "\\\\"; break;
    default:
      if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f)
        out += fmt::format("\\x{:02x}", static_cast<unsigned char>(character));
      else
        out += character;
    }
  }
  return out + "'";
}

std::string Subject::str() const {
  if (!node)
    return "";
  const std::string &head = node->head;
  const std::vector<Subject> &parts = node->parts;
  if (head == "argv" && !parts.empty()) // by the first of its names
    return "argv[" + parts.front().str() + "]";
  if (parts.size() == 1) {
    const Subject &part = parts.front();
    if (head == "lit")
      return quoted(part.head());
    if (head == "arg")
      return "arg" + part.str();
    if (head == "file")
      return part.str();
    if (head == "deref")
      return "*" + part.str();
    if (head == "element")
      return (part.head() == "deref" ? "(" + part.str() + ")" : part.str()) + "[]";
  }
  if (head == "field" && parts.size() == 2) {
    if (parts[0].head() == "deref" && parts[0].parts().size() == 1)
      return parts[0].parts()[0].str() + "->" + parts[1].str();
    return parts[0].str() + "." + parts[1].str();
  }
  if (parts.empty())
    return head;
  std::vector<std::string> texts;
  for (const Subject &part : parts)
    texts.push_back(part.str());
  return head + "(" + llvm::join(texts, ", ") + ")";
}

std::string Symbol::str() const {
  return subject.empty() ? measure : measure + "(" + subject.str() + ")";
}

std::size_t Symbol::hash() const {
  Fingerprint print;
  print.add(llvm::StringRef(measure));
  print.add(static_cast<std::uint64_t>(subject.hash()));
  print.add(static_cast<std::uint64_t>(varying));
  return print.second;
}

} // namespace highwater::size
