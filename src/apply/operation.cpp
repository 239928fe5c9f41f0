#include "apply/operation.h"

#include <algorithm>
#include <chrono>
#include <random>

#include <fmt/format.h>

#include "apply/failure.h"
#include "base/error.h"
#include "base/text.h"
#include "pg/pooler.h"

namespace apply {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

static long long backend_of(pg::Session& session) {
  return session.query("SELECT pg_catalog.pg_backend_pid() AS pid").integer(0, "pid");
}

// The tool whose lock is taken as well.
static const History* other_tool(pg::Session& control, const Operation::Options& options) {
  if (!options.folder) return nullptr;
  if (const auto there = find_other(control, *options.folder)) return there->tool;
  const auto* meant = other_meant(*options.folder);
  return meant ? meant->item : nullptr;
}

Operation::Seen Operation::look(pg::Session& control, const Options& options) {
  pg::refuse_shared_backends(control);
  return {.backend = backend_of(control),
          .pooled = control.through_pooler(),
          .lease = {.other = other_tool(control, options), .row = !options.leave_no_trace}};
}

Operation::Operation(const Run& of, pg::Session control, const Options& options)
    : Operation(of, control, options, look(control, options)) {}

Operation::Operation(const Run& of, pg::Session& control, const Options& options, const Seen& seen)
    : run(of),
      on_stop(of.stop, [this] { halt.request_stop(); }),
      lease(of, std::move(control), halt, seen.lease),
      work(of, halt.get_token(), seen.pooled),
      records(of, lease.token()) {
  refuse_shared_backend(seen.backend, backend_of(session()));
  end_leftovers(run, session());
  if (options.folder && !options.leave_no_trace) other = make_other(session(), *options.folder);
}

std::vector<Attempt> Operation::load(const migration::Folder& folder) {
  auto attempts = load_attempts(session(), run.schema, &folder);
  std::vector<pg::Request> requests;
  for (const auto& attempt : attempts) {
    if (attempt.undone_by.empty()) continue;
    requests.push_back(records.rolled_back(attempt.applied.sequence));
    requests.push_back(records.audit("migration.undone", attempt.applied.version,
                                     {{"name", attempt.applied.name}, {"by", attempt.undone_by}}));
  }
  if (!requests.empty()) record(std::move(requests));
  return attempts;
}

base::Milliseconds pause_before(int attempt, double random) {
  const auto whole = std::min<base::Milliseconds>(10s, base::Milliseconds(250LL << std::min(attempt - 1, 10)));
  return base::Milliseconds(static_cast<long long>(static_cast<double>(whole.count()) * (0.5 + random / 2)));
}

Error Operation::meaning(const Error& error) const {
  if (error.code() == Code::stopped && lease.is_lost()) return lease.loss();
  if (fenced_off(error)) {
    return {Code::lease_lost, "the migration lease was taken over by somebody else, so nothing more may be committed",
            "See who migrates now with 'lockkeeper status', then run the same command again."};
  }
  return error;
}

void Operation::check() {
  lease.check();
  if (halt.stop_requested()) throw Error{Code::stopped, "stopped"};
}

static void roll_back(pg::Session& session) {
  const auto state = session.transaction_state();
  if (state != pg::TransactionState::in_transaction && state != pg::TransactionState::failed) return;
  const pg::Uninterrupted whole(session);
  session.execute("ROLLBACK");
}

std::optional<pg::BatchFailure> Operation::run_batch(std::span<const pg::Request> requests,
                                                     std::vector<pg::Result>* results) {
  std::optional<pg::BatchFailure> failure;
  {
    const Lease::Watch watch(lease, session().backend_pid());
    auto got = session().batch(requests, failure);
    if (results) *results = std::move(got);
  }
  if (!failure) return std::nullopt;
  const auto code = failure->error.code();
  if (code != Code::connection) roll_back(session());
  if (code == Code::stopped || code == Code::connection || fenced_off(failure->error)) throw meaning(failure->error);
  return failure;
}

static std::string in_the_way(const std::vector<Blocker>& blockers) {
  std::string text;
  for (const auto& blocker : blockers) text += fmt::format("{}{}", text.empty() ? "" : "\n", blocker.described());
  return text;
}

std::optional<pg::BatchFailure> Operation::run_batch_with_lock_retry(std::span<const pg::Request> requests,
                                                                     const std::string& name,
                                                                     std::vector<pg::Result>* results) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  const auto until = std::chrono::steady_clock::now() + run.lock_retry;
  std::string who;
  for (int attempt = 1;; ++attempt) {
    auto failure = run_batch(requests, results);
    if (!failure || !lost_to_a_lock(failure->error)) return failure;
    if (auto seen = in_the_way(lease.blockers()); !seen.empty()) who = std::move(seen);
    const auto pause = pause_before(attempt, std::uniform_real_distribution<>(0, 1)(random));
    if (std::chrono::steady_clock::now() + pause > until) {
      failure->error.with("in the way", who);
      failure->error.with("tries", fmt::format("{} within {}", attempt, base::format_span(run.lock_retry)));
      return failure;
    }
    note(run, fmt::format("{}: {}; rolled back, next try in {}{}{}", name, failure->error.message(),
                          base::format_span(pause),
                          who.empty() ? "" : "; in the way: ", base::replace_all(who, "\n", ", ")));
    if (!run.clock->sleep(pause, halt.get_token())) throw meaning(Error{Code::stopped, "stopped between two tries"});
    lease.check();
  }
}

std::vector<pg::Result> Operation::record(std::vector<pg::Request> requests) {
  // A script may have changed the role; the history belongs to the one that connected.
  requests.insert(
      requests.begin(),
      {{.sql = "BEGIN"}, {.sql = "SET LOCAL SESSION AUTHORIZATION DEFAULT"}, {.sql = "SET LOCAL ROLE NONE"}});
  requests.push_back({.sql = "COMMIT"});
  std::optional<pg::BatchFailure> failure;
  const pg::Uninterrupted whole(session());
  auto results = session().batch(requests, failure);
  if (!failure) return results;
  if (failure->error.code() != Code::connection) roll_back(session());
  throw meaning(failure->error);
}

}  // namespace apply
