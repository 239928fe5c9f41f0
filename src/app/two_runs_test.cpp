// One process holds two runs, each with its own run context, environment and runbook, and nothing of one is in the
// other.
#include <thread>

#include <gtest/gtest.h>

#include "app/project.h"
#include "apply/run.h"
#include "base/files.h"
#include "base/text.h"
#include "journal/events/note.h"
#include "journal/typed.h"
#include "runner/run.h"

namespace app {

namespace {

class Nobody : public runner::AnswerSource {
 public:
  std::optional<runner::Answer> ask(const runner::Question& /*question*/) override { return std::nullopt; }
};

// Begins once the other run has come as far, so that steps of both are under way at the same time.
constexpr auto runbook = R"(# Night of {0}
## Work
```bash {{id=first auto}}
echo "$LOCKKEEPER_RUN $LOCKKEEPER_STEP $TEAM $SHARED" >first-{0}
touch met-{0}
for i in $(seq 500); do [[ -e met-{1} ]] && break; sleep 0.02; done
[[ -e met-{1} ]]
export KEPT="kept by {0}"
```
```bash {{id=second auto}}
echo "$LOCKKEEPER_RUN $LOCKKEEPER_STEP $TEAM $SHARED $KEPT" >second-{0}
```
)";

struct Night {
  base::fs::path folder;
  std::string team;
  std::string other;
  runner::RunResult result = {};

  void carry_out() {
    const auto file = folder / (team + ".md");
    base::write_file(file, fmt::format(fmt::runtime(runbook), team, other));
    auto inherited = base::own_environment();
    inherited.set("LOCKKEEPER_JOURNAL", (folder / "journal.db").string());
    inherited.set("LOCKKEEPER_ACTOR", "actor of " + team);
    inherited.set("SHARED", "environment of " + team);
    Project project({.inherited = inherited});
    Nobody nobody;
    runner::RunObserver screen;
    result = runner::run(runbook::load(file),
                         {.folder = folder,
                          .runs = project.runs(),
                          .inherited = project.inherited(),
                          .variables = {{.name = "TEAM", .value = team}}},
                         project.journal(), nobody, screen);
  }
  [[nodiscard]] std::string written(const std::string& step) const {
    return std::string(base::trim(base::read_file(folder / (step + "-" + team))));
  }
};

}  // namespace

TEST(TwoRuns, InOneProcessKeepApart) {
  const base::TemporaryFolder folder;
  Night one{.folder = folder.path(), .team = "payments", .other = "search"};
  Night two{.folder = folder.path(), .team = "search", .other = "payments"};
  {
    const std::jthread beside([&] { two.carry_out(); });
    one.carry_out();
  }
  ASSERT_NE(one.result.run, two.result.run);
  const journal::Journal journal(folder.path() / "journal.db");
  for (const auto* night : {&one, &two}) {
    EXPECT_EQ(night->result.state, "passed") << night->result.reason;
    EXPECT_EQ(night->written("first"),
              fmt::format("{0} first {1} environment of {1}", night->result.run, night->team));
    EXPECT_EQ(night->written("second"),
              fmt::format("{0} second {1} environment of {1} kept by {1}", night->result.run, night->team));
    for (const auto& event : journal.read({.run = night->result.run}))
      EXPECT_EQ(event.actor, "actor of " + night->team) << event.kind;
    EXPECT_EQ(journal.read({.run = night->result.run, .kind = "step.finished"}).size(), 2U);
  }
  EXPECT_FALSE(journal.verify().first_changed);
}

// What two children of two fences do, as two requests in one process.
TEST(TwoRuns, EventsAndMigrationsBelongToTheRunOfTheirRequest) {
  const base::TemporaryFolder folder;
  const auto request = [&](const std::string& run) {
    return Request{.inherited = {{"LOCKKEEPER_RUN", run},
                                 {"LOCKKEEPER_STEP", "step of " + run},
                                 {"LOCKKEEPER_ACTOR", "actor of " + run},
                                 {"LOCKKEEPER_JOURNAL", (folder.path() / "journal.db").string()},
                                 {"DATABASE_URL", "postgresql://" + run + "/shop"}}};
  };
  Project one(request("night-1"));
  Project two(request("night-2"));
  for (int i = 0; i < 3; ++i) {
    for (auto* project : {&one, &two}) {
      const auto& run = project->run_context().run;
      const auto event = project->journal().append(journal::event(journal::Note{.text = "of " + run}));
      EXPECT_EQ(event.run, run);
      EXPECT_EQ(event.actor, "actor of " + run);
      EXPECT_EQ(event.data.at("step"), "step of " + run);
      const auto migrating = apply::make_run({}, project->config(), project->journal());
      EXPECT_EQ(migrating.id, run);
      EXPECT_EQ(migrating.actor, "actor of " + run);
      EXPECT_EQ(config::database_url(project->config(), {}, {}), "postgresql://" + run + "/shop");
    }
  }
}

}  // namespace app
