#include "maintenance/record.h"

#include "journal/events/maintenance_changed.h"
#include "journal/events/maintenance_entered.h"
#include "journal/events/maintenance_extended.h"
#include "journal/events/maintenance_left.h"
#include "journal/events/maintenance_on.h"
#include "journal/typed.h"

namespace maintenance {

static void take_owner(Record& record, const std::optional<journal::MaintenanceOwner>& owner) {
  if (!owner) return;
  record.owner = process_of(*owner);
  record.owner_given = owner->given;
}

static Record entered(const journal::Event& event, const journal::MaintenanceEntered& data) {
  Record record{.id = data.id,
                .database = data.database,
                .server = data.server,
                .cluster = data.cluster,
                .oid = data.oid,
                .run = event.run,
                .by = event.actor,
                .reason = data.reason,
                .since = event.time,
                .until = data.until,
                .fence = fence_of(data.fence),
                .roles = data.roles,
                .has_enter = data.commands.enter,
                .has_leave = data.commands.leave,
                .before = state_of(data.before),
                .after = state_of(data.after)};
  take_owner(record, data.owner);
  for (const auto& [command, file, sha256] : data.saved) record.saved.push_back({command, file, sha256});
  return record;
}

static void take_change(Record& record, const journal::MaintenanceChanged& change) {
  const bool done = change.state == "done";
  if (change.what == "enter" && done) record.enter_done = true;
  if (change.what == "fence" && done) record.fenced_at = change.at;
  if (change.what == "unfence" && done) {
    record.fenced_at.clear();
    record.on = false;
  }
  if (change.state == "failed") record.last_failure = change.error;
  if (done) record.last_failure.clear();
}

static void take(Record& record, const journal::Event& event) {
  if (journal::is_one_of<journal::MaintenanceOn>(event)) record.on = true;
  if (const auto left = journal::as<journal::MaintenanceLeft>(event)) {
    record.left = true;
    record.left_in = left->oid;
  }
  if (const auto extended = journal::as<journal::MaintenanceExtended>(event)) {
    if (extended->until) record.until = extended->until;
    if (!event.run.empty()) record.run = event.run;
    take_owner(record, extended->owner);
  }
  if (const auto change = journal::as<journal::MaintenanceChanged>(event)) take_change(record, *change);
}

static std::optional<Record> projected(const std::vector<journal::Event>& events, const std::string& id) {
  std::optional<Record> record;
  for (const auto& event : events) {
    if (base::text_at(event.data, "id") != id) continue;  // which all of them have
    if (const auto data = journal::as<journal::MaintenanceEntered>(event)) record = entered(event, *data);
    if (record) take(*record, event);
  }
  return record;
}

std::optional<Record> find(const std::vector<journal::Event>& events, const std::string& id) {
  return projected(events, id);
}

namespace {

enum class Match { none, name, itself };

}  // namespace

// A machine has many addresses for itself.
static std::string plain(const std::string& server) {
  const auto colon = server.rfind(':');
  if (colon == std::string::npos) return server;
  const auto host = server.substr(0, colon);
  const bool local =
      host.empty() || host.starts_with('/') || host == "localhost" || host == "127.0.0.1" || host == "::1";
  return local ? server.substr(colon) : server;
}

static bool can_be_compared(const journal::MaintenanceEntered& entered, const Place& place) {
  return !entered.cluster.empty() && !place.cluster.empty();
}

static Match match(const journal::MaintenanceEntered& entered, const Place& place) {
  const bool same_server = can_be_compared(entered, place) ? entered.cluster == place.cluster
                                                           : plain(entered.server) == plain(place.server);
  if (!same_server) return Match::none;
  const bool same_name = entered.database == place.database;
  if (entered.oid.empty() || place.oid.empty()) return same_name ? Match::itself : Match::none;
  if (entered.oid == place.oid) return Match::itself;
  return same_name ? Match::name : Match::none;
}

std::optional<Record> newest(const std::vector<journal::Event>& events, const Place& place) {
  std::string by_name;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const auto entered = journal::as<journal::MaintenanceEntered>(*event);
    if (!entered) continue;
    const auto how = match(*entered, place);
    if (how == Match::name && by_name.empty()) by_name = entered->id;
    if (how != Match::itself) continue;
    auto record = projected(events, entered->id);
    // Left in the one that had taken its place, which took nothing down here.
    if (record->left && !record->left_in.empty() && !record->oid.empty() && record->left_in != record->oid)
      record->left = false;
    return record;
  }
  return by_name.empty() ? std::nullopt : projected(events, by_name);
}

std::vector<Record> maybe_here(const std::vector<journal::Event>& events, const Place& place) {
  std::vector<Record> out;
  for (const auto& event : events) {
    const auto entered = journal::as<journal::MaintenanceEntered>(event);
    if (!entered || entered->database != place.database || can_be_compared(*entered, place) ||
        match(*entered, place) != Match::none)
      continue;
    if (auto record = projected(events, entered->id); record && !record->left) out.push_back(std::move(*record));
  }
  return out;
}

}  // namespace maintenance
