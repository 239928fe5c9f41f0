#include "backup/history.h"

#include <array>
#include <map>

#include "journal/events/backup_restored.h"
#include "journal/events/backup_restoring.h"
#include "journal/typed.h"

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
    if (const auto restored = journal::as<journal::BackupRestored>(event); restored && restored->server == server)
      open.erase(restored->database);
    const auto restoring = journal::as<journal::BackupRestoring>(event);
    if (!restoring || restoring->server != server) continue;
    const auto reached = stage_of(restoring->stage);
    if (reached == Stage::given_up) {
      open.erase(restoring->database);
      continue;
    }
    open[restoring->database] = {
        event.seq,
        {.id = restoring->id,
         .names = {.database = restoring->database, .beside = restoring->beside, .kept = restoring->kept},
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

pg::Identity named(const std::string& server, const std::string& database) {
  const bool address = server.find_first_not_of("0123456789") != std::string::npos;
  return {.cluster = address ? "" : server, .database = database};
}

void record_stage(journal::Journal& journal, const RestorePlan& plan, Stage stage, std::string_view reason) {
  journal.append(journal::event(journal::BackupRestoring{.id = plan.entry.id,
                                                         .database = plan.database,
                                                         .beside = plan.beside,
                                                         .kept = plan.kept,
                                                         .server = plan.server,
                                                         .stage = std::string(name(stage)),
                                                         .reason = std::string(reason)},
                                named(plan.server, plan.database)));
}

}  // namespace backup
