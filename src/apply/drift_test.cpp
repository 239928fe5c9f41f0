#include "apply/drift.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apply/replay.h"
#include "apply/scene_test.h"

namespace apply {

class DriftTest : public Scene {
 protected:
  Replayed replayed() {
    auto session = connect();
    const auto files = folder();
    return replay({.target = url(), .names = pg::Names::ours}, {}, files, load_attempts(session, "public", &files),
                  {});
  }
  std::string drifted() {
    const auto made = replayed();
    for (const auto& why : made.unknown) return "not known: " + why;
    pg::Session session({.target = url(), .names = pg::Names::ours});
    std::string text;
    for (const auto& each : drift(pg::schema_objects(session), made.objects, "public")) text += to_text(each) + "\n";
    return text;
  }
};

static constexpr auto shop = R"(
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE DOMAIN small AS int CHECK (VALUE < 100);
CREATE TABLE people (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', m mood, n small);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person int REFERENCES people, note varchar(60),
  total numeric(10, 2) CHECK (total > 0)) WITH (fillfactor = 80);
CREATE INDEX orders_note ON orders (note);
CREATE VIEW rich AS SELECT id FROM orders WHERE total > 1000;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touches BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY own ON orders USING (person = 1);
CREATE TABLE log (at date, v int) PARTITION BY RANGE (at);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX log_v ON log (v);
CREATE SEQUENCE numbers;
)";

TEST_F(DriftTest, ThereIsNoneWhereOnlyMigrationsWereAtWork) {
  write("001_shop.sql", shop);
  write("002_index.sql", "CREATE INDEX CONCURRENTLY orders_total ON orders (total);");
  up();
  EXPECT_EQ(drifted(), "");
}

TEST_F(DriftTest, NamesWhatWasChangedByHand) {
  write("001_shop.sql", shop);
  up();
  connect().execute(R"(
    CREATE INDEX orders_created_idx ON orders (person);
    ALTER TABLE orders ALTER note TYPE text;
    ALTER TABLE people ALTER name DROP NOT NULL, ALTER name DROP DEFAULT, ADD COLUMN extra int UNIQUE;
    DROP VIEW rich;
    CREATE TABLE by_hand (id serial PRIMARY KEY);
    ALTER TABLE orders DISABLE TRIGGER touches;
    DROP POLICY own ON orders;
    ALTER TYPE mood ADD VALUE 'calm';
    ALTER TABLE orders DROP CONSTRAINT orders_total_check;
    CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
    CREATE SCHEMA apart; CREATE TABLE apart.more (id int);
    DROP INDEX log_v;
    ALTER SEQUENCE numbers INCREMENT 5;
  )");
  EXPECT_EQ(drifted(),
            "column people.extra: in the database, made by no migration\n"
            "constraint people_extra_key of people: in the database, made by no migration\n"
            "index orders_created_idx: in the database, made by no migration\n"
            "schema apart: in the database, made by no migration\n"
            "table by_hand: in the database, made by no migration\n"
            "constraint orders_total_check of orders: made by the migrations, not in the database\n"
            "index log_v: made by the migrations, not in the database\n"
            "policy own of orders: made by the migrations, not in the database\n"
            "view rich: made by the migrations, not in the database\n"
            "column orders.note: text, the migrations make character varying(60)\n"
            "column people.name: nullable, the migrations make it NOT NULL\n"
            "column people.name: no default, the migrations make default 'x'::text\n"
            "function touch(): its definition is another than the migrations make\n"
            "sequence numbers: increment 5, the migrations make increment 1\n"
            "trigger touches of orders: disabled, the migrations make it enabled\n"
            "type mood: labels 'glad', 'sad', 'calm', the migrations make labels 'glad', 'sad'\n");
}

TEST_F(DriftTest, TheHistoryCountsNotTheFolder) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  write("002_b.sql", "CREATE TABLE b (id int);");
  up({.target = "001_a"});
  EXPECT_EQ(drifted(), "");  // what is pending is not drift
  write("001_a.sql", "CREATE TABLE a (id bigint);");
  EXPECT_EQ(drifted(), "");  // the text that was applied counts
}

TEST_F(DriftTest, RolesAndExtensionsOfTheServerAreThere) {
  connect().execute("CREATE ROLE \"drift writer\"; CREATE SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext");
  write("001_a.sql",
        "CREATE TABLE a (v text); GRANT SELECT ON a TO \"drift writer\"; ALTER TABLE a OWNER TO \"drift writer\";"
        "CREATE INDEX a_v ON a USING gin (v ext.gin_trgm_ops);");
  up();
  EXPECT_EQ(drifted(), "");
  connect().execute("DROP OWNED BY \"drift writer\"; DROP ROLE \"drift writer\"");
}

TEST_F(DriftTest, WhatCannotBeReplayedIsSaid) {
  write("001_a.sql", "INSERT INTO by_hand VALUES (1);");
  connect().execute("CREATE TABLE by_hand (id int)");
  up();
  EXPECT_EQ(drifted(),
            "not known: the history cannot be replayed: 001_a failed: relation \"by_hand\" does not exist");
}

}  // namespace apply
