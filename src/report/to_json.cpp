// The view as JSON. Unknown values are left out, so that a reader can tell "none" from "not known".
#include "report/metrics.h"
#include "report/words.h"

namespace report {

using base::Json;

namespace {

// Puts what is known under its name.
class Object {
 public:
  Object& put(const char* key, const std::string& text) {
    if (!text.empty()) json_[key] = text;
    return *this;
  }
  Object& put(const char* key, const std::optional<Instant>& time) {
    if (time) json_[key] = base::format_instant(*time);
    return *this;
  }
  Object& put(const char* key, const std::optional<Milliseconds>& span) {
    if (span) json_[key] = span->count();
    return *this;
  }
  Object& put(const char* key, const std::optional<long long>& number) {
    if (number) json_[key] = *number;
    return *this;
  }
  Object& put(const char* key, const std::optional<bool>& flag) {
    if (flag) json_[key] = *flag;
    return *this;
  }
  Object& put(const char* key, const std::vector<std::string>& texts) {
    if (!texts.empty()) json_[key] = texts;
    return *this;
  }
  Object& put(const char* key, const std::vector<std::pair<std::string, std::string>>& pairs) {
    for (const auto& [name, value] : pairs) json_[key][name] = value;
    return *this;
  }
  Object& set(const char* key, Json value) {
    json_[key] = std::move(value);
    return *this;
  }
  [[nodiscard]] Json take() { return std::move(json_); }

 private:
  Json json_ = Json::object();
};

}  // namespace

template <class Items, class Convert>
static Json list_of(const Items& items, Convert convert) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(convert(item));
  return list;
}

static Json answer_json(const Answer& answer) {
  return Object()
      .put("time", std::optional(answer.time))
      .put("step", answer.step)
      .put("about", answer.about)
      .put("question", answer.question)
      .put("answer", answer.answer)
      .put("by", answer.by)
      .put("role", answer.role)
      .put("reason", answer.reason)
      .put("source", answer.source)
      .put("fields", answer.fields)
      .put("waited_ms", answer.waited)
      .take();
}

static Json output_json(const Output& output) {
  return Object()
      .put("stream", output.stream)
      .set("text", output.text)
      .put("cut_bytes", output.cut_bytes > 0 ? std::optional(output.cut_bytes) : std::nullopt)
      .take();
}

static Json attempt_json(const Attempt& attempt) {
  Object object;
  object.set("attempt", attempt.number)
      .put("began", std::optional(attempt.began))
      .put("ended", attempt.ended)
      .put("duration_ms", attempt.duration)
      .put("state", attempt.state)
      .put("verdict", attempt.verdict)
      .put("evidence", attempt.evidence)
      .put("exit_code", attempt.exit_code);
  if (!attempt.output.empty()) object.set("output", list_of(attempt.output, output_json));
  return object.take();
}

static Json step_json(const Step& step) {
  return Object()
      .put("id", step.id)
      .put("title", step.title)
      .put("kind", step.kind)
      .put("line", step.line > 0 ? std::optional<long long>(step.line) : std::nullopt)
      .put("due_ms", step.due)
      .put("state", step.state)
      .put("chosen", step.chosen)
      .put("began", step.began())
      .put("ended", step.ended())
      .put("worked_ms", step.attempts.empty() ? std::nullopt : std::optional(step.worked()))
      .set("attempts", list_of(step.attempts, attempt_json))
      .set("answers", list_of(step.answers, answer_json))
      .take();
}

static Json stage_json(const Stage& stage) {
  return Object()
      .put("title", stage.title)
      .put("due_ms", stage.due)
      .put("planned_ms", stage.planned)
      .put("began", stage.began)
      .put("ended", stage.ended)
      .put("state", stage.state)
      .set("steps", list_of(stage.steps, step_json))
      .take();
}

static Json phase_json(const Phase& phase) {
  return Object()
      .put("title", phase.title)
      .put("planned_ms", phase.planned)
      .put("began", phase.began())
      .put("ended", phase.ended())
      .set("stages", list_of(phase.stages, stage_json))
      .take();
}

static Json migration_json(const Migration& migration) {
  Object object;
  object.put("version", migration.version)
      .put("name", migration.name)
      .put("state", migration.state)
      .put("step", migration.step)
      .put("began", migration.began)
      .put("ended", migration.ended)
      .put("duration_ms", migration.duration)
      .put("estimated_ms", migration.estimated)
      .put("statements", migration.statements)
      .put("transactional", migration.transactional)
      .set("recovered", migration.recovered)
      .set("attempts", migration.attempts);
  if (!migration.failure) return object.take();
  const auto& failure = *migration.failure;
  return object
      .set("failure", Object()
                          .put("statement", failure.statement)
                          .put("place", failure.place)
                          .put("message", failure.message)
                          .put("sqlstate", failure.sqlstate)
                          .put("detail", failure.detail)
                          .put("hint", failure.hint)
                          .take())
      .take();
}

static Json proof_json(const Proof& proof) {
  return Object()
      .put("time", std::optional(proof.time))
      .set("ok", proof.ok)
      .set("tables", proof.tables)
      .set("rows", proof.rows)
      .put("differences", proof.differences)
      .put("notes", proof.notes)
      .put("duration_ms", proof.duration)
      .put("restore_ms", proof.restore)
      .take();
}

static Json restore_json(const Restore& restore) {
  return Object()
      .put("time", std::optional(restore.time))
      .put("database", restore.database)
      .put("kept", restore.kept)
      .put("duration_ms", restore.duration)
      .take();
}

static Json backup_json(const Backup& backup) {
  return Object()
      .put("id", backup.id)
      .put("time", backup.time)
      .put("database", backup.database)
      .put("path", backup.path)
      .put("bytes", backup.bytes)
      .put("sha256", backup.sha256)
      .put("server_version", backup.server_version)
      .put("duration_ms", backup.duration)
      .put("snapshot_at", backup.snapshot)
      .put("warnings", backup.warnings)
      .set("proofs", list_of(backup.proofs, proof_json))
      .set("restores", list_of(backup.restores, restore_json))
      .take();
}

static Json result_json(const CheckResult& result) {
  return Object()
      .put("check", result.check)
      .put("verdict", result.verdict)
      .put("evidence", result.evidence)
      .put("todo", result.todo)
      .take();
}

static Json check_json(const CheckRun& check) {
  return Object()
      .put("time", std::optional(check.time))
      .put("suite", check.suite)
      .set("results", list_of(check.results, result_json))
      .take();
}

static Json before_after_json(const BeforeAfter& row) {
  Object object;
  object.put("check", row.check);
  if (row.before) object.set("before", result_json(*row.before));
  if (row.after) object.set("after", result_json(*row.after));
  return object.take();
}

static Json baseline_json(const Baseline& baseline) {
  Json rows = Json::object();
  for (const auto& [table, count] : baseline.rows) rows[table] = count;
  return Object()
      .put("time", std::optional(baseline.time))
      .put("tables", baseline.tables)
      .put("indexes", baseline.indexes)
      .put("constraints", baseline.constraints)
      .put("bytes", baseline.bytes)
      .set("rows", std::move(rows))
      .take();
}

static Json interruption_json(const Interruption& away) {
  return Object()
      .put("last_seen", std::optional(away.last_seen))
      .put("resumed", std::optional(away.resumed))
      .put("unfinished", away.unfinished)
      .put("reason", away.reason)
      .take();
}

static Json failure_json(const Failure& failure) {
  return Object()
      .put("time", std::optional(failure.time))
      .put("what", failure.what)
      .put("detail", failure.detail)
      .put("done", failure.done)
      .set("resolved", failure.resolved)
      .take();
}

static Json note_json(const Note& note) {
  return Object().put("time", std::optional(note.time)).put("by", note.by).put("text", note.text).take();
}

static Json action_json(const ActionItem& item) {
  return Object()
      .put("time", std::optional(item.time))
      .put("action", item.text)
      .put("owner", item.owner)
      .put("due", item.due)
      .put("by", item.by)
      .take();
}

static Json happening_json(const Happening& event) {
  return Object()
      .put("time", std::optional(event.time))
      .put("kind", event.kind)
      .put("step", event.step)
      .put("by", event.by)
      .put("what", event.what)
      .take();
}

static Json downtime_json(const Downtime& downtime) {
  return Object()
      .put("from", std::optional(downtime.from))
      .put("to", downtime.to)
      .put("duration_ms", downtime.to ? std::optional<Milliseconds>(*downtime.to - downtime.from) : std::nullopt)
      .put("from_step", downtime.from_step)
      .put("to_step", downtime.to_step)
      .put("how", downtime.how)
      .put("planned_ms", downtime.planned)
      .take();
}

Json to_json(const RunView& view) {
  Object object;
  object.put("run", view.run)
      .put("title", view.title)
      .put("state", view.state)
      .put("began", view.began)
      .put("ended", view.ended)
      .put("duration_ms", view.duration())
      .put("planned_ms", view.planned)
      .put("t0", view.t0)
      .put("runbook", view.runbook)
      .put("runbook_hash", view.runbook_hash)
      .put("facts", view.facts)
      .put("summary", summary(view));
  if (view.downtime) object.set("downtime", downtime_json(*view.downtime));
  const Json record{{"events", view.record.events},
                    {"first", view.record.first},
                    {"last", view.record.last},
                    {"hash", view.record.hash}};
  return object.set("failures", list_of(view.failures, failure_json))
      .set("interruptions", list_of(view.interruptions, interruption_json))
      .set("answers", list_of(view.answers, answer_json))
      .set("migrations", list_of(view.migrations, migration_json))
      .set("backups", list_of(view.backups, backup_json))
      .set("checks", list_of(view.checks, check_json))
      .set("before_after", list_of(view.before_after, before_after_json))
      .set("baselines", list_of(view.baselines, baseline_json))
      .set("notes", list_of(view.notes, note_json))
      .set("actions", list_of(view.actions, action_json))
      .set("happenings", list_of(view.happenings, happening_json))
      .set("metrics", to_json(metrics(view)))
      .set("phases", list_of(view.phases, phase_json))
      .set("record", record)
      .take();
}

}  // namespace report
