// sizeof of the library's own types: what an object costs where it stands.
#include "Count.h"

#include <any>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <fstream>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace facts {

template <typename T> static void size(const char *type) { value("sizeof", type, sizeof(T)); }

void layoutFacts() {
  size<std::string>("string");
  size<std::string_view>("string_view");
  size<std::span<int>>("span<int>");
  size<std::vector<int>>("vector<int>");
  size<std::vector<bool>>("vector<bool>");
  size<std::deque<int>>("deque<int>");
  size<std::list<int>>("list<int>");
  size<std::forward_list<int>>("forward_list<int>");
  size<std::map<int, int>>("map<int,int>");
  size<std::set<int>>("set<int>");
  size<std::unordered_map<int, int>>("unordered_map<int,int>");
  size<std::unordered_set<int>>("unordered_set<int>");
  size<std::queue<int>>("queue<int>");
  size<std::priority_queue<int>>("priority_queue<int>");
  size<std::unique_ptr<int>>("unique_ptr<int>");
  size<std::shared_ptr<int>>("shared_ptr<int>");
  size<std::weak_ptr<int>>("weak_ptr<int>");
  size<std::function<void()>>("function<void()>");
  size<std::any>("any");
  size<std::optional<int>>("optional<int>");
  size<std::optional<std::string>>("optional<string>");
  size<std::variant<int, std::string>>("variant<int,string>");
  size<std::pair<int, std::string>>("pair<int,string>");
  size<std::ifstream>("ifstream");
  size<std::ofstream>("ofstream");
  size<std::fstream>("fstream");
  size<std::filebuf>("filebuf");
  size<std::istringstream>("istringstream");
  size<std::ostringstream>("ostringstream");
  size<std::stringstream>("stringstream");
  size<std::stringbuf>("stringbuf");
  size<std::regex>("regex");
  size<std::smatch>("smatch");
  size<std::filesystem::path>("filesystem::path");
  size<std::filesystem::directory_iterator>("filesystem::directory_iterator");
  size<std::filesystem::directory_entry>("filesystem::directory_entry");
  size<std::thread>("thread");
  size<std::mutex>("mutex");
  size<std::condition_variable>("condition_variable");
  size<std::promise<int>>("promise<int>");
  size<std::future<int>>("future<int>");
  size<std::packaged_task<int()>>("packaged_task<int()>");
}

} // namespace facts
