#include "backup/history.h"

#include <array>
#include <map>

namespace backup {

static constexpr std::array<std::pair<Stage, std::string_view>, 5> stage_names{{{Stage::restoring, "restoring"},
                                                                                {Stage::comparing, "comparing"},
                                                                                {Stage::analyzing, "analyzing"},
                                                                                {Stage::swapping, "swapping"},
                                                                                {Stage::given_up, "given up"}}};

std::string_view name(Stage stage) {
  for (const auto& [each, text] : stage_names) {
    if (each == stage) return text;
  }
  return "given up";
}

static Stage stage_of(std::string_view wanted) {
  for (const auto& [each, text] : stage_names) {
    if (text == wanted) return each;
  }
  return Stage::given_up;
}

std::vector<Unfinished> unfinished_restores(const std::vector<journal::Event>& events, std::string_view server) {
  std::map<std::string, std::pair<long long, Unfinished>> open;  // by final name; when it was last heard of
  for (const auto& event : events) {
    const bool stage = event.kind == "backup.restoring";
    if (!stage && event.kind != "backup.restored") continue;
    if (event.data.value("server", "") != server) continue;
    const auto database = event.data.value("database", "");
    const auto reached = stage_of(event.data.value("stage", ""));
    if (!stage || reached == Stage::given_up) {
      open.erase(database);
      continue;
    }
    open[database] = {event.seq,
                      {.id = event.data.value("id", ""),
                       .names = {.database = database,
                                 .beside = event.data.value("beside", ""),
                                 .kept = event.data.value("kept", "")},
                       .stage = reached}};
  }
  std::map<long long, Unfinished> in_order;
  for (auto& [database, known] : open) in_order.emplace(known.first, std::move(known.second));
  std::vector<Unfinished> out;
  for (auto& [seq, each] : in_order) out.push_back(std::move(each));
  return out;
}

std::vector<Unfinished> unfinished_restores(const journal::Journal& journal, std::string_view server) {
  return unfinished_restores(journal.read({.kind = "backup."}), server);
}

void record_stage(journal::Journal& journal, const RestorePlan& plan, Stage stage, std::string_view reason) {
  base::Json data{{"id", plan.entry.id}, {"database", plan.database}, {"beside", plan.beside},
                  {"kept", plan.kept},   {"server", plan.server},     {"stage", name(stage)}};
  if (!reason.empty()) data["reason"] = reason;
  journal.append({.run = journal::current_run(), .kind = "backup.restoring", .data = std::move(data)});
}

}  // namespace backup
