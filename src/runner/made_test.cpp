// What fences have made, looked at once they have ended.
#include <gtest/gtest.h>

#include "journal/events/step_made.h"
#include "runner/scene.h"

namespace runner {

// "backup shop.sql: it is there": what is on record after a fence of these lines.
static std::vector<std::string> made_by_fence(const std::string& lines) {
  Scene scene;
  scene.write("# T\n## A\n```bash\n" + lines + "\n```\n");
  scene.run();
  std::vector<std::string> out;
  for (const auto& event : scene.journal().read({.kind = "step.made"})) {
    const auto made = journal::as<journal::StepMade>(event);
    if (!made) continue;
    const auto name = std::filesystem::path(made->subject).filename().string();
    out.push_back(fmt::format("{}{} {}: {}", made->what, made->ok.value_or(true) ? "" : " not", name, made->checked));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Made, ADumpIsLookedAtWhereItWasWritten) {
  const std::string dump = "pg_dump() { echo data; }\n";
  EXPECT_EQ(made_by_fence(dump + "pg_dump shop > shop.sql"),
            (Lines{"backup shop.sql: it is there, every command of the pipe ended with 0"}));
  EXPECT_EQ(made_by_fence(dump + "mkdir b\ncd b\nF=shop.sql\npg_dump shop | gzip > \"$F.gz\""),
            (Lines{"backup shop.sql.gz: it is there, every command of the pipe ended with 0"}));
}

TEST(Made, ADumpOfWhichNobodyKnowsHowItEndedIsNone) {
  const std::string dump = "pg_dump() { echo part; return 1; }\n";
  for (const char* lines :
       {"set +o pipefail\npg_dump shop | cat > b.sql", "pg_dump shop | cat > b.sql || echo 'had warnings'",
        "if ! pg_dump shop > b.sql; then echo failed; fi", "pg_dump shop > b.sql || echo partial >> b.sql"})
    EXPECT_EQ(made_by_fence(dump + lines), (Lines{"backup not b.sql: it is there, how the dump ended is not known"}))
        << lines;
}

TEST(Made, AnEmptyDumpIsNone) {
  EXPECT_EQ(made_by_fence("pg_dump() { :; }\npg_dump shop > shop.sql"), (Lines{"backup not shop.sql: it is empty"}));
  EXPECT_EQ(made_by_fence("pg_dump() { :; }\npg_dump -f shop.dump shop"),
            (Lines{"backup not shop.dump: it is not there"}));
}

TEST(Made, WhatMayNotHaveRunSaysNothing) {
  EXPECT_EQ(made_by_fence("gzip -t none.gz 2>&1 || true"), Lines{});
  EXPECT_EQ(made_by_fence("if false; then kubectl scale deployment/api --replicas=0; fi"), Lines{});
  EXPECT_EQ(made_by_fence("pg_dump() { echo x; }\nunset STAGING_URL\npg_dump \"$STAGING_URL\" > s.sql"), Lines{})
      << "of which database, nobody knows";
}

TEST(Made, ReplicasAndRestoresAreWrittenDown) {
  EXPECT_EQ(made_by_fence("kubectl() { :; }\nkubectl scale deployment/api --replicas=0"),
            (Lines{"replicas api: the command ended with 0"}));
  EXPECT_EQ(
      made_by_fence("pg_dump() { echo x; }\npsql() { cat > /dev/null; }\npg_dump shop > b.sql\npsql scratch < b.sql"),
      (Lines{"backup b.sql: it is there, every command of the pipe ended with 0",
             "restore b.sql: it was restored, and that ended with 0"}));
}

}  // namespace runner
