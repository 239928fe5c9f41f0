#include "runner/gate_facts.h"

#include "base/text.h"
#include "facts/evidence.h"
#include "journal/events/note.h"
#include "journal/typed.h"

namespace runner {

static std::string proof_of(const facts::Backup& backup) {
  switch (backup.proof) {
    case facts::Backup::Proof::none:
      return "never restored to prove it";
    case facts::Backup::Proof::read:
      return "read through, never restored to prove it";
    case facts::Backup::Proof::restored:
      return "proved by restoring";
    case facts::Backup::Proof::failed:
      return "restoring it showed differences";
  }
  return {};
}

// Those of fences of a run count as well, where the file was there afterwards.
static GateFact about_backup(const facts::Evidence& evidence) {
  const auto& name = evidence.database;
  if (evidence.backups.empty()) {
    return {.what = "backup",
            .holds = GateFact::Holds::no,
            .text = name.empty() ? "there is none in the journal"
                                 : fmt::format("there is none of {} in the journal", name)};
  }
  const auto& backup = evidence.backups.back();
  GateFact out{.what = "backup", .holds = GateFact::Holds::no, .age = evidence.now - backup.taken};
  out.text = fmt::format("{}{}{}, {}", backup.id, backup.of.empty() ? "" : " of " + backup.of,
                         backup.how.empty() ? "" : fmt::format(" by '{}'", backup.how), proof_of(backup));
  const bool old = *out.age > evidence.backup_age;
  if (old) out.text += fmt::format(", older than {}", base::format_span(evidence.backup_age));
  if (backup.proof == facts::Backup::Proof::restored && !old) out.holds = GateFact::Holds::yes;
  return out;
}

static GateFact about_checks(const facts::Evidence& evidence) {
  GateFact out{.what = "preflight checks", .text = "never run"};
  if (!evidence.preflight) return out;
  const auto& suite = *evidence.preflight;
  out.holds = suite.failed.empty() ? GateFact::Holds::yes : GateFact::Holds::no;
  out.text = suite.failed.empty()
                 ? fmt::format("none of {} failed", suite.of)
                 : fmt::format("{} of {} failed: {}", suite.failed.size(), suite.of, fmt::join(suite.failed, ", "));
  out.age = evidence.now - suite.at;
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
  const auto evidence = facts::from_events(
      events, {.database = state.target.identity, .run = state.id, .now = now, .backup_age = backup_age});
  return {about_backup(evidence), about_checks(evidence), about_incidents(events, now), about_steps(state)};
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

std::vector<journal::WaivedClaim> against(const std::vector<GateFact>& known) {
  std::vector<journal::WaivedClaim> out;
  for (const auto& each : known) {
    if (each.holds == GateFact::Holds::no)
      out.push_back({.fact = each.what, .text = each.what, .evidence = fmt::format("{}: {}", each.what, each.text)});
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
