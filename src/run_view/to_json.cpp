// The view as JSON. Unknown values are left out, so that a reader can tell "none" from "not known".
#include "journal/typed.h"
#include "run_view/metrics.h"
#include "run_view/phrases.h"

namespace run_view {

using base::Json;

namespace {

// A name and what is known under it; null is not known.
struct Field {
  Field(const char* name, Json as_it_is) : key(name), value(std::move(as_it_is)) {}
  Field(const char* name, bool flag) : key(name), value(flag) {}
  Field(const char* name, int number) : key(name), value(number) {}
  Field(const char* name, long long number) : key(name), value(number) {}
  Field(const char* name, Instant time) : key(name), value(base::format_instant(time)) {}
  Field(const char* name, Milliseconds span) : key(name), value(span.count()) {}
  Field(const char* name, const std::string& text) : key(name) {
    if (!text.empty()) value = text;
  }
  Field(const char* name, const std::vector<std::string>& texts) : key(name) {
    if (!texts.empty()) value = texts;
  }
  Field(const char* name, const std::vector<std::pair<std::string, std::string>>& pairs) : key(name) {
    for (const auto& [inner, text] : pairs) value[inner] = text;
  }
  template <class Value>
  Field(const char* name, const std::optional<Value>& known) : key(name) {
    if (known) value = Field(name, *known).value;
  }

  const char* key;
  Json value = nullptr;
};

}  // namespace

static Json object_of(std::initializer_list<Field> fields) {
  Json object = Json::object();
  for (const auto& field : fields) {
    if (!field.value.is_null()) object[field.key] = field.value;
  }
  return object;
}

template <class Items, class Convert>
static Json list_of(const Items& items, Convert convert) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(convert(item));
  return list;
}

// Left out where it is 0.
template <class Number>
static std::optional<long long> positive(Number number) {
  return number > 0 ? std::optional<long long>(number) : std::nullopt;
}

static Json answer_json(const Answer& answer) {
  return object_of({{"time", answer.time},
                    {"step", answer.step},
                    {"about", answer.about},
                    {"question", answer.question},
                    {"answer", answer.answer},
                    {"by", answer.by},
                    {"role", answer.role},
                    {"reason", answer.reason},
                    {"source", answer.source},
                    {"fields", answer.fields},
                    {"waited_ms", answer.waited}});
}

static Json output_json(const Output& output) {
  return object_of(
      {{"stream", output.stream}, {"text", Json(output.text)}, {"cut_bytes", positive(output.cut_bytes)}});
}

static Json attempt_json(const Attempt& attempt) {
  return object_of({{"attempt", attempt.number},
                    {"began", attempt.began},
                    {"ended", attempt.ended},
                    {"duration_ms", attempt.duration},
                    {"state", attempt.state},
                    {"verdict", attempt.verdict},
                    {"evidence", attempt.evidence},
                    {"exit_code", attempt.exit_code},
                    {"output", attempt.output.empty() ? Json() : list_of(attempt.output, output_json)}});
}

static Json step_json(const Step& step) {
  return object_of({{"id", step.id},
                    {"title", step.title},
                    {"kind", step.kind},
                    {"line", positive(step.line)},
                    {"due_ms", step.due},
                    {"state", step.state},
                    {"chosen", step.chosen},
                    {"left", step.left},
                    {"began", step.began()},
                    {"ended", step.ended()},
                    {"worked_ms", step.attempts.empty() ? std::nullopt : std::optional(step.worked())},
                    {"attempts", list_of(step.attempts, attempt_json)},
                    {"answers", list_of(step.answers, answer_json)}});
}

static Json stage_json(const Stage& stage) {
  return object_of({{"title", stage.title},
                    {"due_ms", stage.due},
                    {"planned_ms", stage.planned},
                    {"began", stage.began},
                    {"ended", stage.ended},
                    {"state", stage.state},
                    {"steps", list_of(stage.steps, step_json)}});
}

static Json phase_json(const Phase& phase) {
  return object_of({{"title", phase.title},
                    {"planned_ms", phase.planned},
                    {"began", phase.began()},
                    {"ended", phase.ended()},
                    {"stages", list_of(phase.stages, stage_json)}});
}

static Json failed_json(const Failed& failure) {
  return object_of({{"statement", failure.statement},
                    {"place", failure.place},
                    {"message", failure.message},
                    {"sqlstate", failure.sqlstate},
                    {"detail", failure.detail},
                    {"hint", failure.hint}});
}

static Json migration_json(const Migration& migration) {
  return object_of({{"version", migration.version},
                    {"name", migration.name},
                    {"state", migration.state},
                    {"step", migration.step},
                    {"began", migration.began},
                    {"ended", migration.ended},
                    {"duration_ms", migration.duration},
                    {"estimated_ms", migration.estimated},
                    {"statements", migration.statements},
                    {"transactional", migration.transactional},
                    {"recovered", migration.recovered},
                    {"attempts", migration.attempts},
                    {"failure", migration.failure ? failed_json(*migration.failure) : Json()}});
}

static Json proof_json(const Proof& proof) {
  return object_of({{"time", proof.time},
                    {"ok", proof.ok},
                    {"tables", proof.tables},
                    {"rows", proof.rows},
                    {"differences", proof.differences},
                    {"notes", proof.notes},
                    {"duration_ms", proof.duration},
                    {"restore_ms", proof.restore}});
}

static Json restore_json(const Restore& restore) {
  return object_of({{"time", restore.time},
                    {"database", restore.database},
                    {"kept", restore.kept},
                    {"duration_ms", restore.duration}});
}

static Json backup_json(const Backup& backup) {
  return object_of({{"id", backup.id},
                    {"time", backup.time},
                    {"database", backup.database},
                    {"path", backup.path},
                    {"bytes", backup.bytes},
                    {"sha256", backup.sha256},
                    {"server_version", backup.server_version},
                    {"duration_ms", backup.duration},
                    {"snapshot_at", backup.snapshot},
                    {"warnings", backup.warnings},
                    {"proofs", list_of(backup.proofs, proof_json)},
                    {"restores", list_of(backup.restores, restore_json)}});
}

static Json result_json(const CheckResult& result) {
  return object_of(
      {{"check", result.check}, {"verdict", result.verdict}, {"evidence", result.evidence}, {"todo", result.todo}});
}

static Json check_json(const CheckRun& check) {
  return object_of({{"time", check.time}, {"suite", check.suite}, {"results", list_of(check.results, result_json)}});
}

static Json before_after_json(const BeforeAfter& row) {
  return object_of({{"check", row.check},
                    {"before", row.before ? result_json(*row.before) : Json()},
                    {"after", row.after ? result_json(*row.after) : Json()}});
}

static Json baseline_json(const Baseline& baseline) {
  return object_of({{"time", baseline.time},
                    {"tables", baseline.tables},
                    {"indexes", baseline.indexes},
                    {"constraints", baseline.constraints},
                    {"bytes", baseline.bytes},
                    {"rows", Json(baseline.rows)}});
}

static Json interruption_json(const Interruption& away) {
  return object_of({{"last_seen", away.last_seen},
                    {"resumed", away.resumed},
                    {"unfinished", away.unfinished},
                    {"reason", away.reason}});
}

static Json failure_json(const Failure& failure) {
  return object_of({{"time", failure.time},
                    {"what", failure.what},
                    {"detail", failure.detail},
                    {"done", failure.done},
                    {"resolved", failure.resolved}});
}

static Json note_json(const Note& note) {
  return object_of({{"time", note.time}, {"by", note.by}, {"text", note.text}});
}

static Json action_json(const ActionItem& item) {
  return object_of(
      {{"time", item.time}, {"action", item.text}, {"owner", item.owner}, {"due", item.due}, {"by", item.by}});
}

static Json waiver_json(const Waiver& waiver) {
  return object_of({{"time", waiver.time},
                    {"step", waiver.step},
                    {"claim", waiver.claim},
                    {"evidence", waiver.evidence},
                    {"by", waiver.by},
                    {"role", waiver.role},
                    {"reason", waiver.reason}});
}

static Json happening_json(const Happening& event) {
  return object_of(
      {{"time", event.time}, {"kind", event.kind}, {"step", event.step}, {"by", event.by}, {"what", event.what}});
}

static Json downtime_json(const Downtime& downtime) {
  const auto lasted = downtime.to ? std::optional<Milliseconds>(*downtime.to - downtime.from) : std::nullopt;
  return object_of({{"from", downtime.from},
                    {"to", downtime.to},
                    {"duration_ms", lasted},
                    {"from_step", downtime.from_step},
                    {"to_step", downtime.to_step},
                    {"how", downtime.how},
                    {"planned_ms", downtime.planned}});
}

Json to_json(const RunView& view) {
  Json record{{"events", view.record.events},
              {"first", view.record.first},
              {"last", view.record.last},
              {"hash", view.record.hash}};
  if (!view.record.broken.empty()) record["broken"] = view.record.broken;
  return object_of({{"run", view.run},
                    {"title", view.title},
                    {"state", view.state},
                    {"left_to_people", view.left.empty() ? Json() : Json(view.left)},
                    {"began", view.began},
                    {"ended", view.ended},
                    {"duration_ms", view.duration()},
                    {"planned_ms", view.planned},
                    {"t0", view.t0},
                    {"runbook", view.runbook},
                    {"runbook_hash", view.runbook_hash},
                    {"facts", view.facts},
                    {"target", runner::described(view.target).empty()
                                   ? Json()
                                   : journal::Codec<journal::NamedTarget>::write(runner::recorded(view.target))},
                    {"summary", summary(view)},
                    {"downtime", view.downtime ? downtime_json(*view.downtime) : Json()},
                    {"failures", list_of(view.failures, failure_json)},
                    {"interruptions", list_of(view.interruptions, interruption_json)},
                    {"answers", list_of(view.answers, answer_json)},
                    {"migrations", list_of(view.migrations, migration_json)},
                    {"backups", list_of(view.backups, backup_json)},
                    {"checks", list_of(view.checks, check_json)},
                    {"before_after", list_of(view.before_after, before_after_json)},
                    {"baselines", list_of(view.baselines, baseline_json)},
                    {"notes", list_of(view.notes, note_json)},
                    {"actions", list_of(view.actions, action_json)},
                    {"waivers", list_of(view.waivers, waiver_json)},
                    {"happenings", list_of(view.happenings, happening_json)},
                    {"metrics", to_json(metrics(view))},
                    {"phases", list_of(view.phases, phase_json)},
                    {"record", record}});
}

}  // namespace run_view
