#include "rehearsal/target_guard.h"

#include <map>

#include <gtest/gtest.h>

namespace rehearsal {

static const Copy copy{.host = "/tmp/lk", .database = "shop"};

static std::string reached(const std::vector<std::string>& words,
                           std::map<std::string, std::string> environment = {}) {
  environment.try_emplace("PGHOST", "/tmp/lk");
  environment.try_emplace("PGPORT", "5432");
  const auto lookup = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
  const std::vector<std::string> arguments(words.begin() + 1, words.end());
  return elsewhere(words.front(), arguments, lookup, copy).value_or("the copy");
}

TEST(Elsewhere, LetsTheCopyAndOtherDatabasesOfItsServerBe) {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"psql"},
                                             {"psql", copy.url(), "-c", "SELECT 1"},
                                             {"psql", "other_database", "-h", "/tmp/lk"},
                                             {"psql", "-p5432", "-d", "shop"},
                                             {"psql", "host=/tmp/lk port=5432 dbname=shop"},
                                             {"psql", "-c", "COPY t FROM PROGRAM 'psql -h db'"},
                                             {"psql", "-c", "SELECT 'postgresql://db.internal/shop'"},
                                             {"createdb", "citadelbuy_test"},
                                             {"pg_restore", "-d", "shop", "file.dump"},
                                             {"pg_dump", "-Fc", "-f", "out", "shop"}})
    EXPECT_EQ(reached(words), "the copy") << words.back();
}

TEST(Elsewhere, NamesWhatACallWouldReach) {
  struct Case {
    std::vector<std::string> words;
    std::string reached;
  };
  for (const auto& [words, expected] : std::vector<Case>{
           {{"psql", "postgresql://app:x@db.internal/shop"}, "host db.internal"},
           {{"psql", "-c", "SELECT 1", "postgres://db.internal"}, "host db.internal"},
           {{"psql", "-h", "db.internal"}, "host db.internal"},
           {{"psql", "-hdb.internal"}, "host db.internal"},
           {{"psql", "-qAth", "db.internal"}, "host db.internal"},
           {{"psql", "--host=db.internal"}, "host db.internal"},
           {{"psql", "--host", "db.internal"}, "host db.internal"},
           {{"psql", "--hos", "db.internal"}, "host db.internal"},
           {{"psql", "--no-such-option", "--host", "db.internal"}, "host db.internal"},
           {{"psql", "-d", "host=db.internal dbname=shop"}, "host db.internal"},
           {{"psql", "host=/tmp/lk,db.internal"}, "host /tmp/lk,db.internal"},
           {{"psql", "hostaddr=10.0.0.5"}, "address 10.0.0.5"},
           {{"psql", "service=prod"}, "service prod"},
           {{"psql", "postgresql://?service=prod"}, "service prod"},
           {{"psql", "-p", "5433"}, "port 5433"},
           {{"psql", "postgresql://..."}, "host ..."},
           {{"pg_dump", "-Fc", "postgresql://db.internal/shop"}, "host db.internal"},
           {{"pg_restore", "-d", "postgresql://db.internal/shop", "x.dump"}, "host db.internal"},
           // Flags take no value: what follows them is a word of its own.
           {{"pgbench", "-i", "postgresql://db.internal/shop"}, "host db.internal"},
           {{"pgbench", "-i", "-s", "1", "host=db.internal dbname=shop"}, "host db.internal"},
           {{"pgbench", "-d", "host=db.internal"}, "host db.internal"},
           {{"pg_dump", "-b", "-h", "db.internal", "shop"}, "host db.internal"},
           {{"pg_basebackup", "-R", "-h", "db.internal"}, "host db.internal"},
           {{"psql", "--field-separator", ",", "host=db.internal dbname=shop"}, "host db.internal"},
           {{"pg_basebackup", "-D", "x", "-d", "host=db.internal"}, "host db.internal"},
           {{"pg_dumpall", "-l", "host=db.internal"}, "host db.internal"},
           {{"dropdb", "-h", "db.internal", "shop"}, "host db.internal"},
           {{"dropdb", "--maintenance-db=postgresql://db.internal/postgres", "shop"}, "host db.internal"},
           {{"createdb", "--if-exists", "postgresql://db.internal/x"}, "host db.internal"},
           {{"vacuumdb", "--analyze", "postgresql://db.internal/shop"}, "host db.internal"}})
    EXPECT_EQ(reached(words), expected) << words.front() << " " << words.back();
}

TEST(Elsewhere, LooksAtTheEnvironmentOfTheCall) {
  EXPECT_EQ(reached({"psql"}, {{"PGHOST", "db.internal"}}), "host db.internal");
  EXPECT_EQ(reached({"psql"}, {{"PGHOST", ""}}), "the server of this machine");
  EXPECT_EQ(reached({"psql"}, {{"PGSERVICE", "prod"}}), "service prod");
  EXPECT_EQ(reached({"psql"}, {{"PGHOSTADDR", "10.0.0.5"}}), "address 10.0.0.5");
  EXPECT_EQ(reached({"psql"}, {{"PGPORT", "5433"}}), "port 5433");
  EXPECT_EQ(reached({"psql", "-h", "/tmp/lk", "-p", "5432"}, {{"PGHOST", "db"}, {"PGPORT", "1"}}), "the copy");
}

TEST(Elsewhere, RefusesAnAddressThatCannotBeReadWithoutShowingItsPassword) {
  const auto reason = reached({"psql", "postgresql://app:secret@db:port/shop?nonsense"});
  EXPECT_TRUE(reason.starts_with("an address that cannot be read") || reason == "host db") << reason;
  EXPECT_EQ(reason.find("secret"), std::string::npos) << reason;
}

}  // namespace rehearsal
