// What the iostreams hold beside their own size: buffers, strings, copies.
#include "Count.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <locale>
#include <memory>
#include <sstream>
#include <string>

#include <unistd.h>

namespace facts {

static std::string makeFile(size_t bytes) {
  std::string path = "/tmp/facts-" + std::to_string(getpid()) + ".txt";
  FILE *file = fopen(path.c_str(), "w");
  for (size_t i = 0; i < bytes; ++i)
    fputc(i % 50 == 49 ? '\n' : 'x', file);
  fclose(file);
  return path;
}

static void fileFacts() {
  std::string path = makeFile(50000);
  fact("ifstream()", "", [] { return std::ifstream(); });
  fact("ifstream(path)", "", [&] { return std::ifstream(path.c_str()); });
  fact("ifstream(missing)", "", [] { return std::ifstream("/nonexistent/file"); });
  fact("ifstream.read", "", [&] {
    std::ifstream in(path.c_str());
    in.get();
    return in;
  });
  fact("ifstream.closed", "", [&] {
    std::ifstream in(path.c_str());
    in.get();
    in.close();
    return in;
  });
  std::string outPath = path + ".out";
  fact("ofstream(path)", "", [&] { return std::ofstream(outPath.c_str()); });
  fact("ofstream.written", "", [&] {
    std::ofstream out(outPath.c_str());
    out << "abc";
    return out;
  });
  fact("fstream(path)", "", [&] { return std::fstream(path.c_str()); });
  fact("new ifstream(path)", "", [&] { return std::make_unique<std::ifstream>(path.c_str()); });
  fact("stringstream<<rdbuf", "n=50000", [&] {
    std::ifstream in(path.c_str());
    std::stringstream all;
    all << in.rdbuf();
    return all;
  });
  fact("stringstream<<rdbuf.str()", "n=50000", [&] {
    std::ifstream in(path.c_str());
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
  });
  fact("string(istreambuf_iterator,file)", "n=50000", [&] {
    std::ifstream in(path.c_str());
    return std::string(std::istreambuf_iterator<char>(in), {});
  });
  fact("cout<<", "", [] {
    std::cout << "";
    return 0;
  });
  unlink(outPath.c_str());
  unlink(path.c_str());
}

template <typename Stream> static void writtenFacts(const char *name) {
  for (size_t n : {0, 1, 15, 16, 100, 511, 512, 513, 1000, 1024, 1025, 50000})
    fact(name, args("n=%zu", n), [=]() -> Stream {
      Stream out;
      for (size_t i = 0; i < n; ++i)
        out.put('x');
      return out;
    });
}

void streamFacts() {
  // The first stream of a process sets up the locale's caches.
  { std::stringstream first; first << 1; int i; first >> i; }
  fileFacts();
  writtenFacts<std::ostringstream>("ostringstream.put");
  writtenFacts<std::stringstream>("stringstream.put");
  for (size_t n : {10, 100, 513, 5000}) {
    std::string piece(n, 'x');
    fact("ostringstream<<string", args("n=%zu", n), [&] {
      std::ostringstream out;
      out << piece;
      return out;
    });
    fact("ostringstream<<string.twice", args("n=%zu", n), [&] {
      std::ostringstream out;
      out << piece << piece;
      return out;
    });
    fact("istringstream(string)", args("n=%zu", n), [&] { return std::istringstream(piece); });
    fact("stringstream(string)", args("n=%zu", n), [&] { return std::stringstream(piece); });
    fact("istringstream.str(string)", args("n=%zu", n), [&] {
      std::istringstream in;
      in.str(piece);
      return in;
    });
    std::ostringstream full;
    full << piece;
    fact("ostringstream.str()", args("n=%zu", n), [&] { return full.str(); });
    fact("ostringstream.str()&&", args("n=%zu", n), [&] {
      std::ostringstream out;
      out << piece;
      return std::move(out).str();
    });
    fact("ostringstream.str(empty)", args("n=%zu", n), [&] {
      std::ostringstream out;
      out << piece;
      out.str("");
      return out;
    });
  }
  fact("ostringstream<<int", "", [] {
    std::ostringstream out;
    out << 12345;
    return out;
  });
  fact("locale(copy)", "", [] { return std::locale(); });
}

} // namespace facts
