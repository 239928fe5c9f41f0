// What the journal knows of restores: the stages of each, so that one that was killed is noticed and finished.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backup/swap.h"
#include "journal/event.h"
#include "journal/journal.h"
#include "pg/identity.h"

namespace backup {

/// Stages in order. Each is recorded before its work begins.
enum class Stage { restoring, comparing, analyzing, swapping, given_up };
std::string_view name(Stage stage);

struct Unfinished {
  std::string id = {};
  SwapNames names = {};
  Stage stage = Stage::restoring;
};

/// The restores to `server` that ended neither well nor by being given up, oldest first, one per final name. Pure;
/// `events` in the journal's order.
std::vector<Unfinished> unfinished_restores(const std::vector<journal::Event>& events, std::string_view server);
std::vector<Unfinished> unfinished_restores(const journal::Journal& journal, std::string_view server);

/// A database as far as its name and the server tell; `server`: pg::cluster_or_address().
pg::Identity named(const std::string& server, const std::string& database);

/// Writes backup.restoring.
void record_stage(journal::Journal& journal, const RestorePlan& plan, Stage stage, std::string_view reason = {});

}  // namespace backup
