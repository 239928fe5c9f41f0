#include "check/requirements.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/events/check_finished.h"
#include "journal/typed.h"

namespace check {

using base::Code;
using base::Error;

Requirement read_requirement(std::string_view text) {
  static constexpr std::pair<std::string_view, Requirement::Kind> kinds[] = {
      {"backup proved", Requirement::Kind::backup_proved},
      {"preflight", Requirement::Kind::preflight},
      {"review", Requirement::Kind::review}};
  const auto words = base::trim(text);
  for (const auto& [name, kind] : kinds) {
    if (!words.starts_with(name)) continue;
    const auto rest = base::trim(words.substr(name.size()));
    if (rest.empty()) return {.kind = kind};
    const auto within = base::parse_span(rest);
    if (within && kind != Requirement::Kind::review) return {.kind = kind, .within = *within};
  }
  throw Error{Code::configuration, fmt::format("require holds \"{}\", which is not known", text),
              "Write \"backup proved 24h\", \"preflight 2h\" or \"review\"."};
}

static std::optional<Unmet> about_backup(std::span<const journal::Event> events, std::string_view database,
                                         base::Instant now, base::Milliseconds within) {
  std::map<std::string, base::Instant> taken;  // of this database, by id
  std::optional<base::Instant> newest;         // of those that a restore proved
  for (const auto& event : events) {
    if (const auto created = journal::as<journal::BackupCreated>(event); created && created->database == database)
      taken[created->id] = event.time;
    const auto verified = journal::as<journal::BackupVerified>(event);
    if (!verified || !taken.contains(verified->id)) continue;
    const auto at = taken[verified->id];
    if (verified->ok.value_or(false))
      newest = std::max(newest.value_or(at), at);
    else if (newest == at)
      newest.reset();  // proved once, and did not hold later
  }
  const std::string todo = "Take one and prove it: 'lockkeeper backup create', then 'lockkeeper backup verify'.";
  if (!newest) return Unmet{fmt::format("no backup of {} was proved by restoring it", database), todo};
  if (now - *newest <= within) return std::nullopt;
  return Unmet{fmt::format("the newest backup of {} that was proved is {} old, and the limit is {}", database,
                           base::format_span(std::chrono::duration_cast<base::Milliseconds>(now - *newest)),
                           base::format_span(within)),
               todo};
}

static std::vector<std::string> failed_in(const journal::CheckFinished& suite) {
  std::vector<std::string> out;
  for (const auto& result : suite.results) {
    if (result.verdict == name(Verdict::fail)) out.push_back(result.check);
  }
  return out;
}

static std::optional<Unmet> about_preflight(std::span<const journal::Event> events, std::string_view database,
                                            base::Instant now, base::Milliseconds within) {
  std::optional<journal::CheckFinished> last;
  base::Instant run{};
  for (const auto& event : events) {
    auto suite = journal::as<journal::CheckFinished>(event);
    if (!suite || suite->suite != "preflight" || suite->database != database) continue;
    last = std::move(suite);
    run = event.time;
  }
  const std::string todo = "Run 'lockkeeper check preflight'.";
  if (!last) return Unmet{fmt::format("the preflight checks of {} were never run", database), todo};
  if (const auto failed = failed_in(*last); !failed.empty())
    return Unmet{fmt::format("of the preflight checks {} failed", fmt::join(failed, ", ")),
                 "Mend what they name and run 'lockkeeper check preflight' again."};
  const auto age = std::chrono::duration_cast<base::Milliseconds>(now - run);
  if (age <= within) return std::nullopt;
  return Unmet{fmt::format("the preflight checks of {} were run {} ago, and the limit is {}", database,
                           base::format_span(age), base::format_span(within)),
               todo};
}

std::vector<Unmet> unmet(std::span<const Requirement> wanted, std::span<const journal::Event> events,
                         std::string_view database, base::Instant now) {
  std::vector<Unmet> out;
  for (const auto& each : wanted) {
    std::optional<Unmet> missing;
    if (each.kind == Requirement::Kind::backup_proved) missing = about_backup(events, database, now, each.within);
    if (each.kind == Requirement::Kind::preflight) missing = about_preflight(events, database, now, each.within);
    if (missing) out.push_back(std::move(*missing));
  }
  return out;
}

}  // namespace check
