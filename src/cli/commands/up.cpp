// Applies the pending migrations.
#include "apply/up.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "check/requirements.h"
#include "cli/applying.h"
#include "cli/command.h"
#include "cli/judgement.h"
#include "cli/review_settings.h"
#include "journal/events/migration_despite.h"
#include "pg/catalog.h"

namespace cli {

namespace {

struct UpOptions {
  plan::UpRequest request;
  bool dry_run = false;
  bool no_analyze = false;
  std::vector<std::string> despite;  // migrations that are applied although they are known to fail
  LockOptions lock;
};

}  // namespace

using Migrations = std::vector<const migration::Migration*>;

static std::string database_name(Context& context) {
  return context.connect().database();
}

// What the environment requires, before anything is asked or done.
static void refuse_unmet(Context& context, const Migrations& migrations) {
  if (!context.environment()) return;
  std::vector<check::Requirement> wanted;
  for (const auto& text : context.config().environments.at(*context.environment()).require)
    wanted.push_back(check::read_requirement(text));
  if (wanted.empty() || migrations.empty()) return;
  auto session = context.connect();
  auto events = context.journal().read({.kind = "backup."});
  for (auto& event : context.journal().read({.kind = "check.finished"})) events.push_back(std::move(event));
  auto missing = check::unmet(wanted, events, session.database(), base::system_clock().now());
  const bool review =
      std::ranges::any_of(wanted, [](const auto& each) { return each.kind == check::Requirement::Kind::review; });
  if (review) {
    const auto wishes = review_wishes(context);
    const auto worst = findings::severity_named(wishes.fail_on).value_or(findings::Severity::error);
    const auto found = review::review(migrations, pg::load_catalog(session), wishes.settings);
    const auto bad = std::ranges::count_if(found, [&](const auto& each) { return each.severity >= worst; });
    if (bad > 0)
      missing.push_back({fmt::format("the rules find {} of severity {} or worse in the pending migrations",
                                     base::count_of(bad, "finding"), findings::name(worst)),
                         "See them with 'lockkeeper validate' and 'lockkeeper lint'."});
  }
  if (missing.empty()) return;
  base::Error error{base::Code::check_failed,
                    fmt::format("the environment {} requires more before {} is changed: {}", *context.environment(),
                                session.database(), missing.front().what),
                    missing.front().todo};
  for (std::size_t at = 1; at < missing.size(); ++at) error.with("also", missing[at].what + ". " + missing[at].todo);
  throw error;
}

// Who takes a known failure upon themselves says of which migration, and that stays on record.
static void record_despite(Context& context, const apply::Run& running, const migration::Migration& migration,
                           const std::vector<migration::Finding>& findings) {
  journal::MigrationDespite despite{.version = migration.version, .name = migration.name};
  for (const auto& finding : findings) {
    despite.findings.push_back(
        {.rule = finding.rule, .file = finding.place.file, .line = finding.place.line, .message = finding.message});
    context.progress(fmt::format("  {} is applied although: {}\n", migration.name, finding.message));
  }
  running.journal->append(apply::event(running, despite));
}

// What is known to fail is refused before anything begins: of ten migrations, none is applied then, and not four.
static void refuse_what_will_fail(Context& context, const apply::Run& running, const migration::Folder& folder,
                                  const Migrations& chosen, const UpOptions& options) {
  auto session = context.connect();
  const auto all = judge(context, folder, ground_of(session, context.config().history_schema, folder));
  auto blocking = in_the_way(all, folder, chosen);
  for (const auto& name : options.despite) {
    const auto& migration = migration::find(folder, name);
    std::vector<migration::Finding> taken;
    std::erase_if(blocking, [&](const migration::Finding& finding) {
      const bool of_its_undo = migration.down && finding.place.file == migration.down->shown;
      const bool meant = of_its_undo || (finding.place.file == migration.up.shown && may_be_overridden(finding));
      if (meant) taken.push_back(finding);
      return meant;
    });
    if (!taken.empty()) record_despite(context, apply::on_database(running, session), migration, taken);
  }
  refuse_known(blocking, all);
}

static bool has_errors(const migration::Folder& folder) {
  return std::ranges::any_of(
      folder.findings, [](const auto& finding) { return finding.severity == migration::Finding::Severity::error; });
}

static bool agreed_up(Context& context, const Migrations& migrations) {
  refuse_unmet(context, migrations);
  context.progress(fmt::format("{} to apply:\n", base::count_of(std::ssize(migrations), "migration")));
  for (const auto* migration : migrations) {
    const auto& about = migration->header.description;
    context.progress(fmt::format("  {}{}\n", migration->name, about.empty() ? "" : "  " + base::shorten(about, 60)));
  }
  if (context.common().yes) return true;
  const auto database = database_name(context);
  return context.confirm(fmt::format("Apply {} to {}?", migrations.size() == 1 ? "it" : "them", database), database);
}

static base::Json to_json(const std::vector<std::pair<std::string, std::string>>& not_done) {
  base::Json json = base::Json::array();
  for (const auto& [table, why] : not_done) json.push_back({{"table", table}, {"why", why}});
  return json;
}

static int carry_out_up(Context& context, const UpOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  auto running = run_for(context, options.lock);
  if (options.no_analyze) running.analyze = false;
  const auto folder = context.folder();
  context.progress(not_taken(folder));
  if (has_errors(folder)) refuse_what_will_fail(context, running, folder, {}, options);
  const auto result =
      apply::up(running, folder, {.request = options.request, .confirm = [&](const Migrations& migrations) {
                                    refuse_what_will_fail(context, running, folder, migrations, options);
                                    return agreed_up(context, migrations);
                                  }});
  if (result.declined) throw base::Error{base::Code::stopped, "nothing was applied, as you said"};
  const auto took = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  context.say(result.applied.empty()
                  ? (folder.migrations.empty() ? fmt::format("nothing to apply: there is no migration in {}\n",
                                                             folder.path.filename().string())
                                               : "nothing to apply\n")
                  : fmt::format("{} applied in {}\n", base::count_of(std::ssize(result.applied), "migration"),
                                base::format_span(took)));
  if (!result.by_others.empty()) {
    context.say(fmt::format("{} applied by another run in the meantime\n",
                            base::count_of(std::ssize(result.by_others), "migration")));
  }
  if (!result.held.empty()) {
    context.say(fmt::format(
        "{} until {} released: {}. Release with 'lockkeeper up --through {}' once no running code "
        "needs what goes\n",
        base::count_of(std::ssize(result.held), "contraction waits", "contractions wait"),
        result.held.size() == 1 ? "it is" : "they are", fmt::join(result.held, ", "), result.held.back()));
  }
  context.answer({{"applied", result.applied},
                  {"waiting_for_release", result.held},
                  {"applied_by_others", result.by_others},
                  {"analyzed", result.analyzed.tables},
                  {"not_analyzed", to_json(result.analyzed.not_done)},
                  {"run", running.id},
                  {"duration_ms", took.count()}});
  return Exit::done;
}

static int run_up(Context& context, const UpOptions& options) {
  if (!options.dry_run) return carry_out_up(context, options);
  const auto running = run_for(context, options.lock);
  const auto folder = context.folder();
  context.progress(not_taken(folder));
  {
    auto session = context.connect();
    const auto chosen = has_errors(folder) ? Migrations{} : apply::pending(session, running, folder, options.request);
    if (has_errors(folder) || !chosen.empty()) refuse_what_will_fail(context, running, folder, chosen, options);
  }
  return report_tried(context, apply::dry_run(running, folder, options.request), "applied");
}

extern const Command up{
    .summary = "apply the pending migrations", .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<UpOptions>();
      app.add_option("--target", options->request.target, "the last one to apply")->type_name("NAME");
      app.add_option("--through", options->request.through, "as --target, and contractions up to it are released")
          ->type_name("NAME");
      app.add_option("--steps", options->request.steps, "apply at most so many")->type_name("N");
      app.add_flag("--allow-out-of-order", options->request.allow_out_of_order,
                   "also those that come before applied ones");
      app.add_option("--despite", options->despite, "apply this one although it is known to fail; is recorded")
          ->type_name("NAME")
          ->allow_extra_args(false);
      app.add_flag("--dry-run", options->dry_run, "run them in a transaction that is rolled back");
      app.add_flag("--no-analyze", options->no_analyze, "leave stale statistics to autovacuum");
      declare_lock_options(app, options->lock, true);
      return [options](Context& context) { return run_up(context, *options); };
    }};

}  // namespace cli
