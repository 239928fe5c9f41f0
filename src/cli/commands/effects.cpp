// What files of SQL do to the schema at hand, whatever folder or history they belong to.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/files.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/consequences.h"
#include "cli/measured_rates.h"
#include "cli/offline.h"
#include "migration/undo.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"
#include "plan/hold.h"
#include "plan/plan.h"
#include "sql/lenient.h"

namespace cli {

namespace {

struct EffectsOptions {
  std::vector<std::filesystem::path> files;
  std::optional<std::filesystem::path> snapshot;
  bool offline = false;
};

}  // namespace

// Line breaks stay, so that what is said of the rest has its place in the file.
static void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (auto at = begin; at < std::min(end, text.size()); ++at) {
    if (text[at] != '\n' && text[at] != '\r') text[at] = ' ';
  }
}

static std::size_t begin_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (int passed = 1; passed < line && at != std::string_view::npos; ++passed) {
    at = text.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  return at;
}

// A script for psql: its commands and the rows of a COPY are no SQL, and the statements around them are judged all
// the same. `left_out`: what is not.
static void take_out_psql(std::string& text, const std::string& shown, std::vector<std::string>& left_out) {
  for (int tries = 0; tries < 1000; ++tries) {
    int line = 0;
    try {
      sql::parse_leniently(text, shown);
      return;
    } catch (const base::Error& error) {
      if (error.code() != base::Code::sql_refused || !error.place()) return;
      line = error.place()->line;
    }
    const auto begin = begin_of_line(text, line);
    if (begin == std::string::npos) return;
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto words = base::trim(std::string_view(text).substr(begin, end - begin));
    if (words.starts_with('\\')) {
      left_out.push_back(fmt::format("line {}: {} is a command of psql, which is not followed", line, words));
      blank(text, begin, end);
      continue;
    }
    const auto rows = text.find('\n', std::min(text.find(';', begin), text.size()));
    if (!base::starts_with_ignoring_case(words, "copy") || rows == std::string::npos) return;
    const auto last = std::min(text.find("\n\\.", rows), text.size());
    blank(text, rows, std::min(last + 3, text.size()));
  }
}

static migration::Migration as_migration_effects(const std::filesystem::path& file) {
  // Every migration of Prisma is a migration.sql: its folder has the name.
  const auto parent = std::filesystem::absolute(file).parent_path().filename().string();
  const auto name = file.stem() == "migration" && !parent.empty() ? parent : file.stem().string();
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = file, .shown = file.string(), .text = base::read_file(file)};
  if (out.up.text.starts_with("\xEF\xBB\xBF")) out.up.text.erase(0, 3);
  sql::check_text(out.up.text, out.up.shown);
  out.header = migration::read_header(out.up.text);
  if (const auto undo = migration::undo_of(file))
    out.down = migration::Script{.file = *undo, .shown = undo->string(), .text = base::read_file(*undo)};
  return out;
}

static pg::RelationKind kind_of(const pg::Name& relation, const pg::Catalog& catalog) {
  const auto found = catalog.relations.find(relation);
  return found == catalog.relations.end() ? pg::RelationKind::table : found->second.kind;
}

// An application's statement waits behind an access exclusive lock on an index as well: the planner locks every index
// of a table that it reads. Not so those of a partitioned table, which have nothing to plan with.
static bool is_felt(const impact::RelationEffect& index, const pg::Catalog& catalog) {
  return index.index_of && index.lock == impact::LockMode::access_exclusive && !index.rolled_back &&
         kind_of(*index.index_of, catalog) != pg::RelationKind::partitioned_table;
}

static bool was_there(const impact::RelationEffect& index, const pg::Catalog& catalog) {
  const auto table = catalog.relations.find(*index.index_of);
  return table == catalog.relations.end() || table->second.index(index.relation.name);
}

static impact::LockMode felt(const impact::RelationEffect& relation, const plan::MigrationPlan& one,
                             const pg::Catalog& catalog) {
  auto mode = relation.lock;
  for (const auto& other : one.relations) {
    if (other.index_of == relation.relation && is_felt(other, catalog)) mode = other.lock;
  }
  return mode;
}

// Nobody writes a materialized view but REFRESH.
static bool writes_wait(impact::LockMode mode, pg::RelationKind kind) {
  return kind == pg::RelationKind::materialized_view ? impact::blocks_reads(mode) : impact::blocks_writes(mode);
}

// Fields as docs/locks.md and the contract of `effects --json` have them, beside those of `plan --json`.
static base::Json to_json_effects(const plan::MigrationPlan& one, base::Json planned, const pg::Catalog& catalog,
                                  const std::vector<std::string>& left_out) {
  base::Json out;
  out["file"] = one.migration->up.shown;
  out["transactional"] = one.transactional;
  out["data_loss"] = !one.data_loss.empty() || !one.overwrites.empty();
  out["fails"] = false;
  auto unknown = one.unknown;
  unknown.insert(unknown.end(), left_out.begin(), left_out.end());
  out["unknown"] = unknown;
  std::set<std::string> rebuilt;
  // Nothing of it could be read: with the grammar of PostgreSQL 18, which 18 and older refuse as well.
  if (one.statements.empty() && !one.unknown.empty() && catalog.server_version < 190000) out["fails"] = true;
  for (const auto& statement : one.statements) {
    if (statement.effects.fails) out["fails"] = true;
    for (const auto& index : statement.effects.indexes_rebuilt) rebuilt.insert(index.text());
  }
  out["indexes_rebuilt"] = rebuilt;
  out["relations"] = base::Json::array();
  const auto covered = [&](const impact::RelationEffect& index) {
    return std::any_of(one.relations.begin(), one.relations.end(), [&](const impact::RelationEffect& table) {
      return index.index_of == table.relation && table.lock == impact::LockMode::access_exclusive;
    });
  };
  for (const auto& effect : one.relations) {
    // Statement by statement, whoever waits for the table's own lock has waited for all that its index could hold up.
    if (!one.transactional && effect.index_of && covered(effect)) continue;
    if (effect.index_of && !was_there(effect, catalog)) continue;  // the file made it
    const bool given_back = effect.rolled_back;
    if (effect.index_of && given_back) continue;
    base::Json relation{{"relation", effect.relation.text()}, {"lock_mode", impact::pg_name(effect.lock)}};
    relation["rewrite"] = effect.rewrite;
    relation["scan"] = effect.scan && !effect.empty;  // there is nothing to read
    const auto mode = given_back ? impact::LockMode::none : felt(effect, one, catalog);
    const bool reads = impact::blocks_reads(mode);
    const bool writes = writes_wait(mode, kind_of(effect.relation, catalog));
    relation["blocks_reads"] = reads;
    relation["blocks_writes"] = writes;
    relation["cannot_meanwhile"] = cannot_meanwhile(reads, writes);
    const auto span = plan::held(one, effect.relation, true);
    if (span) relation["held_ms"] = {{"low", span->low.count()}, {"high", span->high.count()}};
    if (effect.index_of) relation["index_of"] = effect.index_of->text();
    relation["why"] = effect.why;
    out["relations"].push_back(std::move(relation));
  }
  // A table that is not locked itself but cannot be read: one of its indexes is.
  for (const auto& effect : one.relations) {
    if (!is_felt(effect, catalog)) continue;
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

// Indexes that were dropped and made again under the same name: to whoever looks afterwards, they were built anew.
// What was only simulated has no bytes.
static void add_replaced(base::Json& rebuilt, const pg::Catalog& before, const pg::Catalog& after) {
  std::set<std::string> made;
  for (const auto& [name, relation] : after.relations) {
    for (const auto& index : relation.indexes) {
      if (index.bytes == 0) made.insert(pg::Name{name.schema, index.name}.text());
    }
  }
  for (const auto& [name, relation] : before.relations) {
    for (const auto& index : relation.indexes) {
      const auto text = pg::Name{name.schema, index.name}.text();
      const bool listed =
          std::any_of(rebuilt.begin(), rebuilt.end(), [&](const base::Json& each) { return each == text; });
      if (index.bytes > 0 && made.contains(text) && !listed) rebuilt.push_back(text);
    }
  }
}

static int show_effects(Context& context, const EffectsOptions& options) {
  base::end_when_interrupted(Exit::stopped);
  std::vector<migration::Migration> files;
  std::vector<std::vector<std::string>> left_out;
  for (const auto& file : options.files) {
    files.push_back(as_migration_effects(file));
    take_out_psql(files.back().up.text, files.back().up.shown, left_out.emplace_back());
  }
  std::vector<const migration::Migration*> pointers;
  bool readable = true;
  for (const auto& file : files) {
    try {  // what does not parse at all is an error here, with its place; where one statement does not, it is unknown
      sql::parse_leniently(file.up.text, file.up.shown);
    } catch (const base::Error& error) {
      if (!context.common().json || error.code() != base::Code::sql_syntax) throw;
      readable = false;
    }
    pointers.push_back(&file);
  }
  std::optional<rates::Measured> measured;
  const auto catalog = [&] {
    if (options.snapshot) return pg::read_snapshot(*options.snapshot);
    if (options.offline) {
      const auto folder = folder_of(context, options.files.front());
      return schema_after(folder ? before(*folder, options.files.front())
                                 : std::vector<const migration::Migration*>());
    }
    auto session = context.connect();
    measured = measured_rates(context, session);
    return pg::load_catalog(session);
  }();
  auto result = plan::build_plan(pointers, catalog, measured ? rates::to_rates(*measured) : impact::Rates{});
  if (catalog.server_version != 0) result.speeds = rates::source(measured);
  context.say(plan::to_text(result, context.common().verbose));
  auto planned = plan::to_json(result);
  base::Json answers = base::Json::array();
  impact::Simulation simulation(catalog);
  for (std::size_t at = 0; at < result.migrations.size(); ++at) {
    simulation.new_session();
    const auto before = simulation.whole();
    for (const auto& what : left_out[at])
      context.say(fmt::format("not judged: {}, {}", result.migrations[at].migration->up.shown, what));
    const auto more = consequences_of(result.migrations[at], simulation);
    auto answer = to_json_effects(result.migrations[at], std::move(planned["migrations"][at]), catalog, left_out[at]);
    answer.update(to_json(more));
    add_replaced(answer["indexes_rebuilt"], before, simulation.whole());
    answers.push_back(std::move(answer));
    if (const auto text = to_text(more, context.common().verbose); !text.empty())
      context.say(fmt::format("\n{}\n{}", result.migrations[at].migration->up.shown, text));
  }
  if (answers.size() == 1) {
    context.answer(answers[0]);
  } else {
    context.answer({{"files", std::move(answers)}});
  }
  return readable ? Exit::done : Exit::does_not_hold;
}

extern const Command effects{
    .summary = "what files of SQL do to a schema: locks, rewrites, scans, losses, time",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<EffectsOptions>();
      app.add_option("FILE", options->files, "files of SQL, in the order they would run")->required();
      app.add_option("--snapshot", options->snapshot, "judge against this snapshot instead of the database")
          ->type_name("FILE");
      app.add_flag("--offline", options->offline, "judge against what the migrations before the first file make");
      return [options](Context& context) { return show_effects(context, *options); };
    }};

}  // namespace cli
