#include "report/markdown_parts.h"

#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "report/markdown_text.h"
#include "run_view/phrases.h"

namespace report {

static std::string marked(std::string_view word) {
  return fmt::format("{} {}", sign(run_view::outcome_of(word)), md(word));
}

static std::string section(std::string_view title, const std::string& body) {
  return body.empty() ? std::string() : fmt::format("## {}\n\n{}\n", title, body);
}

std::string md_timeline(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& phase : view.phases) {
    for (const auto& stage : phase.stages) {
      const bool both = stage.began && stage.ended;
      rows.push_back({md(stage.title), stage.due ? run_view::due_text(*stage.due) : "",
                      run_view::span_text(stage.planned), stage.began ? clock_time(*stage.began, view) : "",
                      stage.began && view.t0 ? run_view::relative_text(*stage.began, *view.t0) : "",
                      both ? base::format_span(*stage.ended - *stage.began) : "", marked(stage.state)});
    }
  }
  return section("Timeline", md_table({"Stage", "Planned", "Planned for", "Began (UTC)", "Began at", "Took", "State"},
                                      std::move(rows)));
}

std::string md_failures(const run_view::RunView& view) {
  std::string body;
  for (const auto& failure : view.failures) {
    body += fmt::format("- **{}** {}: {}\n", clock_time(failure.time, view), failure.resolved ? "dealt with" : "open",
                        md(failure.what));
    if (!failure.detail.empty()) {
      const std::string block = md_block(md_shortened(failure.detail, 30));
      for (const auto line : base::lines(block)) body += fmt::format("  {}\n", line);
    }
    for (const auto& done : failure.done) body += fmt::format("  - {}\n", md(done));
    if (failure.done.empty()) body += "  - nothing that was done about it is on record\n";
  }
  return section("What went wrong, and what was done", body);
}

std::string md_decisions(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& answer : view.answers) {
    if (!is_decision(answer)) continue;
    rows.push_back({clock_time(answer.time, view), md(run_view::about_text(answer.about)),
                    md(question_text(view, answer)), fmt::format("**{}**", md(answer.answer)),
                    md(answer.by + (answer.role.empty() ? "" : " (" + answer.role + ")")), md(answer.reason)});
  }
  return section("Decisions", md_table({"Time", "Kind", "Question", "Answer", "By", "Reason"}, std::move(rows)));
}

std::string md_migrations(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& migration : view.migrations) {
    rows.push_back({std::to_string(rows.size() + 1), md(run_view::migration_name(migration.version, migration.name)),
                    marked(migration.state), migration.began ? clock_time(*migration.began, view) : "",
                    run_view::span_text(migration.estimated), run_view::span_text(migration.duration),
                    run_view::number_text(migration.statements),
                    migration.attempts > 1 ? std::to_string(migration.attempts) : "",
                    migration.recovered ? "finished after an interruption" : ""});
  }
  return section("Migrations", md_table({"#", "Migration", "State", "Began", "Estimated", "Took", "Statements",
                                         "Attempts", "Remark"},
                                        std::move(rows)));
}

static std::string backup_text(const run_view::RunView& view, const run_view::Backup& backup) {
  std::string out = fmt::format("- **{}**", md(backup.id));
  const auto part = [&](std::string_view before, const std::string& text) {
    if (!text.empty()) out += fmt::format("{}{}", before, md(text));
  };
  part(" of ", backup.database);
  part(", ", run_view::bytes_text(backup.bytes));
  part(", taken ", backup.time ? base::format_for_people(*backup.time) : "");
  part(" in ", run_view::span_text(backup.duration));
  part(", from server ", backup.server_version);
  out += "\n";
  if (backup.snapshot)
    out += fmt::format("  - holds what was committed before {}\n", base::format_for_people(*backup.snapshot));
  for (const auto& warning : backup.warnings) out += fmt::format("  - ! {}\n", md(warning));
  if (!backup.path.empty()) out += fmt::format("  - lies at {}\n", md(backup.path));
  if (!backup.sha256.empty()) out += fmt::format("  - SHA-256 {}\n", md(backup.sha256));
  for (const auto& proof : backup.proofs) {
    out += fmt::format("  - {} at {}: restored and compared, {}{}\n", marked(proof.ok ? "proved" : "failed"),
                       clock_time(proof.time, view), holding_text(proof),
                       proof.duration ? ", " + base::format_span(*proof.duration) : "");
    for (const auto& note : proof.notes) out += fmt::format("    - not tried: {}\n", md(note));
    for (const auto& difference : proof.differences) out += fmt::format("    - {}\n", md(difference));
  }
  if (backup.proofs.empty()) out += "  - not proved: nobody restored it to see\n";
  for (const auto& restore : backup.restores) {
    out += fmt::format("  - restored as {} at {}{}\n", md(restore.database), clock_time(restore.time, view),
                       restore.kept.empty() ? "" : ", the database of before is kept as " + md(restore.kept));
  }
  return out;
}

std::string md_backups(const run_view::RunView& view) {
  std::string body;
  for (const auto& backup : view.backups) body += backup_text(view, backup);
  return section("Backups", body);
}

static std::string check_text(const std::optional<run_view::CheckResult>& result) {
  if (!result) return {};
  std::string out = marked(result->verdict);
  if (!result->evidence.empty()) out += ": " + md(result->evidence);
  if (calls_for_action(*result)) out += " (" + md(result->todo) + ")";
  return out;
}

static std::string baselines_table(const run_view::RunView& view) {
  if (view.baselines.empty()) return {};
  const run_view::Baseline& before = view.baselines.front();
  const run_view::Baseline after = baseline_after(view).value_or(run_view::Baseline{});
  std::vector<std::vector<std::string>> rows;
  const auto row = [&](const std::string& name, const std::optional<long long>& was,
                       const std::optional<long long>& is, bool bytes = false) {
    const auto text = bytes ? run_view::bytes_text : run_view::number_text;
    if (was || is) rows.push_back({md(name), text(was), text(is)});
  };
  row("Tables", before.tables, after.tables);
  row("Indexes", before.indexes, after.indexes);
  row("Constraints", before.constraints, after.constraints);
  row("Size", before.bytes, after.bytes, true);
  std::set<std::string> tables;
  for (const auto& [table, count] : before.rows) tables.insert(table);
  for (const auto& [table, count] : after.rows) tables.insert(table);
  for (const auto& table : tables) {
    const auto was = before.rows.find(table);
    const auto is = after.rows.find(table);
    const auto number = [](const run_view::Baseline& b, auto found) {
      return found == b.rows.end() ? std::nullopt : std::optional(found->second);
    };
    if (!after.rows.empty() && number(before, was) != number(after, is))
      row("Rows in " + table, number(before, was), number(after, is));
  }
  return md_table({"In numbers", "Before", "After"}, std::move(rows));
}

std::string md_checks(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : view.before_after)
    rows.push_back({md(row.check), check_text(row.before), check_text(row.after)});
  std::string body = md_table({"Check", "Before", "After"}, std::move(rows));
  const std::string numbers = baselines_table(view);
  if (!body.empty() && !numbers.empty()) body += "\n";
  return section("Checks before and after", body + numbers);
}

std::string md_interruptions(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& away : view.interruptions) {
    rows.push_back({clock_time(away.last_seen, view), clock_time(away.resumed, view),
                    base::format_span(away.resumed - away.last_seen),
                    md(away.reason.empty() ? "broken off" : away.reason),
                    md(fmt::format("{}", fmt::join(away.unfinished, ", ")))});
  }
  return section("Interruptions",
                 md_table({"Last seen", "Resumed", "Away", "Reason", "Unfinished then"}, std::move(rows)));
}

static std::string attempt_text(const run_view::RunView& view, const run_view::Attempt& attempt, bool several) {
  std::string out;
  if (several)
    out += fmt::format("Attempt {}: {} at {}\n\n", attempt.number, marked(attempt.state),
                       clock_time(attempt.began, view));
  if (!attempt.verdict.empty()) out += md(attempt.verdict) + "\n\n";
  if (!attempt.evidence.empty() && attempt.evidence != attempt.verdict)
    out += md_block(md_shortened(attempt.evidence, 40)) + "\n";
  std::string output;
  for (const auto& piece : attempt.output) output += piece.text + (piece.text.ends_with('\n') ? "" : "\n");
  if (!base::trim(output).empty()) out += md_block(md_shortened(output, 24)) + "\n";
  return out;
}

static std::string answer_line(const run_view::RunView& view, const run_view::Step& step,
                               const run_view::Answer& answer) {
  std::string out = fmt::format("- {}: **{}** by {}", clock_time(answer.time, view),
                                md(answer.answer.empty() ? "answered" : answer.answer), md(answer.by));
  if (!answer.reason.empty()) out += ", " + md(answer.reason);
  if (are_told_fields(step, answer)) return out + "\n";
  for (const auto& [name, value] : answer.fields) out += fmt::format("\n  - {}: {}", md(name), md(value));
  return out + "\n";
}

static std::string step_text(const run_view::RunView& view, const run_view::Step& step) {
  std::string out = fmt::format("**{}** {}", marked(step.state), md(step.title));
  if (step.began())
    out += fmt::format(" ({}, {})", clock_time(*step.began(), view), base::format_span(step.worked()));
  out += "\n\n";
  bool in_list = false;
  for (const auto& part : course_of(step)) {
    if (part.answer != nullptr && is_told(step, *part.answer)) continue;
    if (in_list && part.attempt != nullptr) out += "\n";
    in_list = part.answer != nullptr;
    out +=
        in_list ? answer_line(view, step, *part.answer) : attempt_text(view, *part.attempt, step.attempts.size() > 1);
  }
  return out + (in_list ? "\n" : "");
}

std::string md_steps(const run_view::RunView& view) {
  std::string out;
  for (const auto& phase : view.phases) {
    out += fmt::format("### {}\n\n", md(phase.title));
    for (const auto& stage : phase.stages) {
      if (stage.title != phase.title && stage.title != stage.steps.front().title)
        out += fmt::format("#### {}\n\n", md(stage.title));
      for (const auto& step : stage.steps) out += step_text(view, step);
    }
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return section("Steps", out);
}

std::string md_notes(const run_view::RunView& view) {
  std::string body;
  for (const auto& note : view.notes)
    body += fmt::format("- {} {}: {}\n", clock_time(note.time, view), md(note.by), md(note.text));
  return section("Notes", body);
}

}  // namespace report
