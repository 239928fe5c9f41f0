// Each layout on a real server: twenty-four migrations go up, down and up again, and leave the same schema.
#include <functional>

#include <fmt/format.h>

#include "apply/down.h"
#include "apply/resolve.h"
#include "apply/scene_test.h"
#include "pg/schema_objects.h"

namespace apply {

namespace {

constexpr int how_many = 24;

// Up and down of migration `number`; every sixth cannot run in a transaction.
struct Pair {
  std::string up;
  std::string down;
  bool alone = false;
};

Pair pair_of(int number) {
  const auto table = fmt::format("t{}", number - (number - 1) % 6);
  switch ((number - 1) % 6) {
    case 0:
      return {fmt::format("CREATE TABLE {} (id int PRIMARY KEY);\nINSERT INTO {} VALUES (1);\n", table, table),
              fmt::format("DROP TABLE {};\n", table)};
    case 5:
      return {fmt::format("CREATE INDEX CONCURRENTLY {}_note ON {} (note);\n", table, table),
              fmt::format("DROP INDEX CONCURRENTLY {}_note;\n", table), true};
    case 1:
      return {fmt::format("ALTER TABLE {} ADD COLUMN note text DEFAULT 'a;b';\n", table),
              fmt::format("ALTER TABLE {} DROP COLUMN note;\n", table)};
    case 2:
      return {
          fmt::format("CREATE FUNCTION f{0}() RETURNS int LANGUAGE plpgsql AS $body$\nBEGIN\n  RETURN 1; -- down\n"
                      "END $body$;\n",
                      number),
          fmt::format("DROP FUNCTION f{}();\n", number)};
    case 3:
      return {fmt::format("CREATE VIEW v{} AS SELECT id FROM {};\n", number, table),
              fmt::format("DROP VIEW v{};\n", number)};
    default:
      return {fmt::format("ALTER TABLE {0} ADD CONSTRAINT {0}_id CHECK (id > 0);\n", table),
              fmt::format("ALTER TABLE {0} DROP CONSTRAINT {0}_id;\n", table)};
  }
}

}  // namespace

class OnServer : public Scene {
 protected:
  using Write = std::function<void(int number, const Pair& pair)>;

  void fill(const std::string& layout, const Write& one) {
    std::filesystem::remove_all(home_.path() / "migrations");
    std::filesystem::create_directories(home_.path() / "migrations");
    layout_ = "auto";
    for (int number = 1; number <= how_many; ++number) one(number, pair_of(number));
    EXPECT_EQ(folder().layout, layout);
  }
  [[nodiscard]] std::string schema() const {
    auto session = connect();
    std::string out;
    for (const auto& object : pg::schema_objects(session)) {
      out += fmt::format("{} {} {}", object.kind, object.name.name, object.part);
      for (const auto& [fact, text] : object.facts) out += fmt::format(" {}={}", fact, text);
      out += "\n";
    }
    return out;
  }
  void goes_up_and_down() {
    const auto empty = schema();
    EXPECT_EQ(up().applied.size(), static_cast<std::size_t>(how_many));
    const auto full = schema();
    EXPECT_NE(full, empty);
    const auto one = a_run();
    EXPECT_EQ(apply::down(one, folder(), {.request = {.all = true}}).undone.size(),
              static_cast<std::size_t>(how_many));
    EXPECT_EQ(value("SELECT count(*) FROM pg_class WHERE relname ~ '^[tv][0-9]'"), "0");
    EXPECT_EQ(up().applied.size(), static_cast<std::size_t>(how_many));
    EXPECT_EQ(schema(), full);
    EXPECT_TRUE(up().applied.empty());
  }
};

TEST_F(OnServer, Goose) {
  fill("goose", [&](int number, const Pair& pair) {
    write(fmt::format("202501{:02}120000_m.sql", number),
          fmt::format("{}-- +goose Up\n-- +goose StatementBegin\n{}-- +goose StatementEnd\n-- +goose Down\n{}",
                      pair.alone ? "-- +goose NO TRANSACTION\n" : "", pair.up, pair.down));
  });
  goes_up_and_down();
}

TEST_F(OnServer, Dbmate) {
  fill("dbmate", [&](int number, const Pair& pair) {
    const auto* option = pair.alone ? " transaction:false" : "";
    write(fmt::format("202501{:02}120000_m.sql", number),
          fmt::format("-- migrate:up{}\n{}\n-- migrate:down{}\n{}", option, pair.up, option, pair.down));
  });
  goes_up_and_down();
}

TEST_F(OnServer, SqlMigrate) {
  fill("sql-migrate", [&](int number, const Pair& pair) {
    const auto* option = pair.alone ? " notransaction" : "";
    write(fmt::format("{}_m.sql", number),
          fmt::format("-- +migrate Up{}\n{}-- +migrate Down{}\n{}", option, pair.up, option, pair.down));
  });
  goes_up_and_down();
}

TEST_F(OnServer, NodePgMigrate) {
  fill("node-pg-migrate", [&](int number, const Pair& pair) {
    write(fmt::format("{}_m.sql", 1736942400000LL + number),
          fmt::format("-- Up Migration\n{}-- Down Migration\n{}", pair.up, pair.down));
  });
  goes_up_and_down();
}

TEST_F(OnServer, Tern) {
  fill("tern", [&](int number, const Pair& pair) {
    write(fmt::format("{:03}_m.sql", number),
          fmt::format("{}\n---- create above / drop below ----\n{}", pair.up, pair.down));
  });
  goes_up_and_down();
}

TEST_F(OnServer, Diesel) {
  fill("diesel", [&](int number, const Pair& pair) {
    const auto name = fmt::format("2025-01-{:02}-120000_m {}", number, number);
    write(name + "/up.sql", pair.up);
    write(name + "/down.sql", pair.down);
    if (pair.alone) write(name + "/metadata.toml", "run_in_transaction = false\n");
  });
  goes_up_and_down();
}

TEST_F(OnServer, Dialect) {
  fill("dialect", [&](int number, const Pair& pair) {
    const auto name = fmt::format("{}_m", number);
    const auto* middle = pair.alone ? ".postgres.autocommit" : ".postgres";
    write(fmt::format("{}{}.up.sql", name, middle), pair.up);
    write(fmt::format("{}{}.down.sql", name, middle), pair.down);
    write(name + ".mysql.up.sql", "this is not for us\n");
    write(name + ".up.sql", "nor is this\n");
  });
  goes_up_and_down();
}

TEST_F(OnServer, Nested) {
  fill("nested", [&](int number, const Pair& pair) {
    const auto name = fmt::format("{}/{}_m", number <= 12 ? 9 : 10, number);
    write(name + ".up.sql", pair.alone ? pair.up : "BEGIN;\n" + pair.up + "COMMIT;\n");
    write(name + ".down.sql", pair.alone ? pair.down : "BEGIN;\n" + pair.down + "COMMIT;\n");
  });
  goes_up_and_down();
}

TEST_F(OnServer, Flyway) {
  fill("flyway", [&](int number, const Pair& pair) {
    write(fmt::format("V1_{}__m.sql", number), pair.up);
    write(fmt::format("U1_{}__m.sql", number), pair.down);
    if (pair.alone) write(fmt::format("V1_{}__m.sql.conf", number), "executeInTransaction=false\n");
  });
  goes_up_and_down();
}

TEST_F(OnServer, Sqitch) {
  std::string plan = "%syntax-version=1.0.0\n%project=shop\n\n";
  fill("sqitch", [&](int number, const Pair& pair) {
    const auto name = fmt::format("change{}", number);
    plan += fmt::format("{} 2025-01-15T12:00:00Z Ann <ann@example.com> # Change.\n", name);
    write("sqitch.plan", plan);
    write("deploy/" + name + ".sql", pair.alone ? pair.up : "BEGIN;\n" + pair.up + "COMMIT;\n");
    write("revert/" + name + ".sql", pair.alone ? pair.down : "BEGIN;\n" + pair.down + "COMMIT;\n");
  });
  goes_up_and_down();
}

TEST_F(OnServer, RepeatablesRunAgainWhenTheirTextChanges) {
  layout_ = "auto";
  write("V1__users.sql", "CREATE TABLE users (id int, note text);\n");
  write("R__views.sql", "CREATE OR REPLACE VIEW all_users AS SELECT id FROM users;\n");
  EXPECT_EQ(up().applied, (std::vector<std::string>{"V1__users", "R__views"}));
  EXPECT_TRUE(up().applied.empty());
  write("R__views.sql", "CREATE OR REPLACE VIEW all_users AS SELECT id, note FROM users;\n");
  write("V2__more.sql", "CREATE TABLE more (id int);\n");
  EXPECT_EQ(up().applied, (std::vector<std::string>{"V2__more", "R__views"}));
  EXPECT_EQ(value("SELECT count(*) FROM information_schema.columns WHERE table_name = 'all_users'"), "2");
  EXPECT_TRUE(up().applied.empty());
  EXPECT_EQ(value("SELECT count(*) FROM _migration_history WHERE version = 'R__views' AND state = 'applied'"), "1");
}

TEST_F(OnServer, AStepInCodeEndsTheRunUntilAPersonHasDoneIt) {
  layout_ = "auto";
  write("1_a.sql", "-- +goose Up\nCREATE TABLE a (id int);\n");
  write("2_fill.go", "package migrations\n");
  write("3_b.sql", "-- +goose Up\nCREATE TABLE b (id int);\n");
  const auto first = error_of([&] { up(); });
  EXPECT_EQ(first.code(), Code::migration);
  EXPECT_NE(first.message().find("2_fill is a step in code"), std::string::npos) << first.message();
  EXPECT_EQ(fact(first, "applied before it"), "1_a");
  EXPECT_EQ(error_of([&] { up(); }).message(), first.message());
  EXPECT_EQ(history(), "1 applied");
  resolve(a_run(), folder(), {.claim = Claim::applied, .name = "2_fill"});
  EXPECT_EQ(up().applied, std::vector<std::string>{"3_b"});
}

}  // namespace apply
