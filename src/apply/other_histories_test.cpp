// To and fro with the tables of other tools, row by row as their sources write them.
#include <functional>

#include <fmt/format.h>

#include "apply/baseline.h"
#include "apply/down.h"
#include "apply/scene_test.h"
#include "apply/status.h"

namespace apply {

namespace {

/// One tool: how a folder of its own looks, and what it does to its table.
struct Tool {
  std::string id;
  std::string layout;
  std::function<std::string(int)> file;       // of migration `number`
  std::function<std::string(int)> text;       // what stands in it
  std::function<std::string(int)> down_file;  // empty: in the same file
  std::function<std::string(int)> record;     // SQL by which the tool records it
  std::function<std::string(int)> forget;     // SQL by which the tool takes it back
  std::string rows;                           // SQL: what its own status would show, as text
  std::function<std::string(int)> shown_as;   // of what `rows` says of migration 1 … number
};

void PrintTo(const Tool& tool, std::ostream* out) {
  *out << tool.id;
}

std::string create(int number) {
  return fmt::format("CREATE TABLE t{} (id int);\n", number);
}
std::string drop(int number) {
  return fmt::format("DROP TABLE t{};\n", number);
}
std::string version(int number) {
  return fmt::format("2025010{}120000", number);
}
// "a,b,c" of item(1), item(2) … item(number)
std::string listed(int number, const std::function<std::string(int)>& item) {
  std::string out;
  for (int at = 1; at <= number; ++at) out += (out.empty() ? "" : ",") + item(at);
  return out;
}

std::vector<Tool> tools() {
  const auto marked = [](const char* up, const char* down) {
    return [=](int number) { return fmt::format("{}\n{}{}\n{}", up, create(number), down, drop(number)); };
  };
  const auto numbers = [](int number) { return listed(number, version); };
  const auto plain = [](int number) { return version(number) + "_make_it.sql"; };
  std::vector<Tool> all;
  all.push_back({.id = "goose",
                 .layout = "goose",
                 .file = plain,
                 .text = marked("-- +goose Up", "-- +goose Down"),
                 .record =
                     [](int number) {
                       return fmt::format("INSERT INTO goose_db_version (version_id, is_applied) VALUES ({}, true)",
                                          version(number));
                     },
                 .forget =
                     [](int number) {
                       return fmt::format("DELETE FROM goose_db_version WHERE version_id = {}", version(number));
                     },
                 .rows = "SELECT string_agg(version_id::text, ',' ORDER BY version_id) FROM goose_db_version"
                         " WHERE version_id > 0 AND is_applied",
                 .shown_as = numbers});
  all.push_back(
      {.id = "golang-migrate",
       .layout = "up-down",
       .file = [](int number) { return version(number) + "_make_it.up.sql"; },
       .text = create,
       .down_file = [](int number) { return version(number) + "_make_it.down.sql"; },
       .record =
           [](int number) {
             return fmt::format("TRUNCATE schema_migrations; INSERT INTO schema_migrations VALUES ({}, false)",
                                version(number));
           },
       .forget =
           [](int number) {
             return fmt::format("TRUNCATE schema_migrations; INSERT INTO schema_migrations VALUES ({}, false)",
                                version(number - 1));
           },
       .rows = "SELECT string_agg(version::text || dirty::text, ',') FROM schema_migrations",
       .shown_as = [](int number) { return version(number) + "false"; }});
  all.push_back(
      {.id = "sqlx",
       .layout = "up-down",
       .file = [](int number) { return version(number) + "_make_it.up.sql"; },
       .text = create,
       .down_file = [](int number) { return version(number) + "_make_it.down.sql"; },
       .record =
           [](int number) {
             return fmt::format(
                 "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)"
                 " VALUES ({}, 'make it', true, decode('{}', 'hex'), 1000)",
                 version(number), base::sha384(create(number)));
           },
       .forget =
           [](int number) { return fmt::format("DELETE FROM _sqlx_migrations WHERE version = {}", version(number)); },
       .rows =
           "SELECT string_agg(version::text || description || (length(checksum) = 48)::text, ',' ORDER BY version)"
           " FROM _sqlx_migrations WHERE success",
       .shown_as = [](int number) { return listed(number, [](int at) { return version(at) + "make ittrue"; }); }});
  all.push_back(
      {.id = "diesel",
       .layout = "diesel",
       .file = [](int number) { return fmt::format("2025-01-0{}-120000_make_it/up.sql", number); },
       .text = create,
       .down_file = [](int number) { return fmt::format("2025-01-0{}-120000_make_it/down.sql", number); },
       .record =
           [](int number) {
             return fmt::format("INSERT INTO __diesel_schema_migrations (version) VALUES ('{}')", version(number));
           },
       .forget =
           [](int number) {
             return fmt::format("DELETE FROM __diesel_schema_migrations WHERE version = '{}'", version(number));
           },
       .rows = "SELECT string_agg(version, ',' ORDER BY version) FROM __diesel_schema_migrations",
       .shown_as = numbers});
  all.push_back(
      {.id = "sql-migrate",
       .layout = "sql-migrate",
       .file = plain,
       .text = marked("-- +migrate Up", "-- +migrate Down"),
       .record =
           [](int number) {
             return fmt::format("INSERT INTO gorp_migrations VALUES ('{}_make_it.sql', now())", version(number));
           },
       .forget =
           [](int number) {
             return fmt::format("DELETE FROM gorp_migrations WHERE id = '{}_make_it.sql'", version(number));
           },
       .rows = "SELECT string_agg(id, ',' ORDER BY id) FROM gorp_migrations",
       .shown_as = [](int number) { return listed(number, [](int at) { return version(at) + "_make_it.sql"; }); }});
  all.push_back(
      {.id = "supabase",
       .layout = "plain-sql",
       .file = plain,
       .text = create,
       .down_file = [](int number) { return version(number) + "_make_it.down.sql"; },
       .record =
           [](int number) {
             return fmt::format(
                 "INSERT INTO supabase_migrations.schema_migrations (version, name)"
                 " VALUES ('{}', 'make_it')",
                 version(number));
           },
       .forget =
           [](int number) {
             return fmt::format("DELETE FROM supabase_migrations.schema_migrations WHERE version = '{}'",
                                version(number));
           },
       .rows = "SELECT string_agg(version || name, ',' ORDER BY version)"
               " FROM supabase_migrations.schema_migrations",
       .shown_as = [](int number) { return listed(number, [](int at) { return version(at) + "make_it"; }); }});
  all.push_back(
      {.id = "postgres-migrations",
       .layout = "plain-sql",
       .file = [](int number) { return fmt::format("000{0}-make-it-{0}.sql", number); },
       .text = create,
       .down_file = [](int number) { return fmt::format("000{0}-make-it-{0}.down.sql", number); },
       .record =
           [](int number) {
             return fmt::format("INSERT INTO migrations (id, name, hash) VALUES ({}, 'make-it-{}', '{}')", number,
                                number, base::sha1(fmt::format("000{0}-make-it-{0}.sql", number) + create(number)));
           },
       .rows = "SELECT string_agg(id || ' ' || length(hash), ',' ORDER BY id) FROM migrations",
       .shown_as = [](int number) { return listed(number, [](int at) { return fmt::format("{} 40", at); }); }});
  all.push_back({.id = "dbmate",
                 .layout = "dbmate",
                 .file = plain,
                 .text = marked("-- migrate:up", "-- migrate:down"),
                 .record =
                     [](int number) {
                       return fmt::format("INSERT INTO schema_migrations (version) VALUES ('{}')", version(number));
                     },
                 .forget =
                     [](int number) {
                       return fmt::format("DELETE FROM schema_migrations WHERE version = '{}'", version(number));
                     },
                 .rows = "SELECT string_agg(version, ',' ORDER BY version) FROM schema_migrations",
                 .shown_as = numbers});
  all.push_back(
      {.id = "node-pg-migrate",
       .layout = "node-pg-migrate",
       .file = plain,
       .text = marked("-- Up Migration", "-- Down Migration"),
       .record =
           [](int number) {
             return fmt::format("INSERT INTO pgmigrations (name, run_on) VALUES ('{}_make_it', now())",
                                version(number));
           },
       .forget =
           [](int number) {
             return fmt::format("DELETE FROM pgmigrations WHERE name = '{}_make_it'", version(number));
           },
       .rows = "SELECT string_agg(name, ',' ORDER BY name) FROM pgmigrations",
       .shown_as = [](int number) { return listed(number, [](int at) { return version(at) + "_make_it"; }); }});
  all.push_back(
      {.id = "graphile-migrate",
       .layout = "graphile-migrate",
       .file = [](int number) { return fmt::format("committed/00000{}-make-it.sql", number); },
       .text =
           [](int number) {
             return fmt::format("--! Previous: {}\n--! Hash: sha1:000{}\n\n{}",
                                number == 1 ? "-" : fmt::format("sha1:000{}", number - 1), number, create(number));
           },
       .record =
           [](int number) {
             return fmt::format(
                 "INSERT INTO graphile_migrate.migrations VALUES ('sha1:000{0}', {1},"
                 " '00000{0}.sql')",
                 number, number == 1 ? "NULL" : fmt::format("'sha1:000{}'", number - 1));
           },
       .rows = "SELECT string_agg(hash || filename, ',' ORDER BY filename) FROM graphile_migrate.migrations",
       .shown_as =
           [](int number) {
             return listed(number, [](int at) { return fmt::format("sha1:000{0}00000{0}.sql", at); });
           }});
  all.push_back(
      {.id = "flyway",
       .layout = "flyway",
       .file = [](int number) { return fmt::format("V1.{}__make_it.sql", number); },
       .text = create,
       .down_file = [](int number) { return fmt::format("U1.{}__make_it.sql", number); },
       .record =
           [](int number) {
             const auto sum = base::crc32(fmt::format("CREATE TABLE t{} (id int);", number));
             return fmt::format(
                 "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                 " checksum, installed_by, execution_time, success) SELECT coalesce(max(installed_rank), 0)"
                 " + 1, '1.{0}', 'make it', 'SQL', 'V1.{0}__make_it.sql', {1}, 'app', 5, true FROM"
                 " flyway_schema_history",
                 number, static_cast<std::int32_t>(sum));
           },
       .forget =
           [](int number) { return fmt::format("DELETE FROM flyway_schema_history WHERE version = '1.{}'", number); },
       .rows = "SELECT string_agg(version || description || script || (checksum IS NOT NULL), ',' ORDER BY"
               " version) FROM flyway_schema_history WHERE success",
       .shown_as =
           [](int number) {
             return listed(number, [](int at) { return fmt::format("1.{0}make itV1.{0}__make_it.sqltrue", at); });
           }});
  all.push_back({.id = "drizzle",
                 .layout = "drizzle",
                 .file = [](int number) { return fmt::format("000{}_make_it.sql", number); },
                 .text = create,
                 .record =
                     [](int number) {
                       return fmt::format(
                           "INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('{}', {})",
                           base::sha256(create(number)), 1736942400000LL + number);
                     },
                 .rows = "SELECT string_agg(created_at || ' ' || length(hash), ',' ORDER BY created_at)"
                         " FROM drizzle.__drizzle_migrations",
                 .shown_as =
                     [](int number) {
                       return listed(number, [](int at) { return fmt::format("{} 64", 1736942400000LL + at); });
                     }});
  return all;
}

// The journal of drizzle-kit for five files.
std::string drizzle_journal() {
  std::string entries;
  for (int number = 1; number <= 5; ++number)
    entries += fmt::format(R"({}{{"idx": {}, "when": {}, "tag": "000{}_make_it"}})", number == 1 ? "" : ", ", number,
                           1736942400000LL + number, number);
  return fmt::format(R"({{"dialect": "postgresql", "entries": [{}]}})", entries);
}

}  // namespace

class ToAndFro : public Scene, public ::testing::WithParamInterface<Tool> {
 protected:
  void SetUp() override {
    Scene::SetUp();
    layout_ = GetParam().layout;
    for (int number = 1; number <= 5; ++number) {
      write(GetParam().file(number), GetParam().text(number));
      if (GetParam().down_file) write(GetParam().down_file(number), drop(number));
    }
    if (GetParam().id == "drizzle") write("meta/_journal.json", drizzle_journal());
    if (GetParam().id == "graphile-migrate") write("current.sql", "");
    auto session = connect();
    make_history(session, GetParam().id);
  }
  // The tool applies the migration: what it makes, and its row.
  void applies(int number) {
    connect().execute(create(number));
    connect().execute(GetParam().record(number));
  }
  // "applied applied pending …"
  [[nodiscard]] std::string states() const {
    auto session = connect();
    std::string out;
    for (const auto& line : read_status(session, "public", folder()).lines)
      out += fmt::format("{}{}", out.empty() ? "" : " ", word(line.standing));
    return out;
  }
  [[nodiscard]] std::string rows() const { return value(GetParam().rows); }
};

TEST_P(ToAndFro, EachAgreesWithWhatTheOtherDid) {
  const auto& tool = GetParam();
  applies(1);
  applies(2);
  EXPECT_EQ(states(), "applied applied pending pending pending");
  EXPECT_EQ(up({.steps = 2}).applied.size(), 2U);
  EXPECT_EQ(rows(), tool.shown_as(4)) << "its own status after us";
  applies(5);
  EXPECT_EQ(states(), "applied applied applied applied applied");
  EXPECT_TRUE(up().applied.empty());
  if (!tool.forget) return;
  connect().execute(drop(5) + tool.forget(5));
  connect().execute(drop(4) + tool.forget(4));
  EXPECT_EQ(states(), "applied applied applied rolled back pending") << "taken back by the tool itself";
  EXPECT_EQ(up().applied.size(), 2U);
  EXPECT_EQ(rows(), tool.shown_as(5));
}

TEST_P(ToAndFro, WhatWeUndoIsPendingForTheToolToo) {
  const auto& tool = GetParam();
  if (!tool.down_file && tool.text(1).find("DROP") == std::string::npos) GTEST_SKIP() << "has no undo";
  for (int number = 1; number <= 3; ++number) applies(number);
  up();
  const auto one = a_run();
  EXPECT_EQ(apply::down(one, folder(), {.request = {.steps = 3}}).undone.size(), 3U);
  EXPECT_EQ(rows(), tool.shown_as(2));
  EXPECT_EQ(up().applied.size(), 3U);
  EXPECT_EQ(rows(), tool.shown_as(5));
}

TEST_P(ToAndFro, ABaselineIsRecordedForTheToolToo) {
  for (int number = 1; number <= 3; ++number) connect().execute(create(number));
  baseline(a_run(), folder(), folder().migrations[2].version, false);
  EXPECT_EQ(rows(), GetParam().shown_as(3));
  EXPECT_EQ(up().applied.size(), 2U);
}

TEST_P(ToAndFro, NothingIsWrittenWhereItIsNotWanted) {
  applies(1);
  auto quiet = folder();
  quiet.history = "none";
  connect().execute(drop(1));
  const auto one = a_run();
  EXPECT_EQ(apply::up(one, quiet, {}).applied.size(), 5U);
  EXPECT_EQ(rows(), GetParam().shown_as(1));
}

INSTANTIATE_TEST_SUITE_P(Tools, ToAndFro, ::testing::ValuesIn(tools()), [](const auto& tool) {
  std::string name;
  for (const char c : tool.param.id)
    if (c != '-') name += c;
  return name;
});

class TwoHistories : public Scene {};

// What was applied last goes first, whoever applied it: tools refuse to go on with a hole in their order.
TEST_F(TwoHistories, AreUndoneInTheOrderOfTheFiles) {
  layout_ = "dbmate";
  for (int number = 1; number <= 3; ++number)
    write(version(number) + "_t.sql",
          fmt::format("-- migrate:up\n{}\n-- migrate:down\n{}", create(number), drop(number)));
  auto session = connect();
  make_history(session, "dbmate");
  EXPECT_EQ(up({.steps = 2}).applied.size(), 2U);
  session.execute(create(3) + fmt::format("INSERT INTO schema_migrations VALUES ('{}')", version(3)));
  const auto one = a_run();
  EXPECT_EQ(apply::down(one, folder(), {.request = {.steps = 2}}).undone,
            (std::vector<std::string>{version(3) + "_t", version(2) + "_t"}));
}

TEST_F(TwoHistories, HaveToBeToldApart) {
  layout_ = "up-down";
  write("1_a.up.sql", "CREATE TABLE a (id int);\n");
  auto session = connect();
  make_history(session, "golang-migrate");
  make_history(session, "sqlx");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::configuration);
  EXPECT_NE(error.hint().find("history = \"golang-migrate\" or \"sqlx\""), std::string::npos) << error.hint();
  auto chosen = folder();
  chosen.history = "sqlx";
  const auto one = a_run();
  EXPECT_EQ(apply::up(one, chosen, {}).applied.size(), 1U);
  EXPECT_EQ(value("SELECT count(*) FROM _sqlx_migrations"), "1");
  EXPECT_EQ(value("SELECT count(*) FROM schema_migrations"), "0");
}

// As a project that makes the table of its runner itself, for another role.
TEST_F(TwoHistories, AnEmptyTableOfAnotherOwnerIsLeftAlone) {
  write("1-a.sql", "CREATE TABLE a (id int);\n");
  auto session = connect();
  make_history(session, "postgres-migrations");
  session.execute(
      "DROP ROLE IF EXISTS keeper_of_files; CREATE ROLE keeper_of_files;"
      "ALTER TABLE migrations OWNER TO keeper_of_files");
  EXPECT_EQ(up().applied.size(), 1U);
  EXPECT_EQ(value("SELECT count(*) FROM migrations"), "0");
  session.execute("INSERT INTO migrations (id, name, hash) VALUES (1, 'a', 'x')");
  const auto error = error_of([&] { up(); });
  EXPECT_NE(error.message().find("belongs to keeper_of_files"), std::string::npos) << error.message();
  EXPECT_NE(error.hint().find("history = \"none\""), std::string::npos) << error.hint();
  session.execute("DROP TABLE migrations; DROP ROLE keeper_of_files");
}

TEST_F(TwoHistories, ARefusalOfTheOtherTableSaysWhatToDo) {
  layout_ = "diesel";
  write("1_a/up.sql", "CREATE TABLE a (id int);\n");
  auto session = connect();
  make_history(session, "diesel");
  session.execute("ALTER TABLE __diesel_schema_migrations ADD CHECK (version <> '1')");
  const auto error = error_of([&] { up(); });
  EXPECT_NE(error.message().find("1_a ran, but could not be recorded"), std::string::npos) << error.message();
  EXPECT_NE(error.hint().find("history = \"none\""), std::string::npos) << error.hint();
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
}

TEST_F(TwoHistories, ADirtyVersionBlocksAndIsCleared) {
  layout_ = "up-down";
  write("1_a.up.sql", "CREATE TABLE a (id int);\n");
  write("2_b.up.sql", "CREATE TABLE b (id int);\n");
  auto session = connect();
  make_history(session, "golang-migrate");
  session.execute("CREATE TABLE a (id int); INSERT INTO schema_migrations VALUES (2, true)");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::migration);
  EXPECT_NE(error.message().find("2_b failed"), std::string::npos) << error.message();
}

}  // namespace apply
