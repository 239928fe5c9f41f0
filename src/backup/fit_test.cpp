// Backups whose description or files are not what this program wrote.
#include "backup/fit.h"

#include <fstream>

#include "backup/database_test.h"
#include "base/error.h"
#include "base/process.h"
#include "base/text.h"

using namespace backup;
using base::Code;

TEST(StaysInside, OnlyWhatLiesBelow) {
  for (const auto* path : {"dump/toc.dat", "globals.sql", "dump/a..b", "dump/...x"}) EXPECT_TRUE(stays_inside(path));
  for (const auto* path : {"", "/etc/passwd", "../x", "dump/../../x", "dump/..", "./x", "dump//x/..", ".", "dump/"})
    EXPECT_FALSE(stays_inside(path)) << path;
}

class Exchanged : public WithDatabase {
 protected:
  [[nodiscard]] base::fs::path description(const Entry& entry) const { return dir() / entry.id / "lockkeeper.json"; }
  void change(const Entry& entry, const std::function<void(base::Json&)>& how) const {
    auto json = base::Json::parse(base::read_file(description(entry)));
    how(json);
    base::write_file(description(entry), json.dump());
  }
  // As somebody does who can write into the folder: the seal fits again.
  void forge(const Entry& entry, const std::function<void(base::Json&)>& how) const {
    change(entry, how);
    auto json = base::Json::parse(base::read_file(description(entry)));
    json["sha256"] = seal(entry_from_json(json));
    base::write_file(description(entry), json.dump());
  }
  [[nodiscard]] RestorePlan plan(const Entry& entry) const {
    journal::Journal journal(journal_file());
    return plan_restore(restore_options(entry.id), journal);
  }
  void refuses(const Entry& entry, const std::string& what) const {
    for (const bool restores : {false, true}) {
      try {
        restores ? static_cast<void>(plan(entry)) : static_cast<void>(prove(entry.id));
        ADD_FAILURE() << "nothing was thrown: " << what;
      } catch (const base::Error& error) {
        EXPECT_EQ(error.code(), Code::backup);
        EXPECT_NE(error.message().find(what), std::string::npos) << error.message();
      }
    }
  }
};

TEST_F(Exchanged, TheDescriptionIsOfTheFolderItLiesIn) {
  fill_shop();
  const auto entry = take();
  forge(entry, [](base::Json& json) { json["id"] = "../" + json["id"].get<std::string>(); });
  refuses(entry, "it says that it is the backup '../");
}

TEST_F(Exchanged, FilesOutsideAreNotNamed) {
  fill_shop();
  const auto entry = take();
  forge(entry, [](base::Json& json) { json["files"][0]["path"] = "/etc/passwd"; });
  refuses(entry, "it names the file '/etc/passwd'");
  forge(entry, [](base::Json& json) { json["files"][0]["path"] = "dump/../../x"; });
  refuses(entry, "it names the file 'dump/../../x'");
}

TEST_F(Exchanged, PrivilegesAreThoseOfDatabases) {
  fill_shop();
  const auto entry = take();
  forge(entry, [](base::Json& json) {
    base::Json grant{{"grantee", ""}, {"grantable", false}};
    grant["privilege"] = "ALL ON SCHEMA public TO x; ALTER ROLE x SUPERUSER; GRANT CONNECT";
    json["attributes"]["grants"] = base::Json::array({grant});
  });
  refuses(entry, "is not a privilege on a database");
}

TEST_F(Exchanged, AnotherDumpUnderTheSameNameProvesNothing) {
  fill_shop();
  const auto entry = take();
  EXPECT_TRUE(prove(entry.id).proof().ok);
  forge(entry, [](base::Json& json) { json["attributes"]["comment"] = "forged"; });
  const auto proof = prove(entry.id).proof();
  EXPECT_FALSE(proof.ok);
  ASSERT_EQ(proof.differences.size(), 1U);
  EXPECT_NE(proof.differences[0].find("it is not the backup that was taken"), std::string::npos);
  try {
    static_cast<void>(plan(entry));
    ADD_FAILURE() << "nothing was thrown";
  } catch (const base::Error& error) {
    EXPECT_NE(error.message().find("cannot be trusted"), std::string::npos) << error.message();
  }
}

TEST_F(Exchanged, FilesThatWereAddedAndLinksAreDamage) {
  fill_shop();
  const auto entry = take();
  std::ofstream(dir() / entry.id / "dump" / "9999.dat") << "x";
  auto proof = prove(entry.id).proof();
  ASSERT_EQ(proof.differences.size(), 1U);
  EXPECT_NE(proof.differences[0].find("dump/9999.dat: was not there"), std::string::npos) << proof.differences[0];
  base::fs::remove(dir() / entry.id / "dump" / "9999.dat");
  const auto toc = dir() / entry.id / "dump" / "toc.dat";
  base::fs::rename(toc, dir() / "elsewhere");
  base::fs::create_symlink(dir() / "elsewhere", toc);
  proof = prove(entry.id).proof();
  EXPECT_TRUE(std::ranges::any_of(proof.differences, [](const auto& line) {
    return line.find("is a link") != std::string::npos;
  })) << fmt::format("{}", fmt::join(proof.differences, "\n"));
}

static base::fs::path made_by_proof() {
  return base::fs::path("/var/tmp") / fmt::format("lk-proof-{}", ::getpid());
}

// The proof fails with what the code of the CHECK saw, which is how this test sees it.
TEST_F(Exchanged, CodeInAProofReachesNeitherFilesNorSecrets) {
  ::setenv("AWS_SECRET_ACCESS_KEY", "hunter2", 1);
  const auto program = fmt::format(
      R"((cat /proc/[0-9]*/environ | tr "\0" "\n" | grep -c hunter2; id -un; touch {} && echo wrote; )"
      R"(ls /home /root /var/lib/postgresql | grep -v : | grep -c .; grep -c : /proc/net/dev) 2>/dev/null || true)",
      made_by_proof().string());
  run("CREATE TABLE t (a text); INSERT INTO t VALUES ('x')");
  run(fmt::format(R"(CREATE FUNCTION look(text) RETURNS boolean LANGUAGE plpgsql AS $f$
DECLARE seen text;
BEGIN
  IF current_database() <> 'restored' THEN RETURN true; END IF;
  CREATE TEMP TABLE out (line text);
  EXECUTE $e$COPY pg_temp.out FROM PROGRAM {}$e$;
  SELECT string_agg(line, ' ') INTO seen FROM pg_temp.out;
  RAISE EXCEPTION 'saw %', seen;
END $f$;
ALTER TABLE t ADD CHECK (look(a)))",
                  pg::quote_literal(program)));
  const auto entry = take();
  const auto proof = prove(entry.id).proof();
  ::unsetenv("AWS_SECRET_ACCESS_KEY");
  ASSERT_FALSE(proof.ok);
  ASSERT_FALSE(proof.differences.empty());
  const auto& said = proof.differences[0];
  const std::string user =
      ::geteuid() == 0 ? "nobody" : std::string(base::trim(base::run_or_throw({.argv = {"id", "-un"}}).output));
  if (proof.notes.empty()) {  // no secret, no file of others, lo alone; what it writes is gone with it
    EXPECT_NE(said.find(fmt::format("saw 0 {} wrote 0 1", user)), std::string::npos) << said;
    EXPECT_FALSE(base::fs::exists(made_by_proof()));
  } else {  // no namespaces to be had here
    EXPECT_NE(said.find(fmt::format("saw 0 {}", user)), std::string::npos) << said;
    base::fs::remove(made_by_proof());
  }
}

TEST_F(Exchanged, ARestoreSaysFirstWhatRuns) {
  run("CREATE TABLE t (a text);"
      "CREATE FUNCTION evil(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN COPY (SELECT 1) TO PROGRAM 'true'; "
      "RETURN true; END $$; ALTER TABLE t ADD CONSTRAINT c CHECK (evil(a))");
  const auto said = fmt::format("{}", fmt::join(plan(take()).warnings, "\n"));
  EXPECT_NE(
      said.find("the restore runs code of the backup on the server: a CHECK of public.t calls public.evil, which "
                "starts programs (COPY … PROGRAM)"),
      std::string::npos)
      << said;
}
