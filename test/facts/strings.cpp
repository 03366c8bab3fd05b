// std::string: where small strings end, how capacity grows, what operations cost.
#include "Count.h"

#include <sstream>
#include <string>

namespace facts {

void stringFacts() {
  for (size_t n : {0, 1, 15, 16, 22, 23, 30, 31, 40, 100, 1000, 100000}) {
    fact("string(n,c)", args("n=%zu", n), [=] { return std::string(n, 'x'); });
    std::string from(n, 'x');
    fact("string(string)", args("n=%zu", n), [&] { return std::string(from); });
  }
  for (size_t n : {15, 16, 22, 23, 31, 61, 1000, 100000})
    fact("string.push_back", args("n=%zu", n), [=] {
      std::string text;
      for (size_t i = 0; i < n; ++i)
        text.push_back('x');
      return text;
    });
  for (size_t c : {15, 100, 1000})
    for (size_t k : {1, 20, 100, 500, 5000})
      fact("string.append", args("size=%zu k=%zu", c, k), [=] {
        std::string text(c, 'x');
        text.append(k, 'y');
        return text;
      });
  for (size_t n : {10, 20, 25, 100})
    fact("string.reserve", args("n=%zu", n), [=] {
      std::string text;
      text.reserve(n);
      return text;
    });
  for (size_t from : {10, 100})
    for (size_t n : {12, 60, 150, 400})
      fact("string.reserve.grown", args("size=%zu n=%zu", from, n), [=] {
        std::string text(from, 'x');
        text.reserve(n);
        return text;
      });
  for (size_t n : {10, 100})
    fact("string.resize", args("size=%zu n=%zu", n, n + 1), [=] {
      std::string text(n, 'x');
      text.resize(n + 1);
      return text;
    });
  fact("string.clear", "size=1000", [] {
    std::string text(1000, 'x');
    text.clear();
    return text;
  });
  fact("string.shrink_to_fit", "capacity=1000 size=100", [] {
    std::string text(1000, 'x');
    text.resize(100);
    text.shrink_to_fit();
    return text;
  });
  fact("string.assign", "capacity=100 size=1000", [] {
    std::string text(100, 'x');
    text.assign(1000, 'y');
    return text;
  });
  fact("string.copy-assign", "capacity=100 size=1000", [] {
    std::string text(100, 'x'), other(1000, 'y');
    text = other;
    keep(other);
    return text;
  });
  for (size_t a : {8, 100})
    for (size_t b : {4, 100, 1000}) {
      std::string left(a, 'x'), right(b, 'y');
      fact("string+string", args("a=%zu b=%zu", a, b), [&] { return left + right; });
      fact("string+string+string", args("a=%zu b=%zu c=%zu", a, b, b),
           [&] { return left + right + right; });
      fact("string+literal", args("a=%zu b=5", a), [&] { return left + "abcde"; });
    }
  std::string source(1000, 'x');
  for (size_t n : {10, 16, 100})
    fact("string.substr", args("n=%zu", n), [&] { return source.substr(5, n); });
  fact("to_string(int)", "v=-2147483647", [] { return std::to_string(-2147483647); });
  fact("to_string(long)", "v=9223372036854775807", [] { return std::to_string(9223372036854775807); });
  fact("to_string(double)", "v=3.25", [] { return std::to_string(3.25); });
  fact("to_string(double)", "v=123456789012.5", [] { return std::to_string(123456789012.5); });

  // A line string reused over many lines keeps the capacity of the longest.
  for (size_t n : {10, 16, 23, 31, 100, 1000, 100000}) {
    std::istringstream in(std::string(n, 'x') + "\n");
    fact("getline", args("n=%zu", n), [&] {
      std::string line;
      std::getline(in, line);
      return line;
    });
    std::istringstream words(std::string(n, 'x') + " ");
    fact("stream>>string", args("n=%zu", n), [&] {
      std::string word;
      words >> word;
      return word;
    });
  }
  std::istringstream in(std::string(100, 'x') + "\n" + std::string(150, 'y') + "\n" +
                        std::string(1000, 'z') + "\n");
  fact("getline.reused", "n=100,150,1000", [&] {
    std::string line;
    while (std::getline(in, line)) {
    }
    return line;
  });
  std::istringstream all(std::string(100000, 'x'));
  fact("string(istreambuf_iterator)", "n=100000", [&] {
    return std::string(std::istreambuf_iterator<char>(all), {});
  });
}

} // namespace facts
