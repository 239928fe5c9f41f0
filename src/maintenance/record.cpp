#include "maintenance/record.h"

namespace maintenance {

static std::string text(const base::Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

static Record entered(const journal::Event& event) {
  const auto& data = event.data;
  Record record{.id = text(data, "id"),
                .database = text(data, "database"),
                .server = text(data, "server"),
                .run = event.run,
                .by = event.actor,
                .reason = text(data, "reason"),
                .since = event.time,
                .fence = fence_of(text(data, "fence")),
                .roles = data.at("roles").get<std::vector<std::string>>(),
                .before = state_of(data.at("before")),
                .after = state_of(data.at("after"))};
  record.until = base::parse_instant(text(data, "until"));
  if (data.contains("owner") && data.at("owner").is_object()) record.owner = process_of(data.at("owner"));
  record.has_enter = data.at("commands").value("enter", false);
  record.has_leave = data.at("commands").value("leave", false);
  for (const auto& saved : data.at("saved"))
    record.saved.push_back({text(saved, "command"), text(saved, "file"), text(saved, "sha256")});
  return record;
}

static void take(Record& record, const journal::Event& event) {
  const auto& data = event.data;
  if (event.kind == "maintenance.on") record.on = true;
  if (event.kind == "maintenance.left") record.left = true;
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

std::optional<Record> newest(const std::vector<journal::Event>& events, const std::string& database,
                             const std::string& server) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->kind != "maintenance.entered" || text(event->data, "database") != database ||
        text(event->data, "server") != server)
      continue;
    return projected(events, text(event->data, "id"));
  }
  return std::nullopt;
}

}  // namespace maintenance
