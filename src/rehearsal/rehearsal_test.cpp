#include "rehearsal/rehearsal.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "pg/shared_server_test.h"
#include "rehearsal/call.h"

namespace rehearsal {

namespace fs = std::filesystem;

namespace {

struct Scene {
  std::string book;
  std::string schema = "CREATE TABLE t (id int);";
  StandIns stand_ins = {};
  std::vector<Change> environment = {};
  bool isolate = true;
  std::vector<runner::Variable> variables = {};
};

// A rehearsal leaves its process off the network: each has one of its own.
class Rehearsing : public pg::OnServer {
 protected:
  base::Json rehearse(const Scene& scene) {
    base::write_file(work() / "book.md", scene.book, 0644);
    base::write_file(work() / "schema.sql", scene.schema, 0644);
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        const auto inherited = changed(base::own_environment(), scene.environment);
        const Surroundings surroundings(scene.environment, base::own_environment());
        runner::RunObserver screen;
        const auto book = runbook::load(work() / "book.md");
        const auto result = rehearsal::rehearse(book,
                                                {.folder = work(),
                                                 .beside = folder_.path() / "rehearsals",
                                                 .program = "/proc/self/exe",
                                                 .source = find_source((work() / "schema.sql").string(), {}),
                                                 .stand_ins = scene.stand_ins,
                                                 .isolate = scene.isolate,
                                                 .variables = scene.variables,
                                                 .inherited = inherited},
                                                screen);
        journal::Journal real(folder_.path() / "journal.db");
        record(result, book, real);
        base::write_file(folder_.path() / "result.json", to_json(result).dump());
      } catch (const base::Error& error) {
        base::write_file(folder_.path() / "error", base::render(error));
      }
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (fs::exists(folder_.path() / "error")) ADD_FAILURE() << base::read_file(folder_.path() / "error");
    if (!fs::exists(folder_.path() / "result.json")) return base::Json::object();
    return base::Json::parse(base::read_file(folder_.path() / "result.json"));
  }

  fs::path work() {
    fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::others_exec | fs::perms::group_exec);
    fs::create_directories(folder_.path() / "work");
    return folder_.path() / "work";
  }

  // What a step printed, from the rehearsal's own journal.
  std::string printed(const base::Json& result) {
    std::string out;
    const journal::Journal own(fs::path(result.at("folder").get<std::string>()) / "journal.db");
    for (const auto& event : own.read({.kind = "step.output"})) out += event.data.at("text").get<std::string>();
    return out;
  }

  base::TemporaryFolder folder_{"lk-rehearsal"};
};

}  // namespace

TEST_F(Rehearsing, AnotherDatabaseStaysUntouched) {
  connect().execute("CREATE TABLE t (id int); INSERT INTO t VALUES (7)");
  const std::string socket = pg::shared_server().socket_folder();
  const auto result = rehearse(
      {.book = "# X\n## A\n```bash\npsql \"$DATABASE_URL\" -c 'DELETE FROM t'\n```\n```sql\nDELETE FROM t;\n```\n"
               "```bash\npsql '" +
               url() +
               "' -c 'DELETE FROM t'\n```\n"
               "```bash\npsql -h " +
               socket + " " + name() +
               " -c 'DELETE FROM t' || true\n```\n"
               "```bash\nPGHOST=" +
               socket + " dropdb " + name() +
               "\n```\n"
               "```bash\nexport PGHOST=" +
               socket + " PGDATABASE=" + name() +
               "\n```\n"
               "```bash\npsql -c 'DELETE FROM t'\n```\n",
       .environment = {{"DATABASE_URL", url()}, {"PGHOST", socket}, {"PGDATABASE", name()}}});
  EXPECT_EQ(connect().query("SELECT id FROM t").rows(), 1U);
  EXPECT_EQ(result.at("state"), "failed");
  EXPECT_EQ(result.at("refused").size(), 4U) << result.dump(1);
  EXPECT_EQ(result.at("refused").at(0).at("verdict"), "would reach host " + socket);
}

TEST_F(Rehearsing, ProgramsByTheirFullPathReachNoOtherServerEither) {
  connect().execute("CREATE TABLE t (id int); INSERT INTO t VALUES (7)");
  const auto psql = pg::client_program("psql");
  ASSERT_TRUE(psql);
  const auto result =
      rehearse({.book = "# X\n## A\n```bash\n" + *psql + " '" + url() + "' -c 'DELETE FROM t'\n```\n"});
  if (!result.at("isolated").get<bool>()) GTEST_SKIP() << "this machine allows no files of a rehearsal's own";
  EXPECT_EQ(connect().query("SELECT id FROM t").rows(), 1U);
  EXPECT_EQ(result.at("state"), "failed");
}

TEST_F(Rehearsing, FilesAreAsTheyWere) {
  base::write_file(work() / "precious", "kept");
  const auto result = rehearse({.book = "# X\n## A\n```bash\nrm precious\necho new > created\nls /elsewhere\n```\n"
                                        "```bash\ntest -e created && test ! -e precious\n```\n",
                                .stand_ins = {.folders = {{.path = "/elsewhere"}}}});
  if (!result.at("isolated").get<bool>()) GTEST_SKIP() << "this machine allows no files of a rehearsal's own";
  EXPECT_EQ(result.at("state"), "passed") << result.dump(1);
  EXPECT_EQ(base::read_file(work() / "precious"), "kept");
  EXPECT_FALSE(fs::exists(work() / "created"));
  EXPECT_FALSE(fs::exists("/elsewhere"));
}

TEST_F(Rehearsing, FilesBelowAMountOfTheKernelAreAsTheyWere) {
  const auto memory = fs::path("/dev/shm") / work().parent_path().filename();
  std::error_code failed;
  if (!fs::create_directory(memory, failed)) GTEST_SKIP() << "nothing can be written to /dev/shm";
  const std::shared_ptr<void> remove(nullptr, [&](void*) { fs::remove_all(memory, failed); });
  base::write_file(memory / "precious", "kept");
  const auto result = rehearse(
      {.book = fmt::format("# X\n## A\n```bash\nrm {0}/precious\ntouch {0}/created\n```\n", memory.string())});
  if (!result.at("isolated").get<bool>()) GTEST_SKIP() << "this machine allows no files of a rehearsal's own";
  EXPECT_EQ(result.at("state"), "passed") << result.dump(1);
  EXPECT_TRUE(fs::exists(memory / "precious"));
  EXPECT_FALSE(fs::exists(memory / "created"));
}

TEST_F(Rehearsing, WithoutFilesOfItsOwnWhatChangesThemStandsIn) {
  base::write_file(work() / "precious", "kept");
  const auto result = rehearse({.book = "# X\n## A\n```bash\nrm precious\n```\n", .isolate = false});
  EXPECT_EQ(base::read_file(work() / "precious"), "kept");
  EXPECT_EQ(result.at("stand_ins").at(0).at("command"), "rm precious");
  EXPECT_EQ(result.at("isolated"), false);
}

// Each of these ways led past the stand-ins once.
TEST_F(Rehearsing, WithoutIsolationNoOtherWayToCallAProgramActsEither) {
  base::write_file(work() / "precious", "kept");
  fs::create_directories(work() / "tools");
  base::write_file(work() / "tools/rm", "#!/bin/sh\necho wrong >>acted\n", 0755);
  const auto result = rehearse(
      {.book = "# X\n## A\n```bash\nexport PATH=$PWD/tools:/usr/bin:/bin\nrm precious\n```\n"
               "```bash\nPATH=/usr/bin:/bin\n/bin/rm precious\n\"$(type -P rm)\" precious\n```\n"
               "```bash\nsudo /usr/bin/rm precious\n/usr/bin/env rm precious\n/usr/bin/timeout 5 /bin/rm precious\n"
               "echo precious | xargs /bin/rm\nPATH=/usr/bin rm precious\nenv -i rm precious\n```\n"
               "```bash\nbash -c '/bin/rm precious'\n```\n",
       .isolate = false});
  EXPECT_TRUE(fs::exists(work() / "precious")) << result.dump(1) << printed(result);
  EXPECT_FALSE(fs::exists(work() / "acted"));
  EXPECT_EQ(result.at("state"), "passed") << result.dump(1);
  int times = 0;
  for (const auto& each : result.at("stand_ins")) times += each.at("times").get<int>();
  EXPECT_EQ(times, 10) << result.dump(1);
}

TEST_F(Rehearsing, NothingInACallOrAPatternIsRunAsShell) {
  const auto result = rehearse(
      {.book = "# X\n## A\n```bash\nkubectl get '$(touch pwned1)' '`touch pwned2`' '; touch pwned3' \"a'b\"\n"
               "curl '$(touch pwned4)'\n./odd\\ \\$\\(name\\).sh\nls\n```\n",
       .stand_ins = {.declared = {{.command = "kubectl get $(touch pwned5)*"},
                                  {.command = "kubectl *", .run = "printf '%s|' \"$@\""},
                                  {.command = "$(touch pwned6) '\"x", .output = "never"}}}});
  const auto text = printed(result);
  EXPECT_NE(text.find("get|$(touch pwned1)|`touch pwned2`|; touch pwned3|a'b|"), std::string::npos) << text;
  EXPECT_EQ(text.find("pwned5"), std::string::npos);
  for (const auto& entry : fs::directory_iterator(work()))
    EXPECT_EQ(entry.path().string().find("pwned"), std::string::npos);
  EXPECT_EQ(result.at("stand_ins").at(0).at("command"),
            "kubectl get $(touch pwned1) `touch pwned2` ; touch pwned3 a'b");
}

TEST_F(Rehearsing, GoesOnAfterAFailureAndJumpsOverWaits) {
  const auto began = std::chrono::steady_clock::now();
  const auto result = rehearse(
      {.book = "# X\n## A (T-0)\n```bash\nfalse\n```\n```bash\nsleep 2h\n```\n## B (T+2h)\n"
               "- [ ] somebody looks\n```sql {auto}\nINSERT INTO t VALUES (1);\nSELECT count(*) FROM t;\n```\n"
               "Expected output:\n```\n2\n```\n## Rollback\n```bash\necho back\n```\n"});
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::minutes(5));
  EXPECT_EQ(result.at("failed").size(), 2U) << result.dump(1);
  EXPECT_EQ(result.at("steps").at("passed"), 1);
  EXPECT_EQ(result.at("phases").at(0).at("waited_ms"), 7'200'000);
  EXPECT_EQ(result.at("assumed").at(0).at("answer"), "skip");
  EXPECT_EQ(result.at("not_tried").at(0).at("what"), "Rollback");
}

TEST_F(Rehearsing, StandsInForTwoPeopleAndForARole) {
  const auto result = rehearse({.book = "# X\n\n| Role | Name |\n| --- | --- |\n| DBA | Dana Reyes |\n\n## A\n"
                                        "```bash {two-person}\necho both\n```\n"
                                        "```bash {two-person role=DBA}\necho of the role\n```\n"});
  EXPECT_EQ(result.at("state"), "passed") << result.dump(1);
  EXPECT_EQ(result.at("steps").at("passed"), 2);
}

TEST_F(Rehearsing, FencesHaveTheirVariablesAndNoOtherDatabaseAmongThem) {
  connect().execute("CREATE TABLE t (id int); INSERT INTO t VALUES (7)");
  const auto result = rehearse({.book = "# X\n## A\n```bash\ntest \"$REGION\" = eu-1\necho \"with $LOGIN\"\npsql "
                                        "\"$REPLICA\" -c 'DELETE FROM t'\n```\n",
                                .variables = {{.name = "REGION", .value = "eu-1"},
                                              {.name = "LOGIN", .value = "hunter-2-77", .secret = true},
                                              {.name = "REPLICA", .value = url()}}});
  EXPECT_EQ(result.at("state"), "passed") << result.dump(1);
  EXPECT_EQ(connect().query("SELECT id FROM t").rows(), 1U);
  EXPECT_NE(printed(result).find("with ***"), std::string::npos) << printed(result);
}

TEST_F(Rehearsing, TheRealJournalGetsOneEvent) {
  const auto result = rehearse({.book = "# X\n## A\n```bash\necho hi\n```\n"});
  const journal::Journal real(folder_.path() / "journal.db");
  const auto events = real.read();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, "rehearsal.finished");
  EXPECT_EQ(events[0].data.at("state"), "passed");
  EXPECT_EQ(events[0].data.at("rehearsal"), result.at("rehearsal"));
}

TEST(FindSource, SaysWhatItCannotUse) {
  const base::TemporaryFolder folder;
  EXPECT_EQ(find_source("empty", folder.path()).kind, Source::Kind::empty);
  EXPECT_EQ(pg::error_of([&] { find_source("backup", folder.path()); }).message(),
            "there is no backup to rehearse on");
  EXPECT_EQ(pg::error_of([&] { find_source("missing.sql", folder.path()); }).message(),
            "there is no file missing.sql");
  EXPECT_EQ(pg::error_of([&] { find_source(folder.path().string(), folder.path()); }).code(), base::Code::usage);
}

}  // namespace rehearsal

// Called by another program's name, this one answers as lockkeeper does.
int main(int argc, char** argv) {
  if (const auto answered = rehearsal::answer_call(argc, argv, base::own_environment())) return *answered;
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
