// Sqitch's record, the schema sqitch. Source: sqitchers/sqitch, lib/App/Sqitch/Engine/Pg/pg.sql and
// lib/App/Sqitch/Role/DBIEngine.pm (log_deploy_change, log_revert_change), Engine/Pg.pm (the lock).
#include <algorithm>

#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/error.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "migration/sqitch_plan.h"

namespace apply {

static std::optional<std::string> find_sqitch(pg::Session& session) {
  return table_in(session, "sqitch", "changes");
}

static std::string make_sqitch(pg::Session&) {
  throw base::Error{
      base::Code::configuration, "the registry of Sqitch is not there, and is not made here",
      "Let Sqitch make it ('sqitch deploy' of the first change), or take history out of lockkeeper.toml."};
}

static migration::SqitchPlan plan_of(const migration::Folder& folder) {
  const auto file = migration::sqitch_folders(folder.path).plan;
  return std::filesystem::is_regular_file(file) ? migration::read_sqitch_plan(base::read_file(file))
                                                : migration::SqitchPlan{};
}

static std::vector<HistoryRow> load_sqitch(pg::Session& session, const std::string& table,
                                           const migration::Folder* folder) {
  const auto rows = session.query_ours(
      fmt::format("SELECT change_id, change, script_hash, (extract(epoch FROM committed_at) * 1000)::bigint AS at_ms"
                  " FROM ONLY {} WHERE project = $1 ORDER BY committed_at",
                  table),
      {plan_of(*folder).project});
  const Files files(folder);
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto id = rows.text(row, "change_id");
    const auto hash = rows.text(row, "script_hash");
    const auto* file = files.of_version(id);
    const bool same = file && (hash.empty() || hash == base::sha1(migration::raw_text(file->up)));
    out.push_back({.version = id,
                   .name = file ? file->name : rows.text(row, "change"),
                   .checksum = same ? file->checksum : hash,
                   .at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms")))});
  }
  return out;
}

namespace {

// The change that an entry is about, as the plan has it.
struct Planned {
  migration::SqitchPlan plan;
  std::size_t at = 0;
  [[nodiscard]] const migration::SqitchChange& change() const { return plan.changes.at(at); }
};

}  // namespace

static Planned planned(const HistoryEntry& entry) {
  Planned out{.plan = plan_of(*entry.folder)};
  const auto found = std::ranges::find(out.plan.changes, entry.version, &migration::SqitchChange::id);
  if (found == out.plan.changes.end())
    throw base::Error{base::Code::migration, fmt::format("sqitch.plan no longer has the change {}", entry.name),
                      "Restore it from version control."};
  out.at = static_cast<std::size_t>(found - out.plan.changes.begin());
  return out;
}

// "Name <mail>" in its two parts.
static std::pair<std::string, std::string> person(const std::string& planner) {
  const auto open = planner.rfind('<');
  if (open == std::string::npos) return {planner, ""};
  return {std::string(base::trim(planner.substr(0, open))), planner.substr(open + 1, planner.size() - open - 2)};
}

static std::string array_of(const std::vector<std::string>& texts) {
  std::string out = "{";
  for (const auto& text : texts) out += (out.size() > 1 ? "," : "") + base::Json(text).dump();
  return out + "}";
}

static std::vector<std::string> tag_names(const migration::SqitchChange& change) {
  std::vector<std::string> names;
  for (const auto& tag : change.tags) names.push_back("@" + tag.name);
  return names;
}

static constexpr auto committer = "session_user, session_user::pg_catalog.text OPERATOR(pg_catalog.||) '@lockkeeper'";

static pg::Request event_of(const Planned& what, std::string_view event, const std::string& schema) {
  const auto& change = what.change();
  const auto [name, mail] = person(change.planner);
  return {
      .sql = fmt::format("INSERT INTO {}.events (event, change_id, change, project, note, requires, conflicts, tags,"
                         " committer_name, committer_email, planned_at, planner_name, planner_email)"
                         " VALUES ('{}', $1, $2, $3, $4, $5::pg_catalog._text, $6::pg_catalog._text,"
                         " $7::pg_catalog._text, {}, $8::pg_catalog.timestamptz, $9, $10)",
                         schema, event, committer),
      .parameters = {change.id, change.name, what.plan.project, change.note, array_of(change.requires_),
                     array_of(change.conflicts), array_of(tag_names(change)), change.at, name, mail}};
}

static std::vector<pg::Request> applied_sqitch(const HistoryEntry& entry) {
  const std::string schema = "sqitch";
  const auto what = planned(entry);
  const auto& change = what.change();
  const auto [name, mail] = person(change.planner);
  std::vector<pg::Request> requests{
      {.sql = fmt::format("INSERT INTO {}.changes (change_id, script_hash, change, project, note, committer_name,"
                          " committer_email, planned_at, planner_name, planner_email)"
                          " VALUES ($1, $2, $3, $4, $5, {}, $6::pg_catalog.timestamptz, $7, $8)",
                          schema, committer),
       .parameters = {change.id, base::sha1(migration::raw_text(entry.migration->up)), change.name, what.plan.project,
                      change.note, change.at, name, mail}}};
  const auto depends = [&](const std::string& on, std::string_view type, pg::Value id) {
    requests.push_back({.sql = fmt::format("INSERT INTO {}.dependencies (change_id, type, dependency, dependency_id)"
                                           " VALUES ($1, '{}', $2, $3)",
                                           schema, type),
                        .parameters = {change.id, on, std::move(id)}});
  };
  for (const auto& on : change.requires_) {
    const auto id = migration::required_id(what.plan, what.at, on);
    if (!id.empty()) depends(on, "require", id);  // of another project: its own run records it
  }
  for (const auto& on : change.conflicts) depends(on, "conflict", std::nullopt);
  for (const auto& tag : change.tags) {
    const auto [by, of] = person(tag.planner);
    requests.push_back(
        {.sql = fmt::format("INSERT INTO {}.tags (tag_id, tag, project, change_id, note, committer_name,"
                            " committer_email, planned_at, planner_name, planner_email)"
                            " VALUES ($1, $2, $3, $4, $5, {}, $6::pg_catalog.timestamptz, $7, $8)",
                            schema, committer),
         .parameters = {tag.id, "@" + tag.name, what.plan.project, change.id, tag.note, tag.at, by, of}});
  }
  requests.push_back(event_of(what, "deploy", schema));
  return requests;
}

static std::vector<pg::Request> undone_sqitch(const HistoryEntry& entry) {
  const std::string schema = "sqitch";
  std::vector<pg::Request> requests;
  for (const auto* table : {"dependencies", "tags", "changes"})
    requests.push_back(
        {.sql = fmt::format("DELETE FROM {}.{} WHERE change_id OPERATOR(pg_catalog.=) $1", schema, table),
         .parameters = {entry.version}});
  requests.push_back(event_of(planned(entry), "revert", schema));
  return requests;
}

static std::optional<long long> lock_of_sqitch(pg::Session&) {
  return 75474063;
}

extern const History sqitch{.tool = "Sqitch",
                            .command = "sqitch",
                            .layouts = {"sqitch"},
                            .takes_back = true,
                            .find = find_sqitch,
                            .make = make_sqitch,
                            .load = load_sqitch,
                            .lock_key = lock_of_sqitch,
                            .applied = applied_sqitch,
                            .undone = undone_sqitch};

}  // namespace apply
