#include "app/checks.h"

#include "base/error.h"
#include "check/baseline.h"

namespace app {

pg::Session session_for_checks(Project& project) {
  auto options = project.connection();
  const auto& timeouts = project.config().timeouts;
  options.settings = {{"lock_timeout", std::to_string(timeouts.lock.count())},
                      {"statement_timeout", std::to_string(timeouts.statement.count())}};
  options.stop = project.stop();
  return pg::Session(options);
}

Checked check_suite(Project& project, std::string_view suite) {
  try {
    auto session = session_for_checks(project);
    return {.results = check::run_suite(
                suite, {.session = session, .config = project.config(), .journal = project.journal()})};
  } catch (const base::Error& error) {
    if (error.code() != base::Code::connection) throw;
    Checked out{.results = {{"server", check::Verdict::fail, error.message(), error.hint()}}, .reached = false};
    check::record(project.journal(), suite, project.connection().expected.value_or(pg::Identity{}), out.results);
    return out;
  }
}

KeptBaseline keep_baseline(Project& project) {
  auto session = project.connect();
  const check::Surroundings here{.session = session, .config = project.config(), .journal = project.journal()};
  KeptBaseline out{.result = check::keep_baseline(here), .baseline = nullptr};
  if (out.result.verdict == check::Verdict::pass) out.baseline = check::baseline_here(here);
  return out;
}

check::Watched watch(Project& project, const WatchRequest& request) {
  return check::watch({.suite = request.suite,
                       .schedule = request.schedule,
                       .from = request.from,
                       .connect = [&] { return session_for_checks(project); },
                       .on_round = request.on_round},
                      project.config(), project.journal(), base::system_clock(), project.stop());
}

}  // namespace app
