// What C++ adds: the runtime's pool, a global's constructor before main, and
// containers, whose growth holds old and new at once.
#include <memory>
#include <string>
#include <vector>

static std::vector<char> beforeMain(10000);

int main() {
  std::vector<int> grown;
  for (int i = 0; i < 1025; ++i)
    grown.push_back(i);
  return grown.size() + beforeMain.size() == 11025 ? 0 : 1;
}
