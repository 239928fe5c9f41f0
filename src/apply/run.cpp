#include "apply/run.h"

#include <array>
#include <cstdlib>
#include <mutex>
#include <pwd.h>
#include <unistd.h>

namespace apply {

static std::string account() {
  const char* named = std::getenv("LOCKKEEPER_ACTOR");
  if (named && *named) return named;
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  const bool known = ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found;
  return known ? std::string(found->pw_name) : std::to_string(::geteuid());
}

static std::string machine() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : "unknown";
}

Run make_run(pg::Options target, const config::Config& config, journal::Journal& journal) {
  Run run{.target = std::move(target),
          .timeouts = config.timeouts,
          .schema = config.history_schema,
          .journal = &journal,
          .id = journal::current_run(),
          .actor = account(),
          .host = machine(),
          .analyze = config.up.analyze};
  if (run.id.empty()) run.id = journal::new_run_id(run.clock->now());
  return run;
}

void tell(const Run& run, const Progress& progress) {
  static std::mutex one_at_a_time;
  if (!run.on_progress) return;
  const std::lock_guard lock(one_at_a_time);
  run.on_progress(progress);
}

void note(const Run& run, std::string text) {
  tell(run, {.kind = Progress::Kind::note, .text = std::move(text)});
}

Run on_database(Run run, pg::Session& session) {
  if (run.database == pg::Identity{}) run.database = pg::identity_of(session);
  return run;
}

std::string quoted_schema(const Run& run) {
  return pg::quote_identifier(run.schema);
}

}  // namespace apply
