#include "rehearsal/call.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "rehearsal/commands.h"

namespace rehearsal {

using Kind = Decision::Kind;

static Plan plan() {
  return {.copy = {.host = "/tmp/lk", .database = "shop"},
          .program = "/r/lockkeeper",
          .external = {"kubectl", "curl"},
          .stand_ins = {{.command = "kubectl get *", .output = "pods"}, {.command = "tail -100 /var/log/*"}}};
}

static Decision decided(const std::vector<std::string>& words, const Plan& by) {
  return decide(words, by, [](const std::string& name) -> std::optional<std::string> {
    return name == "PGHOST" ? std::optional<std::string>("/tmp/lk") : std::nullopt;
  });
}

TEST(Decide, StandsInForWhatIsExternal) {
  const auto by = plan();
  EXPECT_EQ(decided({"kubectl", "get", "pods"}, by).declared, by.stand_ins.data());
  const auto undeclared = decided({"kubectl", "delete", "cronjob", "--all"}, by);
  EXPECT_EQ(undeclared.kind, Kind::stand_in);
  EXPECT_EQ(undeclared.declared, nullptr);
}

TEST(Decide, LetsLocalToolsActButForDeclaredCalls) {
  const auto by = plan();
  EXPECT_EQ(decided({"tail", "-100", "/var/log/app.log"}, by).kind, Kind::stand_in);
  EXPECT_EQ(decided({"tail", "-1", "file"}, by).kind, Kind::pass_on);
}

TEST(Decide, RefusesAnotherDatabase) {
  const auto by = plan();
  EXPECT_EQ(decided({"psql", "-c", "SELECT 1"}, by).kind, Kind::pass_on);
  const auto refused = decided({"psql", "-h", "db.internal"}, by);
  EXPECT_EQ(refused.kind, Kind::refuse);
  EXPECT_EQ(refused.reason, "host db.internal");
}

TEST(Decide, GivesOurOwnCommandsTheCopy) {
  const auto by = plan();
  EXPECT_EQ(decided({"lockkeeper", "up", "--env", "production"}, by).words,
            (std::vector<std::string>{"lockkeeper", "--database-url=" + by.copy.url(), "up", "--env", "production"}));
  EXPECT_EQ(decided({"lockkeeper", "up", "--database-url", "postgresql://db.internal/shop"}, by).reason,
            "host db.internal");
  EXPECT_EQ(decided({"lockkeeper", "up", "--database-url=" + by.copy.url()}, by).kind, Kind::pass_on);
}

TEST(Decide, LooksBehindSudo) {
  const auto by = plan();
  EXPECT_EQ(decided({"sudo", "-u", "postgres", "PGX=1", "psql", "-h", "db"}, by).words,
            (std::vector<std::string>{"psql", "-h", "db"}));
  EXPECT_EQ(decided({"sudo", "-i"}, by).kind, Kind::stand_in);
}

TEST(Decide, KnowsWhatItAnswersForByItsFullPathToo) {
  const auto by = plan();
  EXPECT_EQ(decided({"sudo", "/usr/bin/kubectl", "delete", "ns"}, by).words,
            (std::vector<std::string>{"/usr/bin/kubectl", "delete", "ns"}));
  EXPECT_EQ(decided({"/usr/bin/kubectl", "delete", "ns"}, by).kind, Kind::stand_in);
  EXPECT_EQ(decided({"/usr/bin/kubectl", "get", "pods"}, by).declared, by.stand_ins.data());
  EXPECT_EQ(decided({"/usr/lib/postgresql/15/bin/psql", "-h", "db.internal"}, by).kind, Kind::refuse);
  EXPECT_EQ(decided({"timeout", "30m", "/usr/bin/kubectl", "get"}, by).words,
            (std::vector<std::string>{"timeout", "30m", "/r/bin/kubectl", "get"}));
  EXPECT_EQ(decided({"env", "-i", "kubectl", "curl"}, by).words,
            (std::vector<std::string>{"env", "-i", "/r/bin/kubectl", "curl"}));
  EXPECT_EQ(decided({"xargs", "grep", "kubectl"}, by).words, (std::vector<std::string>{"xargs", "grep", "kubectl"}));
  EXPECT_EQ(decided({"./scripts/deploy.sh", "x"}, by).words, (std::vector<std::string>{"./scripts/deploy.sh", "x"}));
}

TEST(Decide, JumpsOverSleep) {
  const auto by = plan();
  EXPECT_EQ(decided({"sleep", "120"}, by).wait, base::Milliseconds(120'000));
  EXPECT_EQ(decided({"sleep", "1.5m", "10"}, by).wait, base::Milliseconds(100'000));
  EXPECT_EQ(decided({"sleep", "--help"}, by).wait, base::Milliseconds(0));
  EXPECT_EQ(decided({"sleep", "infinity"}, by).wait, base::Milliseconds(366LL * 86400 * 1000));
}

TEST(Plan, IsReadAsItWasWritten) {
  auto written = plan();
  written.copy.database = "sh'op \"$(x)\"";
  written.stand_ins.push_back({.command = "a 'b' $(c)", .run = "echo \"$1\""});
  const auto read = plan_from_json(base::Json::parse(to_json(written).dump()));
  EXPECT_EQ(read.copy.database, written.copy.database);
  EXPECT_EQ(read.external, written.external);
  EXPECT_EQ(read.stand_ins.back().command, "a 'b' $(c)");
  EXPECT_EQ(read.stand_ins.back().run, "echo \"$1\"");
}

TEST(ReadCalls, LeavesOutALineThatWasCutOff) {
  const base::TemporaryFolder folder;
  EXPECT_TRUE(read_calls(folder.path()).empty());
  base::write_file(
      folder.path() / "calls",
      "{\"step\":\"a\",\"kind\":\"wait\",\"command\":\"sleep 5\",\"waited_ms\":5000}\n{\"step\":\"b\",\"ki");
  const auto calls = read_calls(folder.path());
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].waited, base::Milliseconds(5000));
}

TEST(ProgramsCalled, FindsThemBehindPipesWrappersAndInProcedures) {
  const auto book = runbook::parse(
      "# X\n## A\n```bash\nexport A=1\ntimeout -k 5 30m npm run x | tee log\nsudo -u me pm2 list && ./deploy.sh\n"
      "X=1 /usr/bin/aws s3 ls\n```\n## Rollback\n```bash\nflyctl deploy\n```\n",
      "x.md");
  const auto called = programs_called(book);
  for (const char* each : {"npm", "tee", "timeout", "pm2", "flyctl"}) EXPECT_TRUE(called.contains(each)) << each;
  for (const char* each : {"30m", "5", "log", "run", "aws", "deploy.sh", "./deploy.sh"})
    EXPECT_FALSE(called.contains(each)) << each;
}

TEST(ProgramsCalled, AreThoseInsideOfOthersAsWell) {
  const auto book = runbook::parse(
      "```bash\nfor pod in $(kubectl get pods); do N=\"$(aws s3 ls | wc -l)\"; done\n"
      "if ! helm status x; then echo 'flyctl deploy'; fi\n```\n",
      "a.md");
  const auto called = programs_called(book);
  for (const char* each : {"kubectl", "aws", "wc", "helm", "echo"}) EXPECT_TRUE(called.contains(each)) << each;
  for (const char* each : {"get", "s3", "for", "done", "!", "flyctl"}) EXPECT_FALSE(called.contains(each)) << each;
}

TEST(ExternalPrograms, AreAllButLocalOnes) {
  const auto isolated = external_programs({"ls", "rm", "psql", "lockkeeper", "sleep", "deployctl"}, true);
  EXPECT_TRUE(isolated.contains("deployctl"));
  EXPECT_TRUE(isolated.contains("kubectl")) << "a script may call it";
  for (const char* each : {"ls", "rm", "psql", "lockkeeper", "sleep"}) EXPECT_FALSE(isolated.contains(each)) << each;
  EXPECT_TRUE(external_programs({}, false).contains("rm")) << "this machine's files are not touched";
}

TEST(IsProgramName, RefusesWhatCouldLeaveTheFolder) {
  for (const char* bad : {"", ".", "..", "../x", "a/b", "a b", "$(x)", "-x", "a;b", "'"})
    EXPECT_FALSE(is_program_name(bad));
  for (const char* good : {"kubectl", "pg_dump", "docker-compose", "g++", "s3cmd"})
    EXPECT_TRUE(is_program_name(good));
}

}  // namespace rehearsal
