#include "pg/catalog.h"

#include "base/error.h"
#include "pg/shared_server_test.h"

using namespace pg;

using CatalogTest = OnServer;

static const char* const rich = R"(
CREATE SCHEMA audit;
CREATE EXTENSION pg_trgm SCHEMA public;
CREATE TYPE state AS ENUM ('new', 'paid');
ALTER TYPE state ADD VALUE 'held' BEFORE 'paid';
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE audit.pair AS (a int, b text);
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail email NOT NULL UNIQUE, name varchar(80) DEFAULT 'nobody',
                    gone int, lower_name text GENERATED ALWAYS AS (lower(name)) STORED);
ALTER TABLE users DROP COLUMN gone;
CREATE TABLE orders (id int, part int, user_id bigint REFERENCES users, state state, total numeric(10,2),
                     PRIMARY KEY (id, part), CONSTRAINT positive CHECK (total > 0) NOT VALID) PARTITION BY RANGE (part);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (10);
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
CREATE TABLE "ConsentLog" ("userId" bigint, note text);
ALTER TABLE "ConsentLog" ADD CONSTRAINT "ConsentLog_user" FOREIGN KEY ("userId") REFERENCES users (id) NOT VALID;
CREATE INDEX consent_lower ON "ConsentLog" (lower(note), "userId") INCLUDE (note);
CREATE VIEW paid AS SELECT id FROM orders WHERE state = 'paid';
CREATE MATERIALIZED VIEW totals AS SELECT sum(total) FROM orders;
CREATE SEQUENCE audit.numbers;
CREATE FUNCTION audit.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION audit.touch();
ALTER TABLE users DISABLE TRIGGER touch;
INSERT INTO users (mail, name) SELECT i || '@x', CASE WHEN i % 4 = 0 THEN NULL ELSE 'n' END FROM generate_series(1, 400) i;
INSERT INTO orders SELECT i, 1, i, 'paid', i FROM generate_series(1, 30) i;
CREATE TABLE _migration_history (id int PRIMARY KEY);
)";

TEST_F(CatalogTest, HoldsARichSchema) {
  auto session = connect();
  session.execute(rich);
  session.execute("ANALYZE");
  const auto catalog = load_catalog(session);
  EXPECT_EQ(catalog.database, name());
  EXPECT_EQ(catalog.role, "postgres");
  EXPECT_TRUE(catalog.superuser);
  EXPECT_EQ(catalog.server_version, session.server_version());
  EXPECT_GT(catalog.database_bytes, 1'000'000);
  EXPECT_EQ(catalog.search_path, std::vector<std::string>{"public"});
  EXPECT_EQ(catalog.schemas, (std::vector<std::string>{"audit", "public"}));
  EXPECT_LT(std::chrono::abs(catalog.taken_at - base::system_clock().now()), std::chrono::minutes(1));

  const auto* users = catalog.find({"", "users"});
  ASSERT_TRUE(users);
  EXPECT_EQ(users->estimated_rows, 400);
  EXPECT_GT(users->heap_bytes, 0);
  EXPECT_GT(users->total_bytes, users->heap_bytes);
  ASSERT_EQ(users->columns.size(), 4U) << "a dropped column is not a column";
  EXPECT_TRUE(users->column("id")->identity);
  EXPECT_EQ(users->column("name")->type, "character varying(80)");
  EXPECT_EQ(users->column("name")->default_expression, "'nobody'::character varying");
  EXPECT_NEAR(users->column("name")->null_fraction, 0.25, 0.01);
  EXPECT_TRUE(users->column("lower_name")->generated);
  EXPECT_TRUE(users->column("mail")->not_null);
  EXPECT_TRUE(users->index("users_pkey")->primary);
  ASSERT_EQ(users->triggers.size(), 1U);
  EXPECT_FALSE(users->triggers[0].enabled);

  const auto* consent = catalog.find({"public", "ConsentLog"});
  ASSERT_TRUE(consent);
  EXPECT_EQ(consent->index("consent_lower")->columns, (std::vector<std::string>{"lower(note)", "userId"}));
  EXPECT_EQ(consent->constraints.at(0).name, "ConsentLog_user");
  EXPECT_FALSE(consent->constraints.at(0).validated);
  EXPECT_EQ(consent->constraints.at(0).references, (Name{"public", "users"}));
  EXPECT_EQ(consent->constraints.at(0).columns, std::vector<std::string>{"userId"});
  EXPECT_EQ(consent->constraints.at(0).referenced_columns, std::vector<std::string>{"id"});

  EXPECT_EQ(catalog.find({"", "orders"})->kind, RelationKind::partitioned_table);
  EXPECT_EQ(catalog.find({"", "orders_1"})->partition_of, (Name{"public", "orders"}));
  EXPECT_TRUE(catalog.find({"", "orders_rest"})->default_partition);
  EXPECT_FALSE(catalog.find({"", "orders_1"})->default_partition);
  EXPECT_EQ(catalog.find({"", "paid"})->kind, RelationKind::view);
  EXPECT_EQ(catalog.find({"audit", "numbers"})->kind, RelationKind::sequence);
  EXPECT_EQ(catalog.find({"", "consentlog"}), nullptr);
  EXPECT_EQ(catalog.find({"", "paid"})->reads, (std::vector<Name>{{"public", "orders"}}));
  EXPECT_EQ(catalog.find({"", "users_id_seq"})->owned_by, (Name{"public", "users"}));
  EXPECT_EQ(catalog.find({"audit", "numbers"})->owned_by, std::nullopt);
  EXPECT_TRUE(catalog.domains.at({"public", "email"}).constrained);
  EXPECT_EQ(catalog.domains.at({"public", "email"}).base, "text");
  EXPECT_EQ(catalog.enums.at({"public", "state"}), (std::vector<std::string>{"new", "held", "paid"}));
  EXPECT_EQ(catalog.types, (std::vector<Name>{{"audit", "pair"}, {"public", "email"}}));
  EXPECT_NE(std::find(catalog.functions.begin(), catalog.functions.end(), Name{"audit", "touch"}),
            catalog.functions.end());
  EXPECT_EQ(catalog.extensions.back().name, "plpgsql");
  EXPECT_EQ(catalog.tables(), 5) << "users, orders and its two partitions, ConsentLog; not our own";
  EXPECT_EQ(catalog.indexes(), 6);
  EXPECT_EQ(catalog.constraints(ConstraintKind::primary_key), 4);
  EXPECT_EQ(catalog.constraints(ConstraintKind::foreign_key), 4);
  const auto json = to_json(catalog);
  EXPECT_EQ(json.at("relations").size(), catalog.relations.size());
  EXPECT_EQ(json.at("database"), name());
}

TEST_F(CatalogTest, NamesTheInvalidIndex) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int); INSERT INTO t VALUES (1), (1)");
  EXPECT_THROW(session.execute("CREATE UNIQUE INDEX CONCURRENTLY t_i ON t (i)"), base::Error);
  EXPECT_FALSE(load_catalog(session).find({"", "t"})->index("t_i")->valid);
}

// Within the caller's transaction its own lock_timeout holds; a short one keeps the test short.
TEST_F(CatalogTest, ATableHeldByAnotherSessionIsAnErrorThatSaysSo) {
  auto holder = connect();
  holder.execute("CREATE TABLE held (i int PRIMARY KEY)");
  const Transaction holding(holder);
  holder.execute("LOCK TABLE held");
  auto session = connect();
  const Transaction transaction(session);
  session.execute("SET LOCAL lock_timeout = '50ms'");
  const auto error = error_of([&] { load_catalog(session); });
  EXPECT_EQ(error.sqlstate(), "55P03");
  EXPECT_EQ(error.message(), "a session holds a table so that not even its definition can be read");
}

TEST_F(CatalogTest, SeesWhatItsOwnTransactionMade) {
  auto session = connect();
  const Transaction transaction(session);
  session.execute("CREATE TABLE fresh (i int)");
  EXPECT_TRUE(load_catalog(session).find({"", "fresh"}));
  EXPECT_EQ(session.transaction_state(), TransactionState::in_transaction);
}

TEST_F(CatalogTest, WorksForARoleWithoutRights) {
  connect().execute("CREATE TABLE secret (i int); CREATE ROLE looker");
  Session session({.target = url(), .settings = {{"role", "looker"}}});
  const auto catalog = load_catalog(session);
  EXPECT_FALSE(catalog.superuser);
  EXPECT_EQ(catalog.role, "looker");
  EXPECT_TRUE(catalog.find({"", "secret"}));
  const auto error = error_of([&] { count_rows(session); });
  EXPECT_EQ(error.sqlstate(), "42501");
  EXPECT_EQ(error.trail().at(0), "counting the rows of public.secret");
  session.execute("RESET ROLE");
  session.execute("DROP ROLE looker");
}

TEST_F(CatalogTest, CountsEveryRowOnce) {
  auto session = connect();
  session.execute(rich);
  session.execute(
      "CREATE TABLE parent (i int); CREATE TABLE child () INHERITS (parent); INSERT INTO child VALUES (1)");
  const auto rows = count_rows(session);
  EXPECT_EQ(rows.at({"public", "users"}), 400);
  EXPECT_EQ(rows.at({"public", "orders_1"}), 30);
  EXPECT_EQ(rows.count({"public", "orders"}), 0U);
  EXPECT_EQ(load_catalog(session).find({"", "child"})->inherits, (std::vector<Name>{{"public", "parent"}}));
  EXPECT_EQ(rows.at({"public", "parent"}), 0);
  EXPECT_EQ(rows.at({"public", "child"}), 1);
}

TEST_F(CatalogTest, ThousandsOfTablesAreQuick) {
  auto session = connect();
  session.execute(
      "DO $$ BEGIN FOR i IN 1..2000 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a text, b int)', i); "
      "END LOOP; END $$");
  const auto began = std::chrono::steady_clock::now();
  const auto catalog = load_catalog(session);
  const auto took = std::chrono::steady_clock::now() - began;
  EXPECT_EQ(catalog.tables(), 2000);
  RecordProperty("milliseconds",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  EXPECT_LT(took, std::chrono::seconds(5));  // 0.2 s alone; other tests share the machine
}
