// Tables that bear the names of ours and that somebody else put there.
#include "apply/own_table.h"

#include "apply/scene_test.h"

namespace apply {

class Planted : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    write("001_a.sql", "CREATE TABLE a (id int);");
    connect().execute(
        "DO $$ BEGIN CREATE ROLE mallory; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "GRANT CREATE ON SCHEMA public TO mallory");
  }
  void TearDown() override {
    connect().execute("DROP OWNED BY mallory");
    Scene::TearDown();
  }
  void refuses(const std::string& what) {
    for (const bool reads : {true, false}) {
      const auto error = error_of([&] {
        auto session = connect();
        const auto files = folder();
        if (reads)
          load_attempts(session, "public", &files);
        else
          up();
      });
      EXPECT_EQ(error.code(), Code::configuration) << error.message();
      EXPECT_NE(error.message().find(what), std::string::npos) << error.message();
      EXPECT_FALSE(error.hint().empty());
    }
    EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
  }
  // The tables as we make them, owned by who runs this, and empty.
  void make_ours() {
    up();
    connect().execute("DROP TABLE a; DELETE FROM _migration_history");
  }
};

TEST_F(Planted, ATableOfSomebodyElseIsNotWrittenTo) {
  make_ours();
  connect().execute("ALTER TABLE _migration_history OWNER TO mallory");
  refuses("public._migration_history belongs to mallory");
}

TEST_F(Planted, TheOwnerMayBeARoleThatWeAreAMemberOf) {
  make_ours();
  connect().execute("ALTER TABLE _migration_history OWNER TO mallory; GRANT mallory TO postgres");
  EXPECT_EQ(up().applied.size(), 1U);
  connect().execute("REVOKE mallory FROM postgres; ALTER TABLE _migration_history OWNER TO postgres");
}

TEST_F(Planted, AViewIsNotATable) {
  connect().execute(
      "SET ROLE mallory;"
      "CREATE FUNCTION spy() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;"
      "CREATE VIEW _migration_history AS SELECT spy() AS lease_token, 1 AS id");
  refuses("public._migration_history is not a table");
}

TEST_F(Planted, PrismasTableIsLookedAtToo) {
  layout_ = "prisma";
  write("migration_lock.toml", "provider = \"postgresql\"\n");
  connect().execute(
      "SET ROLE mallory;"
      "CREATE FUNCTION spy() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;"
      "CREATE VIEW _prisma_migrations AS SELECT spy() AS migration_name");
  refuses("public._prisma_migrations is not a table");
}

TEST_F(Planted, TriggersRulesAndChildrenAreNamed) {
  make_ours();
  auto session = connect();
  session.execute(
      "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
      "CREATE TRIGGER spy BEFORE INSERT ON _migration_history EXECUTE FUNCTION spy()");
  refuses("the trigger spy");
  session.execute(
      "DROP TRIGGER spy ON _migration_history;"
      "CREATE RULE quiet AS ON INSERT TO _migration_history DO INSTEAD NOTHING");
  refuses("the rule quiet");
  session.execute("DROP RULE quiet ON _migration_history; CREATE TABLE child () INHERITS (_migration_history)");
  refuses("the table public.child that inherits from it");
  session.execute(
      "DROP TABLE child; CREATE FUNCTION spy2() RETURNS text LANGUAGE sql AS $$ SELECT 'x'::text $$;"
      "ALTER TABLE _migration_history ALTER host SET DEFAULT spy2()");
  refuses("a use of function public.spy2()");
}

TEST_F(Planted, TheOtherTablesAreLookedAtToo) {
  make_ours();
  for (const std::string table : {"_migration_locks", "_migration_audit_log"}) {
    connect().execute("ALTER TABLE " + table + " OWNER TO mallory");
    const auto error = error_of([&] { up(); });
    EXPECT_NE(error.message().find(table + " belongs to mallory"), std::string::npos) << error.message();
    connect().execute("ALTER TABLE " + table + " OWNER TO postgres");
  }
}

TEST_F(Planted, SecretsOfAMigrationAreNotInTheHistory) {
  write("001_a.sql", "CREATE ROLE kept_out PASSWORD\n  E'hun\\'ter2';");
  write("001_a.down.sql", "ALTER ROLE kept_out PASSWORD 'hunter3'; DROP ROLE kept_out;");
  up();
  EXPECT_EQ(value("SELECT sql_text FROM _migration_history"), "CREATE ROLE kept_out PASSWORD\n  E'***';");
  EXPECT_EQ(value("SELECT down_text FROM _migration_history"), "NULL");
  connect().execute("DROP ROLE kept_out");
}

TEST_F(Planted, SecretsAreNotInWhatIsSaidOfAFailure) {
  write("001_a.sql", "CREATE TABLE a (id int);\nALTER ROLE nobody_of_that_name PASSWORD\n  'hunter2' NONSENSE;");
  const auto syntax = error_of([&] { up(); });
  EXPECT_EQ(base::render(syntax).find("hunter2"), std::string::npos) << base::render(syntax);
  write("001_a.sql", "CREATE TABLE a (id int);\nALTER ROLE nobody_of_that_name PASSWORD $$hunter2$$;");
  const auto failed = error_of([&] { up(); });
  EXPECT_EQ(base::render(failed).find("hunter2"), std::string::npos) << base::render(failed);
}

}  // namespace apply
