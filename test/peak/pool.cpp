// Counts prefixes of words in chunks of a file on a pool of threads, and merges the counts of each.
// RUN: %peak %s {text} 4
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <mutex>
#include <queue>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

using Counts = std::unordered_map<std::string, std::size_t>;

class ThreadPool {
public:
  using Task = std::function<void(std::size_t worker)>;

  explicit ThreadPool(std::size_t workers) {
    for (std::size_t i = 0; i < workers; ++i)
      threads_.emplace_back([this, i] { run(i); });
  }

  ~ThreadPool() { finish(); }

  void submit(Task task) {
    {
      std::lock_guard lock(mutex_);
      tasks_.push(std::move(task));
    }
    ready_.notify_one();
  }

  void finish() {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
    for (auto &thread : threads_)
      if (thread.joinable())
        thread.join();
  }

private:
  void run(std::size_t worker) {
    for (;;) {
      Task task;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
        if (tasks_.empty())
          return;
        task = std::move(tasks_.front());
        tasks_.pop();
      }
      task(worker);
    }
  }

  std::vector<std::thread> threads_;
  std::queue<Task> tasks_;
  std::mutex mutex_;
  std::condition_variable ready_;
  bool closed_ = false;
};

static void count(std::string_view chunk, Counts &counts) {
  std::size_t at = 0;
  while (at < chunk.size()) {
    std::size_t end = chunk.find_first_of(" \n", at);
    if (end == std::string_view::npos)
      end = chunk.size();
    if (end > at)
      ++counts[std::string(chunk.substr(at, std::min<std::size_t>(end - at, 6)))];
    at = end + 1;
  }
}

int main(int argc, char **argv) {
  if (argc < 2) {
    std::cerr << "usage: " << argv[0] << " FILE [THREADS]\n";
    return 2;
  }
  std::size_t workers = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : std::thread::hardware_concurrency();
  std::ifstream in(argv[1], std::ios::binary);
  if (!in) {
    std::cerr << "cannot open " << argv[1] << '\n';
    return 1;
  }
  std::ostringstream buffer;
  buffer << in.rdbuf();
  const std::string text = buffer.str();

  std::vector<Counts> partial(workers);
  const std::size_t chunkSize = 256 * 1024;
  std::size_t chunks = 0;
  {
    ThreadPool pool(workers);
    for (std::size_t begin = 0; begin < text.size(); ++chunks) {
      std::size_t end = std::min(begin + chunkSize, text.size());
      while (end < text.size() && text[end] != '\n')
        ++end;
      std::string_view chunk(text.data() + begin, end - begin);
      pool.submit([chunk, &partial](std::size_t worker) { count(chunk, partial[worker]); });
      begin = end;
    }
    pool.finish();
  }

  Counts total;
  for (auto &counts : partial) {
    for (auto &[word, n] : counts)
      total[word] += n;
    counts.clear();
  }

  std::vector<std::pair<std::string, std::size_t>> top(total.begin(), total.end());
  std::size_t shown = std::min<std::size_t>(5, top.size());
  std::partial_sort(top.begin(), top.begin() + shown, top.end(), [](const auto &a, const auto &b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::cout << chunks << " chunks, " << total.size() << " prefixes\n";
  for (std::size_t i = 0; i < shown; ++i)
    std::cout << top[i].first << ' ' << top[i].second << '\n';
}
