// The walk: each statement judged against the schema that those before it left, given to every rule, then carried out
// on the catalog. A file's statements come and go in pieces, so that nothing of a large file stays but its findings.
#include <algorithm>
#include <exception>
#include <optional>

#include "base/error.h"
#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"
#include "migration/bookkeeping.h"
#include "review/migration_state.h"
#include "review/reader.h"
#include "review/resolve_findings.h"
#include "review/rules.h"
#include "review/unparsed.h"
#include "sql/lenient.h"
#include "sql/own_blocks.h"

namespace review {

using findings::Finding;

namespace {

class Walk final : public Sink {
 public:
  Walk(const std::vector<const migration::Migration*>& migrations, const pg::Catalog& catalog,
       const Settings& settings)
      : settings_(settings), simulation_(catalog) {
    for (const auto* migration : migrations) files_.push_back({.migration = migration});
    for (const auto& entry : rules()) {
      if (settings_.off.contains(std::string(entry.id))) continue;
      if (entry.item->statement) of_statements_.push_back(&entry);
      if (entry.item->ending) of_endings_.push_back(&entry);
      if (entry.item->whole) of_whole_.push_back(&entry);
    }
  }

  Reviewed run(std::size_t replayed, migration::ParsedFiles* parsed);
  void put(PendingFinding pending) override;

 private:
  void walk(std::size_t number, bool judged, Reader& reader);
  void look_at(const sql::Statement& statement, bool judged);
  void look_past(const sql::Statement& statement);
  void refuse(const base::Error& error);
  void note_relations(const sql::Statement& statement, const pg::Catalog& catalog);
  void assume(const sql::Statement& statement, pg::Catalog& catalog);
  void note_made(const sql::Statement& statement, const pg::Catalog& catalog);
  void heed_views(File& file);
  void keep_lines(const sql::Statement& statement);

  const Settings& settings_;
  impact::Simulation simulation_;
  std::vector<File> files_;
  std::vector<const base::Entry<Rule>*> of_statements_;
  std::vector<const base::Entry<Rule>*> of_endings_;
  std::vector<const base::Entry<Rule>*> of_whole_;
  const base::Entry<Rule>* asked_ = nullptr;
  MigrationState trail_;
  std::set<pg::Name> assumed_;
  bool relations_there_ = true;
  std::set<std::string> went_;      // names of relations that no file made, dropped or renamed away
  std::set<std::string> doubtful_;  // names that stand in statements nobody could read
  std::vector<Missed> missed_;
  std::set<sql::QualifiedName> missed_names_;
  std::unordered_map<sql::QualifiedName, std::vector<Location>, sql::QualifiedNameHash> made_;
  std::vector<MadeKey> keys_;
  std::vector<MadeIndex> indexes_;
  std::vector<std::string_view> lines_;  // of the migration at hand, where it has allowances
};

}  // namespace

void Walk::put(PendingFinding pending) {
  auto severity = pending.severity.value_or(asked_->item->severity);
  if (const auto found = settings_.severities.find(std::string(asked_->id)); found != settings_.severities.end())
    severity = found->second;
  const auto number = pending.location.migration;
  if (!files_[number].judged) return;
  files_[number].kept.push_back({.rule = asked_->id, .severity = severity, .pending = std::move(pending)});
}

// What the statement speaks of is a table, as far as one can see without it.
static bool speaks_of_tables(const sql::Statement& statement) {
  if (const auto* drop = statement.as<sql::Drop>())
    return drop->object == "TABLE" || drop->object == "TRIGGER" || drop->object == "POLICY";
  if (const auto* alter = statement.as<sql::AlterTable>()) return alter->object == "TABLE";
  if (const auto* rename = statement.as<sql::Rename>())
    return rename->object == "TABLE" || rename->object == "COLUMN" || rename->object == "CONSTRAINT";
  if (const auto* reindex = statement.as<sql::Reindex>()) return reindex->object == "TABLE";
  return !statement.as<sql::Comment>() && !statement.as<sql::SetSchema>() && !statement.as<sql::Grant>() &&
         !statement.as<sql::RefreshView>() && !statement.as<sql::Other>();
}

// Whether all that the statement names is there. Whatever is not sure counts as not there.
void Walk::note_relations(const sql::Statement& statement, const pg::Catalog& catalog) {
  if (!relations_there_) return;
  const auto* create = statement.as<sql::CreateTable>();
  const auto there = [&](const sql::RelationReference& use) {
    return !use.must_exist || is_system(use.name) || migration::is_bookkeeping(use.name.name) ||
           (create && create->table.name == use.name.name) || impact::exists(use.name, catalog);
  };
  relations_there_ =
      !catalog.doubt && (statement.as<sql::CreateSchema>() || std::ranges::all_of(statement.uses, there));
}

// Without a server, a table that no file makes is there all the same, with columns nobody knows: the statement would
// make no sense otherwise.
void Walk::assume(const sql::Statement& statement, pg::Catalog& catalog) {
  if (const auto* create = statement.as<sql::CreateTable>()) {
    // Now somebody makes it: what was assumed is over.
    const auto there = impact::resolve(create->table, catalog);
    if (there && assumed_.erase(*there) > 0) catalog.relations.erase(*there);
  }
  if (statement.uses.empty() || !speaks_of_tables(statement)) return;
  for (const auto& use : statement.uses) {
    if (!use.must_exist || is_system(use.name) || migration::is_bookkeeping(use.name.name) ||
        impact::resolve(use.name, catalog))
      continue;
    if (impact::exists(use.name, catalog)) continue;
    const bool may_be_there = doubtful_.contains(use.name.name) || catalog.doubt;
    if (!may_be_there && missed_names_.insert(use.name).second)
      missed_.push_back({.location = {.migration = migration_, .offset = use.offset}, .name = use.name});
    if (catalog.has_server() && !may_be_there) continue;
    // The name in capitals is there: this one is a slip.
    if (std::any_of(catalog.relations.begin(), catalog.relations.end(),
                    [&](const auto& entry) { return base::to_lower(entry.first.name) == use.name.name; }))
      continue;
    const auto* create = statement.as<sql::CreateTable>();
    if (create && create->table.name == use.name.name) continue;
    const auto schema = !use.name.schema.empty()      ? use.name.schema
                        : catalog.search_path.empty() ? std::string("public")
                                                      : catalog.search_path.front();
    const pg::Name name{schema, use.name.name};
    simulation_.schema().add({.name = name});
    assumed_.insert(name);
  }
}

// Foreign keys and indexes, for the rules that judge them when all migrations are known.
void Walk::note_made(const sql::Statement& statement, const pg::Catalog& catalog) {
  const auto add = [&](const sql::QualifiedName& table, std::vector<std::string> columns,
                       const sql::QualifiedName& references) {
    if (const auto name = impact::resolve(table, catalog); name && !columns.empty())
      keys_.push_back({.location = {.migration = migration_, .offset = statement.offset},
                       .table = *name,
                       .columns = std::move(columns),
                       .references = impact::resolve(references, catalog)});
  };
  if (const auto* create = statement.as<sql::CreateTable>()) {
    for (const auto& column : create->columns)
      if (column.references) add(create->table, {column.name}, *column.references);
    for (const auto& constraint : create->constraints)
      if (constraint.references) add(create->table, constraint.columns, *constraint.references);
  }
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    for (const auto& command : alter->commands) {
      if (command.action == sql::AlterAction::add_column && command.column && command.column->references)
        add(alter->table, {command.column->name}, *command.column->references);
      if (command.constraint && command.constraint->references)
        add(alter->table, command.constraint->columns, *command.constraint->references);
    }
  }
  if (const auto* index = statement.as<sql::CreateIndex>(); index && !index->name.empty()) {
    if (const auto table = impact::resolve(index->table, catalog))
      indexes_.push_back(
          {.location = {.migration = migration_, .offset = statement.offset}, .table = *table, .index = index->name});
  }
}

void Walk::keep_lines(const sql::Statement& statement) {
  auto& file = files_[migration_];
  if (file.allowances.empty()) return;
  int first = statement.line;
  const auto is_comment = [&](int line) {
    const auto text = base::trim(lines_[static_cast<std::size_t>(line - 1)]);
    return text.starts_with("--") || text.starts_with("/*") || text.starts_with("*");
  };
  while (first > 1 && is_comment(first - 1)) --first;
  const auto inside = std::count(statement.text.begin(), statement.text.end(), '\n');
  file.statements.push_back({.first = first, .last = statement.line + static_cast<int>(inside)});
}

// A partitioned table has no file of its own: what is done to its partitions is done to it, for whoever names it.
static void carry_to_parents(impact::Effects& effects, const pg::Catalog& catalog) {
  for (auto& parent : effects.relations) {
    const auto found = catalog.relations.find(parent.relation);
    if (found == catalog.relations.end() || found->second.kind != pg::RelationKind::partitioned_table) continue;
    const auto parts = impact::descendants(parent.relation, catalog);
    for (const auto& part : effects.relations) {
      if (std::none_of(parts.begin(), parts.end(), [&](const auto* each) { return each->name == part.relation; }))
        continue;
      parent.rewrite = parent.rewrite || part.rewrite;
      parent.scan = parent.scan || part.scan;
    }
  }
}

static bool runs_code(const sql::Statement& statement) {
  return statement.as<sql::DoBlock>() || !statement.calls.empty();
}

void Walk::look_at(const sql::Statement& statement, bool judged) {
  auto& catalog = simulation_.around(statement);
  note_relations(statement, catalog);
  assume(statement, catalog);
  impact::Effects found;
  // What is applied already is judged where code runs, whose effects nobody may know.
  if (judged || runs_code(statement)) found = simulation_.judge(statement);
  if (judged) {
    keep_lines(statement);
    auto effects = found;
    carry_to_parents(effects, catalog);
    const RuleContext context{.statement = statement,
                              .effects = effects,
                              .before = catalog,
                              .trail = trail_,
                              .migration = *files_[migration_].migration,
                              .settings = settings_,
                              .assumed = assumed_,
                              .doubtful = doubtful_};
    for (const auto* entry : of_statements_) {
      asked_ = entry;
      entry->item->statement(context, *this);
    }
    follow(trail_, context);
  }
  const auto note = [&](const pg::Name& name) {
    // A name that somebody used before it went was there, though no file made it.
    if (went_.contains(name.name)) return;
    const Location location{.migration = migration_, .offset = statement.offset};
    made_[{name.schema, name.name}].push_back(location);
    if (impact::is_on_path(name.schema, catalog)) made_[{"", name.name}].push_back(location);
  };
  std::optional<pg::Name> renamed;
  if (const auto* rename = statement.as<sql::Rename>(); rename && rename->from.empty()) {
    renamed = impact::resolve(rename->relation, catalog).value_or(impact::created_name(rename->relation, catalog));
    renamed->name = rename->to;
  }
  const auto left = simulation_.leave(statement, found);
  for (const auto& [from, to] : left.renamed) {
    if (trail_.made.erase(from) > 0) trail_.made.insert(to);
  }
  for (const auto& name : left.made) {
    assumed_.erase(name);
    trail_.made.insert(name);
    note(name);
  }
  const auto note_gone = [&](const sql::QualifiedName& name) {
    if (missed_names_.contains(name)) went_.insert(name.name);
  };
  if (const auto* drop = statement.as<sql::Drop>(); drop && drop->object == "TABLE") {
    for (const auto& name : drop->names) note_gone(name);
  }
  if (const auto* rename = statement.as<sql::Rename>(); rename && rename->from.empty()) {
    note_gone(rename->relation);
    note(*renamed);
  }
  if (judged) note_made(statement, catalog);
}

// A statement that cannot be read: what it names may be there afterwards, or be another than it was.
void Walk::look_past(const sql::Statement& statement) {
  relations_there_ = false;
  auto unread = read_names(statement.text);
  auto& catalog = simulation_.schema().whole();
  for (const auto& [name, relation] : catalog.relations)
    if (unread.names.contains(name.name)) assumed_.insert(name);
  if (unread.makes && !impact::resolve(*unread.makes, catalog)) {
    const pg::Name name{unread.makes->schema.empty() ? "public" : unread.makes->schema, unread.makes->name};
    simulation_.schema().add({.name = name, .kind = unread.kind});
    assumed_.insert(name);
    trail_.made.insert(name);
    simulation_.add_made(name);
    const Location location{.migration = migration_, .offset = statement.offset};
    made_[{name.schema, name.name}].push_back(location);
    if (impact::is_on_path(name.schema, catalog)) made_[{"", name.name}].push_back(location);
  }
  doubtful_.merge(unread.names);
}

// Why a statement, or the rest of the file, cannot be read. Its place is known by line and column.
void Walk::refuse(const base::Error& error) {
  relations_there_ = false;
  std::size_t at = 0;
  if (const auto& place = error.place(); place && place->line > 0) {
    const auto& text = files_[migration_].migration->up.text;
    for (int line = 1; line < place->line && at != std::string::npos; ++line) {
      const auto end = text.find('\n', at);
      at = end == std::string::npos ? text.size() : end + 1;
    }
    for (int column = 1; column < place->column && at < text.size(); ++column) {
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    }
  }
  asked_ = base::find(rules(), "syntax");
  put({.location = {.migration = migration_, .offset = at}, .message = error.message(), .better = error.hint()});
}

// The two words that PostgreSQL has for it. One in a comment costs copies of the schema, and no more.
static bool may_roll_back(std::string_view text) {
  return base::contains_ignoring_case(text, "rollback") || base::contains_ignoring_case(text, "abort");
}

void Walk::walk(std::size_t number, bool judged, Reader& reader) {
  migration_ = number;
  auto& file = files_[number];
  file.judged = judged;
  // What a migration sets for its session ends with it.
  simulation_.new_session(may_roll_back(file.migration->up.text));
  trail_ = MigrationState();
  trail_.one_by_one = file.migration->header.no_transaction || sql::has_blocks_of_its_own(file.migration->up.text);
  if (judged) file.allowances = read_allowances(file.migration->up.text);
  if (!file.allowances.empty()) lines_ = base::lines(std::string_view(file.migration->up.text));
  try {
    for (bool last = false; !last;) {
      const auto& piece = reader.next();
      last = piece.last;
      for (const auto& statement : piece.statements) {
        if (sql::is_unparsed(statement)) {
          if (judged) keep_lines(statement);
          look_past(statement);
        } else {
          look_at(statement, judged);
        }
      }
      for (const auto& error : piece.refused) refuse(error);
      if (piece.failure) std::rethrow_exception(piece.failure);
    }
  } catch (const base::Error& error) {
    refuse(error);
  }
  if (!judged) return;
  const MigrationEnd ending{.migration = *file.migration,
                            .trail = trail_,
                            .after = simulation_.schema().settled(),
                            .schema = simulation_.schema(),
                            .settings = settings_,
                            .number = number};
  for (const auto* entry : of_endings_) {
    asked_ = entry;
    entry->item->ending(ending, *this);
  }
  if (trail_.one_by_one) std::erase_if(file.kept, [](const Kept& kept) { return kept.pending.in_one_transaction; });
  heed_views(file);
}

// What running code asks for by its old name is there where a view bears that name, or another table has taken it.
// Statement by statement there is a moment without it.
void Walk::heed_views(File& file) {
  const auto stands_in = [&](const Kept& kept) {
    const auto& view = kept.pending.unless;
    if (!view || !(view->or_table || trail_.made.contains(view->name))) return false;
    const auto* relation = simulation_.schema().find(view->name);
    if (relation && !trail_.made.contains(view->name)) return relation->column(view->column) != nullptr;
    return relation && (view->column.empty() || relation->columns.empty() || relation->column(view->column));
  };
  if (!trail_.one_by_one) std::erase_if(file.kept, stands_in);
  for (auto& kept : file.kept) {
    if (!stands_in(kept)) continue;
    kept.severity = std::min(kept.severity, Severity::advice);
    kept.pending.better = "in one transaction with the view, so that nobody finds neither";
  }
}

Reviewed Walk::run(std::size_t replayed, migration::ParsedFiles* parsed) {
  std::vector<const migration::Script*> scripts;
  for (const auto& file : files_) scripts.push_back(&file.migration->up);
  const bool all_parsed =
      parsed && std::ranges::all_of(scripts, [&](const auto* script) { return parsed->has(*script); });
  Reader reader(std::move(scripts), all_parsed ? parsed : nullptr);
  for (std::size_t number = 0; number < files_.size(); ++number) walk(number, number >= replayed, reader);
  std::vector<const migration::Migration*> migrations;
  for (const auto& file : files_) migrations.push_back(file.migration);
  const ProjectContext whole{.after = simulation_.schema().whole(),
                             .missed = missed_,
                             .made = made_,
                             .migrations = migrations,
                             .foreign_keys = keys_,
                             .indexes = indexes_};
  for (const auto* entry : of_whole_) {
    asked_ = entry;
    entry->item->whole(whole, *this);
  }
  Reviewed out{.findings = {}, .relations_there = relations_there_};
  for (auto& file : files_) settle(file, settings_, out.findings);
  return out;
}

Reviewed review_files(const std::vector<const migration::Migration*>& migrations, const pg::Catalog& catalog,
                      const Settings& settings, std::size_t replayed, migration::ParsedFiles* parsed) {
  return Walk(migrations, catalog, settings).run(replayed, parsed);
}

}  // namespace review
