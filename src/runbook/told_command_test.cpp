#include "runbook/told_command.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "runbook/runbook.h"

namespace runbook {

static std::vector<std::string> told_in(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& command : told_commands(base::lines(text), 1)) {
    if (command.matters()) out.push_back(command.text);
  }
  return out;
}

TEST(ToldCommand, IsWhatASentenceAsksFor) {
  EXPECT_EQ(told_in("Run `systemctl status app` on every host."), std::vector<std::string>{"systemctl status app"});
  EXPECT_EQ(told_in("First stop the workers with `systemctl stop worker`, then run `dropdb x`.").size(), 2U);
  EXPECT_EQ(told_in("- `./scripts/smoke.sh`"), std::vector<std::string>{"./scripts/smoke.sh"});
  EXPECT_EQ(told_in("- Then: `./scripts/smoke.sh`"), std::vector<std::string>{"./scripts/smoke.sh"});
  EXPECT_EQ(told_in("> Execute: kubectl scale deploy/app --replicas=0"),
            std::vector<std::string>{"kubectl scale deploy/app --replicas=0"});
  EXPECT_EQ(told_in("To start again, type: systemctl start app"), std::vector<std::string>{"systemctl start app"});
  EXPECT_EQ(told_in("SELECT count(*) FROM invoices;"), std::vector<std::string>{"SELECT count(*) FROM invoices;"});
  EXPECT_EQ(told_in("| 1 | ``ALTER SYSTEM SET max_connections = 200`` |").size(), 1U);
}

TEST(ToldCommand, IsNotANameOrWhatIsWarnedOf) {
  EXPECT_TRUE(told_in("The table `orders` has `paid`; see `README.md`, `psql` and `pg_dump --version`.").empty());
  EXPECT_TRUE(told_in("It takes `ACCESS EXCLUSIVE`, as `ALTER TABLE` does; `status = 'active'`.").empty());
  EXPECT_TRUE(told_in("**Progress:** from another terminal, while it runs: `lockkeeper status`").empty());
  EXPECT_TRUE(told_in("Never run `dropdb billing`. Use a copy instead of `rm -rf /data`.").empty());
  EXPECT_TRUE(told_in("psql is what we use - see below.\nmake sure - as always - that all is well").empty());
  EXPECT_TRUE(told_in("`GET /orders/42` answers 200").empty());
}

TEST(ToldCommand, OfABlockWithoutALanguage) {
  EXPECT_TRUE(reads_as_commands("pg_restore -d billing billing.dump\n"));
  EXPECT_TRUE(reads_as_commands("# first\nALTER TABLE a ADD b int;\n") ||
              reads_as_commands("ALTER TABLE a ADD b int;"));
  EXPECT_TRUE(reads_as_commands("make -j2 all"));
  EXPECT_FALSE(reads_as_commands("make sure that all is well"));
  EXPECT_FALSE(reads_as_commands("UPDATE 4\nCREATE INDEX\n"));
  EXPECT_FALSE(reads_as_commands(" id | name \n----+------\n  1 | x\n"));
}

TEST(ToldCommand, BecomesATask) {
  const auto book = parse(
      "# Night\n\n## Stop\n\nRun `systemctl stop app` on every host.\n\n- `systemctl stop worker`\n- it holds "
      "locks\n\nThen:\n\n"
      "    pg_restore -d billing billing.dump\n\n```\nALTER TABLE invoices ADD COLUMN paid boolean;\n```\n",
      "n.md");
  std::vector<std::string> tasks;
  for (const auto& step : book.steps) {
    if (step.kind == "task") tasks.push_back(step.title);
  }
  EXPECT_EQ(tasks, (std::vector<std::string>{"Run systemctl stop app on every host.", "systemctl stop worker",
                                             "pg_restore -d billing billing.dump",
                                             "ALTER TABLE invoices ADD COLUMN paid boolean;"}));
}

}  // namespace runbook
