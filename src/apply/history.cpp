#include "apply/history.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/tables.h"

namespace apply {

static plan::State state_of(std::string_view text) {
  if (text == "applied") return plan::State::applied;
  if (text == "running") return plan::State::running;
  if (text == "rolled_back") return plan::State::rolled_back;
  return plan::State::failed;
}

static Attempt to_attempt(const pg::Result& rows, std::size_t row) {
  Attempt attempt;
  auto& applied = attempt.applied;
  applied.version = rows.text(row, "version");
  applied.name = rows.text(row, "name");
  applied.checksum = rows.text(row, "checksum");
  applied.state = state_of(rows.text(row, "state"));
  applied.applied_at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms")));
  applied.duration = base::Milliseconds(rows.integer(row, "duration_ms"));
  applied.applied_by = rows.text(row, "applied_by");
  applied.run = rows.text(row, "run_id");
  applied.transactional = rows.boolean(row, "transactional");
  applied.statements_done = static_cast<int>(rows.integer(row, "statements_done"));
  applied.statements_total = static_cast<int>(rows.integer(row, "statements_total"));
  applied.error = rows.text(row, "error");
  applied.text = rows.text(row, "sql_text");
  applied.down_text = rows.text(row, "down_text");
  applied.sequence = rows.integer(row, "id");
  if (rows.at(row, "undo_done")) attempt.undo_done = static_cast<int>(rows.integer(row, "undo_done"));
  attempt.other_id = rows.text(row, "other_id");
  return attempt;
}

static std::vector<Attempt> own_attempts(pg::Session& session, const std::string& schema) {
  if (!history_exists(session, schema)) return {};
  const auto rows = session.query_ours(fmt::format(
      "SELECT DISTINCT ON (h.version) h.id, h.version, h.name, h.checksum, h.state, h.duration_ms,"
      " h.applied_by, h.run_id, h.transactional, h.statements_total, h.statements_done, h.error, h.sql_text,"
      " h.down_text, to_jsonb(h) ->> 'undo_done' AS undo_done,"
      " coalesce(to_jsonb(h) ->> 'other_id', to_jsonb(h) ->> 'prisma_id') AS other_id,"
      " (extract(epoch FROM coalesce(h.applied_at, h.started_at)) * 1000)::bigint AS at_ms"
      " FROM ONLY {}._migration_history h ORDER BY h.version, h.id DESC",
      pg::quote_identifier(schema)));
  std::vector<Attempt> attempts;
  attempts.reserve(rows.rows());
  for (std::size_t row = 0; row < rows.rows(); ++row) attempts.push_back(to_attempt(rows, row));
  return attempts;
}

// Another tool's record decides about a migration where ours does not say that it is applied and the tool's is newer:
// somebody went on with that tool.
static bool decides(const History& tool, const HistoryRow& row, const Attempt& known) {
  if (known.applied.state == plan::State::applied) return false;
  return !tool.has_times || row.at > known.applied.applied_at;
}

static Attempt adopted(const OtherHistory& other, const HistoryRow& row) {
  Attempt attempt;
  attempt.adopted = true;
  attempt.all_or_nothing = other.tool->all_or_nothing;
  attempt.other_id = row.id;
  attempt.applied.version = row.version;
  attempt.applied.name = row.name;
  attempt.applied.checksum = row.checksum;
  attempt.applied.state = row.finished ? plan::State::applied : plan::State::failed;
  attempt.applied.applied_at = row.at;
  attempt.applied.duration = row.duration;
  attempt.applied.applied_by = other.id;
  attempt.applied.transactional = false;  // how the tool ran it is not recorded
  attempt.applied.error = row.error;
  return attempt;
}

// What stands in both records, and whose row is gone there, was undone with the tool itself.
static void take_back(std::vector<Attempt>& attempts, const OtherHistory& other, const std::set<std::string>& rows) {
  if (!other.tool->takes_back) return;
  for (auto& attempt : attempts) {
    if (attempt.applied.state != plan::State::applied || attempt.other_id != other.id) continue;
    if (rows.contains(attempt.applied.version)) continue;
    attempt.applied.state = plan::State::rolled_back;
    attempt.undone_by = other.id;
  }
}

static void adopt(std::vector<Attempt>& attempts, const OtherHistory& other, const std::vector<HistoryRow>& rows) {
  std::set<std::string> versions;
  for (const auto& row : rows) versions.insert(row.version);
  take_back(attempts, other, versions);
  std::map<std::string, std::size_t> known;
  for (std::size_t at = 0; at < attempts.size(); ++at) known.emplace(attempts[at].applied.version, at);
  for (const auto& row : rows) {
    const auto ours = known.find(row.version);
    if (ours == known.end()) {
      attempts.push_back(adopted(other, row));
    } else if (decides(*other.tool, row, attempts[ours->second])) {
      attempts[ours->second] = adopted(other, row);
    }
  }
}

std::vector<Attempt> load_attempts(pg::Session& session, const std::string& schema, const migration::Folder* folder) {
  auto attempts = own_attempts(session, schema);
  if (const auto other = folder ? find_other(session, *folder) : std::nullopt)
    adopt(attempts, *other, other->tool->load(session, other->table, folder));
  std::stable_sort(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
    return std::pair(a.applied.applied_at, a.applied.sequence) < std::pair(b.applied.applied_at, b.applied.sequence);
  });
  return attempts;
}

std::vector<plan::Applied> load_history(pg::Session& session, const std::string& schema,
                                        const migration::Folder* folder) {
  std::vector<plan::Applied> history;
  for (auto& attempt : load_attempts(session, schema, folder)) history.push_back(std::move(attempt.applied));
  return history;
}

std::vector<plan::Applied> settled(const std::vector<Attempt>& attempts) {
  std::vector<plan::Applied> history;
  for (const auto& attempt : attempts) {
    const bool open = attempt.applied.state == plan::State::failed || attempt.applied.state == plan::State::running;
    if (open && !attempt.adopted) continue;
    history.push_back(attempt.applied);
  }
  return history;
}

const Attempt* find(const std::vector<Attempt>& attempts, std::string_view version) {
  const auto found = std::find_if(attempts.begin(), attempts.end(),
                                  [&](const Attempt& attempt) { return attempt.applied.version == version; });
  return found == attempts.end() ? nullptr : &*found;
}

}  // namespace apply
