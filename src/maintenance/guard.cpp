#include "maintenance/guard.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"

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

namespace {

// Whom it watches, over time: a resumed run has another process.
class Owner {
 public:
  // Whether there is somebody to miss, and he is missing.
  bool is_gone(const Record& record, const RunStanding& run) {
    if (run.over || run.paused) return false;
    if (!record.owner_given && !record.run.empty() && run.pid != 0) return !is_alive(record, run.pid);
    return record.owner && !lives(*record.owner);
  }

 private:
  // The journal has only the number; who had it when we first looked is taken for the run.
  bool is_alive(const Record& record, int pid) {
    if (!of_run_ || of_run_->pid != pid)
      of_run_ = record.owner && record.owner->pid == pid ? record.owner : process(pid);
    return of_run_ && lives(*of_run_);
  }

  std::optional<Process> of_run_;
};

}  // namespace

// Leaves, again and again: the database may be down just now, and that is no reason to give up.
static Guarded leave_in_the_end(const config::Config& config, journal::Journal& journal, base::Clock& clock,
                                const std::stop_token& stop, const GuardOptions& options, Cause cause) {
  const auto until = clock.now() + options.give_up;
  std::string last;
  for (;;) {
    try {
      auto session = options.connect();
      const auto left =
          leave({.session = session, .config = config, .journal = journal, .clock = clock, .stop = stop},
                {.cause = cause, .id = options.id});
      return left.record ? Guarded::left : Guarded::left_by_others;
    } catch (const base::Error& error) {
      if (stop.stop_requested()) return Guarded::stopped;
      if (error.message() != last)
        fmt::print(stderr, "{}: {}", base::format_instant(clock.now()), base::render(error));
      last = error.message();
    }
    if (clock.now() >= until || !clock.sleep(5s, stop)) break;
  }
  if (stop.stop_requested()) return Guarded::stopped;
  journal.append({.kind = "maintenance.changed",
                  .data = {{"id", options.id},
                           {"what", "guard"},
                           {"state", "failed"},
                           {"error", fmt::format("the dead-man gave up: {}", last)}}});
  return Guarded::gave_up;
}

Guarded guard(const config::Config& config, journal::Journal& journal, base::Clock& clock,
              const std::stop_token& stop, const GuardOptions& options) {
  ::prctl(PR_SET_NAME, "lk-dead-man");  // base/process.cpp spares it
  const auto first = find(journal.read({.kind = "maintenance."}), options.id);
  if (!first) {
    throw base::Error{base::Code::usage, fmt::format("the journal knows no maintenance {}", options.id),
                      "See 'lockkeeper maintenance status' for its id."};
  }
  base::write_file(guard_file(journal, options.id), to_json(process(::getpid()).value()).dump());
  Owner owner;
  Watch watch{.grace = config.maintenance.grace};
  for (;;) {
    const auto record = find(journal.read({.kind = "maintenance."}), options.id);
    if (!record || record->left) return Guarded::left_by_others;
    const auto run =
        record->run.empty() ? RunStanding{} : standing_of_run(journal.read({.run = record->run, .kind = "run."}));
    watch.until = record->until;
    watch.run_passed = run.passed;
    if (!owner.is_gone(*record, run))
      watch.gone_since.reset();
    else if (!watch.gone_since)
      watch.gone_since = clock.now();
    if (const auto cause = reason_to_leave(watch, clock.now()))
      return leave_in_the_end(config, journal, clock, stop, options, *cause);
    if (!clock.sleep(options.look_every, stop)) return Guarded::stopped;
  }
}

}  // namespace maintenance
