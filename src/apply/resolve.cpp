#include "apply/resolve.h"

#include <algorithm>

#include <fmt/format.h>

#include "apply/catalog_probe.h"
#include "apply/choose.h"
#include "apply/history.h"
#include "apply/operation.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/migration_resolved.h"
#include "migration/changes.h"

namespace apply {

using base::Code;
using base::Error;

namespace {

// The migration in question: its file, where there is one, and its newest attempt, where there is one.
struct Matter {
  const migration::Folder& folder;
  const migration::Migration* file = nullptr;
  const Attempt* attempt = nullptr;
  std::string version;
  std::string name;
  [[nodiscard]] bool is(plan::State state) const { return attempt && attempt->applied.state == state; }
  [[nodiscard]] bool open() const { return is(plan::State::failed) || is(plan::State::running); }
};

}  // namespace

static Matter find_matter(const migration::Folder& folder, const std::vector<Attempt>& attempts,
                          const std::string& name) {
  for (const auto& attempt : attempts) {  // the file may be gone
    const bool meant = attempt.applied.name == name || attempt.applied.version == name;
    const bool has_file = std::any_of(folder.migrations.begin(), folder.migrations.end(),
                                      [&](const auto& file) { return file.version == attempt.applied.version; });
    if (meant && !has_file)
      return {
          .folder = folder, .attempt = &attempt, .version = attempt.applied.version, .name = attempt.applied.name};
  }
  const auto& file = migration::find(folder, name);
  return {.folder = folder,
          .file = &file,
          .attempt = find(attempts, file.version),
          .version = file.version,
          .name = file.name};
}

namespace {

// What the catalog says of a script's statements.
struct Looked {
  std::vector<std::string> there = {};
  std::vector<std::string> absent = {};
  std::vector<std::string> unknown = {};  // "line 3: UPDATE"
};

}  // namespace

// A later statement of the same script dropped or renamed it again, so that it is rightly not there.
static bool is_overtaken(const Script& script, const std::vector<std::vector<migration::Change>>& all,
                         std::size_t at) {
  for (auto later = at + 1; later < script.statements.size(); ++later) {
    const auto& statement = script.statements[later];
    const auto* rename = statement.as<sql::Rename>();
    const auto* move = statement.as<sql::SetSchema>();
    for (const auto& change : all[at]) {
      if (rename && (rename->relation.name == change.of.name || rename->from == change.name)) return true;
      if (move && move->name.name == change.of.name) return true;
      for (const auto& other : all[later])
        if (migration::takes_back(other, change) != migration::TakesBack::no &&
            other.kind != migration::Change::Kind::unknown)
          return true;
    }
  }
  return false;
}

static bool sets_search_path(const sql::Statement& statement) {
  const auto* set = statement.as<sql::Set>();
  return set && set->name == "search_path";
}

// Asks the catalog for every statement of [first, last). What is gone proves little where it is said to be undone:
// `with_drops` is for claims that something was done.
static Looked look_at(pg::Session& session, const Script& script, std::size_t first, std::size_t last,
                      bool with_drops) {
  Looked looked;
  std::vector<std::vector<migration::Change>> changes;
  for (const auto& statement : script.statements) changes.push_back(migration::changes_of(statement));
  bool moved = false;  // names mean something else behind SET search_path
  for (std::size_t at = 0; at < std::min(last, script.statements.size()); ++at) {
    const auto& statement = script.statements[at];
    moved = moved || sets_search_path(statement);
    if (at < first || changes[at].empty() || is_overtaken(script, changes, at)) continue;
    const auto* drop = statement.as<sql::Drop>();
    if (drop && !with_drops) continue;
    for (const auto& found : moved ? std::vector<Finding>{{}} : look_for_parts(session, statement)) {
      if (found.evidence == Evidence::done) looked.there.push_back(found.what);
      if (found.evidence == Evidence::not_done) looked.absent.push_back(found.what);
      if (found.evidence != Evidence::unknown && found.evidence != Evidence::repeatable) continue;
      if (drop && drop->if_exists) continue;
      auto line = fmt::format("line {}: {}", statement.line, sql::kind_of(statement));
      if (looked.unknown.empty() || looked.unknown.back() != line) looked.unknown.push_back(std::move(line));
    }
  }
  return looked;
}

static std::string shortened(const std::vector<std::string>& all) {
  constexpr std::size_t shown = 5;
  std::string text = fmt::format(
      "{}", fmt::join(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), shown)), "\n"));
  return all.size() > shown ? text + fmt::format("\nand {} more", all.size() - shown) : text;
}

static Error contradicted(std::string message, const std::vector<std::string>& found, std::string_view label,
                          std::string hint) {
  Error error{Code::migration, std::move(message), std::move(hint)};
  return error.with(std::string(label), shortened(found));
}

// What leaves no mark in the catalog is known to people alone.
static void need_words(const ResolveRequest& request, std::string what, const std::vector<std::string>& unknown) {
  if (unknown.empty() || !base::trim(request.because).empty()) return;
  throw contradicted(fmt::format("whether {} cannot be known from the catalog", what), unknown, "leaves no mark",
                     "Look at the database yourself, and say what you saw with --because 'TEXT'; it goes on record.");
}

static journal::MigrationResolved resolved(const Matter& matter, const ResolveRequest& request, std::string claim) {
  journal::MigrationResolved out{
      .name = matter.name, .claim = std::move(claim), .because = request.because, .version = matter.version};
  if (matter.attempt) out.attempt = matter.attempt->applied.sequence;
  return out;
}

static void add(std::vector<pg::Request>& requests, std::vector<pg::Request> more) {
  std::ranges::move(more, std::back_inserter(requests));
}

static void carry_out(Operation& operation, const Matter& matter, std::vector<pg::Request> requests,
                      const journal::MigrationResolved& data) {
  const auto told = event(operation.run, data);
  requests.push_back(operation.records.audit("migration.resolved", matter.version, told.data));
  operation.record(std::move(requests));
  operation.run.journal->append(told);
}

static std::string take_over_file(Operation& operation, const Matter& matter, const ResolveRequest& request) {
  if (matter.attempt->applied.checksum == matter.file->checksum || matter.attempt->adopted) {
    throw Error{
        Code::migration, fmt::format("{} is applied already", matter.name),
        fmt::format("Undo it with 'lockkeeper down' if it should not be; 'lockkeeper status' shows the order.")};
  }
  auto data = resolved(matter, request, "applied");
  data.checksum_before = matter.attempt->applied.checksum;
  data.checksum = matter.file->checksum;
  carry_out(operation, matter, {operation.records.realigned(matter.attempt->applied.sequence, *matter.file)}, data);
  return fmt::format("{} is recorded with its file as it is now", matter.name);
}

static std::string mark_applied(Operation& operation, const Matter& matter, const ResolveRequest& request) {
  if (!matter.file)
    throw Error{Code::migration, fmt::format("{} has no file", matter.name), "Bring the file back first."};
  if (matter.is(plan::State::applied)) return take_over_file(operation, matter, request);
  const auto script = script_of(*matter.file);
  const auto looked = look_at(operation.session(), script, 0, script.statements.size(), true);
  if (!looked.absent.empty() && !request.force) {
    throw contradicted(
        fmt::format("{} does not look applied", matter.name), looked.absent, "not found",
        "Apply it with 'lockkeeper up', or finish by hand what is not there; pass --force if it is right as it is.");
  }
  need_words(request, fmt::format("all of {} took effect", matter.name), looked.unknown);
  std::vector<pg::Request> requests;
  if (matter.is(plan::State::running))
    requests.push_back(operation.records.broken(matter.attempt->applied.sequence, "interrupted"));
  const int total = static_cast<int>(script.statements.size());
  const auto& other = operation.other;
  const std::string id = other ? other->new_id() : std::string();
  requests.push_back(operation.records.applied(
      *matter.file, {.transactional = script.in_one_transaction, .total = total, .done = total}, id));
  if (other) {
    auto entry = other->entry(matter.folder, *matter.file, id);
    entry.ran = false;
    if (other->tool->failed_rolled_back) add(requests, other->tool->failed_rolled_back(entry));
    add(requests, other->tool->applied(entry));
  }
  carry_out(operation, matter, std::move(requests), resolved(matter, request, "applied"));
  return fmt::format("{} is recorded as applied", matter.name);
}

// The text that ran, as far as it is on record; other tools' records have none, but the file may still be there.
static std::string text_of(const Matter& matter) {
  const auto& kept = matter.attempt->applied.text;
  return kept.empty() && matter.file ? matter.file->up.text : kept;
}

static std::string mark_rolled_back(Operation& operation, const Matter& matter, const ResolveRequest& request) {
  const bool gone = matter.is(plan::State::applied) && !matter.file;
  if (matter.is(plan::State::applied) && !gone) {
    throw Error{Code::migration, fmt::format("{} is applied", matter.name),
                fmt::format("Undo it with 'lockkeeper down'; once its undo has run, the record says so by itself.")};
  }
  if (!gone && !matter.open()) {
    throw Error{Code::migration, fmt::format("{} is pending, so there is nothing to record", matter.name),
                "Run 'lockkeeper up' to apply it."};
  }
  const auto& applied = matter.attempt->applied;
  const auto text = text_of(matter);
  if (text.empty())
    need_words(request, fmt::format("anything of {} is left", matter.name),
               {"its file is gone, and its text is not kept"});
  const auto script = read_script(matter.name, text, matter.name, true);
  const auto count =
      gone || matter.attempt->adopted ? script.statements.size() : static_cast<std::size_t>(applied.statements_done);
  const auto looked = look_at(operation.session(), script, 0, count, false);
  if (!looked.there.empty() && !request.force) {
    throw contradicted(
        fmt::format("{} is not rolled back: some of what it did is there", matter.name), looked.there, "found",
        gone ? "Bring its file and undo back and run 'lockkeeper down'; pass --force to forget it all the same."
             : "Run 'lockkeeper up' to go on with it, or undo by hand what it did; pass --force if it is right as it "
               "is.");
  }
  if (!matter.attempt->adopted || !matter.attempt->all_or_nothing)
    need_words(request, fmt::format("anything of {} is left", matter.name), looked.unknown);
  std::vector<pg::Request> requests;
  if (matter.attempt->adopted) {
    requests.push_back(operation.records.adopted_rolled_back(applied, {}));
  } else {
    requests.push_back(operation.records.rolled_back(applied.sequence));
  }
  if (const auto& other = operation.other) {
    const HistoryEntry entry{.table = other->table,
                             .folder = &matter.folder,
                             .migration = matter.file,
                             .version = matter.version,
                             .name = matter.name,
                             .id = matter.attempt->other_id};
    if (gone) add(requests, other->tool->undone(entry));
    if (!gone && other->tool->failed_rolled_back) add(requests, other->tool->failed_rolled_back(entry));
  }
  carry_out(operation, matter, std::move(requests), resolved(matter, request, "rolled back"));
  return fmt::format("{} is recorded as rolled back{}", matter.name, gone ? "" : "; it is pending again");
}

// The statements said to be done, and the one that was under way, against the catalog.
static void check_done(Operation& operation, const Matter& matter, const ResolveRequest& request) {
  const auto recorded = static_cast<std::size_t>(matter.attempt->applied.statements_done);
  const auto done = static_cast<std::size_t>(request.statements_done);
  const auto script = read_script(matter.name, text_of(matter), matter.name, true);
  const auto before = look_at(operation.session(), script, 0, done, true);
  if (!before.absent.empty() && !request.force)
    throw contradicted(
        fmt::format("{} are not done", base::count_of(request.statements_done, "statement")), before.absent,
        "not found", "Say how many are, or finish by hand what is not there; pass --force if it is right as it is.");
  const auto in_doubt = look_at(operation.session(), script, recorded, recorded + 1, true);
  if (done == recorded && !in_doubt.there.empty() && !request.force)
    throw contradicted(fmt::format("statement {} is done", recorded + 1), in_doubt.there, "found",
                       fmt::format("Say --statements-done {}; pass --force if it is right as it is.", recorded + 1));
  need_words(request, fmt::format("statement {} took effect", recorded + 1), in_doubt.unknown);
}

static std::string mark_done(Operation& operation, const Matter& matter, const ResolveRequest& request) {
  const int done = request.statements_done;
  if (!matter.open() || matter.attempt->applied.transactional || matter.attempt->adopted) {
    throw Error{Code::migration, fmt::format("{} was not interrupted between statements", matter.name),
                "See with 'lockkeeper status --verbose' where it stands."};
  }
  const auto& applied = matter.attempt->applied;
  if (done < applied.statements_done || done > applied.statements_done + 1 || done > applied.statements_total) {
    throw Error{Code::migration,
                fmt::format("{} of {} are recorded as done, so only {} or {} can be true", applied.statements_done,
                            applied.statements_total, applied.statements_done, applied.statements_done + 1),
                "Look in the database whether the statement that was under way took effect."};
  }
  check_done(operation, matter, request);
  auto data = resolved(matter, request, "statements done");
  data.done = done;
  carry_out(operation, matter, {operation.records.said_done(applied.sequence, static_cast<std::size_t>(done))}, data);
  return fmt::format("{} of {} of {} are recorded as done; 'lockkeeper up' goes on after them", done,
                     base::count_of(applied.statements_total, "statement"), matter.name);
}

std::string resolve(const Run& given, const migration::Folder& folder, const ResolveRequest& request) {
  pg::Session control(control_options(given));
  const auto run = on_database(given, control);
  refuse_standby(control);
  Operation operation(run, std::move(control), {.folder = &folder});
  const auto attempts = operation.load(folder);
  const auto matter = find_matter(folder, attempts, request.name);
  switch (request.claim) {
    case Claim::applied:
      return mark_applied(operation, matter, request);
    case Claim::rolled_back:
      return mark_rolled_back(operation, matter, request);
    case Claim::statements_done:
      return mark_done(operation, matter, request);
  }
  return {};
}

}  // namespace apply
