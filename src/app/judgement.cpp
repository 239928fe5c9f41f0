#include "app/judgement.h"

#include <algorithm>
#include <future>
#include <map>

#include <fmt/format.h>

#include "app/project.h"
#include "app/review_settings.h"
#include "apply/script.h"
#include "base/error.h"
#include "base/text.h"
#include "migration/as_finding.h"
#include "review/allow.h"
#include "review/review.h"

namespace app {

using Findings = std::vector<migration::Finding>;
using Migrations = std::vector<const migration::Migration*>;

static bool is_error(const migration::Finding& finding) {
  return finding.severity == migration::Finding::Severity::error;
}

static bool is_of_relations(std::string_view rule) {
  return rule == "unknown-relation" || rule == "order-conflict";
}

Ground ground_of(pg::Session& session, const std::string& schema, const migration::Folder& folder) {
  const pg::Transaction one_moment(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const auto attempts = apply::load_attempts(session, schema, &folder);
  Ground ground;
  ground.history = apply::settled(attempts);
  for (const auto& attempt : attempts) {
    const auto& applied = attempt.applied;
    const bool open = applied.state == plan::State::running || applied.state == plan::State::failed;
    if (open && !applied.transactional) ground.begun.insert(applied.version);
  }
  ground.live = pg::load_catalog(session);
  return ground;
}

static Migrations waiting(const migration::Folder& folder, const Ground& ground) {
  Migrations all;
  for (const auto& line : plan::compare(folder, ground.history)) {
    const bool there = line.standing == plan::Standing::applied || line.standing == plan::Standing::changed;
    if (line.migration && !there) all.push_back(line.migration);
  }
  return all;
}

// Transaction control that fits neither way of running, COPY FROM STDIN: said by whoever carries the file out.
static void add_refusals_of_the_runner(const Migrations& migrations, migration::ParsedFiles& files,
                                       Findings& findings) {
  for (const auto* migration : migrations) {
    const auto& parsed = files.of(migration->up);
    const auto error = parsed.ok() ? apply::refusal_to_run(*migration, parsed.statements) : parsed.error;
    if (!error || error->code() == base::Code::sql_syntax || error->code() == base::Code::text) continue;
    const auto place = error->place().value_or(base::Place{.file = migration->up.shown});
    const bool told = std::ranges::any_of(findings, [&](const auto& other) {
      return other.place.file == place.file && other.place.line == place.line && is_error(other);
    });
    if (!told)
      findings.push_back(
          {.rule = "cannot-be-run", .place = place, .message = error->message(), .hint = error->hint()});
  }
}

static bool has_error_at(const Findings& findings, const findings::Finding& wanted) {
  return std::ranges::any_of(findings, [&](const auto& other) {
    return is_error(other) && other.place.file == wanted.file && other.place.line == wanted.line;
  });
}

// What the server will refuse: the rules know, and know what they cannot know.
static review::Reviewed review_pending(const review::Settings& settings, const Migrations& migrations,
                                       const Ground& ground, migration::ParsedFiles& files) {
  auto catalog = ground.live ? *ground.live : ground.schema.value_or(pg::Catalog{});
  if (catalog.search_path.empty()) catalog.search_path = {"public"};
  return review::review_files(migrations, catalog, settings, 0, &files);
}

static void add_refusals_of_the_server(const std::vector<findings::Finding>& reviewed, Findings& findings) {
  for (const auto& found : reviewed) {
    if (found.rule != "will-fail" || found.weight() != findings::Severity::error || has_error_at(findings, found))
      continue;
    findings.push_back({.rule = found.rule,
                        .place = {.file = found.file, .line = found.line, .column = found.column, .text = found.text},
                        .message = found.message,
                        .hint = found.better.empty() ? "" : "Better: " + found.better + "."});
  }
}

static bool is_comment(std::string_view line) {
  const auto text = base::trim(line);
  return text.starts_with("--") || text.starts_with("/*") || text.starts_with("*");
}

static bool is_allowed(const migration::Finding& finding, const migration::Script& script) {
  if (!review::may_allow(script.text)) return false;
  const auto lines = base::lines(script.text);
  const auto line = std::min(static_cast<std::size_t>(std::max(finding.place.line, 1)), lines.size());
  for (const auto& allowance : review::read_allowances(script.text)) {
    if (base::trim(allowance.reason).empty() ||
        std::ranges::find(allowance.rules, finding.rule) == allowance.rules.end() ||
        (allowance.ends && *allowance.ends < base::system_clock().now()))
      continue;
    if (allowance.whole_file) return true;
    auto at = static_cast<std::size_t>(allowance.line);
    while (at < line && is_comment(lines[at])) ++at;  // from the line below it
    if (at + 1 == line || at == line) return true;
  }
  return false;
}

static void leave_out_allowed(const migration::Folder& folder, Findings& findings) {
  std::map<std::string, const migration::Script*> scripts;
  for (const auto& migration : folder.migrations) scripts[migration.up.shown] = &migration.up;
  std::erase_if(findings, [&](const migration::Finding& finding) {
    const auto script = is_of_relations(finding.rule) ? scripts.find(finding.place.file) : scripts.end();
    return script != scripts.end() && is_allowed(finding, *script->second);
  });
}

// Their first statements are done, and would look wrong for it.
static void leave_out_begun(const migration::Folder& folder, const Ground& ground, Findings& findings) {
  for (const auto& migration : folder.migrations) {
    if (!ground.begun.contains(migration.version)) continue;
    std::erase_if(findings, [&](const migration::Finding& finding) {
      return finding.place.file == migration.up.shown &&
             (is_of_relations(finding.rule) || finding.rule == "will-fail");
    });
  }
}

static bool is_beside_rules(std::string_view rule) {
  return is_of_relations(rule) || rule == "cannot-be-run" || rule == "missing-dependency";
}

// plan::validate, which need not walk through the statements where the rules did so and missed nothing: with nothing
// applied yet, both begin with the same schema and go through all files.
static Findings validate(const migration::Folder& folder, const Ground& ground, migration::ParsedFiles& files,
                         const Migrations& migrations, const std::shared_future<review::Reviewed>& reviewed) {
  const bool same_walk = ground.history.empty() && !ground.schema && migrations.size() == folder.migrations.size();
  return plan::validate(folder, ground.history, ground.live ? &*ground.live : nullptr, files,
                        [&] { return same_walk && reviewed.get().relations_there; });
}

Findings judge_beside_rules(const migration::Folder& folder, const Ground& ground, migration::ParsedFiles& files,
                            const Migrations& migrations, const std::shared_future<review::Reviewed>& reviewed) {
  auto findings = validate(folder, ground, files, migrations, reviewed);
  add_refusals_of_the_runner(waiting(folder, ground), files, findings);
  leave_out_begun(folder, ground, findings);
  leave_out_allowed(folder, findings);
  std::erase_if(findings, [](const migration::Finding& finding) { return !is_beside_rules(finding.rule); });
  return findings;
}

Findings judge(Project& project, const migration::Folder& folder, const Ground& ground) {
  const auto pending = waiting(folder, ground);
  const auto settings = review_wishes(project).settings;
  migration::ParsedFiles files(migration::scripts_of(folder));
  const auto reviewed =
      std::async(std::launch::async, [&] { return review_pending(settings, pending, ground, files); }).share();
  auto findings = validate(folder, ground, files, pending, reviewed);
  add_refusals_of_the_runner(pending, files, findings);
  add_refusals_of_the_server(reviewed.get().findings, findings);
  leave_out_begun(folder, ground, findings);
  leave_out_allowed(folder, findings);
  std::ranges::stable_partition(findings, is_error);
  return findings;
}

static bool is_history(std::string_view rule) {
  return rule == "changed-checksum" || rule == "failed-migration" || rule == "out-of-order" ||
         rule == "interrupted-migration";
}

Findings in_the_way(const Findings& findings, const migration::Folder& folder, const Migrations& chosen) {
  std::set<std::string> files;
  for (const auto* migration : chosen) {
    files.insert(migration->up.shown);
    if (migration->down) files.insert(migration->down->shown);
  }
  const auto of_folder = [&](const migration::Finding& finding) {
    return std::ranges::any_of(folder.findings, [&](const auto& other) {
      return other.rule == finding.rule && other.place.file == finding.place.file && other.message == finding.message;
    });
  };
  Findings out;
  std::ranges::copy_if(findings, std::back_inserter(out), [&](const migration::Finding& finding) {
    if (!is_error(finding) || is_history(finding.rule)) return false;
    return of_folder(finding) || files.contains(finding.place.file);
  });
  return out;
}

bool may_be_overridden(const migration::Finding& finding) {
  return is_of_relations(finding.rule) || finding.rule == "will-fail" || finding.rule == "missing-dependency";
}

void refuse_known(const Findings& blocking, const Findings& all) {
  if (blocking.empty()) return;
  const auto& first = blocking.front();
  base::Error error{base::Code::migration, first.message, first.hint};
  if (!first.place.file.empty()) error.at(first.place);
  const auto more = std::ranges::count_if(all, is_error) - 1;
  if (more > 0)
    error.with("and", fmt::format("{}; 'lockkeeper validate' shows all", base::count_of(more, "more error")));
  throw error;
}

void take_over(std::vector<findings::Finding>& found, const Findings& judged, const std::set<std::string>& files,
               const review::Settings& settings) {
  std::erase_if(found, [&](const findings::Finding& finding) {
    return is_of_relations(finding.rule) && files.contains(finding.file);
  });
  for (const auto& finding : judged) {
    if (!is_beside_rules(finding.rule) || !files.contains(finding.place.file) || settings.off.contains(finding.rule))
      continue;
    found.push_back(migration::as_finding(finding));
    if (const auto set = settings.severities.find(finding.rule); set != settings.severities.end())
      found.back().severity = set->second;
  }
}

}  // namespace app
