#include "runner/gate_facts.h"

#include <map>

#include "base/text.h"
#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/events/check_finished.h"
#include "journal/events/note.h"
#include "journal/typed.h"

namespace runner {

static GateFact about_backup(std::span<const journal::Event> events, base::Instant now,
                             base::Milliseconds backup_age) {
  std::optional<journal::BackupCreated> created;
  base::Instant taken{};
  std::map<std::string, bool> proved;
  for (const auto& event : events) {
    if (auto newer = journal::as<journal::BackupCreated>(event)) {
      created = std::move(newer);
      taken = event.time;
    }
    if (const auto verified = journal::as<journal::BackupVerified>(event))
      proved[verified->id] = verified->ok.value_or(false);
  }
  GateFact out{.what = "backup", .holds = GateFact::Holds::no, .text = "there is none in the journal"};
  if (!created) return out;
  out.age = now - taken;
  const auto found = proved.find(created->id);
  const std::string proof = found == proved.end() ? "never restored to prove it"
                            : found->second       ? "proved by restoring"
                                                  : "restoring it showed differences";
  out.text = fmt::format("{}{}, {}", created->id, created->database.empty() ? "" : " of " + created->database, proof);
  if (*out.age > backup_age) out.text += fmt::format(", older than {}", base::format_span(backup_age));
  if (found != proved.end() && found->second && *out.age <= backup_age) out.holds = GateFact::Holds::yes;
  return out;
}

static GateFact about_checks(std::span<const journal::Event> events, base::Instant now) {
  GateFact out{.what = "preflight checks", .text = "never run"};
  for (const auto& event : events) {
    const auto suite = journal::as<journal::CheckFinished>(event);
    if (!suite || suite->suite != "preflight") continue;
    std::vector<std::string> bad;
    for (const auto& result : suite->results) {
      if (result.verdict == "fail") bad.push_back(result.check);
    }
    out.holds = bad.empty() ? GateFact::Holds::yes : GateFact::Holds::no;
    out.text = bad.empty()
                   ? fmt::format("none of {} failed", suite->results.size())
                   : fmt::format("{} of {} failed: {}", bad.size(), suite->results.size(), fmt::join(bad, ", "));
    out.age = now - event.time;
  }
  return out;
}

static GateFact about_steps(const RunState& state) {
  std::vector<std::string> open;
  std::size_t waived = 0;
  for (const auto& [id, record] : state.steps) {
    if (record.state == StepState::failed || record.state == StepState::interrupted) open.push_back(id);
    waived += record.state == StepState::waived ? 1 : 0;
  }
  GateFact out{.what = "steps so far", .holds = open.empty() ? GateFact::Holds::yes : GateFact::Holds::no};
  out.text = open.empty() ? "none has failed" : fmt::format("failed: {}", fmt::join(open, ", "));
  if (waived > 0) out.text += fmt::format(", {} waived", waived);
  return out;
}

// An incident is over when a note says so.
static GateFact about_incidents(std::span<const journal::Event> events, base::Instant now) {
  GateFact out{.what = "incidents", .holds = GateFact::Holds::yes, .text = "none is noted"};
  for (const auto& event : events) {
    const auto note = journal::as<journal::Note>(event);
    if (!note) continue;
    const auto lower = base::to_lower(note->text);
    if (lower.find("incident") == std::string::npos) continue;
    const bool over = lower.find("resolved") != std::string::npos || lower.find("closed") != std::string::npos ||
                      lower.find("over") != std::string::npos;
    out = {.what = "incidents",
           .holds = over ? GateFact::Holds::yes : GateFact::Holds::no,
           .text = base::shorten(note->text, 100),
           .age = now - event.time};
  }
  return out;
}

std::vector<GateFact> known_at_gate(std::span<const journal::Event> events, const RunState& state, base::Instant now,
                                    base::Milliseconds backup_age) {
  return {about_backup(events, now, backup_age), about_checks(events, now), about_incidents(events, now),
          about_steps(state)};
}

static const char* sign(GateFact::Holds holds) {
  return holds == GateFact::Holds::yes ? "✓" : holds == GateFact::Holds::no ? "✗" : "?";
}

std::string tell(const std::vector<GateFact>& known) {
  std::string out;
  for (const auto& each : known) {
    out += fmt::format("{}{} {}: {}", out.empty() ? "" : "\n", sign(each.holds), each.what, each.text);
    if (each.age) out += fmt::format(" ({} old)", base::format_span(*each.age));
  }
  return out;
}

std::vector<journal::GateFact> recorded(const std::vector<GateFact>& known) {
  std::vector<journal::GateFact> out;
  for (const auto& each : known) {
    out.push_back({.what = each.what,
                   .holds = each.holds == GateFact::Holds::yes  ? "yes"
                            : each.holds == GateFact::Holds::no ? "no"
                                                                : "unknown",
                   .text = each.text,
                   .age = each.age});
  }
  return out;
}

}  // namespace runner
