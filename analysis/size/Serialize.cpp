// Expressions as text for files.
//
// Symbols are `rows{argv(1)}`, varying ones `~len{line(argv(1))}`; applications `chunk(x)`; sums and products use the
// usual signs, with `x^-1` for quotients and `<sum>` for a sum that was too large to multiply out. An unknown is
// `?"reason"`. What the graph shares and is long is written once, ahead: `$0 = …; $0 + chunk($0)`.

#include "analysis/size/Node.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

#include <map>

namespace highwater::size {

namespace {

class Writer {
public:
  std::string write(const Expr &expression);

private:
  void count(const Expr &expression);
  std::string text(const Expr &expression);
  std::string fresh(const Expr &expression);
  std::string list(llvm::StringRef head, llvm::ArrayRef<Expr> operands, bool ordered);
  std::string product(const Expr &expression);
  std::string sum(const SumNode &node);

  std::map<Fingerprint, unsigned> uses;
  std::map<Fingerprint, std::string> done;
  std::string definitions;
  unsigned defined = 0;
};

} // namespace

/// The shortest text that reads back as the same number.
static std::string number(double value) { return fmt::format("{}", value); }

static std::string quoted(llvm::StringRef text) {
  std::string out = "\"";
  for (unsigned char character : text) {
    if (character == '"' || character == '\\' || character < 0x20 || character == 0x7f)
      out += fmt::format("\\{:02x}", character);
    else
      out += static_cast<char>(character);
  }
  return out + "\"";
}

static std::string word(llvm::StringRef text) {
  bool plain = !text.empty() && llvm::all_of(text, [](char character) {
    return llvm::isAlnum(character) || character == '_' || character == '.';
  });
  return plain ? text.str() : quoted(text);
}

static std::string subjectText(const Subject &subject) {
  if (subject.empty())
    return "-";
  std::string text = word(subject.head());
  if (subject.parts().empty())
    return text;
  std::vector<std::string> parts;
  for (const Subject &part : subject.parts())
    parts.push_back(subjectText(part));
  return text + "(" + llvm::join(parts, ", ") + ")";
}

static std::string symbolText(const Symbol &symbol) {
  bool likeNumber = !symbol.measure.empty() && llvm::isDigit(symbol.measure.front());
  return (symbol.varying ? "~" : "") + (likeNumber ? quoted(symbol.measure) : word(symbol.measure)) + "{" +
         (symbol.subject.empty() ? "" : subjectText(symbol.subject)) + "}";
}

std::string Writer::write(const Expr &expression) {
  count(expression);
  std::string body = text(expression);
  return definitions + body;
}

/// How often each part is used; what is below a shared part counts once.
void Writer::count(const Expr &expression) {
  if (++uses[printOf(expression)] == 1)
    forEachPart(expression.get(), [&](const Expr &part) { count(part); });
}

std::string Writer::text(const Expr &expression) {
  constexpr std::size_t WorthSharing = 40;
  auto [entry, isNew] = done.try_emplace(printOf(expression));
  if (!isNew)
    return entry->second;
  std::string written = fresh(expression);
  bool shareable = kindOf(expression) != Kind::Unknown && kindOf(expression) != Kind::Symbol;
  if (shareable && uses[printOf(expression)] > 1 && written.size() > WorthSharing) {
    std::string name = fmt::format("${}", defined++);
    definitions += name + " = " + written + "; ";
    written = name;
  }
  return entry->second = written;
}

std::string Writer::fresh(const Expr &expression) {
  const Expr::Node &node = expression.get();
  switch (node.kind) {
  case Kind::Constant:
    return number(as<ConstantNode>(node).value);
  case Kind::Unknown:
    return "?" + quoted(as<UnknownNode>(node).reason);
  case Kind::Interval:
    return "[" + number(as<IntervalNode>(node).low) + ", " + number(as<IntervalNode>(node).high) + "]";
  case Kind::Symbol:
    return symbolText(as<SymbolNode>(node).symbol);
  case Kind::Product:
    return product(expression);
  case Kind::Sum:
    return sum(as<SumNode>(node));
  default:
    break;
  }
  const ApplyNode &application = as<ApplyNode>(node);
  switch (node.kind) {
  case Kind::Max:
    return list("max", application.operands, false);
  case Kind::Min:
    return list("min", application.operands, false);
  case Kind::Mean:
    return list("mean", application.operands, true);
  case Kind::Worst:
    return list("worst", application.operands, true);
  default:
    return list(nameOf(application.function), application.operands, true);
  }
}

std::string Writer::list(llvm::StringRef head, llvm::ArrayRef<Expr> operands, bool ordered) {
  std::vector<std::string> texts;
  for (const Expr &operand : operands)
    texts.push_back(text(operand));
  if (!ordered)
    llvm::sort(texts);
  return (head + "(" + llvm::join(texts, ", ") + ")").str();
}

std::string Writer::product(const Expr &expression) {
  std::vector<std::string> texts;
  for (const Factor &factor : ProductView(expression).factors) {
    std::string base = text(factor.base);
    if (kindOf(factor.base) == Kind::Sum)
      base = "<" + base + ">";
    texts.push_back(factor.power == 1 ? base : fmt::format("{}^{}", base, factor.power));
  }
  llvm::sort(texts);
  return llvm::join(texts, "*");
}

std::string Writer::sum(const SumNode &node) {
  std::vector<std::string> texts;
  for (const Term &term : node.terms) {
    std::string written = text(term.product);
    texts.push_back(term.coefficient == 1 ? written : number(term.coefficient) + "*" + written);
  }
  llvm::sort(texts);
  if (node.constant != 0)
    texts.push_back(number(node.constant));
  return llvm::join(texts, " + ");
}

std::string Expr::serialize() const { return Writer().write(*this); }

} // namespace highwater::size
