// The journal's events as evidence.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "facts/evidence.h"
#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/events/check_finished.h"
#include "journal/events/maintenance_entered.h"
#include "journal/events/maintenance_left.h"
#include "journal/events/maintenance_on.h"
#include "journal/events/migration_applied.h"
#include "journal/events/migration_failed.h"
#include "journal/events/migration_undone.h"
#include "journal/events/procedure_began.h"
#include "journal/events/run_began.h"
#include "journal/events/step_made.h"
#include "journal/typed.h"

namespace facts {

namespace {

class Reader {
 public:
  explicit Reader(const About& about) : about_(about) {
    out_.now = about.now;
    out_.database = about.database.database;
    out_.backup_age = about.backup_age;
  }
  void take(const journal::Event& event);
  Evidence done();

 private:
  [[nodiscard]] bool is_other(const journal::Event& event, const std::string& database = {}) const;
  void take_backup(const journal::Event& event);
  void take_made(const journal::Event& event, const journal::StepMade& made);
  void take_migration(const journal::Event& event);
  void take_maintenance(const journal::Event& event);
  Backup* find(const std::string& id);

  const About& about_;
  Evidence out_ = {};
  std::map<std::string, std::string> hashes_ = {};  // by the backup's id
  std::set<std::string> down_ = {};                 // what was scaled to nothing
};

}  // namespace

// Another database than the run's, as far as both are known.
bool Reader::is_other(const journal::Event& event, const std::string& database) const {
  // A restore gives the database another oid, and its backups stay its own.
  const pg::Identity wanted{.cluster = about_.database.cluster, .database = about_.database.database};
  if (pg::difference(wanted, event.database)) return true;
  const auto& name = database.empty() ? event.database.database : database;
  return !name.empty() && !about_.database.database.empty() && name != about_.database.database;
}

Backup* Reader::find(const std::string& id) {
  const auto found =
      std::find_if(out_.backups.rbegin(), out_.backups.rend(), [&](const Backup& backup) { return backup.id == id; });
  return found == out_.backups.rend() ? nullptr : &*found;
}

void Reader::take_backup(const journal::Event& event) {
  if (const auto created = journal::as<journal::BackupCreated>(event)) {
    if (is_other(event, created->database)) return;
    out_.backups.push_back({.id = created->id, .of = created->database, .taken = event.time});
    hashes_[created->id] = created->sha256;
  } else if (const auto verified = journal::as<journal::BackupVerified>(event)) {
    auto* backup = find(verified->id);
    if (!backup || !verified->ok) return;  // how it ended is not told
    // A proof of other files under the same name says nothing of what was taken.
    const auto& taken = hashes_[verified->id];
    if (!taken.empty() && !verified->sha256.empty() && taken != verified->sha256) return;
    backup->proof = *verified->ok ? Backup::Proof::restored : Backup::Proof::failed;
    backup->proved = event.time;
  }
}

void Reader::take_made(const journal::Event& event, const journal::StepMade& made) {
  if (is_other(event)) return;
  const bool good = made.ok.value_or(true);
  if (made.what == "backup") {
    if (good)
      out_.backups.push_back(
          {.id = made.subject, .how = made.command, .of = event.database.database, .taken = event.time});
  } else if (made.what == "backup-read" || made.what == "restore") {
    auto* backup = find(made.subject);
    if (!backup) return;
    const bool restored = made.what == "restore";
    if (!restored && backup->proof == Backup::Proof::restored && good) return;
    backup->proof = !good ? Backup::Proof::failed : restored ? Backup::Proof::restored : Backup::Proof::read;
    backup->proved = event.time;
  } else if (made.what == "migrations" && event.run == about_.run) {
    if (good) out_.by_others.push_back(made.command);
  } else if (made.what == "undo" && event.run == about_.run) {
    out_.rolled_back.push_back(made.command);
  } else if (made.what == "replicas" && made.count) {
    const bool was_down = !down_.empty();
    if (*made.count == 0)
      down_.insert(made.subject);
    else
      down_.erase(made.subject);
    if (was_down != !down_.empty())
      out_.maintenance = Maintenance{.on = !down_.empty(), .since = event.time, .how = made.command};
  }
}

void Reader::take_migration(const journal::Event& event) {
  if (event.run != about_.run || about_.run.empty()) return;
  if (const auto applied = journal::as<journal::MigrationApplied>(event)) {
    if (std::ranges::find(out_.applied, applied->version) == out_.applied.end())
      out_.applied.push_back(applied->version);
    std::erase(out_.failed, applied->version);
    if (applied->duration) out_.migrating = out_.migrating.value_or(base::Milliseconds{0}) + *applied->duration;
  } else if (const auto failed = journal::as<journal::MigrationFailed>(event)) {
    if (std::ranges::find(out_.failed, failed->version) == out_.failed.end()) out_.failed.push_back(failed->version);
  } else if (const auto undone = journal::as<journal::MigrationUndone>(event)) {
    std::erase(out_.applied, undone->version);
    out_.rolled_back.push_back(undone->name.empty() ? undone->version : undone->name);
  }
}

void Reader::take_maintenance(const journal::Event& event) {
  if (is_other(event)) return;
  if (journal::is_one_of<journal::MaintenanceOn>(event))
    out_.maintenance = Maintenance{.on = true, .since = event.time};
  if (journal::is_one_of<journal::MaintenanceLeft>(event))
    out_.maintenance = Maintenance{.on = false, .since = event.time};
}

static std::optional<Suite> preflight_of(const journal::Event& event) {
  const auto suite = journal::as<journal::CheckFinished>(event);
  if (!suite || suite->suite != "preflight") return std::nullopt;
  Suite out{.name = suite->suite, .at = event.time, .of = std::ssize(suite->results)};
  for (const auto& result : suite->results) {
    if (result.verdict == "fail") out.failed.push_back(result.check);
  }
  return out;
}

void Reader::take(const journal::Event& event) {
  take_backup(event);
  if (const auto made = journal::as<journal::StepMade>(event)) take_made(event, *made);
  if (auto suite = preflight_of(event); suite && !is_other(event)) out_.preflight = std::move(suite);
  take_migration(event);
  take_maintenance(event);
  if (event.run == about_.run && !about_.run.empty() && journal::is_one_of<journal::RunBegan>(event))
    out_.began = event.time;
}

Evidence Reader::done() {
  return std::move(out_);
}

Evidence from_events(std::span<const journal::Event> events, const About& about) {
  Reader reader(about);
  for (const auto& event : events) reader.take(event);
  return reader.done();
}

}  // namespace facts
