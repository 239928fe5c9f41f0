#include <fmt/format.h>

#include "base/files.h"
#include "maintenance/guard.h"
#include "maintenance/maintenance.h"
#include "maintenance/server.h"
#include "maintenance/steps.h"

namespace maintenance {

static std::vector<std::string> compare(const Surroundings& surroundings, const Record& record) {
  State now;
  try {
    now = look(surroundings.session, record.roles);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::configuration) throw;
    return {error.message()};
  }
  now.acl = record.after.acl;
  std::vector<std::string> out;
  if (record.fence != Fence::none && record.fenced_at.empty() && !record.on)
    out.emplace_back("the fence is not known to stand: entering or leaving was cut short");
  if (!record.fenced_at.empty() || record.on) {
    for (const auto& line : differences(record.after, now)) out.push_back("the fence is not whole: " + line);
  }
  if (!record.on) out.emplace_back("entering has not come to its end");
  if (!record.last_failure.empty()) out.push_back("the last step failed: " + record.last_failure);
  return out;
}

// A fence that another journal knows of, seen by what it does to the application's roles.
static std::vector<std::string> signs_of_a_fence(const Surroundings& surroundings) {
  const auto& roles = surroundings.config.maintenance.application_roles;
  State now;
  try {
    now = look(surroundings.session, roles);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::configuration) throw;
    return {};
  }
  std::vector<std::string> out;
  if (now.connection_limit == 0) out.emplace_back("the database's connection limit is 0");
  for (const auto& role : now.roles) {
    if (role.connection_limit == 0) out.push_back(fmt::format("the connection limit of {} is 0", role.name));
    if (role.read_only == "on" || role.read_only == "true")
      out.push_back(fmt::format("{} may only read in this database", role.name));
  }
  if (!out.empty()) {
    out.emplace_back(
        "this journal knows nothing of it: maintenance mode may have been entered with another journal; leave it "
        "there");
  }
  return out;
}

// What was to let the application in by itself, and has not.
static std::vector<std::string> overdue(const Surroundings& surroundings, const Status& status) {
  std::vector<std::string> out;
  const auto& record = *status.record;
  const bool over = record.until && surroundings.clock.now() > *record.until;
  if (over) {
    out.push_back(
        fmt::format("its time was over at {}, and nobody has let the application in: 'lockkeeper maintenance "
                    "leave' does",
                    base::format_for_people(*record.until)));
  }
  if (status.guard_pid) return out;
  if (guard_was_started(surroundings.journal, record.id)) {
    out.emplace_back("the dead-man is gone: nobody leaves when the time is over or the run dies");
  } else if (record.until && !over) {
    out.emplace_back("there is no dead-man: nobody leaves when the time is over");
  }
  return out;
}

Status status(const Surroundings& surroundings) {
  Status out{.record = newest_here(surroundings)};
  if (!out.record || out.record->left) out.disagreements = signs_of_a_fence(surroundings);
  if (!out.record) return out;
  out.on = !out.record->left;
  if (!out.on) return out;
  out.disagreements = compare(surroundings, *out.record);
  if (!out.record->roles.empty())
    out.sessions = sessions(surroundings.session, out.record->roles, out.record->fenced_at);
  out.guard_pid = guard_of(surroundings.journal, out.record->id);
  for (auto& line : overdue(surroundings, out)) out.disagreements.push_back(std::move(line));
  return out;
}

}  // namespace maintenance
