// The safe form while it runs: killed in the middle and gone on with, and with an application beside it.
#include <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>

#include <gtest/gtest.h>

#include "fix/scene_test.h"

extern char** environ;

using namespace fix;
using namespace std::chrono_literals;

// A function that waits, for the row it is asked about, until the test lets it go on.
static constexpr std::string_view gate =
    "CREATE FUNCTION gate(v bigint) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN IF v = 2500 THEN"
    " PERFORM pg_advisory_lock_shared(77); PERFORM pg_advisory_unlock_shared(77); END IF; RETURN true; END $$;"
    "CREATE TABLE orders (id bigint PRIMARY KEY, total bigint, status text);"
    "INSERT INTO orders SELECT i, i, 'new' FROM generate_series(1, 3500) i;";

static bool eventually(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + 30s;
  while (std::chrono::steady_clock::now() < until) {
    if (holds()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

static bool waits_at_the_gate(const Database& database) {
  return database.value(
             "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND"
             " l.locktype = 'advisory' AND l.objid = 77 AND a.datname = current_database()") != "0";
}

// Batches do not call what waits (it would give another value in every batch): a row that somebody has locked stops
// them.
static void lock_a_row(pg::Session& session) {
  session.execute("BEGIN; SELECT FROM orders WHERE id = 2500 FOR UPDATE");
}

static bool waits_for_a_row(const Database& database) {
  return database.value(
             "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND"
             " l.locktype = 'transactionid' AND a.datname = current_database()") != "0";
}

namespace {

/// `lockkeeper up` as a process that can be killed.
class Up {
 public:
  Up(const Project& project, const Database& database) {
    const auto journal = (project.home() / "journal.db").string();
    const auto dir = project.migrations().string();
    const auto url = database.url();
    std::vector<std::string> words{LOCKKEEPER_BINARY, "up", "--yes", "--dir", dir, "--database-url", url};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::setenv("LOCKKEEPER_JOURNAL", journal.c_str(), 1);
    if (::posix_spawn(&pid_, LOCKKEEPER_BINARY, nullptr, nullptr, argv.data(), environ) != 0) pid_ = -1;
  }
  ~Up() {
    if (pid_ > 0) kill();
  }
  Up(const Up&) = delete;
  Up& operator=(const Up&) = delete;

  [[nodiscard]] bool started() const { return pid_ > 0; }
  void kill() {
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
};

}  // namespace

TEST(Running, KilledInABatchItGoesOnAndChangesNoRowTwice) {
  if (!std::filesystem::exists(LOCKKEEPER_BINARY)) GTEST_SKIP() << "the program is not built";
  const Database database;
  database.execute(std::string(gate));
  Project project("UPDATE orders SET total = total * 2;", "");
  const auto safe = project.make_safe(database.catalog());
  ASSERT_EQ(safe.drafts.size(), 1U);

  auto closed = database.connect();
  lock_a_row(closed);
  {
    Up up(project, database);
    ASSERT_TRUE(up.started());
    ASSERT_TRUE(eventually([&] { return waits_for_a_row(database); }));
    EXPECT_EQ(database.value("SELECT count(*) FROM orders WHERE total = id * 2"), "2000") << "two batches are done";
    up.kill();
  }
  closed.execute("COMMIT");
  ASSERT_TRUE(eventually([&] {
    return database.value(
               "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
               " AND application_name LIKE 'lockkeeper/%'") == "0";
  }));
  Up again(project, database);
  EXPECT_EQ(again.wait(), 0);
  EXPECT_EQ(database.value("SELECT count(*) FROM orders WHERE total = id * 2"), "3500");
  EXPECT_EQ(database.value("SELECT count(*) FROM pg_class WHERE relname LIKE 'lk\\_%'"), "0")
      << "nothing is left behind";
}

// While the long step of the safe form stands in the middle of its work, rows are read and written beside it.
static void expect_no_wait(const std::string& migration, bool in_batches = false) {
  SCOPED_TRACE(migration);
  const Database database;
  database.execute(std::string(gate));
  database.execute(
      "CREATE TABLE parents (id bigint PRIMARY KEY); INSERT INTO parents SELECT generate_series(1, 3500)");
  Project project(migration, "");
  const auto safe = project.make_safe(database.catalog());
  ASSERT_FALSE(safe.drafts.empty());

  auto closed = database.connect();
  if (in_batches)
    lock_a_row(closed);
  else
    closed.query("SELECT pg_advisory_lock(77)");
  std::string failure;
  std::jthread work([&] {
    try {
      project.up(database);
    } catch (const base::Error& error) {
      failure = base::render(error);
    }
  });
  const bool reached =
      eventually([&] { return in_batches ? waits_for_a_row(database) : waits_at_the_gate(database); });
  EXPECT_TRUE(reached) << failure;
  auto application = database.connect();
  application.execute("SET lock_timeout = '2s'");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NO_THROW(application.execute("SELECT count(*) FROM orders WHERE id < 10"));
  EXPECT_NO_THROW(application.execute("INSERT INTO orders VALUES (9000, 9000, 'fresh')"));
  EXPECT_NO_THROW(application.execute("UPDATE orders SET status = 'seen' WHERE id = 3400"));
  EXPECT_NO_THROW(application.execute("DELETE FROM orders WHERE id = 3399"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1500ms);
  closed.execute(in_batches ? "COMMIT" : "SELECT pg_advisory_unlock(77)");
  work.join();
  EXPECT_EQ(failure, "");
}

TEST(Running, ACheckIsValidatedBesideTheApplication) {
  expect_no_wait("ALTER TABLE orders ADD CONSTRAINT fits CHECK (gate(id));");
}

TEST(Running, AnIndexIsBuiltBesideTheApplication) {
  expect_no_wait("CREATE INDEX idx_fits ON orders (status) WHERE gate(id);");
}

TEST(Running, RowsAreChangedBesideTheApplication) {
  expect_no_wait("UPDATE orders SET total = 7;", true);
}

TEST(Running, ATypeIsChangedBesideTheApplication) {
  expect_no_wait(
      "ALTER TABLE orders ALTER COLUMN total TYPE numeric USING CASE WHEN gate(id) THEN total::numeric END;");
}

static void run_draft(const Safe& safe, std::size_t at, const Database& database) {
  auto session = database.connect();
  for (const auto& line : safe.drafts.at(at).up) session.execute(line.statement);
}

// A session of its own, as PL/pgSQL's plans in another would know the column's old type.
static void insert_elsewhere(const Database& database, const std::string& rows) {
  auto session = database.connect();
  EXPECT_NO_THROW(session.execute("SET search_path = ''; INSERT INTO public.people (id, st) VALUES " + rows)) << rows;
}

// Whatever the search_path of who writes the row, and whichever trigger gives the value last.
TEST(Running, ANewColumnIsKeptInStepForEveryWriter) {
  const Database database;
  database.execute(
      "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE people (id int PRIMARY KEY, st text);"
      "INSERT INTO people SELECT i, 'a' FROM generate_series(1, 1500) i;"
      "CREATE FUNCTION usual() RETURNS trigger LANGUAGE plpgsql AS"
      " $$ BEGIN NEW.st := coalesce(NEW.st, 'b'); RETURN NEW; END $$;"
      "CREATE TRIGGER set_defaults BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION usual();");
  const Project project("SET search_path = public; ALTER TABLE people ALTER st TYPE mood USING st::mood;",
                        "ALTER TABLE public.people ALTER st TYPE text;");
  const auto safe = project.make_safe(database.catalog());
  ASSERT_EQ(safe.drafts.size(), 4U);
  run_draft(safe, 0, database);
  insert_elsewhere(database, "(2001, 'a'), (2002, NULL)");
  EXPECT_EQ(database.value("SELECT string_agg(st_new::text, ' ' ORDER BY id) FROM people WHERE id > 2000"), "a b");
  run_draft(safe, 1, database);
  run_draft(safe, 2, database);
  insert_elsewhere(database, "(2003, 'a'), (2004, NULL)");
  EXPECT_EQ(database.value("SELECT string_agg(st || st_old, ' ' ORDER BY id) FROM people WHERE id > 2002"), "aa bb");
  EXPECT_EQ(database.value("SELECT count(*) FROM people WHERE st::text = st_old"), "1504");
}

// ALTER TABLE itself loses it, where the index is built anew.
TEST(Running, AnIndexKeepsTheStatisticsTargetsOfItsExpressions) {
  const Database database;
  database.execute(
      "CREATE TABLE orders (id int PRIMARY KEY, a text, b int); INSERT INTO orders VALUES (1, 'a', 1);"
      "CREATE INDEX idx_both ON orders (lower(a), (b + 1)); ALTER INDEX idx_both ALTER COLUMN 2 SET STATISTICS 700;");
  Project project("ALTER TABLE orders ALTER b TYPE bigint;", "ALTER TABLE orders ALTER b TYPE int;");
  project.make_safe(database.catalog());
  const auto target = "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'idx_both'::regclass AND attnum = 2";
  project.up(database);
  EXPECT_EQ(database.value(target), "700");
  project.down(database);
  EXPECT_EQ(database.value(target), "700");
}
