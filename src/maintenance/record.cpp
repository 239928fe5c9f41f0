#include "maintenance/record.h"

namespace maintenance {

static std::string text(const base::Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

static void take_owner(Record& record, const base::Json& data) {
  const auto found = data.find("owner");
  if (found == data.end() || !found->is_object()) return;
  record.owner = process_of(*found);
  record.owner_given = found->value("given", false);
}

static Record entered(const journal::Event& event) {
  const auto& data = event.data;
  Record record{.id = text(data, "id"),
                .database = text(data, "database"),
                .server = text(data, "server"),
                .cluster = text(data, "cluster"),
                .oid = text(data, "oid"),
                .run = event.run,
                .by = event.actor,
                .reason = text(data, "reason"),
                .since = event.time,
                .fence = fence_of(text(data, "fence")),
                .roles = data.at("roles").get<std::vector<std::string>>(),
                .before = state_of(data.at("before")),
                .after = state_of(data.at("after"))};
  record.until = base::parse_instant(text(data, "until"));
  take_owner(record, data);
  record.has_enter = data.at("commands").value("enter", false);
  record.has_leave = data.at("commands").value("leave", false);
  for (const auto& saved : data.at("saved"))
    record.saved.push_back({text(saved, "command"), text(saved, "file"), text(saved, "sha256")});
  return record;
}

static void take(Record& record, const journal::Event& event) {
  const auto& data = event.data;
  if (event.kind == "maintenance.on") record.on = true;
  if (event.kind == "maintenance.left") {
    record.left = true;
    record.left_in = text(data, "oid");
  }
  if (event.kind == "maintenance.extended") {
    if (const auto until = base::parse_instant(text(data, "until"))) record.until = until;
    if (!event.run.empty()) record.run = event.run;
    take_owner(record, data);
  }
  if (event.kind != "maintenance.changed") return;
  const auto what = text(data, "what");
  const auto state = text(data, "state");
  if (what == "enter" && state == "done") record.enter_done = true;
  if (what == "fence" && state == "done") record.fenced_at = text(data, "at");
  if (what == "unfence" && state == "done") {
    record.fenced_at.clear();
    record.on = false;
  }
  if (state == "failed") record.last_failure = text(data, "error");
  if (state == "done") record.last_failure.clear();
}

static std::optional<Record> projected(const std::vector<journal::Event>& events, const std::string& id) {
  std::optional<Record> record;
  for (const auto& event : events) {
    if (text(event.data, "id") != id) continue;
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
  return !text(entered, "cluster").empty() && !place.cluster.empty();
}

static Match match(const base::Json& entered, const Place& place) {
  const bool same_server = can_be_compared(entered, place) ? text(entered, "cluster") == place.cluster
                                                           : plain(text(entered, "server")) == plain(place.server);
  if (!same_server) return Match::none;
  const bool same_name = text(entered, "database") == place.database;
  const auto oid = text(entered, "oid");
  if (oid.empty() || place.oid.empty()) return same_name ? Match::itself : Match::none;
  if (oid == place.oid) return Match::itself;
  return same_name ? Match::name : Match::none;
}

std::optional<Record> newest(const std::vector<journal::Event>& events, const Place& place) {
  std::string by_name;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->kind != "maintenance.entered") continue;
    const auto how = match(event->data, place);
    if (how == Match::name && by_name.empty()) by_name = text(event->data, "id");
    if (how != Match::itself) continue;
    auto record = projected(events, text(event->data, "id"));
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
    if (event.kind != "maintenance.entered" || text(event.data, "database") != place.database ||
        can_be_compared(event.data, place) || match(event.data, place) != Match::none)
      continue;
    if (auto record = projected(events, text(event.data, "id")); record && !record->left)
      out.push_back(std::move(*record));
  }
  return out;
}

}  // namespace maintenance
