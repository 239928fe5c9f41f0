#include "check/requirements.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

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
    const auto id = base::text_at(event.data, "id");
    if (event.kind == "backup.created" && base::text_at(event.data, "database") == database) taken[id] = event.time;
    if (event.kind != "backup.verified" || !taken.contains(id)) continue;
    if (event.data.value("ok", false))
      newest = std::max(newest.value_or(taken[id]), taken[id]);
    else if (newest == taken[id])
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

static std::vector<std::string> failed_in(const base::Json& data) {
  std::vector<std::string> out;
  const auto results = data.find("results");
  if (results == data.end() || !results->is_array()) return out;
  for (const auto& result : *results) {
    if (base::text_at(result, "verdict") == "fail") out.push_back(base::text_at(result, "check"));
  }
  return out;
}

static std::optional<Unmet> about_preflight(std::span<const journal::Event> events, std::string_view database,
                                            base::Instant now, base::Milliseconds within) {
  const journal::Event* last = nullptr;
  for (const auto& event : events) {
    if (event.kind == "check.finished" && base::text_at(event.data, "suite") == "preflight" &&
        base::text_at(event.data, "database") == database)
      last = &event;
  }
  const std::string todo = "Run 'lockkeeper check preflight'.";
  if (!last) return Unmet{fmt::format("the preflight checks of {} were never run", database), todo};
  if (const auto failed = failed_in(last->data); !failed.empty())
    return Unmet{fmt::format("of the preflight checks {} failed", fmt::join(failed, ", ")),
                 "Mend what they name and run 'lockkeeper check preflight' again."};
  const auto age = std::chrono::duration_cast<base::Milliseconds>(now - last->time);
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
