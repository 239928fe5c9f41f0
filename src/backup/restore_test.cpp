#include <chrono>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "backup/database_test.h"
#include "backup/history.h"
#include "backup/names.h"
#include "base/error.h"
#include "base/file_lock.h"
#include "base/text.h"
#include "pg/identity.h"
#include "pg/migration_lock.h"

using namespace backup;
using base::Code;

class Restore : public WithDatabase {
 protected:
  [[nodiscard]] base::Error error_of_restore(const RestoreOptions& options) const {
    return pg::error_of([&] { bring_back(options); });
  }
  // The database after the migrations that are to be undone.
  void change() const {
    run("ALTER TABLE users ADD COLUMN phone text; DELETE FROM orders WHERE id > 10; CREATE TABLE added (id int)");
  }
  void expect_as_in_backup() const {
    EXPECT_EQ(ask("SELECT count(*) FROM orders"), "1000");
    EXPECT_EQ(ask("SELECT count(*) FROM pg_class WHERE relname = 'added'"), "0");
    EXPECT_EQ(ask("SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'phone'"), "0");
  }
  void expect_changed() const { EXPECT_EQ(ask("SELECT count(*) FROM orders"), "10"); }
  [[nodiscard]] std::string kept() const {
    for (const auto& name : databases()) {
      if (name.find("_before_") != std::string::npos) return name;
    }
    return "none";
  }
  // Runs the restore in a process that is killed at the stage.
  void kill_at(const std::string& stage) const {
    const pid_t child = ::fork();
    if (child == 0) {
      auto options = restore_options();
      options.on_progress = [&](const Progress& progress) {
        if (progress.doing.starts_with(stage)) ::kill(::getpid(), SIGKILL);
      };
      try {
        bring_back(options);
      } catch (...) {
        ::_exit(2);
      }
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "ended with " << status << " before " << stage;
  }
};

TEST_F(Restore, ReplacesTheDatabaseAndKeepsTheOldOne) {
  fill_shop();
  const auto name = pg::quote_identifier(database());
  server_session().execute(fmt::format("ALTER DATABASE {0} SET work_mem = '7MB'", name));
  server_session().execute(fmt::format("ALTER DATABASE {0} CONNECTION LIMIT 9", name));
  const auto entry = take();
  change();
  server_session().execute(fmt::format("ALTER DATABASE {0} RESET work_mem", name));
  auto app = session();
  const auto restored = bring_back(restore_options());
  expect_as_in_backup();
  EXPECT_EQ(ask("SHOW work_mem"), "7MB");
  EXPECT_EQ(ask("SELECT datconnlimit FROM pg_database WHERE datname = current_database()"), "9");
  EXPECT_NE(ask("SELECT reltuples FROM pg_class WHERE relname = 'orders'"), "-1");  // analyzed
  EXPECT_EQ(restored.kept, kept());
  EXPECT_EQ(restored.drop_kept, fmt::format("DROP DATABASE {};", pg::quote_identifier(kept())));
  EXPECT_EQ(pg::Session({.target = pg::shared_server().url(kept())})
                .query("SELECT count(*) AS n FROM orders")
                .integer(0, "n"),
            10);
  EXPECT_EQ(restored.ended.size(), 1U);
  EXPECT_EQ(databases().size(), 2U);

  const auto event = events("backup.restored").at(0).data;
  EXPECT_EQ(event.at("id"), entry.id);
  EXPECT_EQ(event.at("database"), database());
  EXPECT_EQ(event.at("kept"), kept());
  EXPECT_EQ(events("backup.restoring").size(), 4U);
}

TEST_F(Restore, EveryEventNamesTheDatabase) {
  fill_shop();
  auto before = session();
  const auto first = pg::identity_of(before);
  take();
  prove();
  bring_back(restore_options());
  auto after = session();
  const auto second = pg::identity_of(after);
  EXPECT_NE(first.oid, second.oid);
  EXPECT_EQ(events("backup.created").at(0).database, first);
  EXPECT_EQ(events("backup.restored").at(0).database, second);
  for (const auto& event : events("backup.")) {
    EXPECT_EQ(event.database.database, database()) << event.kind;
    EXPECT_EQ(event.database.cluster, first.cluster) << event.kind;
  }
}

TEST_F(Restore, HoldsTheMigrationLockUntilTheSwap) {
  fill_shop();
  take();
  const auto key = std::to_string(pg::migration_lock_key("public"));
  int looked = 0;
  auto options = restore_options();
  options.on_progress = [&](const Progress& progress) {
    if (progress.doing != "restoring" && progress.doing != "analyzing") return;
    ++looked;
    EXPECT_EQ(ask("SELECT pg_try_advisory_lock(" + key + ")"), "f") << progress.doing;
  };
  const auto restored = bring_back(options);
  EXPECT_GE(looked, 2);
  EXPECT_TRUE(restored.ended.empty()) << "the lock's own session is none of the clients";
  EXPECT_EQ(ask("SELECT pg_try_advisory_lock(" + key + ")"), "t");
}

TEST_F(Restore, WaitsForMigrationsThatRun) {
  fill_shop();
  take();
  change();
  auto migrating = session();
  migrating.query("SELECT pg_advisory_lock($1)", {std::to_string(pg::migration_lock_key("public"))});
  auto options = restore_options();
  const auto error = error_of_restore(options);
  EXPECT_EQ(error.code(), Code::lock_held);
  expect_changed();
  EXPECT_EQ(databases().size(), 1U);
}

TEST_F(Restore, BringsBackADatabaseThatWasDropped) {
  make("My Shop");
  fill_shop();
  take();
  drop_database();
  const auto restored = bring_back(restore_options());
  expect_as_in_backup();
  EXPECT_EQ(restored.kept, "");
}

TEST_F(Restore, IntoANewDatabaseReplacesNothing) {
  fill_shop();
  take();
  change();
  auto options = restore_options();
  options.into = "second \"shop\"";
  bring_back(options);
  expect_changed();
  EXPECT_EQ(kept(), "none");
  EXPECT_EQ(pg::Session({.target = pg::shared_server().url(*options.into)})
                .query("SELECT count(*) AS n FROM orders")
                .integer(0, "n"),
            1000);
  EXPECT_EQ(error_of_restore(options).message(), R"(there is already a database second "shop")");
}

TEST_F(Restore, PlansWithoutChangingAnything) {
  fill_shop();
  const auto entry = take();
  change();
  journal::Journal journal(journal_file());
  const auto plan = plan_restore(restore_options(), journal);
  EXPECT_EQ(plan.beside, beside_name(database(), entry.id));
  EXPECT_GT(plan.written_since_bytes, 0);
  EXPECT_EQ(databases(), std::vector<std::string>{database()});
  EXPECT_TRUE(journal.read({.kind = "backup.restoring"}).empty());
}

TEST_F(Restore, RefusesADamagedBackupBeforeAnything) {
  fill_shop();
  const auto entry = take();
  change();
  base::write_file(dir() / entry.id / "dump" / "toc.dat", "");
  const auto error = error_of_restore(restore_options());
  EXPECT_EQ(error.code(), Code::backup);
  EXPECT_EQ(pg::fact(error, "damaged").substr(0, 12), "dump/toc.dat");
  expect_changed();
  EXPECT_EQ(databases(), std::vector<std::string>{database()});
}

TEST_F(Restore, RemovesWhatCameBackDifferentAndTouchesNothing) {
  fill_shop();
  auto entry = take();
  change();
  entry.contents.rows["public.orders"] = 1001;
  entry.sha256 = seal(entry);
  save(entry, dir() / entry.id);
  journal::Journal(journal_file())
      .append({.kind = "backup.created", .data = {{"id", entry.id}, {"sha256", entry.sha256}}});
  const auto error = error_of_restore(restore_options());
  EXPECT_EQ(error.code(), Code::backup);
  EXPECT_EQ(pg::fact(error, "difference"), "public.orders: 1001 rows in the backup, 1000 restored");
  expect_changed();
  EXPECT_EQ(databases(), std::vector<std::string>{database()});
  EXPECT_EQ(events("backup.restoring").back().data.at("stage"), "given up");
}

TEST_F(Restore, RemovesWhatItHadBegunWhenStopped) {
  fill_shop();
  take();
  change();
  std::stop_source source;
  auto options = restore_options();
  options.stop = source.get_token();
  options.on_progress = [&](const Progress& progress) {
    if (progress.doing == "comparing") source.request_stop();
  };
  EXPECT_EQ(error_of_restore(options).code(), Code::stopped);
  expect_changed();
  EXPECT_EQ(databases(), std::vector<std::string>{database()});
}

TEST_F(Restore, FinishesWhereItWasKilled) {
  for (const auto* stage : {"restoring", "comparing", "analyzing", "swapping", "swapping, the old", "swapped"}) {
    SCOPED_TRACE(stage);
    if (std::string_view(stage) != "restoring") make(fmt::format("{}_{}", database(), databases().size()));
    fill_shop();
    take();
    change();
    kill_at(stage);
    if (HasFatalFailure()) return;
    ASSERT_EQ(session().database(), database());  // at no moment is there no database of that name
    {
      journal::Journal journal(journal_file());
      EXPECT_EQ(interrupted_restore(connection(), journal), find_backup(dir(), "latest", database()).id);
      const auto plan = plan_restore(restore_options(), journal);
      EXPECT_TRUE(plan.again);
      EXPECT_EQ(plan.swap_only, std::string_view(stage).starts_with("swapping"));
      EXPECT_EQ(plan.already_swapped, std::string_view(stage) == "swapped");
    }
    const auto restored = bring_back(restore_options());
    expect_as_in_backup();
    EXPECT_EQ(pg::Session({.target = pg::shared_server().url(restored.kept)})
                  .query("SELECT count(*) AS n FROM orders")
                  .integer(0, "n"),
              10);
    journal::Journal journal(journal_file());
    EXPECT_FALSE(interrupted_restore(connection(), journal));
    for (const auto& name : databases()) EXPECT_EQ(name.find("_restore_"), std::string::npos) << name;
    drop_database();
    server_session().execute(restored.drop_kept);
  }
}

// The server goes on with a statement whose client is dead: the next attempt has to end it, or its own CREATE
// DATABASE would meet the database that the orphan makes a moment later.
TEST_F(Restore, EndsTheCreateDatabaseOfTheOneThatWasKilled) {
  fill_shop();
  take();
  change();
  auto holder = server_session();
  holder.execute("BEGIN; LOCK TABLE pg_shdepend IN SHARE MODE");  // CREATE DATABASE writes there: it waits
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      bring_back(restore_options());
    } catch (...) {
      ::_exit(2);
    }
    ::_exit(0);
  }
  const auto creating = [&](pg::Session& session) {
    return session.query(
        "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND wait_event_type = 'Lock'");
  };
  auto watcher = server_session();
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (creating(watcher).rows() == 0 && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
  const auto orphan = creating(watcher).integer(0, "pid");
  ::kill(child, SIGKILL);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));

  bool ended = false;
  std::jthread release([&] {  // when the orphan is gone, or the second one waits behind it
    while (!ended && creating(watcher).rows() < 2 && std::chrono::steady_clock::now() < patience) {
      ended = watcher.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1", {std::to_string(orphan)}).rows() == 0;
    }
    holder.execute("ROLLBACK");
  });
  bring_back(restore_options());
  release.join();
  EXPECT_TRUE(ended);
  expect_as_in_backup();
}

// Ours renames both in one transaction; a server that was left like this by hand is put right all the same.
TEST_F(Restore, FinishesASwapOfWhichOnlyHalfWasDone) {
  fill_shop();
  take();
  change();
  kill_at("swapping");
  const auto before = events("backup.restoring").back().data;
  server_session().execute(fmt::format("ALTER DATABASE {} RENAME TO {}", database(),
                                       pg::quote_identifier(before.at("kept").get<std::string>())));
  bring_back(restore_options());
  expect_as_in_backup();
  EXPECT_EQ(kept(), before.at("kept").get<std::string>());
}

TEST_F(Restore, OfAnotherBackupRemovesWhatTheInterruptedOneLeft) {
  fill_shop();
  take();
  kill_at("swapping");
  run("DELETE FROM orders WHERE id > 10");
  const auto second = take();
  const auto restored = bring_back(restore_options(second.id));
  EXPECT_EQ(ask("SELECT count(*) FROM orders"), "10");
  EXPECT_EQ(databases(), (std::vector<std::string>{database(), restored.kept}));
}

TEST_F(Restore, MakesRolesThatAreMissing) {
  make_role("Gone \"Owner\"");
  fill_shop();
  run(R"(ALTER TABLE orders OWNER TO "Gone ""Owner""")");
  take();
  run(R"(ALTER TABLE orders OWNER TO postgres)");
  server_session().execute(R"(DROP ROLE "Gone ""Owner""")");
  bring_back(restore_options());
  EXPECT_EQ(ask("SELECT tableowner FROM pg_tables WHERE tablename = 'orders'"), "Gone \"Owner\"");
  EXPECT_EQ(ask("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'Gone \"Owner\"'"), "f");
}

TEST_F(Restore, WorksForAPlainOwnerWhoMayCreateDatabases) {
  make_role("deploy", "LOGIN CREATEDB");
  server_session().execute(fmt::format("ALTER DATABASE {} OWNER TO deploy", pg::quote_identifier(database())));
  run("GRANT ALL ON SCHEMA public TO deploy");
  auto options = restore_options();
  options.connection.target = base::replace_all(options.connection.target, "postgres@", "deploy@");
  pg::Session(options.connection)
      .execute("CREATE TABLE orders AS SELECT n AS id FROM generate_series(1, 1000) n; CREATE TABLE users (id int)");
  auto creating = create_options();
  creating.connection = options.connection;
  {
    journal::Journal journal(journal_file());
    create(creating, journal);
  }
  change();
  run("DROP TABLE added; ALTER TABLE orders OWNER TO deploy");
  const auto restored = bring_back(options);
  EXPECT_EQ(ask("SELECT count(*) FROM orders"), "1000");
  EXPECT_EQ(ask("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"), "deploy");

  auto stranger = session();  // a superuser's session, which deploy may not end
  EXPECT_NE(error_of_restore(options).message().find("may not end the sessions of postgres"), std::string::npos);
}

TEST_F(Restore, WaitsForNobodyElse) {
  fill_shop();
  take();
  const base::FileLock other(dir() / fmt::format(".restore-{}.lock", base::slug(database())));
  ASSERT_TRUE(other.held());
  EXPECT_EQ(error_of_restore(restore_options()).code(), Code::lock_held);
}
