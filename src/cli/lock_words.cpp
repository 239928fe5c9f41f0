#include "cli/lock_words.h"

#include <fmt/format.h>

#include "base/text.h"

namespace cli {

static std::string backend_words(const apply::LockState::Backend& backend) {
  auto out = fmt::format("  backend {}", backend.pid);
  if (!backend.application.empty()) out += fmt::format(", {} as {}", backend.application, backend.user);
  if (!backend.client.empty()) out += fmt::format(" from {}", backend.client);
  if (!backend.state.empty()) out += fmt::format(", {} for {}", backend.state, base::format_span(backend.idle));
  return out + "\n";
}

std::string lock_words(const app::MigrationLock& lock) {
  const auto& state = lock.state;
  auto out = fmt::format("database {}\n", lock.database);
  if (!state.backend) return out + "the migration lock is free\n";
  if (!state.holder) {
    out += "the migration lock is held, without a record: by a dry run, 'validate --drift' or a restore\n";
    return out + backend_words(*state.backend);
  }
  out += fmt::format("the migration lock is held by {}\n", state.holder->described()) + backend_words(*state.backend);
  const auto beat = base::format_span(state.heartbeat);
  out += state.expired
             ? fmt::format(
                   "  not renewed for {}: its process is gone or stands still; 'lockkeeper lock release' ends "
                   "what it left\n",
                   beat)
             : fmt::format("  renewed {} ago: it is at work\n", beat);
  return out;
}

base::Json to_json(const app::MigrationLock& lock) {
  const auto& state = lock.state;
  base::Json out{{"database", lock.database}, {"held", state.backend.has_value()}};
  if (state.backend)
    out["backend"] = {{"pid", state.backend->pid},
                      {"application", state.backend->application},
                      {"user", state.backend->user},
                      {"client", state.backend->client},
                      {"state", state.backend->state}};
  if (state.holder) {
    out["holder"] = state.holder->holder;
    out["host"] = state.holder->host;
    out["run"] = state.holder->run;
    out["since"] = base::format_instant(*state.holder->since);
    out["renewed_ms_ago"] = state.heartbeat.count();
    out["expired"] = state.expired;
  }
  return out;
}

}  // namespace cli
