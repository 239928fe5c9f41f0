// Migrations, backups, checks before and after.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "report/html.h"

namespace report {

static std::string_view bar_class(std::string_view state) {
  switch (run_view::outcome_of(state)) {
    case run_view::Outcome::good:
      return "";
    case run_view::Outcome::warning:
      return " warning";
    case run_view::Outcome::bad:
      return " bad";
    case run_view::Outcome::neutral:
      return " neutral";
  }
  return "";
}

static std::string bar_html(const run_view::Migration& migration, base::Milliseconds longest) {
  const auto share = [&](base::Milliseconds span) {
    return 100.0 * static_cast<double>(span.count()) / static_cast<double>(longest.count());
  };
  std::string bars;
  if (migration.estimated) {
    bars += fmt::format("<div class=\"bar plan\" style=\"width:{:.1f}%\"></div>", share(*migration.estimated));
  }
  if (migration.duration) {
    bars += fmt::format("<div class=\"bar{}\" style=\"width:{:.1f}%\"></div>", bar_class(migration.state),
                        share(*migration.duration));
  }
  return bars;
}

static std::string remarks_on(const run_view::Migration& migration) {
  std::vector<std::string> remarks;
  if (migration.statements) remarks.push_back(run_view::number_of(*migration.statements, "statement"));
  if (migration.transactional)
    remarks.emplace_back(*migration.transactional ? "one transaction" : "statement by statement");
  if (migration.attempts > 1) remarks.push_back(fmt::format("{} attempts", migration.attempts));
  if (migration.recovered) remarks.emplace_back("finished after an interruption");
  return fmt::format("<div class=\"soft\">{}</div>", fmt::join(remarks, ", "));
}

std::string html_migrations(const run_view::RunView& view) {
  if (view.migrations.empty()) return {};
  base::Milliseconds longest{1};
  base::Milliseconds total{0};
  for (const auto& migration : view.migrations) {
    longest = std::max({longest, migration.duration.value_or(base::Milliseconds(0)),
                        migration.estimated.value_or(base::Milliseconds(0))});
    total += migration.duration.value_or(base::Milliseconds(0));
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& migration : view.migrations) {
    rows.push_back({state_mark(migration.state),
                    escape(run_view::migration_name(migration.version, migration.name)) + remarks_on(migration),
                    migration.began ? time_mark(*migration.began, view) : "",
                    run_view::span_text(migration.estimated), run_view::span_text(migration.duration),
                    bar_html(migration, longest)});
  }
  const auto count = run_view::number_of(std::ssize(view.migrations), "migration");
  rows.push_back({"", "<b>" + count + "</b>", "", "", "<b>" + base::format_span(total) + "</b>", ""});
  return "<h2 id=\"migrations\">Migrations</h2>\n" +
         html_table(
             {{"State"}, {"Migration", "wide"}, {"Began"}, {"Estimated", "number"}, {"Took", "number"}, {"", "bars"}},
             std::move(rows));
}

static std::string proof_html(const run_view::RunView& view, const run_view::Proof& proof) {
  std::string out = fmt::format("<p>{} {} restored and compared: {}{}</p>",
                                state_mark(proof.ok ? "proved" : "failed"), time_mark(proof.time, view),
                                holding_text(proof), proof.duration ? ", " + base::format_span(*proof.duration) : "");
  for (const auto& note : proof.notes) out += fmt::format("<p class=\"soft\">Not tried: {}</p>", escape(note));
  if (proof.differences.empty()) return out;
  return out + fmt::format("<pre>{}</pre>", escape(fmt::format("{}", fmt::join(proof.differences, "\n"))));
}

static std::string backup_html(const run_view::RunView& view, const run_view::Backup& backup) {
  std::string out = fmt::format("<div class=\"card\"><p><b>{}</b>", escape(backup.id));
  if (backup.time) out += " " + time_mark(*backup.time, view);
  out += "</p><dl class=\"facts\">";
  const auto fact = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, escape(value));
  };
  fact("Database", backup.database);
  fact("Size", run_view::bytes_text(backup.bytes));
  fact("Took", run_view::span_text(backup.duration));
  fact("Server", backup.server_version);
  fact("Holds what was committed before", backup.snapshot ? base::format_for_people(*backup.snapshot) : "");
  fact("Lies at", backup.path);
  fact("SHA-256", backup.sha256);
  out += "</dl>";
  for (const auto& warning : backup.warnings)
    out += fmt::format("<p>{} {}</p>", state_mark("warning"), escape(warning));
  for (const auto& proof : backup.proofs) out += proof_html(view, proof);
  if (backup.proofs.empty()) out += "<p class=\"soft\">Not proved: nobody restored it to see.</p>";
  for (const auto& restore : backup.restores) {
    out += fmt::format("<p>Restored as <b>{}</b> {}{}{}</p>", escape(restore.database), time_mark(restore.time, view),
                       restore.duration ? ", " + base::format_span(*restore.duration) : "",
                       restore.kept.empty() ? "" : "; the database of before is kept as " + escape(restore.kept));
  }
  return out + "</div>\n";
}

std::string html_backups(const run_view::RunView& view) {
  if (view.backups.empty()) return {};
  std::string out = "<h2 id=\"backups\">Backups</h2>\n";
  for (const auto& backup : view.backups) out += backup_html(view, backup);
  return out;
}

static std::string html_check_text(const std::optional<run_view::CheckResult>& result) {
  if (!result) return {};
  std::string out = state_mark(result->verdict);
  if (!result->evidence.empty()) out += fmt::format("<div class=\"soft\">{}</div>", escape(result->evidence));
  if (calls_for_action(*result)) {
    out += fmt::format("<div>{}</div>", escape(result->todo));
  }
  return out;
}

using Number = std::optional<long long>;

static std::vector<std::string> number_row(std::string_view name, Number before, Number after,
                                           std::string (*format)(long long)) {
  const auto text = [&](Number number) { return number ? format(*number) : std::string(); };
  std::string change;
  if (before && after && *before != *after) {
    change = *after > *before ? "+" + format(*after - *before) : "−" + format(*before - *after);
  }
  return {escape(name), text(before), text(after), change};
}

static Number rows_in(const run_view::Baseline& baseline, const std::string& table) {
  const auto found = baseline.rows.find(table);
  return found == baseline.rows.end() ? std::nullopt : Number(found->second);
}

static std::string baselines_html(const run_view::RunView& view) {
  if (view.baselines.empty()) return {};
  const run_view::Baseline& before = view.baselines.front();
  const run_view::Baseline after = baseline_after(view).value_or(run_view::Baseline{});
  std::vector<std::vector<std::string>> rows{
      number_row("Tables", before.tables, after.tables, base::grouped),
      number_row("Indexes", before.indexes, after.indexes, base::grouped),
      number_row("Constraints", before.constraints, after.constraints, base::grouped),
      number_row("Size", before.bytes, after.bytes, base::format_bytes)};
  // Tables that kept their rows say nothing; the others do.
  std::set<std::string> tables;
  for (const auto& [table, count] : before.rows) tables.insert(table);
  for (const auto& [table, count] : after.rows) tables.insert(table);
  for (const auto& table : tables) {
    const auto was = rows_in(before, table);
    const auto is = rows_in(after, table);
    if (!after.rows.empty() && was != is) rows.push_back(number_row("Rows in " + table, was, is, base::grouped));
  }
  return "<h3>The database in numbers</h3>\n" +
         html_table({{""}, {"Before", "number"}, {"After", "number"}, {"Change", "number"}}, std::move(rows));
}

std::string html_checks(const run_view::RunView& view) {
  if (view.before_after.empty() && view.baselines.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : view.before_after) {
    rows.push_back({escape(row.check), html_check_text(row.before), html_check_text(row.after)});
  }
  return "<h2 id=\"checks\">Checks before and after</h2>\n" +
         html_table({{"Check", "nowrap"}, {"Before", "half"}, {"After", "half"}}, std::move(rows)) +
         baselines_html(view);
}

static std::string interruptions_html(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& away : view.interruptions) {
    rows.push_back({time_mark(away.last_seen, view), time_mark(away.resumed, view),
                    base::format_span(away.resumed - away.last_seen),
                    escape(away.reason.empty() ? "broken off" : away.reason),
                    escape(fmt::format("{}", fmt::join(away.unfinished, ", ")))});
  }
  if (rows.empty()) return {};
  return "<h2 id=\"interruptions\">Interruptions</h2>\n" +
         html_table({{"Last seen"}, {"Resumed"}, {"Away", "number"}, {"Reason"}, {"Unfinished then", "wide"}},
                    std::move(rows));
}

std::string html_rest(const run_view::RunView& view) {
  std::string out = interruptions_html(view);
  if (!view.notes.empty()) {
    out += "<h2 id=\"notes\">Notes</h2>\n<div class=\"card\">";
    for (const auto& note : view.notes) {
      out += fmt::format("<p>{} {} <span class=\"soft\">{}</span></p>\n", time_mark(note.time, view),
                         escape(note.text), escape(note.by));
    }
    out += "</div>\n";
  }
  return out;
}

}  // namespace report
