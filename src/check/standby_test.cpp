// A real standby: what only two servers can show.
#include <functional>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "check/check.h"
#include "check/checks.h"
#include "pg/temporary_server.h"

using namespace check;
namespace fs = std::filesystem;

static std::optional<std::string> server_user() {
  if (::geteuid() != 0) return std::nullopt;
  return "postgres";
}

// A copy of the primary's data that follows it once it is started.
static void copy_to(const pg::TemporaryServer& primary, const fs::path& folder) {
  fs::create_directories(folder);
  fs::permissions(folder.parent_path(), fs::perms::all);
  if (server_user()) base::run_or_throw({.argv = {"chown", *server_user(), folder.string()}});
  base::run_or_throw(
      {.argv = {*pg::client_program("pg_basebackup"), "-h", primary.socket_folder().string(), "-p", "5432", "-U",
                "postgres", "-D", (folder / "data").string(), "-R", "--no-sync", "--checkpoint=fast"},
       .folder = "/",
       .timeout = base::Milliseconds(60'000),
       .user = server_user()});
}

static void wait_until(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!holds() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

TEST(Standby, IsSeenFromBothSides) {
  pg::TemporaryServer primary;
  const base::TemporaryFolder folder;
  copy_to(primary, folder.path() / "standby");
  const pg::TemporaryServer standby({.folder = folder.path() / "standby"});
  pg::Session on_primary({.target = primary.url()});
  pg::Session on_standby({.target = standby.url()});
  journal::Journal journal(folder.path() / "journal.db");
  const config::Config config;
  const auto ask = [&](const char* id, pg::Session& session) {
    return run(id, *base::find(checks(), id)->item, {.session = session, .config = config, .journal = journal});
  };
  EXPECT_EQ(ask("not-a-standby", on_primary).verdict, Verdict::pass);
  EXPECT_EQ(ask("not-a-standby", on_standby).verdict, Verdict::fail);
  EXPECT_EQ(ask("replication-lag", on_standby).verdict, Verdict::skip);
  EXPECT_EQ(ask("replication-slots", on_standby).verdict, Verdict::pass);

  const auto caught_up = [&] {
    return on_primary
               .query(
                   "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn = "
                   "pg_current_wal_lsn()")
               .rows() > 0;
  };
  wait_until(caught_up);
  const auto keeps_up = ask("replication-lag", on_primary);
  EXPECT_EQ(keeps_up.verdict, Verdict::pass) << keeps_up.evidence;
  EXPECT_NE(keeps_up.evidence.find("streaming"), std::string::npos) << keeps_up.evidence;

  on_standby.query("SELECT pg_wal_replay_pause()");  // asks for it, and comes back at once
  wait_until([&] {
    return on_standby.query("SELECT pg_get_wal_replay_pause_state() AS state").text(0, "state") == "paused";
  });
  on_primary.execute("SET synchronous_commit = 'local'");  // or what is committed is written a moment later
  on_primary.execute("CREATE TABLE late AS SELECT generate_series(1, 1000) AS i");
  const auto behind = ask("replication-lag", on_primary);
  EXPECT_NE(behind.evidence.find("kB behind"), std::string::npos) << behind.evidence;
}
