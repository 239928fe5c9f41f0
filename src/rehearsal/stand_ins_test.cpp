#include "rehearsal/stand_ins.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"

namespace rehearsal {

static StandIns read(const std::string& text) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "stand-ins.toml", text);
  return read_stand_ins(folder.path() / "stand-ins.toml");
}

static base::Error refused(const std::string& text) {
  try {
    read(text);
  } catch (const base::Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown for " << text;
  return {base::Code::internal, ""};
}

static std::string answering(const StandIns& stand_ins, const std::vector<std::string>& words) {
  const auto* found = find_stand_in(stand_ins.declared, words);
  return found ? found->output : "none";
}

TEST(StandIns, TheFirstThatFitsAnswers) {
  const auto all = read(R"(
[[stand-in]]
command = "kubectl get pods*"
output = "pods"
[[stand-in]]
command = "kubectl *"
output = "anything"
exit = 3
)");
  EXPECT_EQ(answering(all, {"kubectl", "get", "pods", "-A"}), "pods");
  EXPECT_EQ(answering(all, {"kubectl", "delete", "cronjob", "--all"}), "anything");
  EXPECT_EQ(all.declared[1].exit_code, 3);
  EXPECT_EQ(answering(all, {"kubectl"}), "none");
  EXPECT_EQ(answering(all, {"npm", "run", "kubectl get pods"}), "none");
}

TEST(StandIns, WordsAreComparedAsTheyAre) {
  const auto all = read(R"(
[[stand-in]]
command = "curl $(date) 'quoted' ; rm -rf *"
output = "odd"
)");
  EXPECT_EQ(answering(all, {"curl", "$(date)", "'quoted'", ";", "rm", "-rf", "x"}), "odd");
  EXPECT_EQ(answering(all, {"curl", "2026", "quoted", ";", "rm", "-rf", "x"}), "none");
}

TEST(StandIns, ReadsDefaultFoldersAndEnvironment) {
  const auto all = read(R"(
default = "fail"
folders = ["/backups", { path = "/opt/app", from = "." }]
[environment]
APP = "shop"
)");
  EXPECT_FALSE(all.pass);
  ASSERT_EQ(all.folders.size(), 2U);
  EXPECT_EQ(all.folders[0].path, "/backups");
  EXPECT_EQ(all.folders[1].from, ".");
  EXPECT_EQ(all.environment.at("APP"), "shop");
}

TEST(StandIns, SaysWhatIsWrongAndWhere) {
  const auto unknown = refused("[[stand-in]]\ncommand = \"x\"\noutptu = \"y\"\n");
  EXPECT_EQ(unknown.message(), "unknown key 'outptu'");
  EXPECT_EQ(unknown.hint(), "Did you mean 'output'?");
  EXPECT_EQ(unknown.place()->line, 3);
  EXPECT_EQ(refused("[[stand-in]]\noutput = \"y\"\n").message(), "a stand-in without 'command'");
  EXPECT_EQ(refused("folders = [\"backups\"]\n").message(), "the folder 'backups' is not absolute");
  EXPECT_EQ(refused("default = \"maybe\"\n").message(), "'maybe' is not a default");
  EXPECT_EQ(refused("[[stand-in]]\ncommand = \"x\"\nexit = 256\n").message(),
            "exit has to be a number from 0 to 255");
  EXPECT_EQ(refused("[[stand-in]]\ncommand = \"x\"\nrun = \"y\"\nexit = 1\n").message(),
            "a stand-in with 'run' beside 'output' or 'exit'");
}

}  // namespace rehearsal
