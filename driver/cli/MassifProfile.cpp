// massif.out files, as the manual of valgrind and ms_print describe them: snapshots of `key=value` lines, of which the one
// with `heap_tree=peak` goes on with a tree. A line of the tree is as deep as it has spaces in front:
//
//     n2: 1200 0x10A393: main (words.cpp:13)
//      n0: 900 0x10A3F3: fill(int) (words.cpp:20)

#include "driver/cli/InlinedFrames.h"

#include "fmt/format.h"

namespace highwater::driver {

using llvm::StringRef;

namespace {

struct Node {
  size_t depth = 0;
  unsigned children = 0;
  double bytes = 0;
  std::vector<ProfileFrame> frames; ///< innermost first; none where the line is not known
};

class Reader {
public:
  Reader(StringRef name, StringRef text, StringRef program) : name(name), rest(text), inlined(program) {}

  llvm::Expected<Profile> read() {
    Profile profile;
    profile.tool = "massif";
    while (next()) {
      auto [key, value] = current.split('=');
      if (key == "snapshot")
        inSnapshot = true;
      if (key == "mem_heap_B" || key == "mem_heap_extra_B") {
        double &bytes = key == "mem_heap_B" ? profile.bytes : extra;
        if (value.getAsDouble(bytes))
          return failure(fmt::format("'{}' is not a number of bytes", value.str()));
      }
      if (current != "heap_tree=peak")
        continue;
      if (!inSnapshot)
        return failure("a tree outside of a snapshot");
      profile.charged = profile.bytes + extra;
      if (llvm::Error error = readTree(profile))
        return error;
      return profile;
    }
    return failure("no peak: none of its snapshots has 'heap_tree=peak'");
  }

private:
  bool next() {
    if (rest.empty())
      return false;
    std::tie(current, rest) = rest.split('\n');
    ++line;
    return true;
  }

  llvm::Error failure(StringRef what) const { return profileError(name, line, what); }

  /// `n2: 1200 0x10A393: main (words.cpp:13)`
  std::optional<Node> readNode() {
    Node node;
    StringRef text = current.ltrim(' ');
    node.depth = current.size() - text.size();
    if (!text.consume_front("n") || text.consumeInteger(10, node.children) || !text.consume_front(": "))
      return std::nullopt;
    unsigned long long bytes = 0;
    if (text.consumeInteger(10, bytes))
      return std::nullopt;
    node.bytes = static_cast<double>(bytes);
    uint64_t address = 0;
    text = text.ltrim(' ');
    if (text.consumeInteger(0, address) || !text.consume_back(")"))
      return node;
    StringRef place = text.rsplit('(').second;
    if (place.consume_front("in ")) {
      node.frames = inlined.at(address, place);
      return node;
    }
    auto [file, number] = place.rsplit(':');
    unsigned line = 0;
    if (!number.empty() && !number.getAsInteger(10, line))
      node.frames = inlined.at(address, {file.str(), line});
    return node;
  }

  /// Leaves carry the bytes; what is below massif's threshold is a leaf without a frame of its own.
  llvm::Error readTree(Profile &profile) {
    std::vector<Node> path;
    size_t open = 1; // nodes that are still to come
    while (open != 0) {
      if (!next())
        return failure("the tree of the peak ends early");
      std::optional<Node> node = readNode();
      if (!node)
        return failure("not a line of a heap tree ('n1: 1200 0x10A393: main (words.cpp:13)')");
      if (node->depth > path.size())
        return failure("a line of the heap tree is deeper than what it belongs to");
      path.resize(node->depth);
      open += node->children;
      --open;
      path.push_back(std::move(*node));
      if (path.back().children != 0)
        continue;
      ProfileStack stack{path.back().bytes, {}};
      for (const Node &each : path)
        stack.frames.insert(stack.frames.end(), each.frames.begin(), each.frames.end());
      profile.stacks.push_back(std::move(stack));
    }
    return llvm::Error::success();
  }

  StringRef name, rest, current;
  InlinedFrames inlined;
  size_t line = 0;
  double extra = 0;
  bool inSnapshot = false;
};

} // namespace

llvm::Expected<Profile> readMassif(StringRef name, StringRef text, StringRef program) {
  return Reader(name, text, program).read();
}

} // namespace highwater::driver
