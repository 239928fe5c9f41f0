#include "apply/status.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "apply/edited.h"
#include "apply/histories.h"
#include "base/first_line.h"
#include "base/text.h"

namespace apply {

using plan::Standing;

Status read_status(pg::Session& session, const std::string& schema, const migration::Folder& folder) {
  return {.database = session.described(),
          .lines = plan::compare(folder, load_history(session, schema, &folder)),
          .lock = lock_holder(session, schema)};
}

std::string_view word(Standing standing) {
  switch (standing) {
    case Standing::pending:
      return "pending";
    case Standing::applied:
      return "applied";
    case Standing::failed:
      return "failed";
    case Standing::interrupted:
      return "interrupted";
    case Standing::rolled_back:
      return "rolled back";
    case Standing::changed:
      return "changed";
    case Standing::missing:
      return "missing";
    case Standing::out_of_order:
      return "out of order";
  }
  return "unknown";
}

// The run that holds the lock is at it right now.
static bool is_under_way(const Status& status, const plan::Line& line) {
  return line.standing == Standing::interrupted && line.applied && status.lock && !status.lock->tool &&
         (status.lock->run.empty() || status.lock->run == line.applied->run);
}

static std::string_view word_of(const Status& status, const plan::Line& line) {
  return is_under_way(status, line) ? "running" : word(line.standing);
}

static std::string name_of(const plan::Line& line) {
  return line.migration ? line.migration->name : line.applied->name;
}

static std::string progress(const plan::Applied& applied) {
  return fmt::format("{} of {} done", applied.statements_done, base::count_of(applied.statements_total, "statement"));
}

// The history's text without the name that stands on the line already.
static std::string reason(const plan::Applied& applied) {
  const std::string line(base::first_line(applied.error));
  const auto name = applied.name + " failed: ";
  return line.starts_with(name) ? line.substr(name.size()) : line;
}

// What is worth knowing beside the word.
static std::string remark(const Status& status, const plan::Line& line) {
  if (line.standing == Standing::pending && line.migration->header.contract) {
    const auto& day = line.migration->header.contract_from;
    return fmt::format("waits until it is released{}: 'lockkeeper up --through {}'",
                       day.empty() ? "" : fmt::format(", on {} by itself", day), line.migration->name);
  }
  if (!line.applied) return {};
  if (is_under_way(status, line)) return progress(*line.applied);
  const std::string_view gone = line.migration ? "" : "the file is gone; ";
  const auto& applied = *line.applied;
  const auto at = applied.applied_at == base::Instant{}
                      ? fmt::format("as {} recorded it, without a time", applied.applied_by)
                      : base::format_for_people(applied.applied_at);
  switch (line.standing) {
    case Standing::applied:
      return at;
    case Standing::changed:
      return at + ", the file has changed since";
    case Standing::missing:
      return at + ", the file is gone";
    case Standing::rolled_back:
      return "was undone, and is pending again";
    case Standing::interrupted:
      return fmt::format("{}{}", gone, progress(applied)) + (line.migration ? "; 'lockkeeper up' goes on there" : "");
    case Standing::failed:
      if (const auto* other = base::find(histories(), applied.applied_by))
        return fmt::format("{}as {} recorded it: {}", gone, other->item->tool, reason(applied));
      return fmt::format("{}{}: {}", gone, applied.transactional ? "nothing of it was kept" : progress(applied),
                         reason(applied));
    case Standing::pending:
    case Standing::out_of_order:
      return {};
  }
  return {};
}

// What was edited since, as far as a screen holds it.
static std::string edits(const plan::Line& line) {
  constexpr std::size_t most_shown = 40;
  if (line.standing != Standing::changed || !line.migration) return {};
  const auto changes = edited_lines(*line.applied, *line.migration);
  if (!changes) return "      what was applied is not on record here\n";
  if (changes->empty()) return "      edited in nothing that is on record: rows of a COPY, a password, blanks\n";
  std::string text;
  for (std::size_t at = 0; at < std::min(most_shown, changes->size()); ++at)
    text += fmt::format("      {} {}\n", (*changes)[at].sign, (*changes)[at].text);
  if (changes->size() > most_shown) text += fmt::format("      … and {} more lines\n", changes->size() - most_shown);
  return text;
}

static std::string details(const plan::Line& line) {
  if (!line.applied) return {};
  const auto& applied = *line.applied;
  std::string text = fmt::format("      by {}", applied.applied_by);
  if (line.standing == Standing::applied || line.standing == Standing::changed || line.standing == Standing::missing)
    text += fmt::format(" in {}, {}", base::format_span(applied.duration),
                        applied.transactional ? "in one transaction" : "statement by statement");
  if (!applied.run.empty()) text += fmt::format(", run {}", applied.run);
  return text + "\n" + edits(line);
}

static std::string counts(const Status& status) {
  std::map<std::string_view, int> numbers;
  for (const auto& line : status.lines) ++numbers[word_of(status, line)];
  std::string text = base::count_of(std::ssize(status.lines), "migration");
  char separator = ':';
  for (const std::string_view each : {"applied", "pending", "rolled back", "running", "interrupted", "failed",
                                      "changed", "missing", "out of order"}) {
    if (numbers[each] == 0) continue;
    text += fmt::format("{} {} {}", separator, numbers[each], each);
    separator = ',';
  }
  return text;
}

std::string to_text(const Status& status, bool verbose) {
  std::size_t width = 0;
  for (const auto& line : status.lines) width = std::max(width, base::display_width(name_of(line)));
  std::string text = fmt::format("database {}\n\n", status.database);
  for (const auto& line : status.lines) {
    const auto row = fmt::format("  {}  {:<12}  {}", base::pad_right(name_of(line), width), word_of(status, line),
                                 remark(status, line));
    text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
    if (verbose) text += details(line);
  }
  text += fmt::format("{}{}\n", status.lines.empty() ? "" : "\n", counts(status));
  if (status.lock) text += fmt::format("migration lock: held by {}\n", status.lock->described());
  return text;
}

static base::Json to_json(const Status& status, const plan::Line& line) {
  base::Json json{{"name", name_of(line)},
                  {"version", line.migration ? line.migration->version : line.applied->version},
                  {"state", word_of(status, line)}};
  if (line.standing == Standing::pending && line.migration->header.contract) json["waits_for_release"] = true;
  if (!line.applied) return json;
  const auto& applied = *line.applied;
  json["at"] = base::format_instant(applied.applied_at);
  json["duration_ms"] = applied.duration.count();
  json["by"] = applied.applied_by;
  json["run"] = applied.run;
  json["transactional"] = applied.transactional;
  json["statements_done"] = applied.statements_done;
  json["statements_total"] = applied.statements_total;
  if (!applied.error.empty()) json["error"] = applied.error;
  if (line.standing == Standing::changed && line.migration) {
    if (const auto changes = edited_lines(applied, *line.migration)) {
      json["edited"] = base::Json::array();
      for (const auto& change : *changes) json["edited"].push_back(std::string(1, change.sign) + change.text);
    }
  }
  return json;
}

base::Json to_json(const Status& status) {
  base::Json json{{"database", status.database}, {"migrations", base::Json::array()}, {"lock", nullptr}};
  for (const auto& line : status.lines) json["migrations"].push_back(to_json(status, line));
  if (const auto& lock = status.lock) {
    json["lock"] = {{"holder", lock->holder}, {"host", lock->host}, {"pid", lock->pid}, {"run", lock->run}};
    if (lock->since) json["lock"]["since"] = base::format_instant(*lock->since);
  }
  return json;
}

}  // namespace apply
