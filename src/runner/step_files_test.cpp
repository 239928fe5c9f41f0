// Files that fences run: which are read, and that a step whose file has changed since is asked about.
#include <gtest/gtest.h>

#include "runner/scene.h"

namespace runner {

using base::write_file;

TEST(FilesAround, AreThoseOfTheProjectAlone) {
  const base::TemporaryFolder folder;
  const auto project = folder.path() / "project";
  std::filesystem::create_directories(project / "docs");
  write_file(project / "lockkeeper.toml", "");
  write_file(project / "a.sql", "SELECT 1;\n");
  write_file(project / "large.sql", std::string(1024 * 1024 + 1, ' '));
  write_file(project / "binary", std::string("a\0b", 3));
  write_file(folder.path() / "outside.sql", "SELECT 2;\n");
  std::filesystem::create_symlink("../outside.sql", project / "link.sql");
  const auto files = files_around(project / "docs", base::own_environment());
  EXPECT_EQ(files.read("../a.sql"), "SELECT 1;\n");
  EXPECT_EQ(files.read((project / "a.sql").string()), "SELECT 1;\n");
  for (const char* other :
       {"../../outside.sql", "../link.sql", "../large.sql", "../binary", "../missing.sql", "..", ""})
    EXPECT_EQ(files.read(other), std::nullopt) << other;
  EXPECT_TRUE(files.on_path("sh"));
  EXPECT_FALSE(files.on_path("a.sql"));
}

TEST(StepFiles, AreLookedAtAgainBeforeTheStepBegins) {
  Scene scene;
  scene.asks = true;
  write_file(scene.folder.path() / "a.sh", "echo harmless\n");
  scene.write("# R\n\n```bash {auto}\necho 'rm -rf data' >a.sh\n```\n\n```bash {id=second}\nbash a.sh\n```\n");
  EXPECT_EQ(scene.run().state, "paused");
  ASSERT_EQ(scene.people.asked.size(), 1U);
  EXPECT_EQ(scene.people.asked[0].step, "second");
  EXPECT_EQ(scene.people.asked[0].text, "a.sh has changed since it was read: run it?");
}

namespace {

// Says "run", and the file becomes another one while it thinks.
struct Slow : AnswerSource {
  std::optional<Answer> ask(const Question& question) override {
    asked.push_back(question.text);
    if (asked.size() > 1) return std::nullopt;
    write_file(file, "touch ran.txt; ./other\n");
    return Answer{.answer = "run", .by = "Ada"};
  }
  std::filesystem::path file;
  std::vector<std::string> asked;
};

}  // namespace

TEST(StepFiles, ThatChangeWhileTheQuestionIsOpenAreAskedAboutAgain) {
  Scene scene;
  scene.asks = true;
  write_file(scene.folder.path() / "a.sh", "./one\n");
  scene.write("# R\n\n```bash {id=first}\nbash a.sh\n```\n");
  Slow people;
  people.file = scene.folder.path() / "a.sh";
  EXPECT_EQ(scene.run(&people).state, "paused");
  ASSERT_EQ(people.asked.size(), 2U);
  EXPECT_NE(people.asked[1].find("a.sh has changed since it was read"), std::string::npos) << people.asked[1];
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "ran.txt"));
}

TEST(StepFiles, AreThoseOfTheFolderThatTheRunBeganIn) {
  Scene scene;
  scene.asks = true;
  std::filesystem::create_directory(scene.folder.path() / "other one");
  write_file(scene.folder.path() / "a.sh", "echo harmless\n");
  write_file(scene.folder.path() / "other one/a.sh", "echo another\n");
  scene.write(
      "# R\n\n```bash {id=first}\ncd 'other one'\n```\n\n```bash {id=second}\nls\n```\n\n- [ ] stays open\n\n## "
      "Rollback\n\n"
      "```bash {id=back}\nbash a.sh\n```\n");
  EXPECT_EQ(scene.run().state, "paused");
  EXPECT_EQ(scene.people.asked.size(), 1U) << "the task alone";
  scene.people.asked.clear();
  auto settings = scene.settings();
  settings.procedure = "rollback";
  const auto book = runbook::load(scene.file(), files_around(scene.folder.path(), base::own_environment()));
  EXPECT_TRUE(book.procedures.at(0).steps.at(0).dangers.empty());
  run(book, settings, scene.journal(), scene.people, scene.screen);
  ASSERT_EQ(scene.people.asked.size(), 1U) << scene.screen.text;
  EXPECT_NE(scene.people.asked[0].text.find("the shell stands in another folder"), std::string::npos);
}

TEST(StepFiles, ThatAreTheSameRunUnasked) {
  Scene scene;
  scene.asks = true;
  write_file(scene.folder.path() / "a.sh", "echo harmless\n");
  scene.write("# R\n\n```bash\nbash a.sh\n```\n");
  EXPECT_EQ(scene.run().state, "passed");
  EXPECT_TRUE(scene.people.asked.empty());
}

TEST(StepFiles, ThatAreGoneAreTold) {
  Scene scene;
  scene.asks = true;
  write_file(scene.folder.path() / "a.sh", "echo harmless\n");
  scene.write("# R\n\n```bash {auto}\nrm a.sh\n```\n\n```bash {id=second}\nbash a.sh\n```\n");
  scene.run();
  ASSERT_EQ(scene.people.asked.size(), 1U);
  EXPECT_EQ(scene.people.asked[0].text, "a.sh is no longer there: run it?");
}

// A file in /tmp that the test owns, under a name that nobody else has.
struct InTmp {
  base::TemporaryFolder folder{"lockkeeper-in-tmp"};
  std::string path = "/tmp/" + folder.path().filename().string() + ".txt";
  ~InTmp() { std::filesystem::remove(path); }
};

TEST(StepFiles, ThatAreInTmpAlreadyAreNotOverwrittenUnasked) {
  const InTmp tmp;
  const std::vector<std::string> lines{"date > " + tmp.path, "date >> " + tmp.path, "date | tee " + tmp.path,
                                       "sort -o " + tmp.path + " /etc/hostname",
                                       "curl -s -o " + tmp.path + " file:///dev/null"};
  for (const auto& line : lines) {
    Scene scene;
    scene.asks = true;
    scene.write("# R\n\n```bash\n" + line + "\n```\n");
    std::filesystem::remove(tmp.path);
    EXPECT_EQ(scene.run().state, "passed") << line;
    EXPECT_TRUE(scene.people.asked.empty()) << line;

    Scene again;
    again.asks = true;
    again.write("# R\n\n```bash\n" + line + "\n```\n");
    write_file(tmp.path, "precious");
    again.run();
    ASSERT_EQ(again.people.asked.size(), 1U) << line;
    EXPECT_NE(again.people.asked[0].text.find(tmp.path + " is there already (8 bytes"), std::string::npos)
        << again.people.asked[0].text;
    EXPECT_EQ(base::read_file(tmp.path), "precious") << line;
  }
}

TEST(StepFiles, ThatThisRunHasWrittenMayBeWrittenAgain) {
  const InTmp tmp;
  Scene scene;
  scene.asks = true;
  scene.write("# R\n\n```bash\ndate > " + tmp.path + "\n```\n\nThen:\n\n```bash\ndate >> " + tmp.path + "\n```\n");
  EXPECT_EQ(scene.run().state, "passed");
  EXPECT_TRUE(scene.people.asked.empty());
}

}  // namespace runner
