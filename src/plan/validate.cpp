// Everything that can be found before anything runs. The files first, then the history, then the sequence.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/parsed.h"
#include "plan/findings.h"
#include "plan/migration_status.h"
#include "sql/client_copy.h"

namespace plan {

using migration::Finding;

void Findings::add(Finding finding) {
  const bool known = std::any_of(all_.begin(), all_.end(), [&](const Finding& other) {
    return other.rule == finding.rule && other.place.file == finding.place.file &&
           other.place.line == finding.place.line && other.message == finding.message;
  });
  // The folder's reader may have called a file empty or unreadable in its own words.
  const bool told = std::any_of(all_.begin(), all_.end(), [&](const Finding& other) {
    return other.rule == finding.rule && other.place.file == finding.place.file &&
           (finding.rule == "empty-migration" || finding.rule == "unreadable-text");
  });
  if (!known && !told) all_.push_back(std::move(finding));
}

base::Place place_of(const migration::Script& script, std::size_t offset) {
  const auto at = sql::locate(script.text, offset);
  return {.file = script.shown, .line = at.line, .column = at.column, .text = std::string(at.text)};
}

static std::string rule_of(base::Code code) {
  if (code == base::Code::sql_refused) return "psql-command";
  if (code == base::Code::text) return "unreadable-text";
  return "syntax";
}

static void check_script(const migration::Script& script, const migration::Parsed& parsed, Finding::Severity severity,
                         Findings& findings) {
  if (const auto& error = parsed.error) {
    findings.add({.severity = severity,
                  .rule = rule_of(error->code()),
                  .place = error->place().value_or(base::Place{.file = script.shown}),
                  .message = error->message(),
                  .hint = error->hint()});
    return;
  }
  for (const auto& statement : parsed.statements) {
    if (auto refusal = sql::refuse_client_copy(statement)) {
      findings.add({.severity = severity,
                    .rule = "client-copy",
                    .place = place_of(script, statement.offset),
                    .message = std::move(refusal->message),
                    .hint = std::move(refusal->hint)});
    }
  }
}

static Parsed check_one(const Line& line, migration::ParsedFiles& files, Findings& findings) {
  const auto& migration = *line.migration;
  if (migration.external) {
    if (!in_place(line))
      findings.add({.severity = Finding::Severity::warning,
                    .rule = "step-in-code",
                    .place = {.file = migration.up.shown},
                    .message = fmt::format(
                        "{} is a step in code: what it does is not known, and 'up' stops before it", migration.name),
                    .hint = "Run it with its own tool when 'up' says so."});
    return {.line = &line, .ok = true};
  }
  const auto& file = files.of(migration.up);
  check_script(migration.up, file, Finding::Severity::error, findings);
  Parsed parsed{.line = &line, .ok = file.ok()};
  if (parsed.ok) parsed.statements = file.statements;
  if (parsed.ok && parsed.statements.empty())
    findings.add({.severity = Finding::Severity::error,
                  .rule = "empty-migration",
                  .place = {.file = migration.up.shown, .line = 1},
                  .message = fmt::format("{} holds no statement", migration.name),
                  .hint = "Write the statements in, or remove the file."});
  return parsed;
}

// What the server's own grammar does not know yet.
static void check_grammar(const std::vector<Parsed>& parsed, const pg::Catalog& live, Findings& findings) {
  const auto major = live.server_major();
  if (!major) return;
  for (const auto& one : parsed) {
    if (in_place(*one.line)) continue;
    const auto& script = one.line->migration->up;
    for (const auto& statement : one.statements) {
      if (statement.needs.major <= *major) continue;
      findings.add({.severity = Finding::Severity::error,
                    .rule = "syntax",
                    .place = place_of(script, statement.offset),
                    .message = fmt::format("{} came with PostgreSQL {}: this server, version {}, refuses it",
                                           statement.needs.what, statement.needs.major, *major),
                    .hint = fmt::format("Write it in what version {} knows, or upgrade the server first.", *major)});
    }
  }
}

std::string to_text(const Finding& finding) {
  base::Error error(base::Code::migration, finding.message, finding.hint);
  if (!finding.place.file.empty()) error.at(finding.place);
  auto text = base::render(error);
  if (finding.severity == Finding::Severity::warning && text.starts_with("error:")) text.replace(0, 5, "warning");
  return text;
}

std::vector<Finding> validate(const migration::Folder& folder, const std::vector<Applied>& history,
                              const pg::Catalog* live) {
  migration::ParsedFiles files(migration::scripts_of(folder));
  return validate(folder, history, live, files);
}

std::vector<Finding> validate(const migration::Folder& folder, const std::vector<Applied>& history,
                              const pg::Catalog* live, migration::ParsedFiles& files,
                              const std::function<bool()>& relations_there) {
  Findings findings(folder.findings);
  const auto lines = compare(folder, history);
  std::vector<Parsed> parsed;
  for (const auto& line : lines) {
    if (!line.migration) continue;
    // What ran is true, whatever this grammar thinks of it; without the database it is still needed to replay.
    const bool ran = in_place(line);
    if (!(ran && live)) parsed.push_back(check_one(line, files, findings));
    if (const auto& down = line.migration->down)
      check_script(*down, migration::parse_leniently(*down),
                   ran ? Finding::Severity::warning : Finding::Severity::error, findings);
  }
  check_history(lines, findings);
  check_dependencies(folder, lines, findings);
  if (live) check_grammar(parsed, *live, findings);
  if (!relations_there || !relations_there()) check_relations(folder, parsed, live, !history.empty(), findings);
  return findings.take();
}

}  // namespace plan
