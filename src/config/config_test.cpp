#include "config/config.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"

using base::Code;
using base::Error;
using namespace std::chrono_literals;

namespace {

class ConfigTest : public testing::Test {
 protected:
  config::Config load(const std::string& text, const base::Environment& inherited = {}) {
    base::write_file(file(), text);
    return config::load(file(), inherited);
  }
  Error error_of(const std::string& text) {
    try {
      load(text);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "accepted: " << text;
    return Error{Code::internal, ""};
  }
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "lockkeeper.toml"; }

  base::TemporaryFolder folder_;
};

TEST_F(ConfigTest, ReadsEveryKey) {
  const auto config = load(R"toml(
journal = "var/night.db"
[migrations]
dir = "db/"
layout = "prisma"
order = ["b", "a"]
[timeouts]
lock = "500ms"
statement = "1h"
idle_in_transaction = "2 min"
[thresholds]
disk_free_percent = 12.5
dead_tuples_percent = 5
dead_tuples_at_least = 50
long_transaction = "30s"
replication_lag = "1min"
connections_percent = 70
min_server_version = 14
extensions = ["pgcrypto"]
backup_age = "2 days"
sequence_percent = 60
foreign_key_rows = 5
unused_index_bytes = 8192
slow_query = "2s"
slower_percent = 150
slow_calls = 3
growth_percent = 200
unique_keys = ["users (email)"]
[maintenance]
enter = "kubectl scale deploy/web --replicas=0"
leave = "./restore"
save = ["kubectl get deploy -o json"]
application_roles = ["web", "worker"]
fence = "read_only"
prove_for = "20s"
drain = "1min"
grace = "5s"
timeout = "2min"
health = "https://shop.example/health"
health_status = 500
[metrics]
error_rate = "./errors"
[backup]
dir = "/var/backups"
jobs = 4
[history]
schema = "ops"
[environments.staging]
url = "postgresql://staging/shop"
[environments.live]
url = "$PROD_DATABASE_URL"
production = true
)toml");
  EXPECT_EQ(config.file, file());
  EXPECT_EQ(config.folder, folder_.path());
  EXPECT_EQ(config.journal, folder_.path() / "var/night.db");
  EXPECT_EQ(config.migrations.dir, folder_.path() / "db");
  EXPECT_EQ(config.migrations.layout, "prisma");
  EXPECT_EQ(config.migrations.order, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(config.timeouts.lock, 500ms);
  EXPECT_EQ(config.timeouts.statement, 1h);
  EXPECT_EQ(config.timeouts.idle_in_transaction, 2min);
  EXPECT_DOUBLE_EQ(config.thresholds.disk_free_percent, 12.5);
  EXPECT_DOUBLE_EQ(config.thresholds.dead_tuples_percent, 5);
  EXPECT_EQ(config.thresholds.dead_tuples_at_least, 50);
  EXPECT_EQ(config.thresholds.long_transaction, 30s);
  EXPECT_EQ(config.thresholds.replication_lag, 1min);
  EXPECT_DOUBLE_EQ(config.thresholds.connections_percent, 70);
  EXPECT_EQ(config.thresholds.min_server_version, 14);
  EXPECT_EQ(config.thresholds.extensions, std::vector<std::string>{"pgcrypto"});
  EXPECT_EQ(config.thresholds.backup_age, 48h);
  EXPECT_DOUBLE_EQ(config.thresholds.sequence_percent, 60);
  EXPECT_EQ(config.thresholds.foreign_key_rows, 5);
  EXPECT_EQ(config.thresholds.unused_index_bytes, 8192);
  EXPECT_EQ(config.thresholds.slow_query, 2s);
  EXPECT_EQ(config.thresholds.slower_percent, 150);
  EXPECT_EQ(config.thresholds.slow_calls, 3);
  EXPECT_EQ(config.thresholds.growth_percent, 200);
  EXPECT_EQ(config.thresholds.unique_keys, std::vector<std::string>{"users (email)"});
  EXPECT_EQ(config.maintenance.enter, "kubectl scale deploy/web --replicas=0");
  EXPECT_EQ(config.maintenance.leave, "./restore");
  EXPECT_EQ(config.maintenance.save, std::vector<std::string>{"kubectl get deploy -o json"});
  EXPECT_EQ(config.maintenance.application_roles, (std::vector<std::string>{"web", "worker"}));
  EXPECT_EQ(config.maintenance.fence, "read_only");
  EXPECT_EQ(config.maintenance.prove_for, 20s);
  EXPECT_EQ(config.maintenance.drain, 1min);
  EXPECT_EQ(config.maintenance.grace, 5s);
  EXPECT_EQ(config.maintenance.timeout, 2min);
  EXPECT_EQ(config.maintenance.health, "https://shop.example/health");
  EXPECT_EQ(config.maintenance.health_status, 500);
  EXPECT_EQ(config.metrics.at("error_rate"), "./errors");
  EXPECT_EQ(config.backup.dir, "/var/backups");
  EXPECT_EQ(config.backup.jobs, 4);
  EXPECT_EQ(config.history_schema, "ops");
  EXPECT_EQ(config.environments.at("staging").database_url, "postgresql://staging/shop");
  EXPECT_FALSE(config.environments.at("staging").production);
  EXPECT_TRUE(config.environments.at("live").production);
}

TEST_F(ConfigTest, AFenceThatDoesNotExistIsRefused) {
  EXPECT_EQ(error_of("[maintenance]\nfence = \"moat\"").message(),
            "maintenance.fence is \"moat\", which is not a fence");
}

TEST_F(ConfigTest, AnEmptyFileGivesTheDefaultsBelowItsFolder) {
  const auto config = load("");
  EXPECT_EQ(config.migrations.dir, folder_.path() / "migrations");
  EXPECT_EQ(config.backup.dir, folder_.path() / ".lockkeeper/backups");
  EXPECT_EQ(config.journal, folder_.path() / ".lockkeeper/journal.db");
  EXPECT_EQ(config.timeouts.lock, 2s);
  EXPECT_EQ(config.history_schema, "public");
}

TEST_F(ConfigTest, WithoutAFileTheDefaultsStartInTheCurrentFolder) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_.path());
  const auto config = config::load({}, {});
  std::filesystem::current_path(before);
  EXPECT_TRUE(config.file.empty());
  EXPECT_EQ(config.migrations.dir, folder_.path() / "migrations");
  EXPECT_TRUE(config.journal.is_absolute());
}

TEST_F(ConfigTest, FindsTheFileInTheCurrentFolder) {
  base::write_file(file(), "[backup]\njobs = 7\n");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_.path());
  const auto config = config::load({}, {});
  std::filesystem::current_path(before);
  EXPECT_EQ(config.backup.jobs, 7);
  EXPECT_EQ(config.file, file());
}

TEST_F(ConfigTest, AnUnknownKeyIsNamedWithItsPlaceAndTheNearMatch) {
  const auto error = error_of("[timeouts]\nlock = \"2s\"\nstatment = \"1min\"\n");
  EXPECT_EQ(error.code(), Code::configuration);
  EXPECT_EQ(error.message(), "unknown key 'statment' in [timeouts]");
  EXPECT_EQ(error.hint(), "Write 'statement' if that is what is meant.");
  ASSERT_TRUE(error.place());
  EXPECT_EQ(error.place()->file, file().string());
  EXPECT_EQ(error.place()->line, 3);
  EXPECT_EQ(error.place()->column, 1);
  EXPECT_EQ(error.place()->text, "statment = \"1min\"");
}

TEST_F(ConfigTest, AnUnknownTableIsNamed) {
  const auto error = error_of("[thresholds]\n\n[migration]\ndir = \"x\"\n");
  EXPECT_EQ(error.message(), "unknown key 'migration' at the top of the file");
  EXPECT_EQ(error.hint(), "Write 'migrations' if that is what is meant.");
  EXPECT_EQ(error.place()->line, 3);
}

TEST_F(ConfigTest, AnUnknownKeyFarFromAllListsThem) {
  const auto error = error_of("[backup]\nquux = 1\n");
  EXPECT_EQ(error.hint(), "Use one of the keys known here: dir, jobs.");
}

TEST_F(ConfigTest, RefusesValuesThatDoNotFit) {
  struct Case {
    std::string text;
    std::string message;
  };
  for (const auto& [text, message] : std::vector<Case>{
           {"[timeouts]\nlock = 2\n", "timeouts.lock is an integer, but a span of time is wanted"},
           {"[timeouts]\nlock = \"soon\"\n", "timeouts.lock is \"soon\", which is not a span of time"},
           {"[thresholds]\ndisk_free_percent = 120\n",
            "thresholds.disk_free_percent is 120, which is not a percentage"},
           {"[thresholds]\ndisk_free_percent = \"5%\"\n",
            "thresholds.disk_free_percent is a string, but a percentage is wanted"},
           {"[thresholds]\nextensions = \"pgcrypto\"\n",
            "thresholds.extensions is a string, but a list of strings is wanted"},
           {"[migrations]\norder = [\"a\", 2]\n", "migrations.order holds an integer, but only strings are wanted"},
           {"[migrations]\ndir = 3\n", "migrations.dir is an integer, but a string is wanted"},
           {"[migrations]\ndir = \"\"\n", "migrations.dir is empty"},
           {"[backup]\njobs = 0\n", "backup.jobs is 0, which is too small"},
           {"[backup]\njobs = 1.5\n", "backup.jobs is a number, but a whole number is wanted"},
           {"backup = 3\n", "backup is an integer, but a table is wanted"},
           {"[environments]\nstaging = \"x\"\n", "environments.staging is a string, but a table is wanted"},
           {"[environments.a]\nproduction = \"yes\"\n",
            "environments.a.production is a string, but true or false is wanted"},
           {"[history]\nschema = \"\"\n", "history.schema is empty"},
           {"journal = \"postgresql://x/y\"\n",
            "journal names a PostgreSQL database, and only files are supported as yet"},
       }) {
    const auto error = error_of(text);
    EXPECT_EQ(error.code(), Code::configuration);
    EXPECT_EQ(error.message(), message);
    EXPECT_FALSE(error.hint().empty()) << message;
    ASSERT_TRUE(error.place()) << message;
    EXPECT_GT(error.place()->line, 0) << message;
  }
}

TEST_F(ConfigTest, BrokenTomlIsNamedWithItsLine) {
  const auto error = error_of("[timeouts]\nlock = 2s\n");
  EXPECT_EQ(error.code(), Code::configuration);
  ASSERT_TRUE(error.place());
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(error.place()->text, "lock = 2s");
}

TEST_F(ConfigTest, AMissingFileIsAnErrorWhenItWasAskedFor) {
  try {
    config::load(folder_.path() / "absent.toml", {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::configuration);
    EXPECT_NE(error.message().find("absent.toml"), std::string::npos);
  }
}

TEST_F(ConfigTest, ProductionIsProductionUnlessItSaysOtherwise) {
  const auto config = load(
      "[environments.production]\nurl = \"a\"\n[environments.Prod]\nurl = \"b\"\n"
      "[environments.prod]\nurl = \"c\"\nproduction = false\n[environments.dev]\nurl = \"d\"\n");
  EXPECT_TRUE(config.environments.at("production").production);
  EXPECT_TRUE(config.environments.at("Prod").production);
  EXPECT_FALSE(config.environments.at("prod").production);
  EXPECT_FALSE(config.environments.at("dev").production);
}

TEST_F(ConfigTest, TheGivenUrlWinsThenTheEnvironmentThenTheVariable) {
  auto config = load(
      "[environments.a]\nurl = \"postgresql://a/x\"\n[environments.b]\nurl = \"$LK_TEST_URL\"\n"
      "[environments.c]\nurl = \"postgresql://u:${LK_TEST_PASSWORD}@h/$db\"\n[environments.none]\n",
      {{"DATABASE_URL", "postgresql://from/environment"},
       {"LK_TEST_URL", "postgresql://named/b"},
       {"LK_TEST_PASSWORD", "s3"}});
  EXPECT_EQ(config::database_url(config, "postgresql://given/x", "a"), "postgresql://given/x");
  EXPECT_EQ(config::database_url(config, {}, "a"), "postgresql://a/x");
  EXPECT_EQ(config::database_url(config, {}, "b"), "postgresql://named/b");
  EXPECT_EQ(config::database_url(config, {}, "c"), "postgresql://u:s3@h/$db");
  EXPECT_EQ(config::database_url(config, {}, "none"), "postgresql://from/environment");
  EXPECT_EQ(config::database_url(config, {}, {}), "postgresql://from/environment");
  config.inherited = {};
  EXPECT_EQ(config::database_url(config, {}, {}), "");
}

TEST_F(ConfigTest, ASecretIsTakenFromTheVariableThatIsNamed) {
  const auto text = "[[channel]]\nname = \"chat\"\nkind = \"slack\"\nurl_env = \"LK_TEST_URL\"\n";
  EXPECT_EQ(load(text, {{"LK_TEST_URL", "https://x"}}).messages.channels.at(0).url_source.value, "https://x");
  EXPECT_EQ(load(text).messages.channels.at(0).url_source.value, "");
}

TEST_F(ConfigTest, AnUnsetVariableIsNamed) {
  const auto config = load("[environments.prod]\nurl = \"$LK_TEST_URL\"\n");
  try {
    config::database_url(config, {}, "prod");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::configuration);
    EXPECT_EQ(error.message(), "environment 'prod' takes its database from $LK_TEST_URL, which is not set");
  }
}

TEST_F(ConfigTest, AnUnknownEnvironmentIsRefusedWithTheNearMatchEvenBesideAUrl) {
  const auto config = load("[environments.production]\nurl = \"x\"\n");
  try {
    config::database_url(config, "postgresql://given/x", "prodution");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "there is no environment 'prodution' in the configuration");
    EXPECT_EQ(error.hint(), "Write --env production if that is what is meant.");
  }
}

TEST(ConfigExample, TheShopsFileIsRead) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "examples/shop/lockkeeper.toml";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "examples/shop is not there";
  const auto config = config::load(file, {});
  EXPECT_EQ(config.migrations.dir, file.parent_path() / "migrations");
  EXPECT_EQ(config.migrations.order.size(), 4u);
}

}  // namespace
