// What happened: one value per fact, appended and never changed. Everything shown is a projection of these.
//
// clang-format off: a table
// kind               data
// run.began          runbook, runbook_hash, title, facts{}, phases[], path, folder, resumed_from?,
//                    steps[] (id, title, kind, phase, section, line, due_ms), variables{} (secrets as ***),
//                    target{}? (environment?, address? (without password), server?, database?, cluster? (system
//                    identifier), oid?)
// run.bound          target{}: the database could not be reached when the run began, and was reached now
// run.resumed        unfinished[] (step ids that were running); runbook_hash, steps[] where the file has changed since
// run.joined         pid (another process drives the run as well)
// run.scheduled      at (T-0), before?, by?, reason?
// run.paused         step, reason, exit_code (it can be resumed), stopped_by?
// run.finished       state (passed | failed | stopped), duration_ms
// procedure.began    procedure, line, steps[]; within a run, also after its end
// procedure.finished procedure, state, duration_ms
// step.waiting       step, until (it is early, and --wait was given)
// step.began         step, title, kind, phase, attempt
// step.finished      step, state (passed | failed | skipped | waived | interrupted), duration_ms, verdict, evidence, exit_code?, chosen?
// step.output        step, stream, text (a step's whole output, cut in the middle above 64 kB, `cut_bytes` says so), bytes?, file? (all of it)
// escalation.raised  step, level, after_ms, reason (question | overrun), text
// gate.known         step, facts[] (what, holds, text, age_ms?)
// gate.decided       step, decision (GO | NO-GO), votes (that were counted); the gate takes no more
// vote.cast          step, vote (GO | NO-GO), by, role?, reason, source
// question.asked     step, question, choices[], titles[], fields[]?, role?, not_by[]?, by_vote?, about (at length), work{}? (what came of the step that is judged),
//                    when (task | gate | choice | field | difference | failed | interrupted | dangerous)
// question.answered  step, when, answer, by, role?, reason, fields{}, source (terminal | answers file | command)
// migration.began    version, name, direction (up | down), transactional, statements, estimated_ms?
// migration.statement  version, name, done, of, duration_ms
// migration.applied  version, name, duration_ms, statements, transactional, recovered?
// schema.expected    database, cluster?, migration, gone{tables[], indexes[], constraints[]}: what a migration that is about to run takes away
// migration.undone   version, name, duration_ms
// migration.failed   version, name, statement, place, message, sqlstate, detail, hint
// migration.despite  version, name, findings[] (rule, file, line, message): known failures that a person took upon them
// migration.resolved version, name, claim (what a person says became of it), because? (in their words)
// migration.baseline version, names[]
// tables.analyzed    tables[], not_done[] (table, why), duration_ms: whose statistics the migrations left stale
// lock.waiting       holder, waited_ms         lock.taken  token       lock.released  token
// backup.created     id, path, database, bytes, sha256, server_version, duration_ms, snapshot_at, warnings[]
// backup.verified    id, ok, sha256, tables, rows, differences[], duration_ms, restore_ms, notes[]
// backup.restoring   id, database, beside, kept, server, stage (restoring | comparing | analyzing | swapping | given up),
//                    reason?; before the stage's work begins
// backup.restored    id, database, kept, server, duration_ms, swap_ms, ended_sessions[] (user, application, count)
// rates.measured     cluster, where, when, rows, bytes, duration_ms, speeds[] (work, unit, slowest, fastest, tries), notes[]
// check.finished     suite (preflight | verify | health), results[] (check, verdict, evidence, todo), figures{}? (of verify:
//                    tables, indexes, constraints, bytes)
// baseline.captured  database, server, cluster?, tables, indexes, constraints, rows{}, bytes, names{}, sizes{}, statements{}
// check.watched      round, due?, database, results[], changes[] (check, from, to, evidence)
// maintenance.entered  id, database, server, cluster? (system identifier), oid?, fence, roles[], reason, until?, owner?,
//                    commands{}, saved[], before{}, after{}; on disk before anything is changed: what it takes to leave
// maintenance.extended id, until?, was? (until when before), owner?, reason; the run that extends is watched from now on
// maintenance.changed  id, what (enter | fence | drain | unfence | leave), state (began | done | failed), …
// maintenance.on     id, drained, left_over[], terminated[]
// maintenance.proved id, holds, fenced (by the server, seen whole), evidence[], unseen[]
// maintenance.left   id, cause (person | owner gone | run over | time over), restored[], differences[], oid? (where)
// message.queued     message (id), dedupe, template, channel, kind, audience, subject, body, recipients[], why, status?, calendar?, start?, end?
// message.approved   message, by, sha256 (of subject and body)       message.withdrawn  message, by, reason
// message.sending    message, to, attempt, again_by?; on disk before anything leaves
// message.sent       message, to, attempt, reply, reference? (what the receiver calls it)
// message.failed     message, to, attempt, reply, next? (when it is tried again), in_doubt? (it may have arrived)
// calendar.written   title, uid, sequence, start, end, cancelled
// report.written     paths[]
// note               text
// clang-format on
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/json.h"

namespace journal {

struct Event {
  long long seq = 0;                       // from 1, no gaps; given by the journal
  base::Instant time{};                    // given by the journal
  std::string run = {};                    // where empty LOCKKEEPER_RUN; empty in the record: outside any run
  std::string kind = {};                   // "step.finished"
  std::string actor = {};                  // person or account; where empty LOCKKEEPER_ACTOR, else user@host
  int pid = 0;                             // given by the journal
  base::Json data = base::Json::object();  // gets "step" from LOCKKEEPER_STEP where it has none
  std::string hash = {};                   // SHA-256 over the previous hash and this event; given by the journal
};

/// The bytes that the hash covers: one JSON object with keys in a fixed order. See docs/journal.md.
std::string canonical(const Event& event, const std::string& previous_hash);

/// {seq, time, run, kind, actor, pid, data, hash}: the event as every command's --json shows it.
base::Json to_json(const Event& event);

}  // namespace journal
