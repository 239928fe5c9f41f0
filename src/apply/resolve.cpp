#include "apply/resolve.h"

#include <algorithm>

#include <fmt/format.h>

#include "apply/choose.h"
#include "apply/evidence.h"
#include "apply/history.h"
#include "apply/operation.h"
#include "apply/prisma.h"
#include "base/error.h"
#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

namespace {

// The migration in question: its file, where there is one, and its newest attempt, where there is one.
struct Matter {
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
      return {.attempt = &attempt, .version = attempt.applied.version, .name = attempt.applied.name};
  }
  const auto& file = migration::find(folder, name);
  return {.file = &file, .attempt = find(attempts, file.version), .version = file.version, .name = file.name};
}

// The statements of `script` (at most `count`) whose effect the catalog says is there, or is not.
static std::vector<std::string> findings(pg::Session& session, const Script& script, Evidence wanted,
                                         std::size_t count) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < std::min(count, script.statements.size()); ++i) {
    const auto& statement = script.statements[i];
    if (statement.as<sql::Drop>()) continue;  // that something is gone proves little
    const auto finding = look_for(session, statement);
    if (finding.evidence == wanted) found.push_back(finding.what);
  }
  return found;
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

static base::Json data_of(const Matter& matter, std::string_view claim) {
  base::Json data{{"name", matter.name}, {"claim", claim}};
  if (matter.attempt) data["attempt"] = matter.attempt->applied.sequence;
  return data;
}

static void carry_out(Operation& operation, const Matter& matter, std::vector<pg::Request> requests,
                      const base::Json& data) {
  requests.push_back(operation.records.audit("migration.resolved", matter.version, data));
  operation.record(std::move(requests));
  auto told = data;
  told["version"] = matter.version;
  operation.run.journal->append(event(operation.run, "migration.resolved", told));
}

static std::string take_over_file(Operation& operation, const Matter& matter) {
  if (matter.attempt->applied.checksum == matter.file->checksum || matter.attempt->adopted) {
    throw Error{
        Code::migration, fmt::format("{} is applied already", matter.name),
        fmt::format("Undo it with 'lockkeeper down' if it should not be; 'lockkeeper status' shows the order.")};
  }
  auto data = data_of(matter, "applied");
  data["checksum_before"] = matter.attempt->applied.checksum;
  data["checksum"] = matter.file->checksum;
  carry_out(operation, matter, {operation.records.realigned(matter.attempt->applied.sequence, *matter.file)}, data);
  return fmt::format("{} is recorded with its file as it is now", matter.name);
}

static std::string mark_applied(Operation& operation, const Matter& matter, bool force) {
  if (!matter.file)
    throw Error{Code::migration, fmt::format("{} has no file", matter.name), "Bring the file back first."};
  if (matter.is(plan::State::applied)) return take_over_file(operation, matter);
  const auto script = script_of(*matter.file);
  const auto absent = findings(operation.session(), script, Evidence::not_done, script.statements.size());
  if (!absent.empty() && !force) {
    throw contradicted(
        fmt::format("{} does not look applied", matter.name), absent, "not found",
        "Apply it with 'lockkeeper up', or finish by hand what is not there; pass --force if it is right as it is.");
  }
  std::vector<pg::Request> requests;
  if (matter.is(plan::State::running))
    requests.push_back(operation.records.broken(matter.attempt->applied.sequence, "interrupted"));
  const int total = static_cast<int>(script.statements.size());
  const std::string id = operation.prisma_table ? prisma::new_id() : std::string();
  requests.push_back(operation.records.applied(
      *matter.file, {.transactional = script.in_one_transaction, .total = total, .done = total}, id));
  if (operation.prisma_table) {
    requests.push_back(prisma::failed_rolled_back(*operation.prisma_table, matter.name));
    requests.push_back(prisma::applied(*operation.prisma_table, id, *matter.file, 0));
  }
  carry_out(operation, matter, std::move(requests), data_of(matter, "applied"));
  return fmt::format("{} is recorded as applied", matter.name);
}

static std::string mark_rolled_back(Operation& operation, const Matter& matter, bool force) {
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
  const auto script = read_script(matter.name, applied.text, matter.name, true);
  const auto count =
      gone || matter.attempt->adopted ? script.statements.size() : static_cast<std::size_t>(applied.statements_done);
  const auto there = findings(operation.session(), script, Evidence::done, count);
  if (!there.empty() && !force) {
    throw contradicted(
        fmt::format("{} is not rolled back: some of what it did is there", matter.name), there, "found",
        gone ? "Bring its file and undo back and run 'lockkeeper down'; pass --force to forget it all the same."
             : "Run 'lockkeeper up' to go on with it, or undo by hand what it did; pass --force if it is right as it "
               "is.");
  }
  std::vector<pg::Request> requests;
  if (matter.attempt->adopted) {
    requests.push_back(operation.records.adopted_rolled_back(applied.version, applied.checksum, {}));
  } else {
    requests.push_back(operation.records.rolled_back(applied.sequence));
  }
  if (const auto table = prisma::find_table(operation.session())) {
    requests.push_back(gone ? prisma::undone(*table, matter.name) : prisma::failed_rolled_back(*table, matter.name));
  }
  carry_out(operation, matter, std::move(requests), data_of(matter, "rolled back"));
  return fmt::format("{} is recorded as rolled back{}", matter.name, gone ? "" : "; it is pending again");
}

static std::string mark_done(Operation& operation, const Matter& matter, int done) {
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
  auto data = data_of(matter, "statements done");
  data["done"] = done;
  carry_out(operation, matter, {operation.records.said_done(applied.sequence, static_cast<std::size_t>(done))}, data);
  return fmt::format("{} of {} of {} are recorded as done; 'lockkeeper up' goes on after them", done,
                     base::count_of(applied.statements_total, "statement"), matter.name);
}

std::string resolve(const Run& run, const migration::Folder& folder, const ResolveRequest& request) {
  pg::Session control(control_options(run));
  refuse_standby(control);
  Operation operation(run, std::move(control), {.prisma = folder.layout == "prisma"});
  const auto attempts = load_attempts(operation.session(), run.schema, &folder);
  const auto matter = find_matter(folder, attempts, request.name);
  switch (request.claim) {
    case Claim::applied:
      return mark_applied(operation, matter, request.force);
    case Claim::rolled_back:
      return mark_rolled_back(operation, matter, request.force);
    case Claim::statements_done:
      return mark_done(operation, matter, request.statements_done);
  }
  return {};
}

}  // namespace apply
