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
  now.acl = record.left ? record.before.acl : record.after.acl;
  std::vector<std::string> out;
  if (record.left) return out;
  if (record.fence != Fence::none && record.fenced_at.empty() && !record.on)
    out.emplace_back("the fence is not known to stand: entering or leaving was cut short");
  if (!record.fenced_at.empty() || record.on) {
    for (const auto& line : differences(record.after, now)) out.push_back("the fence is not whole: " + line);
  }
  if (!record.on) out.emplace_back("entering has not come to its end");
  if (!record.last_failure.empty()) out.push_back("the last step failed: " + record.last_failure);
  return out;
}

Status status(const Surroundings& surroundings) {
  Status out{.record = newest_here(surroundings)};
  if (!out.record) return out;
  out.on = !out.record->left;
  out.disagreements = compare(surroundings, *out.record);
  if (!out.on) return out;
  if (!out.record->roles.empty())
    out.sessions = sessions(surroundings.session, out.record->roles, out.record->fenced_at);
  out.guard_pid = guard_of(surroundings.journal, out.record->id);
  return out;
}

}  // namespace maintenance
