#include "maintenance/guard.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/printable.h"
#include "journal/typed.h"
#include "maintenance/steps.h"

namespace maintenance {

using namespace std::chrono_literals;

std::optional<Cause> reason_to_leave(const Watch& watch, base::Instant now) {
  if (watch.run_passed) return Cause::run_over;
  if (watch.gone_since && now - *watch.gone_since >= watch.grace) return Cause::owner_gone;
  if (watch.until && now >= *watch.until) return Cause::time_over;
  return std::nullopt;
}

static std::filesystem::path guard_file(const journal::Journal& journal, const std::string& id) {
  return folder_of(journal) / id / "guard";
}

std::optional<int> guard_of(const journal::Journal& journal, const std::string& id) {
  std::error_code ignored;
  const auto file = guard_file(journal, id);
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  const auto written = base::Json::parse(base::read_file(file), nullptr, false);
  if (!written.is_object()) return std::nullopt;
  const auto found = process_of(written);
  return lives(found) ? std::optional(found.pid) : std::nullopt;
}

bool guard_was_started(const journal::Journal& journal, const std::string& id) {
  std::error_code ignored;
  return std::filesystem::exists(guard_file(journal, id), ignored);
}

namespace {

// Whom it watches, over time: a resumed run has another process.
class Owner {
 public:
  // Whether there is somebody to miss, and he is missing.
  bool is_gone(const Record& record, const RunStanding& run) {
    if (run.over || run.paused) return false;
    if (!record.owner_given && !record.run.empty() && run.process) return !lives(*run.process);
    if (!record.owner_given && !record.run.empty() && run.pid != 0) return !is_alive(record, run.pid);
    return record.owner && !lives(*record.owner);
  }

 private:
  // The journal of an earlier version has only the number; who had it when we first looked is taken for the run.
  bool is_alive(const Record& record, int pid) {
    if (!of_run_ || of_run_->pid != pid)
      of_run_ = record.owner && record.owner->pid == pid ? record.owner : process(pid);
    return of_run_ && lives(*of_run_);
  }

  std::optional<Process> of_run_;
};

using Connect = std::function<pg::Session(const std::string& database)>;

// A session on the server, where the database of that name is not there any more; throws `error` where there is none.
static pg::Session elsewhere(const Connect& connect, const base::Error& error) {
  for (const auto* other : {"postgres", "template1"}) {
    try {
      return connect(other);
    } catch (const base::Error&) {  // the first failure says more
    }
  }
  throw error;
}

// What the maintenance's own database is called now; nothing where it is gone, or this is another server.
static std::optional<std::string> present_name(pg::Session& session, const Record& record) {
  const auto place = place_of(session);
  if (record.oid.empty() || record.cluster.empty() || place.cluster != record.cluster) return std::nullopt;
  const auto found = session.query(
      "SELECT datname FROM pg_catalog.pg_database WHERE oid = $1::pg_catalog.oid AND datallowconn", {record.oid});
  return found.empty() ? std::nullopt : std::optional(found.text(0, "datname"));
}

// Where there is something to leave: the database of the name, which a restore may have put there, and the one of the
// oid, which may be called otherwise since.
static std::vector<pg::Session> places_to_leave(const Record& record, const Connect& connect) {
  std::vector<pg::Session> out;
  try {
    out.push_back(connect(""));
  } catch (const base::Error& error) {
    if (error.sqlstate() != "3D000") throw;
    auto other = elsewhere(connect, error);
    const auto followed = present_name(other, record);
    if (!followed) throw;
    out.push_back(connect(*followed));
    return out;
  }
  const auto followed = present_name(out.front(), record);
  if (followed && *followed != out.front().database()) out.push_back(connect(*followed));
  return out;
}

// Watches, and tries to leave as long as there is a reason to.
class DeadMan {
 public:
  DeadMan(const config::Config& config, journal::Journal& journal, base::Clock& clock, const std::stop_token& stop,
          const GuardOptions& options)
      : config_(config), journal_(journal), clock_(clock), stop_(stop), options_(options) {
    watch_.grace = config.maintenance.grace;
  }

  Guarded stand() {
    for (;;) {
      const auto record = find(journal_.read({.kind = "maintenance."}), options_.id);
      if (!record || record->left) return Guarded::left_by_others;
      // Anew before each try: somebody may have given it more time, or another owner.
      const auto cause = reason(*record);
      if (!cause) {
        trying_until_.reset();
        last_.clear();
      } else {
        if (!trying_until_) trying_until_ = clock_.now() + options_.give_up;
        if (const auto end = try_to_leave(*record, *cause)) return *end;
        if (trying_until_ && clock_.now() >= *trying_until_) return give_up();
      }
      if (!clock_.sleep(trying_until_ ? 5s : options_.look_every, stop_)) return Guarded::stopped;
    }
  }

 private:
  std::optional<Cause> reason(const Record& record) {
    const auto run =
        record.run.empty() ? RunStanding{} : standing_of_run(journal_.read({.run = record.run, .kind = "run."}));
    watch_.until = record.until;
    watch_.run_passed = run.passed;
    if (!owner_.is_gone(record, run))
      watch_.gone_since.reset();
    else if (!watch_.gone_since)
      watch_.gone_since = clock_.now();
    return reason_to_leave(watch_, clock_.now());
  }

  Left leave_one(pg::Session& session, Cause cause, bool first) {
    const auto still_due = [&](const Record& record) { return !first || reason(record).has_value(); };
    return leave({.session = session, .config = config_, .journal = journal_, .clock = clock_, .stop = stop_},
                 {.cause = cause, .id = options_.id, .command = first, .still_due = still_due});
  }

  // Nothing where it has to be tried again, or watched: the database may be down just now, and that is no reason to
  // give up.
  std::optional<Guarded> try_to_leave(const Record& record, Cause cause) {
    try {
      auto sessions = places_to_leave(record, options_.connect);
      std::optional<Guarded> end;
      for (auto& session : sessions) {
        const auto left = leave_one(session, cause, !end);
        if (left.put_off) break;
        if (!end || left.record) end = left.record ? Guarded::left : Guarded::left_by_others;
      }
      if (end) return end;
      trying_until_.reset();
    } catch (const base::Error& error) {
      if (stop_.stop_requested()) return Guarded::stopped;
      if (error.message() != last_)
        fmt::print(stderr, "{}: {}", base::format_instant(clock_.now()), base::printable(base::render(error)));
      last_ = error.message();
    }
    return std::nullopt;
  }

  Guarded give_up() {
    const auto record = find(journal_.read({.kind = "maintenance."}), options_.id);
    journal_.append(
        journal::event(journal::MaintenanceChanged{.id = options_.id,
                                                   .what = "guard",
                                                   .state = "failed",
                                                   .error = fmt::format("the dead-man gave up: {}", last_)},
                       record ? database_of(*record) : pg::Identity{}));
    return Guarded::gave_up;
  }

  const config::Config& config_;
  journal::Journal& journal_;
  base::Clock& clock_;
  const std::stop_token& stop_;
  const GuardOptions& options_;
  Owner owner_;
  Watch watch_;
  std::optional<base::Instant> trying_until_;  // give_up after the first try
  std::string last_;                           // error
};

}  // namespace

Guarded guard(const config::Config& config, journal::Journal& journal, base::Clock& clock,
              const std::stop_token& stop, const GuardOptions& options) {
  ::prctl(PR_SET_NAME, "lk-dead-man");  // base/process.cpp spares it
  if (!find(journal.read({.kind = "maintenance."}), options.id)) {
    throw base::Error{base::Code::usage, fmt::format("the journal knows no maintenance {}", options.id),
                      "See 'lockkeeper maintenance status' for its id."};
  }
  base::write_file(guard_file(journal, options.id), to_json(process(::getpid()).value()).dump());
  return DeadMan(config, journal, clock, stop, options).stand();
}

}  // namespace maintenance
