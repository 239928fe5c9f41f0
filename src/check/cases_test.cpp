// Runs every .cases file of the catalogue: each case on a database of its own, of one private server.
//
//   case: a sentence that should hold
//   given:                  one message of SQL, run by a superuser on a fresh database; may be repeated
//     CREATE TABLE …
//   fails: SQL              as given, but the server has to refuse it
//   as: ROLE                the check connects as this role
//   beside: SQL             a session of its own that stays open during the check
//   beside_same: SQL        in the session of the beside before
//   waits: SQL              sent by a session of its own; the check runs once it waits for a lock
//   baseline:               the state so far is captured
//   change: SQL             run after the baseline
//   journal: KIND {…}       an event that is in the journal
//   thresholds:             lines of [thresholds] in lockkeeper.toml
//   facts: {…}              instead of all that: what was gathered
//   expect: VERDICT [GLOB]  somewhere in the evidence
//   todo: GLOB              somewhere in what to do
//   after: SQL              puts right what outlives the database
//
// A value stands after the colon or indented below. "current_database" in SQL and events is the database's name.
#include <atomic>
#include <fstream>
#include <list>
#include <thread>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "check/baseline.h"
#include "check/checks.h"
#include "pg/shared_server_test.h"
#include "testing/case_file.h"

using namespace check;

static pg::TemporaryServer& server() {
  return pg::shared_server({{"max_prepared_transactions", "10"}, {"autovacuum", "off"}});
}

// Asks until `sql` gives `wanted` rows or more (for 0: exactly none), 30 s at most.
static void wait_for_rows(const std::string& database, const std::string& sql, std::size_t wanted) {
  pg::Session watcher({.target = server().url(database)});
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < until) {
    const auto rows = watcher.query(sql).rows();
    if (wanted == 0 ? rows == 0 : rows >= wanted) return;
  }
  ADD_FAILURE() << "waited in vain: " << sql;
}

static void as_superuser(const std::string& database, const std::string& sql) {
  int pid = 0;
  {
    pg::Session session({.target = server().url(database)});
    pid = session.backend_pid();
    session.execute(sql);
  }
  // What a session counted is in the statistics once it is gone.
  wait_for_rows("postgres", fmt::format("SELECT 1 FROM pg_stat_activity WHERE pid = {}", pid), 0);
}

static config::Config configuration_of(const cases::Case& the_case) {
  const base::TemporaryFolder folder;
  const auto* thresholds = the_case.find("thresholds");
  base::write_file(folder.path() / "lockkeeper.toml", "[thresholds]\n" + (thresholds ? thresholds->value : ""));
  return config::load(folder.path() / "lockkeeper.toml", {});
}

namespace {

// The world of one case; torn down with it.
class World {
 public:
  explicit World(const cases::Case& the_case) : case_(the_case) {
    static std::atomic<int> number = 0;
    database_ = "case_" + std::to_string(++number);
    as_superuser("postgres", "CREATE DATABASE " + database_);
  }
  ~World() {
    beside_.clear();  // before the waiting ones are joined: they wait for these
    waiting_.clear();
    for (const auto& step : case_.parts) {
      if (step.key == "after") as_superuser(database_, with_database(step.value));
    }
    as_superuser("postgres", "DROP DATABASE " + database_ + " WITH (FORCE)");
    as_superuser(
        "postgres",
        "DO $$ DECLARE r text; BEGIN FOR r IN SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND NOT rolsuper "
        "LOOP EXECUTE format('DROP ROLE %I', r); END LOOP; END $$");
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Result run(const base::Entry<Check>& entry) {
    for (const auto& step : case_.parts) take(step);
    const auto configuration = configuration_of(case_);
    const auto* role = case_.find("as");
    pg::Session session({.target = server().url(database_) + (role ? "&user=" + role->value : "")});
    return check::run(entry.id, *entry.item, {.session = session, .config = configuration, .journal = journal_});
  }

 private:
  [[nodiscard]] std::string with_database(const std::string& text) const {
    return base::replace_all(text, "current_database ", database_ + " ");
  }

  void take(const cases::Part& step) {
    const auto sql = with_database(step.value);
    if (step.key == "given" || step.key == "change") as_superuser(database_, sql);
    if (step.key == "fails") {
      EXPECT_THROW(as_superuser(database_, sql), base::Error) << step.line;
    }
    if (step.key == "beside") beside_.emplace_back(pg::Options{.target = server().url(database_)});
    if (step.key == "beside" || step.key == "beside_same") beside_.back().execute(sql);
    if (step.key == "waits") wait(sql);
    if (step.key == "journal") {
      const auto space = step.value.find(' ');
      const auto data = base::replace_all(step.value.substr(space), "\"current_database\"", '"' + database_ + '"');
      journal_.append({.kind = step.value.substr(0, space), .data = base::Json::parse(data)});
    }
    if (step.key == "baseline") {
      pg::Session session({.target = server().url(database_)});
      journal_.append({.kind = "baseline.captured", .data = capture_baseline(session)});
    }
  }

  void wait(const std::string& sql) {
    waiting_.emplace_back([sql, url = server().url(database_)] {
      try {
        pg::Session({.target = url}).execute(sql);
      } catch (const base::Error&) {  // NOLINT(bugprone-empty-catch): ended with its database
      }
    });
    wait_for_rows(database_, "SELECT 1 FROM pg_locks WHERE NOT granted", waiting_.size());
  }

  const cases::Case& case_;
  std::string database_;
  base::TemporaryFolder folder_;
  journal::Journal journal_{folder_.path() / "journal.db"};
  std::list<pg::Session> beside_;
  std::list<std::jthread> waiting_;
};

}  // namespace

static Result result_of(const base::Entry<Check>& entry, const cases::Case& the_case) {
  const auto* facts = the_case.find("facts");
  if (!facts) return World(the_case).run(entry);
  auto answer = entry.item->decide(base::Json::parse(facts->value), configuration_of(the_case).thresholds);
  return {std::string(entry.id), answer.verdict, std::move(answer.evidence), std::move(answer.todo)};
}

static void run_case(const base::Entry<Check>& entry, cases::File& file, const cases::Case& the_case) {
  SCOPED_TRACE(file.where(the_case));
  try {
    const auto result = result_of(entry, the_case);
    const auto* wanted = the_case.find("expect");
    if (!wanted) throw base::Error{base::Code::text, "the case expects nothing"};
    const auto& expected = wanted->value;
    const auto verdict = expected.substr(0, expected.find(' '));
    const auto pattern = expected.size() > verdict.size() ? expected.substr(verdict.size() + 1) : "";
    const bool as_expected =
        name(result.verdict) == verdict && base::glob_matches("*" + pattern + "*", result.evidence);
    const auto said = fmt::format("{} {}", name(result.verdict), base::replace_all(result.evidence, "\n", " "));
    EXPECT_TRUE(as_expected || file.update(*wanted, said)) << said;
    if (const auto* todo = the_case.find("todo")) {
      EXPECT_TRUE(base::glob_matches("*" + todo->value + "*", result.todo) || file.update(*todo, result.todo))
          << "todo: " << result.todo;
    }
    EXPECT_EQ(result.todo.empty(), result.verdict == Verdict::pass)
        << "what did not pass says what to do: " << result.todo;
  } catch (const base::Error& error) {
    ADD_FAILURE() << base::render(error);
  }
}

class Cases : public ::testing::TestWithParam<std::string> {};

TEST_P(Cases, Hold) {
  const auto* entry = [&] {
    const auto all = checks();
    return &*std::find_if(all.begin(), all.end(), [&](const auto& item) { return item.id == GetParam(); });
  }();
  cases::File file(cases::beside("src/check/checks", entry->id), cases::Format::fields,
                   {"given", "fails", "as", "beside", "beside_same", "waits", "baseline", "change", "journal",
                    "thresholds", "facts", "expect", "todo", "after"});
  const auto& all = file.cases();
  const auto passes = [](const cases::Case& one) { return one.value("expect").starts_with("pass"); };
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), passes)) << "a case that passes is missing";
  EXPECT_FALSE(std::all_of(all.begin(), all.end(), passes)) << "a case that does not pass is missing";
  for (const auto& one : all) run_case(*entry, file, one);
}

static std::vector<std::string> ids() {
  std::vector<std::string> out;
  for (const auto& entry : checks()) out.emplace_back(entry.id);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Check, Cases, ::testing::ValuesIn(ids()),
                         [](const auto& one) { return base::replace_all(one.param, "-", "_"); });
