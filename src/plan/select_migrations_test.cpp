#include <gtest/gtest.h>

#include "plan/testing_files.h"

namespace plan {

static const auto one = migration_called("001_users", "CREATE TABLE users (id int);", "DROP TABLE users;");
static const auto two = migration_called("002_orders", "CREATE TABLE orders (id int);", "DROP TABLE orders;");
static const auto three = migration_called("003_index", "CREATE INDEX ON orders (id);");

static std::vector<std::string> names(const std::vector<const migration::Migration*>& chosen) {
  std::vector<std::string> all;
  for (const auto* migration : chosen) all.push_back(migration->name);
  return all;
}
static std::vector<std::string> names(const std::vector<Undo>& undos) {
  std::vector<std::string> all;
  for (const auto& undo : undos) all.push_back(undo.applied.name);
  return all;
}
using Names = std::vector<std::string>;

static std::vector<Standing> standings(const migration::Folder& folder, const std::vector<Applied>& history) {
  std::vector<Standing> all;
  for (const auto& line : compare(folder, history)) all.push_back(line.standing);
  return all;
}
using Standings = std::vector<Standing>;

TEST(Compare, TellsWhereEachMigrationStands) {
  const auto folder = folder_of({one, two, three});
  EXPECT_EQ(standings(folder, {}), (Standings{Standing::pending, Standing::pending, Standing::pending}));
  EXPECT_EQ(standings(folder, {applied(one, 1), applied(two, 2, State::failed)}),
            (Standings{Standing::applied, Standing::failed, Standing::pending}));
  EXPECT_EQ(standings(folder, {applied(one, 1), applied(two, 2, State::running)}),
            (Standings{Standing::applied, Standing::interrupted, Standing::pending}));
  EXPECT_EQ(standings(folder, {applied(two, 1)}),
            (Standings{Standing::out_of_order, Standing::applied, Standing::pending}));
}

TEST(Compare, LetsTheNewestAttemptCount) {
  const auto folder = folder_of({one});
  EXPECT_EQ(standings(folder, {applied(one, 1, State::failed), applied(one, 2)}), Standings{Standing::applied});
  EXPECT_EQ(standings(folder, {applied(one, 2, State::rolled_back), applied(one, 1)}),
            Standings{Standing::rolled_back});
}

TEST(Compare, SeesAChangedFileAndAMissingOne) {
  auto changed = applied(one, 1);
  changed.checksum = "something else";
  EXPECT_EQ(standings(folder_of({one}), {changed}), Standings{Standing::changed});
  EXPECT_EQ(standings(folder_of({two}), {applied(one, 1)}), (Standings{Standing::pending, Standing::missing}));
  EXPECT_EQ(standings(folder_of({two}), {applied(one, 1, State::rolled_back)}), Standings{Standing::pending});
  auto unknown = applied(one, 1);
  unknown.checksum = "";
  EXPECT_EQ(standings(folder_of({one}), {unknown}), Standings{Standing::applied});
}

TEST(Compare, WhatFailedIsNotAppliedBecauseItsFileIsGone) {
  const auto folder = folder_of({two});
  const auto failed = applied(one, 1, State::failed);
  const auto running = applied(one, 1, State::running);
  EXPECT_EQ(standings(folder, {failed}), (Standings{Standing::pending, Standing::failed}));
  EXPECT_EQ(standings(folder, {running}), (Standings{Standing::pending, Standing::interrupted}));
  EXPECT_THROW(static_cast<void>(choose_up(folder, {running}, {})), base::Error);
  try {
    static_cast<void>(choose_up(folder, {failed}, {}));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.message(), "001_users failed when it was last tried, and its file is gone");
  }
}

TEST(ChooseUp, TakesWhatIsPendingInOrder) {
  const auto folder = folder_of({one, two, three});
  EXPECT_EQ(names(choose_up(folder, {}, {})), (Names{"001_users", "002_orders", "003_index"}));
  EXPECT_EQ(names(choose_up(folder, {applied(one, 1)}, {.steps = 1})), Names{"002_orders"});
  EXPECT_EQ(names(choose_up(folder, {applied(one, 1)}, {.target = "002_orders"})), Names{"002_orders"});
  EXPECT_EQ(names(choose_up(folder, {applied(one, 1), applied(two, 2, State::rolled_back)}, {})),
            (Names{"002_orders", "003_index"}));
  EXPECT_EQ(names(choose_up(folder, {applied(one, 1), applied(two, 2, State::running)}, {.steps = 1})),
            Names{"002_orders"});
  EXPECT_TRUE(choose_up(folder, {applied(one, 1), applied(two, 2), applied(three, 3)}, {}).empty());
}

TEST(ChooseUp, LeavesAContractionUntilItIsReleased) {
  auto contract = migration_called("002_contract", "ALTER TABLE users DROP COLUMN note;");
  contract.header.contract = true;
  auto after = migration_called("003_type", "DROP TYPE kind;");
  after.header.depends = {"002_contract"};
  const auto more = migration_called("004_more", "SELECT 1;");
  const auto folder = folder_of({one, contract, after, more});
  EXPECT_EQ(names(choose_up(folder, {}, {})), (Names{"001_users", "004_more"}));
  EXPECT_EQ(names(held_back(folder, {}, {})), (Names{"002_contract", "003_type"}));
  // What came after it is no reason to call it late.
  const std::vector<Applied> history{applied(one, 1), applied(more, 2)};
  EXPECT_EQ(standings(folder, history)[1], Standing::pending);
  EXPECT_EQ(names(choose_up(folder, history, {.allow_out_of_order = true})), Names{});
  EXPECT_EQ(names(choose_up(folder, history, {.through = "002_contract"})), Names{"002_contract"});
  EXPECT_EQ(names(choose_up(folder, history, {.target = "002_contract"})), Names{"002_contract"});
  EXPECT_EQ(names(choose_up(folder, {}, {.target = "003_type"})), Names{"001_users"});
  EXPECT_EQ(names(choose_up(folder, {}, {.through = "004_more"})),
            (Names{"001_users", "002_contract", "003_type", "004_more"}));
  EXPECT_THROW(choose_up(folder, {}, {.target = "004_more", .through = "004_more"}), base::Error);
  // Nor is what depends on it late, before and after it was released; what is applied already may be named.
  EXPECT_EQ(standings(folder, history)[2], Standing::pending);
  EXPECT_EQ(names(choose_up(folder, history, {.through = "003_type"})), (Names{"002_contract", "003_type"}));
  EXPECT_EQ(names(choose_up(folder, history, {.through = "004_more"})), (Names{"002_contract", "003_type"}));
  const std::vector<Applied> released{applied(one, 1), applied(more, 2), applied(contract, 3)};
  EXPECT_EQ(names(choose_up(folder, released, {})), Names{"003_type"});
}

TEST(ChooseUp, ReleasesAContractionOnItsDay) {
  auto contract = migration_called("002_contract", "ALTER TABLE users DROP COLUMN note;");
  contract.header.contract = true;
  contract.header.contract_from = "2026-01-31";
  const auto folder = folder_of({one, contract});
  EXPECT_EQ(names(choose_up(folder, {}, {.today = "2026-01-30"})), Names{"001_users"});
  EXPECT_EQ(names(choose_up(folder, {}, {.today = "2026-01-31"})), (Names{"001_users", "002_contract"}));
  EXPECT_EQ(names(choose_up(folder, {}, {})), Names{"001_users"});
}

TEST(ChooseUp, RefusesTargetsAndStepsThatMeanNothing) {
  const auto folder = folder_of({one, two});
  EXPECT_EQ(error_of([&] { choose_up(folder, {}, {.steps = 0}); }).code(), base::Code::usage);
  EXPECT_EQ(error_of([&] { choose_up(folder, {}, {.target = "009_nothing"}); }).code(), base::Code::usage);
  const auto error = error_of([&] { choose_up(folder, {applied(one, 1)}, {.target = "001_users"}); });
  EXPECT_EQ(error.code(), base::Code::usage);
  EXPECT_EQ(error.message(), "001_users is applied already");
}

TEST(ChooseUp, NamesWhatForbidsItAndTheWayOut) {
  const auto folder = folder_of({one, two, three});
  auto changed = applied(one, 1);
  changed.checksum = "other";
  auto error = error_of([&] { choose_up(folder, {changed}, {}); });
  EXPECT_EQ(error.code(), base::Code::migration);
  EXPECT_EQ(error.message(), "001_users was changed after it was applied");
  EXPECT_NE(error.hint().find("Restore migrations/001_users.sql from version control"), std::string::npos);

  error = error_of([&] { choose_up(folder_of({two}), {applied(one, 1)}, {}); });
  EXPECT_EQ(error.message(), "001_users is applied, but its file is gone");

  auto failed = applied(one, 1, State::failed);
  failed.error = "division by zero";
  error = error_of([&] { choose_up(folder, {failed}, {}); });
  EXPECT_EQ(error.message(), "001_users failed when it was last tried; it left nothing behind");
  EXPECT_NE(error.hint().find("lockkeeper resolve --rolled-back 001_users"), std::string::npos);
  ASSERT_EQ(error.facts().size(), 1U);
  EXPECT_EQ(error.facts()[0].text, "division by zero");

  error = error_of([&] { choose_up(folder, {applied(two, 1)}, {}); });
  EXPECT_EQ(error.message(), "001_users comes before 002_orders, which is applied already");
  EXPECT_EQ(names(choose_up(folder, {applied(two, 1)}, {.allow_out_of_order = true})),
            (Names{"001_users", "003_index"}));
}

TEST(ChooseDown, UndoesTheNewestFirst) {
  const auto folder = folder_of({one, two, three});
  const std::vector history{applied(two, 5), applied(one, 7)};  // in the order the history says, not the files
  EXPECT_EQ(names(choose_down(folder, history, {})), Names{"001_users"});
  EXPECT_EQ(names(choose_down(folder, history, {.steps = 2})), (Names{"001_users", "002_orders"}));
  EXPECT_EQ(names(choose_down(folder, history, {.all = true})), (Names{"001_users", "002_orders"}));
  EXPECT_EQ(names(choose_down(folder, history, {.target = "002_orders"})), Names{"001_users"});
  EXPECT_EQ(choose_down(folder, history, {})[0].source, "migrations/rollbacks/001_users_rollback.sql");
  EXPECT_TRUE(choose_down(folder, {}, {}).empty());
}

TEST(ChooseDown, FallsBackOnTheUndoKeptInTheHistory) {
  auto kept = applied(three, 3);
  EXPECT_EQ(error_of([&] { choose_down(folder_of({three}), {kept}, {}); }).message(), "003_index has no undo");
  kept.down_text = "DROP INDEX orders_id_idx;";
  const auto undos = choose_down(folder_of({three}), {kept}, {});
  ASSERT_EQ(undos.size(), 1U);
  EXPECT_EQ(undos[0].sql, "DROP INDEX orders_id_idx;");
  EXPECT_EQ(undos[0].source, "kept in the history");
  EXPECT_EQ(choose_down(folder_of({}), {kept}, {}).size(), 1U);  // its file is gone as well
}

TEST(ChooseDown, RefusesAChangedFileUnlessForced) {
  auto changed = applied(one, 1);
  changed.checksum = "other";
  const auto folder = folder_of({one});
  EXPECT_EQ(error_of([&] { choose_down(folder, {changed}, {}); }).code(), base::Code::migration);
  EXPECT_EQ(names(choose_down(folder, {changed}, {.force = true})), Names{"001_users"});
  EXPECT_EQ(error_of([&] { choose_down(folder, {applied(one, 1)}, {.steps = 0}); }).code(), base::Code::usage);
  EXPECT_EQ(error_of([&] { choose_down(folder, {}, {.target = "001_users"}); }).code(), base::Code::usage);
}

TEST(ChooseDown, WaitsForAHalfDoneOneToBeSettled) {
  const auto folder = folder_of({one, two});
  const auto error = error_of([&] { choose_down(folder, {applied(one, 1), applied(two, 2, State::running)}, {}); });
  EXPECT_EQ(error.message(), "002_orders is half done, so what came before it cannot be undone yet");
}

}  // namespace plan
