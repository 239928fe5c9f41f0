#include "backup/run_parallel.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include <gtest/gtest.h>

using namespace backup;

// Waits until the token is stopped, however long that takes.
static void wait_for_stop(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any condition;
  std::unique_lock lock(mutex);
  condition.wait(lock, stop, [] { return false; });
}

TEST(RunTogether, ReturnsWhenAllHaveEnded) {
  std::atomic<int> ended = 0;
  run_together({[&](const auto&) { ++ended; }, [&](const auto&) { ++ended; }}, {}, {});
  EXPECT_EQ(ended, 2);
}

TEST(RunTogether, StopsTheOthersWhenOneFails) {
  const auto fails = [](const std::stop_token&) { throw std::runtime_error("the first"); };
  const auto follows = [](const std::stop_token& stop) {
    wait_for_stop(stop);
    throw std::runtime_error("only stopped");
  };
  try {
    run_together({follows, fails}, {}, {});
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "the first");
  }
}

TEST(RunTogether, PassesAStopOn) {
  std::stop_source source;
  source.request_stop();
  run_together({wait_for_stop}, {}, source.get_token());
}

TEST(RunTogether, StopsWhenTheTickThrows) {
  EXPECT_THROW(run_together({wait_for_stop}, [] { throw std::runtime_error("tick"); }, {}), std::runtime_error);
}
