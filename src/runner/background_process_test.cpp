// What goes on beside the steps: for how long, and that it ends with the run.
#include "runner/background_process.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "runner/scene.h"

namespace runner {

namespace {

// A step that waits until the file is there.
std::string wait_for(const std::string& file) {
  return "```bash {id=wait}\nfor i in $(seq 500); do [[ -e " + file +
         " ]] && exit 0; sleep 0.02; done; exit 1\n```\n";
}

std::string printed(const Scene& scene) {
  std::string out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(scene.folder.path() / ".lockkeeper/runs"))
    if (entry.path().string().ends_with("background.txt")) out += base::read_file(entry.path());
  return out;
}

}  // namespace

TEST(Background, IsNotEndedByItsTimeout) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=a background timeout=50ms}\nsleep 0.5\ntouch over\n```\n" + wait_for("over"));
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
}

// The shell is gone when its child begins to print: nobody but us keeps the pipe open.
TEST(Background, WhatItsShellLeavesBehindGoesOnPrinting) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a background}\n(\n  while kill -0 $$ 2>>none; do sleep 0.02; done\n"
      "  for i in $(seq 50); do echo \"tick $i\"; echo \"tock $i\" >&2; sleep 0.02; done\n  touch over\n) &\n```\n" +
      wait_for("over"));
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
  const auto text = printed(scene);
  EXPECT_NE(text.find("tick 50"), std::string::npos) << text;
  EXPECT_NE(text.find("tock 50"), std::string::npos) << text;
}

TEST(Background, WhatTurnsItsStreamsToAFileGoesOn) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a background}\n(\n  exec >log 2>&1 </dev/null\n"
      "  while kill -0 $$ 2>>none; do sleep 0.02; done\n  sleep 0.3; echo late; touch over\n) &\n```\n" +
      wait_for("over"));
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
  EXPECT_EQ(base::read_file(scene.folder.path() / "log"), "late\n");
}

TEST(Background, SaysItsLastWordsWhenTheRunEnds) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a background}\ntrap 'sleep 0.2; echo first; echo goodbye >&2; touch over; exit 0' "
      "TERM\n"
      "touch ready; while true; do sleep 0.02; done\n```\n" +
      wait_for("ready"));
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
  EXPECT_TRUE(std::filesystem::exists(scene.folder.path() / "over"));
  const auto text = printed(scene);
  EXPECT_NE(text.find("first"), std::string::npos) << text;
  EXPECT_NE(text.find("goodbye"), std::string::npos) << text;
}

TEST(Background, EndsWithTheRunEvenWhereItsShellIsGone) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a background}\n(\n  while kill -0 $$ 2>>none; do sleep 0.02; done\n"
      "  echo $BASHPID >pid.new; mv pid.new pid; while sleep 0.02; do echo tick; done\n) &\n```\n" +
      wait_for("pid"));
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
  const std::string text = base::read_file(scene.folder.path() / "pid");
  const std::string pid(base::trim(text));
  ASSERT_FALSE(pid.empty());
  const auto command = std::filesystem::path("/proc") / pid / "cmdline";  // empty for what only waits to be reaped
  EXPECT_TRUE(!std::filesystem::exists(command) || base::read_file(command).empty());
}

TEST(Background, EndsWithTheRunThoughItTurnedItsStreams) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a background}\n(\n  exec >log 2>&1 </dev/null\n  echo $BASHPID >pid.new; mv pid.new "
      "pid\n"
      "  while sleep 0.02; do echo tick; done\n) &\n```\n" +
      wait_for("pid"));
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
  const std::string text = base::read_file(scene.folder.path() / "pid");
  const std::string pid(base::trim(text));
  ASSERT_FALSE(pid.empty());
  const auto command = std::filesystem::path("/proc") / pid / "cmdline";
  EXPECT_TRUE(!std::filesystem::exists(command) || base::read_file(command).empty());
}

}  // namespace runner
