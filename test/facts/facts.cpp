// Prints the table of measured memory facts, one quantity per line:
//
//   name<TAB>arguments<TAB>bytes
//
// A name is `subject/quantity`. The quantities of one measurement are
//   live           bytes requested and still held by the result
//   peak           the most bytes requested at once while the result was made
//   live-charged   the same as live, in the chunks and pages glibc set aside
//   peak-charged   the same as peak, in chunks and pages
//   allocations    how many blocks were requested
//   through-new    bytes ever requested through operator new (the rest: malloc)
// Arguments are `key=value` pairs separated by spaces. A name without a slash is
// one number that needs no measurement, such as sizeof. Lines that start with '#'
// are comments.
#include "Count.h"

#ifdef _LIBCPP_VERSION
#define LIBRARY "libc++"
#else
#define LIBRARY "libstdc++"
#endif

int main() {
  static char buffer[1 << 16];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  printf("# columns: name, arguments, bytes; measured with " LIBRARY "\n");
  facts::mallocFacts();
  facts::layoutFacts();
  facts::stringFacts();
  facts::sequenceFacts();
  facts::nodeFacts();
  facts::ownerFacts();
  facts::streamFacts();
  facts::algorithmFacts();
  facts::threadFacts();
  facts::filesystemFacts();
  facts::cFacts();
  return 0;
}
