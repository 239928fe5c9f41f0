// What is asked of a server on every major that is promised, where its programs are there (tools/pg-matrix brings
// them).
#include "pg/majors_test.h"

#include <gtest/gtest.h>

#include "backup/backup.h"
#include "backup/restore_data.h"
#include "backup/server.h"
#include "backup/swap.h"
#include "backup/target.h"
#include "base/files.h"
#include "pg/temporary_server.h"

using namespace backup;

class BackupMajors : public ::testing::TestWithParam<int> {};

static constexpr auto schema = R"(
CREATE TABLE users (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL);
CREATE TABLE parts (id int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (100);
CREATE TABLE child (part_id int REFERENCES parts);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER noted BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION note();
CREATE TYPE mood AS ENUM ('sad', 'ok');
INSERT INTO users (email) VALUES ('a'), ('b');
INSERT INTO parts VALUES (1);)";

TEST_P(BackupMajors, AreReadCopiedAndSwapped) {
  const auto bindir = pg::programs_of(GetParam());
  if (!bindir) GTEST_SKIP() << "PostgreSQL " << GetParam() << " is not here; tools/pg-matrix fetches it";
  const pg::TemporaryServer server({.bindir = bindir});
  pg::Session session({.target = server.url()});
  const pg::Options shop{.target = server.url("shop")};
  session.execute("CREATE DATABASE shop");
  pg::Session(shop).execute(schema);
  const auto contents = read_contents({.connection = shop});
  EXPECT_EQ(contents.total_rows(), 3);
  EXPECT_EQ(contents.objects.at("triggers"), std::vector<std::string>{"public.parts noted"});
  EXPECT_EQ(contents.count("constraints"), 4);
  EXPECT_EQ(contents.sequences.at("public.users_id_seq").to, 2);

  const auto attributes = *read_attributes(session, "shop");
  session.execute(create_statement(attributes, "beside", session.server_major()));
  EXPECT_EQ(apply_attributes(session, attributes, "beside"), std::vector<std::string>{});
  EXPECT_EQ(to_json(*read_attributes(session, "beside")), to_json(attributes));
  {
    pg::Session inside(shop);
    EXPECT_TRUE(read_roles(inside).at(0).owns);
    without_timeouts(inside);
  }
  const SwapNames names{.database = "shop", .beside = "beside", .kept = "before"};
  const auto target = look_at_target(session, {.server_version = session.server_version()}, "shop");
  EXPECT_FALSE(objection(target, {.server_version = session.server_version()}, names));
  swap(plan_swap(names, look_for(session, names)), {.connection = shop});
  EXPECT_TRUE(plan_swap(names, look_for(session, names)).done());

  // Debian's pg_dump takes older servers; what it took must hold on the server that is here.
  if (GetParam() > 15) return;
  const base::TemporaryFolder folder;
  journal::Journal journal(folder.path() / "journal.db");
  create({.connection = {.target = server.url("before")}, .dir = folder.path()}, journal);
  const auto proof = verify({.dir = folder.path(), .id = "latest"}, journal).proof();
  EXPECT_TRUE(proof.ok) << fmt::format("{}", fmt::join(proof.differences, "\n"));
}

INSTANTIATE_TEST_SUITE_P(PostgreSQL, BackupMajors, ::testing::ValuesIn(pg::promised_majors));
