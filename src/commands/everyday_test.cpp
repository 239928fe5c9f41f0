// What people type every day, and what takes things away in forms that are not typed every day: one command a line in
// everyday/reads.txt and everyday/destroys.txt. None of the first is asked about, each of the second is.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "commands/judgement.h"

namespace commands {

static std::vector<std::string> commands_in(const char* file) {
  std::vector<std::string> out;
  const auto text = base::read_file(std::filesystem::path(LOCKKEEPER_SOURCE) / "src/commands/everyday" / file);
  for (const auto line : base::lines(text)) {
    if (!line.empty() && !line.starts_with("# ")) out.emplace_back(line);
  }
  return out;
}

static Judgement judgement_of(const std::string& command) {
  Surroundings surroundings;
  return judge_shell(command + "\n", 1, surroundings);
}

TEST(EverydayCommands, ThatReadAreNotAskedAbout) {
  for (const auto& command : commands_in("reads.txt")) {
    const auto judgement = judgement_of(command);
    EXPECT_TRUE(judgement.harmless()) << command << "\n  " << judgement.worst()->why();
  }
}

TEST(EverydayCommands, ThatDestroyAreAskedAbout) {
  for (const auto& command : commands_in("destroys.txt")) EXPECT_FALSE(judgement_of(command).harmless()) << command;
}

}  // namespace commands
