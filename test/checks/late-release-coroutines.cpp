// RUN: %check_highwater %s late-release -stdlib=libstdc++
// What a coroutine's frame refers to is needed until the frame is gone, wherever it is resumed.
#include <coroutine>
#include <cstddef>
#include <utility>
#include <vector>

using std::size_t;

double sum(const std::vector<double> &values);
void show(double);

struct Task {
  struct promise_type {
    double value = 0;
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(double result) { value = result; }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> frame;
  double get() {
    frame.resume();
    return frame.promise().value;
  }
};

Task total(const std::vector<double> &values) { co_return sum(values); }
Task totalLater(const std::vector<double> &values, std::vector<double> &scratch) {
  co_await std::suspend_always();
  scratch.assign(values.begin(), values.end());
  co_return sum(scratch);
}
Task totalOfACopy(std::vector<double> values) { co_return sum(values); }

void frameStillUsesIt(size_t n) {
  std::vector<double> raw(n);
  Task task = total(raw);
  std::vector<double> later(n);
  show(sum(later) + task.get());
}

void frameStillUsesBoth(size_t n) {
  std::vector<double> raw(n), scratch(n);
  Task task = totalLater(raw, scratch);
  std::vector<double> later(n);
  show(sum(later) + task.get());
}

void frameOfALambdaStillUsesIt(size_t n) {
  std::vector<double> raw(n);
  auto lazily = [&raw]() -> Task { co_return sum(raw); };
  Task task = lazily();
  std::vector<double> later(n);
  show(sum(later) + task.get());
}

std::vector<Task> waiting;

void frameIsResumedBySomebodyElse(size_t n) {
  std::vector<double> raw(n);
  waiting.push_back(total(raw));
  std::vector<double> later(n);
  show(sum(later));
}

Task usedBehindASuspension(size_t n) {
  std::vector<double> raw(n);
  show(sum(raw));
  co_await std::suspend_always();
  std::vector<double> later(n);
  co_return sum(later) + raw[0];
}

Task parameterUsedBehindASuspension(std::vector<double> raw, size_t n) {
  show(sum(raw));
  co_await std::suspend_always();
  std::vector<double> later(n);
  co_return sum(later) + raw[0];
}

// Reported: nothing in the frame refers to it any more.

void frameIsDone(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  Task task = total(raw);
  show(task.get());
  std::vector<double> later(n);
  show(sum(later));
}

Task deadBehindASuspension(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  show(sum(raw));
  co_await std::suspend_always();
  std::vector<double> later(n);
  co_return sum(later);
}
