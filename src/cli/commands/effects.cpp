// What files of SQL do to the schema at hand, whatever folder or history they belong to.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/files.h"
#include "cli/command.h"
#include "cli/consequences.h"
#include "cli/measured_rates.h"
#include "migration/undo.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"
#include "plan/hold.h"
#include "plan/plan.h"

namespace cli {

namespace {

struct Options {
  std::vector<std::filesystem::path> files;
  std::optional<std::filesystem::path> snapshot;
};

}  // namespace

static migration::Migration as_migration(const std::filesystem::path& file) {
  migration::Migration out{.version = file.stem().string(), .name = file.stem().string()};
  out.up = {.file = file, .shown = file.string(), .text = base::read_file(file)};
  sql::check_text(out.up.text, out.up.shown);
  out.header = migration::read_header(out.up.text);
  if (const auto undo = migration::undo_of(file))
    out.down = migration::Script{.file = *undo, .shown = undo->string(), .text = base::read_file(*undo)};
  return out;
}

// An application's statement waits behind an access exclusive lock on an index as well: the planner locks every index
// of a table that it reads.
static impact::LockMode felt(const impact::RelationEffect& relation, const plan::MigrationPlan& one) {
  auto mode = relation.lock;
  for (const auto& other : one.relations) {
    if (other.index_of == relation.relation && other.lock == impact::LockMode::access_exclusive) mode = other.lock;
  }
  return mode;
}

// Fields as docs/locks.md and the contract of `effects --json` have them, beside those of `plan --json`.
static base::Json to_json(const plan::MigrationPlan& one, base::Json planned) {
  base::Json out;
  out["file"] = one.migration->up.shown;
  out["transactional"] = one.transactional;
  out["data_loss"] = !one.data_loss.empty() || !one.overwrites.empty();
  out["fails"] = false;
  out["unknown"] = one.unknown;
  std::set<std::string> rebuilt;
  for (const auto& statement : one.statements) {
    if (statement.effects.fails) out["fails"] = true;
    for (const auto& index : statement.effects.indexes_rebuilt) rebuilt.insert(index.text());
  }
  out["indexes_rebuilt"] = rebuilt;
  out["relations"] = base::Json::array();
  for (const auto& effect : one.relations) {
    base::Json relation{{"relation", effect.relation.text()}, {"lock_mode", impact::pg_name(effect.lock)}};
    relation["rewrite"] = effect.rewrite;
    relation["scan"] = effect.scan;
    relation["blocks_reads"] = impact::blocks_reads(felt(effect, one));
    relation["blocks_writes"] = impact::blocks_writes(felt(effect, one));
    relation["cannot_meanwhile"] =
        cannot_meanwhile(impact::blocks_reads(felt(effect, one)), impact::blocks_writes(felt(effect, one)));
    const auto span = plan::held(one, effect.relation, true);
    if (span) relation["held_ms"] = {{"low", span->low.count()}, {"high", span->high.count()}};
    if (effect.index_of) relation["index_of"] = effect.index_of->text();
    relation["why"] = effect.why;
    out["relations"].push_back(std::move(relation));
  }
  // A table that is not locked itself but cannot be read: one of its indexes is.
  for (const auto& effect : one.relations) {
    if (!effect.index_of || effect.lock != impact::LockMode::access_exclusive) continue;
    const auto table = effect.index_of->text();
    const auto listed = [&](const base::Json& relation) { return relation["relation"] == table; };
    if (std::any_of(out["relations"].begin(), out["relations"].end(), listed)) continue;
    out["relations"].push_back({{"relation", table},
                                {"lock_mode", ""},
                                {"rewrite", false},
                                {"scan", false},
                                {"blocks_reads", true},
                                {"blocks_writes", true},
                                {"cannot_meanwhile", cannot_meanwhile(true, true)},
                                {"why", "through its index " + effect.relation.text()}});
  }
  for (auto& [key, value] : planned.items()) {
    if (!out.contains(key)) out[key] = std::move(value);
  }
  return out;
}

static int show(Context& context, const Options& options) {
  std::vector<migration::Migration> files;
  for (const auto& file : options.files) files.push_back(as_migration(file));
  std::vector<const migration::Migration*> pointers;
  for (const auto& file : files) {
    sql::parse(file.up.text, file.up.shown);  // what does not parse is an error here, with its place
    pointers.push_back(&file);
  }
  std::optional<rates::Measured> measured;
  const auto catalog = [&] {
    if (options.snapshot) return pg::read_snapshot(*options.snapshot);
    auto session = context.connect();
    measured = measured_rates(context, session);
    return pg::load_catalog(session);
  }();
  auto result = plan::build_plan(pointers, catalog, measured ? rates::to_rates(*measured) : impact::Rates{});
  result.speeds = rates::source(measured);
  context.say(plan::to_text(result, context.common().verbose));
  auto planned = plan::to_json(result);
  base::Json answers = base::Json::array();
  auto present = catalog;
  for (std::size_t at = 0; at < result.migrations.size(); ++at) {
    const auto more = consequences_of(result.migrations[at], present);
    auto answer = to_json(result.migrations[at], std::move(planned["migrations"][at]));
    answer.update(to_json(more));
    answers.push_back(std::move(answer));
    if (const auto text = to_text(more); !text.empty())
      context.say(fmt::format("\n{}\n{}", result.migrations[at].migration->up.shown, text));
  }
  if (answers.size() == 1) {
    context.answer(answers[0]);
  } else {
    context.answer({{"files", std::move(answers)}});
  }
  return Exit::done;
}

extern const Command effects{
    .summary = "what files of SQL do to a schema: locks, rewrites, scans, losses, time",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<Options>();
      app.add_option("FILE", options->files, "files of SQL, in the order they would run")->required();
      app.add_option("--snapshot", options->snapshot, "judge against this snapshot instead of the database")
          ->type_name("FILE");
      return [options](Context& context) { return show(context, *options); };
    }};

}  // namespace cli
