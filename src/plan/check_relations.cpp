// validate: relations that do not exist at their point of the sequence, found by walking the statements over a
// catalog that is carried along.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"
#include "migration/bookkeeping.h"
#include "pg/written.h"
#include "plan/findings.h"
#include "plan/migration_status.h"

namespace plan {

using migration::Finding;

namespace {

constexpr std::size_t most_looked_for = 200;  // names that are looked for among all others

/// A name that meant nothing where it stood.
struct Miss {
  std::size_t migration = 0;  // among the parsed ones
  sql::QualifiedName name;
  std::size_t offset = 0;  // the first place
  int further_places = 0;
  std::optional<std::string> near = {};       // as it would be written
  std::optional<std::string> elsewhere = {};  // the same name in another schema
  std::optional<std::string> gone = {};       // "004_drop_users dropped it"
  std::optional<std::string> unseen = {};     // what ran before and may have made it
};

struct Made {
  std::size_t migration = 0;
  std::size_t offset = 0;
};

class Walk {
 public:
  Walk(const std::vector<Parsed>& parsed, pg::Catalog start) : parsed_(parsed), simulation_(std::move(start)) {}
  void run();

  std::vector<Miss> misses;
  std::unordered_map<sql::QualifiedName, std::vector<Made>, sql::QualifiedNameHash>
      made;  // by name, with and without its schema

 private:
  void look_at(std::size_t migration, const sql::Statement& statement);
  void miss(std::size_t migration, const sql::RelationReference& use);
  void note_what_goes(std::size_t migration, const sql::Statement& statement);

  const std::vector<Parsed>& parsed_;
  impact::Simulation simulation_;
  std::map<std::pair<std::size_t, sql::QualifiedName>, std::size_t> at_;  // which of the misses
  std::map<std::string, std::string> gone_;
  std::optional<std::string> unseen_;
};

}  // namespace

static const migration::Migration& migration_of(const Parsed& parsed) {
  return *parsed.line->migration;
}

// Extensions that bring functions and types, but no relations.
static bool brings_no_relations(const std::string& extension) {
  static const std::set<std::string> known{
      "adminpack",     "amcheck",     "bloom",           "btree_gin",       "btree_gist",    "citext",
      "cube",          "dblink",      "dict_int",        "dict_xsyn",       "earthdistance", "file_fdw",
      "fuzzystrmatch", "hstore",      "intagg",          "intarray",        "isn",           "lo",
      "ltree",         "moddatetime", "pageinspect",     "pg_trgm",         "pgcrypto",      "pgrowlocks",
      "pgstattuple",   "plpgsql",     "plpython3u",      "postgres_fdw",    "seg",           "sslinfo",
      "tablefunc",     "tcn",         "tsm_system_rows", "tsm_system_time", "unaccent",      "uuid-ossp",
      "vector",        "xml2"};
  return known.contains(extension);
}

// What the statement may make without the walk seeing it: "a DO block".
static std::optional<std::string> may_make_unseen(const sql::Statement& statement, impact::Simulation& simulation) {
  if (statement.as<sql::DoBlock>())
    return simulation.judge(statement).unknown ? std::optional<std::string>("a DO block") : std::nullopt;
  if (const auto* extension = statement.as<sql::CreateExtension>())
    return brings_no_relations(extension->name) ? std::nullopt
                                                : std::optional(fmt::format("the extension {}", extension->name));
  if (const auto* other = statement.as<sql::Other>(); other && other->tag == "ImportForeignSchemaStmt")
    return "IMPORT FOREIGN SCHEMA";
  if (statement.as<sql::Select>() || statement.as<sql::Other>()) return simulation.judge(statement).unknown;
  return std::nullopt;
}

static bool is_table_like(const pg::Relation& relation) {
  return relation.kind != pg::RelationKind::sequence && relation.kind != pg::RelationKind::composite_type;
}

static std::optional<std::string> nearest(const sql::QualifiedName& wanted, const pg::Catalog& catalog) {
  std::vector<std::string> names;
  std::vector<std::string> as_written;
  for (const auto& [name, relation] : catalog.relations) {
    if (!is_table_like(relation) || migration::is_bookkeeping(name.name) ||
        (!wanted.schema.empty() && name.schema != wanted.schema))
      continue;
    names.push_back(name.name);
    as_written.push_back(pg::written(name));
  }
  const auto found = base::near_match(wanted.name, names);
  if (!found) return std::nullopt;
  return as_written[static_cast<std::size_t>(std::find(names.begin(), names.end(), *found) - names.begin())];
}

static std::optional<std::string> in_another_schema(const sql::QualifiedName& wanted, const pg::Catalog& catalog) {
  for (const auto& [name, relation] : catalog.relations) {
    if (name.name == wanted.name && is_table_like(relation)) return sql::QualifiedName{name.schema, name.name}.text();
  }
  return std::nullopt;
}

void Walk::miss(std::size_t migration, const sql::RelationReference& use) {
  const auto [known, is_new] = at_.try_emplace({migration, use.name}, misses.size());
  if (!is_new) {
    ++misses[known->second].further_places;
    return;
  }
  Miss found{.migration = migration, .name = use.name, .offset = use.offset};
  // What something unseen has made is not a slip of the pen.
  if (!unseen_ && misses.size() < most_looked_for) found.near = nearest(use.name, simulation_.whole());
  found.elsewhere = in_another_schema(use.name, simulation_.whole());
  if (const auto gone = gone_.find(use.name.name); gone != gone_.end()) found.gone = gone->second;
  found.unseen = unseen_;
  misses.push_back(std::move(found));
}

void Walk::note_what_goes(std::size_t migration, const sql::Statement& statement) {
  const auto& by = migration_of(parsed_[migration]).name;
  if (const auto* drop = statement.as<sql::Drop>()) {
    for (const auto& name : drop->names) gone_[name.name] = fmt::format("{} drops it in line {}", by, statement.line);
  } else if (const auto* rename = statement.as<sql::Rename>(); rename && rename->from.empty()) {
    gone_[rename->relation.name] = fmt::format("{} renames it to {} in line {}", by, rename->to, statement.line);
  } else if (const auto* move = statement.as<sql::SetSchema>()) {
    gone_[move->name.name] = fmt::format("{} moves it to the schema {} in line {}", by, move->schema, statement.line);
  }
}

void Walk::look_at(std::size_t migration, const sql::Statement& statement) {
  if (!statement.as<sql::CreateSchema>()) {
    std::vector<const sql::RelationReference*> missing;  // looked for among all once the statement is through
    for (const auto& use : statement.uses) {
      if (!use.must_exist || is_system(use.name) || migration::is_bookkeeping(use.name.name)) continue;
      if (impact::exists(use.name, simulation_.around(statement))) continue;
      // CREATE TABLE may refer to itself.
      const auto* create = statement.as<sql::CreateTable>();
      if (create && create->table.name == use.name.name) continue;
      missing.push_back(&use);
    }
    for (const auto* use : missing) miss(migration, *use);
  }
  if (auto unseen = may_make_unseen(statement, simulation_))
    unseen_ = fmt::format("{} in line {} of {}", *unseen, statement.line, migration_of(parsed_[migration]).name);
  note_what_goes(migration, statement);
  // Without its schema it is found where that is on the search path.
  const auto note = [&](const pg::Name& name) {
    made[{name.schema, name.name}].push_back({migration, statement.offset});
    if (impact::is_on_path(name.schema, simulation_.schema().settled()))
      made[{"", name.name}].push_back({migration, statement.offset});
  };
  std::optional<pg::Name> renamed;
  if (const auto* rename = statement.as<sql::Rename>(); rename && rename->from.empty()) {
    const auto& schema = simulation_.around(statement);
    renamed = impact::resolve(rename->relation, schema).value_or(impact::created_name(rename->relation, schema));
    renamed->name = rename->to;
  }
  const auto names = simulation_.pass(statement).made;
  for (const auto& name : names) {
    note(name);
    gone_.erase(name.name);
  }
  if (renamed) note(*renamed);
}

void Walk::run() {
  for (std::size_t at = 0; at < parsed_.size(); ++at) {
    simulation_.new_session();
    for (const auto& statement : parsed_[at].statements) look_at(at, statement);
    if (migration_of(parsed_[at]).external)
      unseen_ = fmt::format("{}, which is a step in code,", migration_of(parsed_[at]).name);
    if (!parsed_[at].ok) unseen_ = fmt::format("{}, which does not parse,", migration_of(parsed_[at]).name);
  }
}

static bool has_capitals(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

static std::string plain(const sql::QualifiedName& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

static std::string hint_of(const Miss& miss) {
  std::string hint;
  if (miss.elsewhere && *miss.elsewhere != miss.name.text()) {
    hint = fmt::format("Did you mean {}? Name the schema, or set search_path in the migration.", *miss.elsewhere);
  } else if (miss.near) {
    hint = fmt::format("Did you mean {}?", *miss.near);
    if (has_capitals(miss.name.name) || has_capitals(*miss.near))
      hint += " PostgreSQL folds unquoted names to lower case and keeps quoted ones as written.";
  } else if (miss.unseen) {
    hint = "Apply what comes before it, then validate again: the database then knows.";
  } else {
    hint = "Create it in an earlier migration, or correct the name.";
  }
  return hint;
}

static std::string further(const Miss& miss) {
  return miss.further_places == 0
             ? ""
             : fmt::format(" (and {} in this file)", base::count_of(miss.further_places, "more place"));
}

static const Made* made_after(const Walk& walk, const Miss& miss) {
  const auto found = walk.made.find(miss.name);
  if (found == walk.made.end()) return nullptr;
  for (const auto& made : found->second) {
    const bool later =
        made.migration > miss.migration || (made.migration == miss.migration && made.offset > miss.offset);
    if (later) return &made;
  }
  return nullptr;
}

// One finding for all that a migration needs of one later migration.
static void report_order(const migration::Folder& folder, const std::vector<Parsed>& parsed,
                         const std::vector<std::pair<const Miss*, Made>>& needed, Findings& findings) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::pair<const Miss*, Made>>> pairs;
  for (const auto& each : needed) pairs[{each.first->migration, each.second.migration}].push_back(each);
  for (const auto& [pair, group] : pairs) {
    const auto& user = migration_of(parsed[pair.first]);
    const auto& maker = migration_of(parsed[pair.second]);
    const auto& [miss, made] = group.front();
    const auto there = place_of(maker.up, made.offset);
    if (pair.first == pair.second) {
      findings.add({.rule = "order-conflict",
                    .place = place_of(user.up, miss->offset),
                    .message = fmt::format("relation \"{}\" is created further down, in line {}", plain(miss->name),
                                           there.line),
                    .hint = "Put the statement that creates it first."});
      continue;
    }
    std::vector<std::string> others;
    for (std::size_t at = 1; at < group.size(); ++at) others.push_back(plain(group[at].first->name));
    const std::string more =
        others.empty() ? "" : fmt::format("; so {} {}", others.size() == 1 ? "is" : "are", fmt::join(others, ", "));
    findings.add({.rule = "order-conflict",
                  .place = place_of(user.up, miss->offset),
                  .message = fmt::format("relation \"{}\" is created by {}, which runs later ({}:{}){}",
                                         plain(miss->name), maker.name, there.file, there.line, more),
                  .hint = how_to_reorder(folder, user, maker)});
  }
}

static void report_missing(const std::vector<Parsed>& parsed, const Miss& miss, Findings& findings) {
  const auto& migration = migration_of(parsed[miss.migration]);
  std::string message =
      fmt::format("relation \"{}\" does not exist at this point{}", plain(miss.name), further(miss));
  if (miss.gone) message += fmt::format(": {}", *miss.gone);
  if (miss.unseen) message += fmt::format("; {} may have made it", *miss.unseen);
  findings.add({.severity = miss.unseen ? Finding::Severity::warning : Finding::Severity::error,
                .rule = "unknown-relation",
                .place = place_of(migration.up, miss.offset),
                .message = std::move(message),
                .hint = hint_of(miss)});
}

// The name nearest to a miss among the others that at least as many migrations use.
class Neighbours {
 public:
  explicit Neighbours(const std::vector<const Miss*>& misses) {
    std::map<std::string, std::set<std::size_t>> used_by;
    for (const auto* miss : misses) used_by[plain(miss->name)].insert(miss->migration);
    for (const auto& [name, migrations] : used_by) {
      users_[name] = migrations.size();
      (has_capitals(name) ? with_capitals_ : without_).push_back(name);
    }
  }

  /// Only those written in another way count: names_1 and names_2 are two tables, Users and users a slip of the pen.
  [[nodiscard]] std::optional<std::string> nearest(const Miss& miss) const {
    const auto own = plain(miss.name);
    std::vector<std::string> others;
    for (const auto& name : has_capitals(miss.name.name) ? without_ : with_capitals_) {
      if (name != own && users_.at(name) >= users_.at(own)) others.push_back(name);
    }
    return base::near_match(miss.name.name, others);
  }

 private:
  std::unordered_map<std::string, std::size_t> users_;
  std::vector<std::string> with_capitals_;
  std::vector<std::string> without_;
};

// Without a database, a relation that no migration makes may well be there. Names that look like a slip against one
// that is made or used elsewhere are worth a word each; the rest one word together.
static void report_unprovable(const std::vector<Parsed>& parsed, const std::vector<const Miss*>& misses,
                              Findings& findings) {
  const Neighbours neighbours(misses);
  std::set<std::string> quiet;
  std::size_t looked_for = 0;
  const Miss* first = nullptr;
  for (const auto* miss : misses) {
    auto guess = *miss;
    if (!guess.near && looked_for++ < most_looked_for) guess.near = neighbours.nearest(*miss);
    if (!guess.near) {
      if (quiet.insert(plain(miss->name)).second && !first) first = miss;
      continue;
    }
    findings.add({.severity = Finding::Severity::warning,
                  .rule = "unknown-relation",
                  .place = place_of(migration_of(parsed[miss->migration]).up, miss->offset),
                  .message = fmt::format("no migration creates relation \"{}\"{}", plain(miss->name), further(*miss)),
                  .hint = hint_of(guess)});
  }
  if (!first) return;
  findings.add({.severity = Finding::Severity::warning,
                .rule = "unknown-relation",
                .place = place_of(migration_of(parsed[first->migration]).up, first->offset),
                .message = quiet.size() == 1 ? fmt::format("no migration creates {}", *quiet.begin())
                                             : fmt::format("no migration creates {} relations that are used: {}",
                                                           quiet.size(), fmt::join(quiet, ", ")),
                .hint = "Validate against the database (without --offline) to know whether they are there."});
}

// A project that begins with an empty database cannot use anything in its first migration but what that makes itself.
static bool starts_from_nothing(const std::vector<Parsed>& parsed, const std::vector<Miss>& misses) {
  const auto first =
      std::find_if(parsed.begin(), parsed.end(), [](const Parsed& each) { return !each.statements.empty(); });
  const auto at = static_cast<std::size_t>(first - parsed.begin());
  return std::none_of(misses.begin(), misses.end(), [&](const Miss& miss) { return miss.migration == at; });
}

void check_relations(const migration::Folder& folder, const std::vector<Parsed>& parsed, const pg::Catalog* live,
                     bool has_history, Findings& findings) {
  pg::Catalog start;
  if (live) start = *live;
  if (start.search_path.empty()) start.search_path = {"public"};
  Walk walk(parsed, std::move(start));
  walk.run();

  const bool provable = live || (!has_history && starts_from_nothing(parsed, walk.misses));
  std::vector<std::pair<const Miss*, Made>> made_later;
  std::vector<const Miss*> unprovable;
  for (const auto& miss : walk.misses) {
    if (const auto* made = miss.unseen ? nullptr : made_after(walk, miss)) {
      made_later.emplace_back(&miss, *made);
    } else if (provable || miss.gone) {
      report_missing(parsed, miss, findings);
    } else {
      unprovable.push_back(&miss);
    }
  }
  report_order(folder, parsed, made_later, findings);
  report_unprovable(parsed, unprovable, findings);
}

}  // namespace plan
