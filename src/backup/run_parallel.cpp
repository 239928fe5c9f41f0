#include "backup/run_parallel.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace backup {

using namespace std::chrono_literals;

namespace {

// What the threads share. The first exception wins: the others only say that they were stopped.
struct Shared {
  std::mutex mutex;
  std::condition_variable ended;
  std::size_t running = 0;
  std::exception_ptr first;
  std::stop_source stop;

  void fail(std::exception_ptr problem) {
    {
      const std::lock_guard guard(mutex);
      if (!first) first = std::move(problem);
    }
    stop.request_stop();
  }
};

}  // namespace

static void carry_out(const Work& work, Shared& shared) {
  try {
    work(shared.stop.get_token());
  } catch (...) {
    shared.fail(std::current_exception());
  }
  const std::lock_guard guard(shared.mutex);
  --shared.running;
  shared.ended.notify_all();
}

void run_together(const std::vector<Work>& works, const std::function<void()>& tick, const std::stop_token& stop) {
  Shared shared;
  shared.running = works.size();
  {
    const std::stop_callback pass_on(stop, [&] { shared.stop.request_stop(); });
    std::vector<std::jthread> threads;
    for (const auto& work : works) threads.emplace_back([&] { carry_out(work, shared); });
    for (bool over = works.empty(); !over;) {
      {
        std::unique_lock lock(shared.mutex);
        over = shared.ended.wait_for(lock, 200ms, [&] { return shared.running == 0; });
      }
      try {
        if (!over && tick) tick();
      } catch (...) {
        shared.fail(std::current_exception());
      }
    }
  }
  if (shared.first) std::rethrow_exception(shared.first);
}

}  // namespace backup
