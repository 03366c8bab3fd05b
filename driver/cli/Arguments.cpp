// `--name value`, `--name=value`, `-n value`, `-nvalue`; everything behind `--` is left alone.

#include "driver/cli/Arguments.h"

#include "driver/config/Nearest.h"

#include "fmt/format.h"

namespace highwater::driver {

llvm::ArrayRef<Option> commonOptions() {
  static constexpr Option options[] = {
      {"quiet", 'q', "", "Print nothing but the result and errors"},
      {"verbose", 'v', "", "Print more of what the result rests on"},
      {"color", 0, "WHEN", "auto, always or never; auto follows NO_COLOR and the terminal"},
      {"help", 'h', "", "Print this help"},
  };
  return options;
}

template <typename Predicate> static const Option *findOption(const Syntax &syntax, Predicate is) {
  for (llvm::ArrayRef<Option> table : {syntax.options, commonOptions()})
    for (const Option &option : table)
      if (is(option))
        return &option;
  return nullptr;
}

static llvm::Error unknownOption(const Syntax &syntax, llvm::StringRef word, llvm::StringRef name) {
  std::vector<llvm::StringRef> known;
  for (llvm::ArrayRef<Option> table : {syntax.options, commonOptions()})
    for (const Option &option : table)
      known.push_back(option.name);
  std::string hint = nearestHint(name, known);
  if (size_t quote = hint.find('\''); quote != std::string::npos)
    hint.insert(quote + 1, "--");
  return llvm::createStringError(
      fmt::format("'highwater {}' has no option '{}'{}", syntax.verb.str(), word.str(), hint));
}

llvm::Expected<Arguments> Arguments::parse(const Syntax &syntax,
                                           llvm::ArrayRef<llvm::StringRef> words) {
  Arguments result;
  for (size_t i = 0; i < words.size(); ++i) {
    llvm::StringRef word = words[i];
    if (word == "--") {
      if (syntax.rest.empty())
        return llvm::createStringError(
            fmt::format("'highwater {}' takes nothing after '--'", syntax.verb.str()));
      result.rest.emplace();
      for (llvm::StringRef rest : words.drop_front(i + 1))
        result.rest->push_back(rest.str());
      return result;
    }
    if (!word.starts_with("-") || word == "-") {
      if (syntax.positional.empty())
        return llvm::createStringError(fmt::format("'highwater {}' does not take '{}'{}",
                                                   syntax.verb.str(), word.str(),
                                                   syntax.rest.empty() ? "" : "; a program goes after '--'"));
      result.positional.push_back(word.str());
      continue;
    }
    const Option *option = nullptr;
    std::optional<llvm::StringRef> attached;
    if (word.starts_with("--")) {
      auto [name, value] = word.drop_front(2).split('=');
      if (word.contains('='))
        attached = value;
      option = findOption(syntax, [&](const Option &each) { return each.name == name; });
      if (!option)
        return unknownOption(syntax, "--" + name.str(), name);
    } else {
      char letter = word[1];
      option = findOption(syntax, [&](const Option &each) { return each.letter == letter; });
      if (!option)
        return unknownOption(syntax, word, word.drop_front(1));
      if (word.size() > 2)
        attached = word.drop_front(2);
    }
    std::vector<std::string> &values = result.given[option->name.str()];
    if (option->value.empty()) {
      if (attached)
        return llvm::createStringError(
            fmt::format("option '--{}' takes no value", option->name.str()));
      values.emplace_back();
      continue;
    }
    if (!attached && option->value.starts_with("[=")) {
      values.emplace_back();
      continue;
    }
    if (!attached) {
      if (i + 1 == words.size() || words[i + 1] == "--")
        return llvm::createStringError(fmt::format("option '--{}' needs a value: {}",
                                                   option->name.str(), option->value.str()));
      attached = words[++i];
    }
    values.push_back(attached->str());
  }
  return result;
}

std::optional<llvm::StringRef> Arguments::value(llvm::StringRef option) const {
  auto found = given.find(option.str());
  if (found == given.end())
    return std::nullopt;
  return llvm::StringRef(found->second.back());
}

llvm::ArrayRef<std::string> Arguments::values(llvm::StringRef option) const {
  auto found = given.find(option.str());
  if (found == given.end())
    return {};
  return found->second;
}

static void describeOptions(llvm::StringRef title, llvm::ArrayRef<Option> options,
                            std::string &text) {
  if (options.empty())
    return;
  text += fmt::format("\n{}:\n", title.str());
  for (const Option &option : options) {
    std::string left = option.letter ? fmt::format("  -{}, ", option.letter) : "      ";
    left += "--" + option.name.str();
    if (option.value.starts_with("[="))
      left += option.value;
    else if (!option.value.empty())
      left += fmt::format(" <{}>", option.value.str());
    if (left.size() > 28)
      left += fmt::format("\n{:<30}", "");
    else
      left.resize(30, ' ');
    auto [first, more] = option.help.split('\n');
    text += left + first.str() + '\n';
    for (; !more.empty();) {
      std::tie(first, more) = more.split('\n');
      text += fmt::format("{:<30}{}\n", "", first.str());
    }
  }
}

std::string helpText(const Syntax &syntax) {
  std::string text =
      fmt::format("{}\n\nUsage: highwater {} [OPTIONS]", syntax.summary.str(), syntax.verb.str());
  for (llvm::StringRef part : {llvm::StringRef(syntax.positional), llvm::StringRef(syntax.rest)})
    if (!part.empty())
      text += " " + part.str();
  text += '\n';
  describeOptions("Options", syntax.options, text);
  describeOptions("Output", commonOptions(), text);
  if (!syntax.details.empty())
    text += "\n" + syntax.details.str() + "\n";
  return text;
}

} // namespace highwater::driver
