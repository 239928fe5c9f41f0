#include "maintenance/record.h"

namespace maintenance {

static void take_owner(Record& record, const base::Json& data) {
  const auto found = data.find("owner");
  if (found == data.end() || !found->is_object()) return;
  record.owner = process_of(*found);
  record.owner_given = found->value("given", false);
}

static Record entered(const journal::Event& event) {
  const auto& data = event.data;
  Record record{.id = base::text_at(data, "id"),
                .database = base::text_at(data, "database"),
                .server = base::text_at(data, "server"),
                .cluster = base::text_at(data, "cluster"),
                .oid = base::text_at(data, "oid"),
                .run = event.run,
                .by = event.actor,
                .reason = base::text_at(data, "reason"),
                .since = event.time,
                .fence = fence_of(base::text_at(data, "fence")),
                .roles = data.at("roles").get<std::vector<std::string>>(),
                .before = state_of(data.at("before")),
                .after = state_of(data.at("after"))};
  record.until = base::parse_instant(base::text_at(data, "until"));
  take_owner(record, data);
  record.has_enter = data.at("commands").value("enter", false);
  record.has_leave = data.at("commands").value("leave", false);
  for (const auto& saved : data.at("saved"))
    record.saved.push_back(
        {base::text_at(saved, "command"), base::text_at(saved, "file"), base::text_at(saved, "sha256")});
  return record;
}

static void take(Record& record, const journal::Event& event) {
  const auto& data = event.data;
  if (event.kind == "maintenance.on") record.on = true;
  if (event.kind == "maintenance.left") {
    record.left = true;
    record.left_in = base::text_at(data, "oid");
  }
  if (event.kind == "maintenance.extended") {
    if (const auto until = base::parse_instant(base::text_at(data, "until"))) record.until = until;
    if (!event.run.empty()) record.run = event.run;
    take_owner(record, data);
  }
  if (event.kind != "maintenance.changed") return;
  const auto what = base::text_at(data, "what");
  const auto state = base::text_at(data, "state");
  if (what == "enter" && state == "done") record.enter_done = true;
  if (what == "fence" && state == "done") record.fenced_at = base::text_at(data, "at");
  if (what == "unfence" && state == "done") {
    record.fenced_at.clear();
    record.on = false;
  }
  if (state == "failed") record.last_failure = base::text_at(data, "error");
  if (state == "done") record.last_failure.clear();
}

static std::optional<Record> projected(const std::vector<journal::Event>& events, const std::string& id) {
  std::optional<Record> record;
  for (const auto& event : events) {
    if (base::text_at(event.data, "id") != id) continue;
    if (event.kind == "maintenance.entered") record = entered(event);
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

static bool can_be_compared(const base::Json& entered, const Place& place) {
  return !base::text_at(entered, "cluster").empty() && !place.cluster.empty();
}

static Match match(const base::Json& entered, const Place& place) {
  const bool same_server = can_be_compared(entered, place)
                               ? base::text_at(entered, "cluster") == place.cluster
                               : plain(base::text_at(entered, "server")) == plain(place.server);
  if (!same_server) return Match::none;
  const bool same_name = base::text_at(entered, "database") == place.database;
  const auto oid = base::text_at(entered, "oid");
  if (oid.empty() || place.oid.empty()) return same_name ? Match::itself : Match::none;
  if (oid == place.oid) return Match::itself;
  return same_name ? Match::name : Match::none;
}

std::optional<Record> newest(const std::vector<journal::Event>& events, const Place& place) {
  std::string by_name;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->kind != "maintenance.entered") continue;
    const auto how = match(event->data, place);
    if (how == Match::name && by_name.empty()) by_name = base::text_at(event->data, "id");
    if (how != Match::itself) continue;
    auto record = projected(events, base::text_at(event->data, "id"));
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
    if (event.kind != "maintenance.entered" || base::text_at(event.data, "database") != place.database ||
        can_be_compared(event.data, place) || match(event.data, place) != Match::none)
      continue;
    if (auto record = projected(events, base::text_at(event.data, "id")); record && !record->left)
      out.push_back(std::move(*record));
  }
  return out;
}

}  // namespace maintenance
