// clangd links every check to its page on LLVM's site, where ours have none. On their way to the editor, such links
// become links to the pages that are installed beside the program.
//
// The function that makes clangd's transport is clangd's own; the linker (--wrap) sends its call here.

#include "driver/resources/Installation.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <memory>

namespace {

using llvm::StringRef;

/// Hands whole messages on. A message has a header that tells its length: `Content-Length: 12\r\n\r\n{...}`.
class PageLinks : public llvm::raw_ostream {
public:
  explicit PageLinks(llvm::raw_ostream &out) : raw_ostream(/*unbuffered=*/true), out(out) {}
  ~PageLinks() override { out << pending; }

private:
  void write_impl(const char *text, size_t size) override {
    pending.append(text, size);
    while (passMessageOn())
      ;
  }

  uint64_t current_pos() const override { return out.tell() + pending.size(); }

  bool passMessageOn() {
    static constexpr llvm::StringLiteral blank = "\r\n\r\n";
    StringRef text = pending;
    size_t end = text.find(blank), length = 0;
    StringRef header = text.substr(0, end);
    if (end == StringRef::npos || !header.consume_front("Content-Length: ") || header.getAsInteger(10, length))
      return false;
    StringRef body = text.substr(end + blank.size());
    if (body.size() < length)
      return false;
    std::string linked = withLinks(body.take_front(length));
    out << "Content-Length: " << linked.size() << blank << linked;
    out.flush();
    pending.erase(0, end + blank.size() + length);
    return true;
  }

  static std::string withLinks(StringRef body) {
    static constexpr llvm::StringLiteral site = "https://clang.llvm.org/extra/clang-tidy/checks/highwater/";
    std::string result;
    for (size_t at; (at = body.find(site)) != StringRef::npos;) {
      StringRef link = body.substr(at).take_until([](char each) { return each == '"'; });
      StringRef name = link.drop_front(site.size());
      name.consume_back(".html");
      result += body.take_front(at);
      std::optional<std::string> page = highwater::driver::installedFile("share/highwater/docs/checks/" + name.str() + ".md");
      result += page ? fileLink(*page) : link.str();
      body = body.drop_front(at + link.size());
    }
    return result + body.str();
  }

  static std::string fileLink(StringRef path) {
    std::string link = "file://";
    for (char each : path)
      if (llvm::isAlnum(each) || StringRef("/-._~").contains(each))
        link += each;
      else
        link += "%" + llvm::toHex(StringRef(&each, 1));
    return link;
  }

  llvm::raw_ostream &out;
  std::string pending;
};

} // namespace

namespace clang::clangd {

class Transport {
public:
  virtual ~Transport();
};
enum JSONStreamStyle : int;
using Made = std::unique_ptr<Transport>;

Made originalTransport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror, bool pretty, JSONStreamStyle style) asm(
    "__real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE");
Made transport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror, bool pretty, JSONStreamStyle style) asm(
    "__wrap__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE");

Made transport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror, bool pretty, JSONStreamStyle style) {
  static PageLinks links(out); // lives as long as the transport, which lives until main returns
  return originalTransport(in, links, mirror, pretty, style);
}

} // namespace clang::clangd
