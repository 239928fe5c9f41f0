// Entering: gather and record, then change, in an order that another process can undo from any point.
#include <algorithm>

#include <fmt/format.h>

#include "journal/events/maintenance_entered.h"
#include "journal/events/maintenance_extended.h"
#include "journal/events/maintenance_on.h"
#include "journal/typed.h"
#include "maintenance/lock.h"
#include "maintenance/maintenance.h"
#include "maintenance/saved.h"
#include "maintenance/server.h"
#include "maintenance/steps.h"

namespace maintenance {

using base::Code;
using base::Error;

static std::optional<Process> owner_of(const Surroundings& surroundings, const EnterOptions& options) {
  if (options.owner_pid) {
    auto found = process(*options.owner_pid);
    if (!found)
      throw Error{Code::usage, fmt::format("there is no process {}", *options.owner_pid),
                  "Give the number of a process that lives as long as maintenance shall, or leave --owner out."};
    return found;
  }
  const auto& run = surroundings.journal.context().run;
  if (run.empty()) return std::nullopt;
  const auto standing = standing_of_run(surroundings.journal.read({.run = run, .kind = "run."}));
  if (!standing.process) return process(standing.pid);
  return lives(*standing.process) ? standing.process : std::nullopt;
}

static bool has_something_to_watch(const EnterOptions& options, const Record* standing, const std::string& run) {
  if (options.span || options.owner_pid || !run.empty()) return true;
  return standing && (standing->until || standing->owner || !standing->run.empty());
}

static void refuse_idle_dead_man(const EnterOptions& options, const Record* standing, const std::string& run,
                                 base::Instant now) {
  if (!options.dead_man) return;
  if (!has_something_to_watch(options, standing, run)) {
    throw Error{Code::usage, "a dead-man without a time, an owner or a run would watch nothing",
                "Add --for 2h, or --owner PID."};
  }
  if (!options.span && standing && standing->until && *standing->until <= now) {
    throw Error{Code::usage,
                fmt::format("its time was over at {}, and a dead-man would leave at once",
                            base::format_for_people(*standing->until)),
                "Add --for 2h to give it more time, or leave with 'lockkeeper maintenance leave'."};
  }
}

static std::optional<journal::MaintenanceOwner> recorded(const std::optional<Process>& owner,
                                                         const EnterOptions& options) {
  if (!owner) return std::nullopt;
  return maintenance::recorded(*owner, options.owner_pid.has_value());
}

// Nothing where nothing new is asked for.
static std::optional<Record> extended(const Surroundings& surroundings, const Record& record,
                                      const EnterOptions& options) {
  const auto& run = surroundings.journal.context().run;
  const bool another_run = options.dead_man && !run.empty() && run != record.run;
  if (!options.span && !options.owner_pid && !another_run) return std::nullopt;
  journal::MaintenanceExtended more{.id = record.id, .reason = options.reason};
  if (options.span) {
    more.until = surroundings.clock.now() + *options.span;
    more.was = record.until;
  }
  more.owner = recorded(owner_of(surroundings, options), options);
  surroundings.journal.append(journal::event(more, database_of(record)));
  return find(surroundings.journal.read({.kind = "maintenance."}), record.id);
}

static State gather_after(const Surroundings& surroundings, const State& before, Fence fence,
                          const std::vector<std::string>& roles) {
  refuse_what_cannot_hold(surroundings.session, fence, roles);
  return fenced(
      before, fence,
      fence == Fence::revoke_connect ? leaning_on_public(surroundings.session, roles) : std::vector<std::string>{});
}

// Somebody else's, or one whose journal is lost: as the state before it would come back when this one is left.
static void refuse_standing_fence(const State& before, const State& after, Fence fence, const std::string& database) {
  if (fence == Fence::none || !statements(before, after, database).empty()) return;
  throw Error{Code::configuration,
              fmt::format("the fence {} stands already, and this journal knows of none", name(fence)),
              "Find who put it up (another journal: --journal), or take it down by hand first."};
}

static std::vector<journal::SavedOutput> recorded(const std::vector<Saved>& saved) {
  std::vector<journal::SavedOutput> out;
  for (const auto& one : saved) out.push_back({.command = one.command, .file = one.file, .sha256 = one.sha256});
  return out;
}

// Maintenance that keeps nobody out would be believed, by people and by `prove`.
static void refuse_nothing_declared(const config::Maintenance& declared, Fence fence) {
  if (fence != Fence::none || !declared.enter.empty()) return;
  throw Error{
      Code::configuration, "nothing that keeps the application out is declared, so nothing was changed",
      "In [maintenance] of lockkeeper.toml write fence = \"read_only\" with application_roles = [\"web\"], or "
      "fence = \"connection_limit\", or the command that stops the application as enter; see 'lockkeeper help "
      "maintenance enter'."};
}

// Everything it takes to leave is on disk when this returns, and nothing has been changed.
static Record begin(const Surroundings& surroundings, const EnterOptions& options) {
  const auto& declared = surroundings.config.maintenance;
  const auto fence = fence_of(declared.fence);
  refuse_nothing_declared(declared, fence);
  const auto before = look(surroundings.session, declared.application_roles);
  const auto after = gather_after(surroundings, before, fence, declared.application_roles);
  refuse_standing_fence(before, after, fence, surroundings.session.database());
  const auto owner = owner_of(surroundings, options);
  const auto place = place_of(surroundings.session);
  const auto now = surroundings.clock.now();
  const auto id = journal::new_run_id(now);
  const auto saved = save_state(surroundings, id);
  const journal::MaintenanceEntered data{
      .id = id,
      .database = place.database,
      .server = place.server,
      .oid = place.oid,
      .fence = std::string(name(fence)),
      .roles = declared.application_roles,
      .reason = options.reason,
      .until = options.span ? std::optional<base::Instant>(now + *options.span) : std::nullopt,
      .owner = recorded(owner, options),
      .commands = {.enter = !declared.enter.empty(), .leave = !declared.leave.empty()},
      .saved = recorded(saved),
      .before = to_json(before),
      .after = to_json(after),
      .cluster = place.cluster};
  const auto event = surroundings.journal.append(
      journal::event(data, {.cluster = place.cluster, .oid = place.oid, .database = place.database}));
  return *find({event}, id);
}

static void put_up_fence(const Surroundings& surroundings, Record& record) {
  if (record.fence == Fence::none) return;
  surroundings.progress(fmt::format("fence: {}", name(record.fence)));
  step(surroundings, record, "fence", [&]() -> journal::MaintenanceChanged {
    make_true(surroundings.session, record.after,
              record.fence == Fence::revoke_connect ? record.roles : std::vector<std::string>{});
    // After the commit: a session that begins later has read the fence.
    record.fenced_at =
        surroundings.session.query("SELECT extract(epoch FROM clock_timestamp())::text AS at").text(0, "at");
    return {.at = record.fenced_at, .statements = statements(record.before, record.after, record.database)};
  });
}

static std::vector<std::string> shown(const std::vector<Session>& sessions) {
  std::vector<std::string> out;
  for (const auto& one : sessions) out.push_back(describe(one));
  return out;
}

static Drained empty_of_sessions(const Surroundings& surroundings, const Record& record,
                                 const EnterOptions& options) {
  if (record.roles.empty() && record.fence == Fence::none) return {};  // whom to wait for was not said
  surroundings.progress("waiting for the application's sessions");
  auto drained = drain(surroundings.session,
                       {.roles = record.roles,
                        .fenced_at = record.fenced_at,
                        .patience = options.drain.value_or(surroundings.config.maintenance.drain),
                        .terminate = options.terminate},
                       surroundings.clock, surroundings.stop);
  if (!drained.terminated.empty())
    note(surroundings, record, {.what = "drain", .state = "done", .terminated = shown(drained.terminated)});
  return drained;
}

Entered enter(const Surroundings& surroundings, const EnterOptions& options) {
  const Lock lock(surroundings);
  auto standing = newest_here(surroundings);
  const bool open = standing && !standing->left;
  refuse_idle_dead_man(options, open ? &*standing : nullptr, surroundings.journal.context().run,
                       surroundings.clock.now());
  auto more = open ? extended(surroundings, *standing, options) : std::nullopt;
  if (more) standing = more;
  Entered out{.record = open ? *standing : begin(surroundings, options),
              .already = open && standing->on,
              .extended = more.has_value()};
  auto& record = out.record;
  if (!out.already) {
    if (open) surroundings.progress(fmt::format("going on with {}, which was cut short", record.id));
    if (record.has_enter && !record.enter_done)
      run_declared(surroundings, record, "enter", surroundings.config.maintenance.enter);
    if (record.fenced_at.empty()) put_up_fence(surroundings, record);
  }
  out.drained = empty_of_sessions(surroundings, record, options);
  if (!out.already) {
    surroundings.journal.append(journal::event(journal::MaintenanceOn{.id = record.id,
                                                                      .drained = out.drained.left_over.empty(),
                                                                      .left_over = shown(out.drained.left_over),
                                                                      .terminated = shown(out.drained.terminated)},
                                               database_of(record)));
    record.on = true;
  }
  return out;
}

}  // namespace maintenance
