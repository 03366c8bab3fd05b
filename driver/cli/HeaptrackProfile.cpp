// heaptrack files, as heaptrack_interpret writes them and src/analyze/accumulatedtracedata.cpp of heaptrack reads them.
// Each line is a letter and numbers in hexadecimal. Strings, addresses and traces are numbered from 1, and 0 is none;
// allocations from 0:
//
//     v VERSION FORMAT
//     s LENGTH TEXT                                  a string; before format 3 without LENGTH
//     i ADDRESS MODULE [FUNCTION FILE LINE]...       an address; functions inlined there come first
//     t ADDRESS CALLER                               a trace: an address, and the trace that called it
//     a BYTES TRACE                                  a kind of allocation
//     + ALLOCATION    - ALLOCATION                   one is made, one is freed
//
// A first pass finds the peak; a second one counts what is live there.

#include "driver/cli/Profile.h"

#include "analysis/size/Functions.h"

#include "fmt/format.h"

#include <algorithm>

namespace highwater::driver {

using llvm::StringRef;

namespace {

struct Address {
  std::vector<ProfileFrame> frames; ///< innermost first
};

struct Trace {
  size_t address = 0, caller = 0;
};

struct Allocation {
  double bytes = 0;
  size_t trace = 0;
  double live = 0; ///< how many, at the peak
};

class Reader {
public:
  Reader(StringRef name, StringRef text) : name(name), text(text) {}

  llvm::Expected<Profile> read() {
    StringRef rest = text;
    while (!rest.empty()) {
      StringRef line;
      std::tie(line, rest) = rest.split('\n');
      ++number;
      if (llvm::Error error = readLine(line))
        return error;
    }
    if (allocations.empty())
      return profileError(name, number, "no allocation is in it");
    countLive();
    return profile();
  }

private:
  llvm::Error failure(StringRef what) const { return profileError(name, number, what); }

  static bool consumeNumber(StringRef &line, unsigned long long &value) {
    line = line.ltrim(' ');
    return !line.consumeInteger(16, value);
  }

  llvm::Error readLine(StringRef line) {
    if (line.empty())
      return llvm::Error::success();
    char mode = line.front();
    StringRef rest = line.drop_front();
    switch (mode) {
    case 'v': return readVersion(rest);
    case 's': return readString(rest);
    case 'i': return readAddress(rest);
    case 't': return readTrace(rest);
    case 'a': return readAllocation(rest);
    case '+':
    case '-': return readChange(rest, mode == '+' ? 1 : -1);
    case 'm':
    case 'x': return failure("raw data of heaptrack; 'heaptrack --interpret FILE' makes it readable");
    case 'A': case 'I': case 'R': case 'S': case 'X': case 'c': case '#': return llvm::Error::success();
    default: return failure("not a line of a heaptrack file");
    }
  }

  llvm::Error readVersion(StringRef rest) {
    unsigned long long version = 0;
    if (!consumeNumber(rest, version) || !consumeNumber(rest, format) || format < 1 || format > 3)
      return failure("a format of heaptrack that is not known; known are 1 to 3");
    return llvm::Error::success();
  }

  llvm::Error readString(StringRef rest) {
    unsigned long long length = 0;
    if (format >= 3 && !consumeNumber(rest, length))
      return failure("a string without its length");
    rest.consume_front(" ");
    if (format >= 3 && rest.size() != length)
      return failure(fmt::format("a string of {} characters, said to have {}", rest.size(), length));
    strings.push_back(rest);
    return llvm::Error::success();
  }

  llvm::Error readAddress(StringRef rest) {
    unsigned long long value = 0, function = 0, file = 0, line = 0;
    if (!consumeNumber(rest, value) || !consumeNumber(rest, value))
      return failure("an address takes two numbers or more");
    Address address;
    while (consumeNumber(rest, function)) {
      if (!consumeNumber(rest, file))
        break; // the name of a function without debug information
      if (!consumeNumber(rest, line))
        return failure("a place takes a file and a line");
      if (file > strings.size())
        return failure(fmt::format("string {} is not in it", file));
      if (file != 0 && line != 0)
        address.frames.push_back({strings[file - 1].str(), static_cast<unsigned>(line)});
    }
    addresses.push_back(std::move(address));
    return llvm::Error::success();
  }

  llvm::Error readTrace(StringRef rest) {
    unsigned long long address = 0, caller = 0;
    if (!consumeNumber(rest, address) || !consumeNumber(rest, caller))
      return failure("a trace takes two numbers");
    if (address > addresses.size() || caller > traces.size())
      return failure("a trace of what is not in it");
    traces.push_back({address, caller});
    return llvm::Error::success();
  }

  llvm::Error readAllocation(StringRef rest) {
    unsigned long long bytes = 0, trace = 0;
    if (!consumeNumber(rest, bytes) || !consumeNumber(rest, trace))
      return failure("an allocation takes two numbers");
    if (trace > traces.size())
      return failure("an allocation at a trace that is not in it");
    allocations.push_back({static_cast<double>(bytes), trace, 0});
    return llvm::Error::success();
  }

  llvm::Error readChange(StringRef rest, int sign) {
    unsigned long long index = 0;
    if (!consumeNumber(rest, index) || index >= allocations.size())
      return failure("a change of an allocation that is not in it");
    live += sign * allocations[index].bytes;
    if (live > peak) {
      peak = live;
      peakLine = number;
    }
    return llvm::Error::success();
  }

  void countLive() {
    StringRef rest = text;
    for (size_t at = 1; at <= peakLine; ++at) {
      StringRef line;
      std::tie(line, rest) = rest.split('\n');
      if (!line.starts_with("+") && !line.starts_with("-"))
        continue;
      StringRef index = line.drop_front();
      unsigned long long which = 0;
      consumeNumber(index, which);
      allocations[which].live += line.front() == '+' ? 1 : -1;
    }
  }

  Profile profile() const {
    Profile result;
    result.tool = "heaptrack";
    for (const Allocation &each : allocations) {
      if (each.live <= 0)
        continue;
      ProfileStack stack{each.live * each.bytes, {}};
      result.bytes += stack.bytes;
      result.charged += each.live * size::call(size::Function::Chunk, {each.bytes});
      for (size_t at = each.trace; at != 0; at = traces[at - 1].caller)
        if (size_t address = traces[at - 1].address; address != 0)
          llvm::append_range(stack.frames, addresses[address - 1].frames);
      result.stacks.push_back(std::move(stack));
    }
    return result;
  }

  StringRef name, text;
  size_t number = 0;
  unsigned long long format = 0;
  std::vector<StringRef> strings;
  std::vector<Address> addresses;
  std::vector<Trace> traces;
  std::vector<Allocation> allocations;
  double live = 0, peak = 0;
  size_t peakLine = 0;
};

} // namespace

llvm::Expected<Profile> readHeaptrack(StringRef name, StringRef text) { return Reader(name, text).read(); }

} // namespace highwater::driver
