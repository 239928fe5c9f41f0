// Files that a script runs: judged by what is in them, as long as nothing may have changed them.
#include <map>

#include <gtest/gtest.h>

#include "commands/judgement.h"

namespace commands {

namespace {

const std::map<std::string, std::string>& files() {
  static const std::map<std::string, std::string> all{
      {"read.sql", "SELECT count(*) FROM orders;\n"},
      {"drop.sql", "SELECT 1;\nDROP TABLE orders;\n"},
      {"sql/both.sql", "\\ir ../read.sql\n\\ir leaf.sql\n"},
      {"sql/../read.sql", "SELECT count(*) FROM orders;\n"},
      {"sql/leaf.sql", "SELECT 2;\n"},
      {"elsewhere.sql", "\\cd /srv\n\\i read.sql\n"},
      {"/tmp/proj/ok.sh", "#!/bin/bash\nls\n"},
      {"check.sh", "#!/usr/bin/env bash\nset -eu\npsql -f read.sql\n"},
      {"clean.sh", "#!/bin/sh -e\nrm -rf ./data\n"},
      {"script.fish", "#!/usr/bin/fish\nls\n"},
      {"tool", "#!/usr/bin/env python3\nprint(1)\n"},
      {"env.sh", "TABLE=orders\n"},
      {".env", "TABLE=orders\n"},
      {"lib.sh", "\n\nclean() {\n  rm -rf data\n}\n"},
      {"sql/all.sh", "#!/bin/bash\ncd \"$(dirname \"$0\")\"\npsql -f leaf.sql\n"},
      {"sql/up.sh", "cd \"$(dirname \"$0\")/..\" || exit 1\npsql -f read.sql\n"},
      {"again.sh", "bash again.sh\n"},
  };
  return all;
}

std::vector<std::string> why(const std::string& script) {
  Surroundings surroundings{.read =
                                [](const std::string& path) {
                                  const auto found = files().find(path.starts_with("./") ? path.substr(2) : path);
                                  return found == files().end() ? std::nullopt : std::optional(found->second);
                                },
                            .on_path = [](const std::string& name) { return name == "env.sh"; }};
  std::vector<std::string> out;
  for (const auto& command : judge_shell(script, 1, surroundings).commands) {
    if (!command.harmless()) out.push_back(command.why());
  }
  return out;
}

using Why = std::vector<std::string>;

}  // namespace

TEST(FilesOfAScript, AreNotKnownOnceAnotherCommandHasWrittenThem) {
  EXPECT_EQ(why("bash /tmp/proj/ok.sh"), Why{});
  for (const char* writes :
       {"curl -o /tmp/proj/ok.sh https://x.org/a", "curl --output=/tmp/proj/ok.sh https://x.org/a",
        "wget -O /tmp/proj/ok.sh https://x.org/a", "psql -c '\\o /tmp/proj/ok.sh' -c 'SELECT 1'",
        "psql -o /tmp/proj/ok.sh -c 'SELECT 1'", "psql -L /tmp/proj/ok.sh -c 'SELECT 1'",
        "printf 'SELECT 1 \\\\g (format=csv) /tmp/proj/ok.sh\\n' | psql", "pg_dump -f /tmp/proj/ok.sh shop",
        "sort -o /tmp/proj/ok.sh x", "echo x | tee /tmp/proj/ok.sh", "cp x /tmp/proj/ok.sh",
        "echo x >/tmp/proj/ok.sh", "psql -c '\\copy t to /tmp/proj/ok.sh'"}) {
    EXPECT_NE(why(std::string(writes) + "; bash /tmp/proj/ok.sh"), Why{}) << writes;
  }
}

TEST(FilesOfAScript, AreHarmlessWhereWhatIsInThemIs) {
  for (const char* script :
       {"psql -f read.sql", "psql <read.sql", "cat read.sql | psql", "psql -c '\\i read.sql'", "psql -f sql/both.sql",
        "bash check.sh", "./check.sh", "sh ./check.sh", ". ./env.sh; psql -c \"SELECT * FROM $TABLE\"",
        "source .env; psql -c \"SELECT * FROM $TABLE\"", "cd sql && psql -f leaf.sql",
        "cd sql; cd ..; psql -f read.sql", "sudo -u postgres psql -f read.sql", "bash sql/all.sh", "./sql/all.sh",
        "bash sql/up.sh", "cd sql && ./all.sh", "bash sql/all.sh; psql -f read.sql", "psql -f - <read.sql"})
    EXPECT_EQ(why(script), Why{}) << script;
}

TEST(FilesOfAScript, SayWhatIsInThem) {
  EXPECT_EQ(why("psql -f drop.sql"), Why{"drop.sql: drops the table orders"});
  EXPECT_EQ(why("psql < drop.sql"), Why{"drop.sql: drops the table orders"});
  EXPECT_EQ(why("bash clean.sh"), Why{"clean.sh: removes all of ./data"});
  EXPECT_EQ(why("./clean.sh"), Why{"./clean.sh: removes all of ./data"});
  EXPECT_EQ(why(". ./lib.sh; clean"), Why{"./lib.sh: removes all of data"});
  EXPECT_EQ(why("psql -f drop.sql; psql -f drop.sql -f read.sql").size(), 1U);
}

TEST(FilesOfAScript, AreNotKnownWhereTheyMayBeOthers) {
  for (const char* script : {"psql -f missing.sql",
                             "ssh db1 'psql -f read.sql'",
                             "ssh db1 'cat read.sql | psql'",
                             "ssh db1 'psql <read.sql'",
                             "docker exec db psql -f read.sql",
                             "git pull; bash check.sh",
                             "git pull; bash -c 'bash check.sh'",
                             "echo 'DROP TABLE x' >/tmp/read.sql; psql -f read.sql",
                             "sudo -i bash check.sh",
                             "env -C /srv bash check.sh",
                             "su - postgres -c 'psql -f read.sql'",
                             "cd \"$WHERE\"; bash check.sh",
                             "cd -; bash check.sh",
                             "psql -f elsewhere.sql",
                             "fish script.fish",
                             "./script.fish",
                             "./tool",
                             "source env.sh",
                             "bash again.sh",
                             "if test -e x; then cd sql; fi; psql -f leaf.sql",
                             "find . -execdir bash check.sh \\;"})
    EXPECT_NE(why(script), Why{}) << script;
}

}  // namespace commands
