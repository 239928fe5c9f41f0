// Pieces into files: what may share a transaction does, the rest gets files of its own.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "fix/pieces.h"

namespace fix {

namespace {

/// A file in the making.
struct Batch {
  std::vector<const RewriteStep*> pieces;
  [[nodiscard]] bool any(bool RewriteStep::* flag) const {
    return std::any_of(pieces.begin(), pieces.end(), [&](const RewriteStep* piece) { return piece->*flag; });
  }
};

}  // namespace

// Rows are not changed under a lock that others wait for, nor is such a lock asked for after rows were changed.
static bool may_join(const Batch& batch, const RewriteStep& piece) {
  const auto stands_alone = [](const RewriteStep& one) {
    return one.part.alone || one.part.running == Running::steps;
  };
  if (batch.pieces.empty() || stands_alone(piece) || stands_alone(*batch.pieces.back())) return false;
  if (piece.new_transaction) return false;
  return !(piece.data && batch.any(&RewriteStep::strong)) && !(piece.strong && batch.any(&RewriteStep::data)) &&
         !(piece.data && batch.any(&RewriteStep::data));
}

static bool says(const std::vector<std::string>& settings, std::string_view name) {
  return std::any_of(settings.begin(), settings.end(), [&](const std::string& setting) {
    return base::to_lower(setting).find(name) != std::string::npos;
  });
}

// The team's settings, for a transaction as they are; for steps SET LOCAL would be without effect, and timeouts are
// the program's: a statement that is long by nature has none.
static std::vector<Line> settings_for(const Batch& batch, Running running, const Settings& settings) {
  std::vector<Line> lines;
  const auto& team = batch.pieces.front()->settings;
  for (const auto& setting : team) {
    if (running == Running::transaction) lines.push_back({.statement = setting});
    if (running == Running::steps && base::to_lower(setting).find("_timeout") == std::string::npos) {
      const bool local = base::starts_with_ignoring_case(setting, "set local ");
      lines.push_back({.statement = local ? "SET " + setting.substr(10) : setting});
    }
  }
  if (running == Running::transaction && batch.any(&RewriteStep::strong) && !says(team, "lock_timeout"))
    lines.push_back({.statement = fmt::format("SET LOCAL lock_timeout = '{}'", settings.lock_timeout)});
  return lines;
}

// Said only where it is all that changes.
static std::string waits_briefly(const Draft& draft) {
  for (const auto& line : draft.up) {
    if (line.statement.starts_with("SET LOCAL lock_timeout")) return ", waiting briefly for its locks";
  }
  return "";
}

static std::string title_of(const Batch& batch) {
  for (const auto* piece : batch.pieces) {
    if (!piece->plain) return piece->part.title;
  }
  return batch.pieces.front()->part.title;
}

static std::vector<std::string> what_it_does(const Batch& batch, const std::string& how) {
  std::vector<std::string> does;
  long long as_it_was = 0;
  for (const auto* piece : batch.pieces) {
    if (piece->plain) {
      ++as_it_was;
    } else {
      does.push_back(piece->part.does);
    }
  }
  if (as_it_was > 0)
    does.push_back(fmt::format("{} as {}{}", base::count_of(as_it_was, "statement"),
                               as_it_was == 1 ? "it was" : "they were", how));
  return does;
}

static bool runs_in_steps(const std::vector<std::string>& statements) {
  return std::any_of(statements.begin(), statements.end(), [](const std::string& text) {
    const auto parsed = parse(text);
    const auto& statement = parsed.statements.front();
    return !statement.not_in_transaction.empty() || statement.as<sql::DoBlock>() != nullptr ||
           statement.as<sql::TransactionControl>() != nullptr;
  });
}

static Draft draft_of(const Batch& batch, const Settings& settings, bool has_undo) {
  const auto& first = *batch.pieces.front();
  Draft draft{.title = title_of(batch), .does = {}, .running = first.part.running, .contract = first.part.contract};
  draft.up = settings_for(batch, draft.running, settings);
  draft.does = what_it_does(batch, waits_briefly(draft));
  for (const auto* piece : batch.pieces) {
    auto comment = piece->comment;
    for (const auto& statement : piece->part.up)
      draft.up.push_back({.comment = std::exchange(comment, ""), .statement = statement});
  }
  if (!has_undo) return draft;
  for (auto at = batch.pieces.rbegin(); at != batch.pieces.rend(); ++at) {
    const auto& part = (*at)->part;
    draft.down.insert(draft.down.end(), part.down.begin(), part.down.end());
    if (part.down.empty() && !part.nothing_to_undo.empty()) draft.nothing_to_undo.push_back(part.nothing_to_undo);
  }
  draft.down_running = runs_in_steps(draft.down) ? Running::steps : Running::transaction;
  return draft;
}

std::vector<Draft> pack(const Pieces& pieces, const Settings& settings, bool has_undo) {
  std::vector<Batch> batches;
  for (const auto& piece : pieces.pieces) {
    if (batches.empty() || !may_join(batches.back(), piece)) batches.emplace_back();
    batches.back().pieces.push_back(&piece);
  }
  std::vector<Draft> drafts;
  for (const auto& batch : batches) drafts.push_back(draft_of(batch, settings, has_undo));
  return drafts;
}

}  // namespace fix
