// What cannot be seen is unknown, never safe: calls, and statements this room has no judge for.
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/analyze/drops.h"
#include "impact/analyze/reads.h"
#include "impact/analyze/writes.h"
#include "impact/errors/errors.h"
#include "impact/simulate/catalog_update.h"
#include "impact/types/functions.h"
#include "impact/types/types.h"
#include "sql/lenient.h"

namespace impact {

void judge(const sql::Set& set, EffectsBuilder& builder) {
  (void)set, (void)builder;
}

void judge(const sql::TransactionControl& control, EffectsBuilder& builder) {
  using Kind = sql::TransactionControl::Kind;
  if (control.kind == Kind::prepare)
    builder.outside_transaction("PREPARE TRANSACTION ends the transaction that it stands in");
  if (control.kind == Kind::begin || control.kind == Kind::commit || control.kind == Kind::rollback)
    builder.warn(fmt::format("{} in the file: lockkeeper opens and ends the transaction itself", control.command));
}

struct TagFacts {
  std::string_view tag;
  LockMode lock;             // on every relation mentioned; none: it touches no relation's lock
  std::string_view outside;  // why it cannot run in a transaction, or empty
};
// Nodes of PostgreSQL's grammar that need no judge of their own.
static constexpr std::array tags{
    TagFacts{"RuleStmt", LockMode::access_exclusive, ""},
    TagFacts{"AlterSeqStmt", LockMode::share_row_exclusive, ""},
    TagFacts{"CreateStatsStmt", LockMode::share_update_exclusive, ""},
    TagFacts{"AlterStatsStmt", LockMode::none, ""},
    TagFacts{"CreateForeignTableStmt", LockMode::none, ""},
    TagFacts{"PrepareStmt", LockMode::access_share, ""},
    TagFacts{"DeallocateStmt", LockMode::none, ""},
    TagFacts{"DeclareCursorStmt", LockMode::access_share, ""},
    TagFacts{"ClosePortalStmt", LockMode::none, ""},
    TagFacts{"FetchStmt", LockMode::none, ""},
    TagFacts{"NotifyStmt", LockMode::none, ""},
    TagFacts{"ListenStmt", LockMode::none, ""},
    TagFacts{"UnlistenStmt", LockMode::none, ""},
    TagFacts{"CheckPointStmt", LockMode::none, ""},
    TagFacts{"DiscardStmt", LockMode::none, ""},
    TagFacts{"LoadStmt", LockMode::none, ""},
    TagFacts{"VariableShowStmt", LockMode::none, ""},
    TagFacts{"ConstraintsSetStmt", LockMode::none, ""},
    TagFacts{"CreateRoleStmt", LockMode::none, ""},
    TagFacts{"AlterRoleStmt", LockMode::none, ""},
    TagFacts{"AlterRoleSetStmt", LockMode::none, ""},
    TagFacts{"DropRoleStmt", LockMode::none, ""},
    TagFacts{"GrantRoleStmt", LockMode::none, ""},
    TagFacts{"AlterDefaultPrivilegesStmt", LockMode::none, ""},
    TagFacts{"AlterDatabaseStmt", LockMode::none, ""},
    TagFacts{"AlterDatabaseSetStmt", LockMode::none, ""},
    TagFacts{"AlterFunctionStmt", LockMode::none, ""},
    TagFacts{"AlterOwnerStmt", LockMode::none, ""},
    TagFacts{"AlterExtensionStmt", LockMode::none, ""},
    TagFacts{"AlterTypeStmt", LockMode::none, ""},
    TagFacts{"DefineStmt", LockMode::none, ""},
    TagFacts{"CreateCastStmt", LockMode::none, ""},
    TagFacts{"CreateConversionStmt", LockMode::none, ""},
    TagFacts{"CreateOpClassStmt", LockMode::none, ""},
    TagFacts{"CreateOpFamilyStmt", LockMode::none, ""},
    TagFacts{"AlterOpFamilyStmt", LockMode::none, ""},
    TagFacts{"AlterOperatorStmt", LockMode::none, ""},
    TagFacts{"AlterCollationStmt", LockMode::none, ""},
    TagFacts{"AlterTSDictionaryStmt", LockMode::none, ""},
    TagFacts{"AlterTSConfigurationStmt", LockMode::none, ""},
    TagFacts{"CreateTransformStmt", LockMode::none, ""},
    TagFacts{"CreateFdwStmt", LockMode::none, ""},
    TagFacts{"AlterFdwStmt", LockMode::none, ""},
    TagFacts{"CreateForeignServerStmt", LockMode::none, ""},
    TagFacts{"AlterForeignServerStmt", LockMode::none, ""},
    TagFacts{"CreateUserMappingStmt", LockMode::none, ""},
    TagFacts{"AlterUserMappingStmt", LockMode::none, ""},
    TagFacts{"DropUserMappingStmt", LockMode::none, ""},
    TagFacts{"CreatePLangStmt", LockMode::none, ""},
    TagFacts{"CreateAmStmt", LockMode::none, ""},
    TagFacts{"CreateEventTrigStmt", LockMode::none, ""},
    TagFacts{"AlterEventTrigStmt", LockMode::none, ""},
    TagFacts{"SecLabelStmt", LockMode::share_update_exclusive, ""},
    TagFacts{"AlterTableSpaceOptionsStmt", LockMode::none, ""},
    TagFacts{"CreatedbStmt", LockMode::none, "CREATE DATABASE runs on its own"},
    TagFacts{"DropdbStmt", LockMode::none, "DROP DATABASE runs on its own"},
    TagFacts{"CreateTableSpaceStmt", LockMode::none, "CREATE TABLESPACE runs on its own"},
    TagFacts{"DropTableSpaceStmt", LockMode::none, "DROP TABLESPACE runs on its own"},
    TagFacts{"AlterSystemStmt", LockMode::none, "ALTER SYSTEM runs on its own"},
};

// ALTER DOMAIN … ADD CONSTRAINT, VALIDATE CONSTRAINT, SET NOT NULL look at every value of the domain there is.
static bool is_domain_or_over(std::string_view type, const pg::Name& domain, const pg::Catalog& catalog,
                              int depth = 0) {
  const auto base = read_type(type).base;
  if (base == domain.name || base == domain.text()) return true;
  for (const auto& [name, other] : catalog.domains) {
    if (depth < 10 && (base == name.name || base == name.text()))
      return is_domain_or_over(other.base, domain, catalog, depth + 1);
  }
  return false;
}

// Composite types with an attribute of the domain.
static bool holds_domain(std::string_view type, const pg::Name& domain, const pg::Catalog& catalog) {
  const auto base = read_type(type).base;
  for (const auto& [name, relation] : catalog.relations) {
    if (base != name.name && base != name.text()) continue;
    return std::ranges::any_of(
        relation.columns, [&](const pg::Column& column) { return is_domain_or_over(column.type, domain, catalog); });
  }
  return false;
}

static ExpectedError is_not_domain(const sql::QualifiedName& name) {
  return error_of(sqlstate::wrong_object_type, object_named("type", name), "{} is not a domain", name.text());
}

static void judge_domain(const sql::Other& alter, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto path = search_path(catalog);
  const pg::Name* meant = nullptr;
  for (const auto& [name, definition] : catalog.domains) {
    if (alter.names.empty() || name.name != alter.names.front().name) continue;
    if (alter.names.front().schema.empty() ? std::ranges::count(path, name.schema) > 0
                                           : alter.names.front().schema == name.schema)
      meant = &name;
  }
  if (!meant) {
    const bool enumerated = std::ranges::any_of(catalog.enums, [&](const auto& each) {
      return !alter.names.empty() && each.first.name == alter.names.front().name;
    });
    if (catalog.has_server() && !alter.names.empty())
      builder.fails(enumerated ? is_not_domain(alter.names.front()) : is_missing("type", alter.names.front()));
    return;
  }
  const auto& domain = catalog.domains.at(*meant);
  const auto named = [&](const pg::Constraint& each) { return each.name == alter.target; };
  const bool there = std::ranges::any_of(domain.constraints, named);
  const bool told =
      !domain.constraints.empty() || !domain.constrained;  // one made by the file does not say its names
  if (catalog.has_server() && !there && told &&
      ((alter.action == "DROP CONSTRAINT" && !has_words(builder.statement.text, "if exists")) ||
       alter.action == "VALIDATE CONSTRAINT"))
    builder.fails(error_of(sqlstate::undefined_object, object_named("domain", *meant),
                           R"(constraint "{}" of domain "{}" does not exist)", alter.target, meant->name));
  if (alter.action == "ADD CONSTRAINT" && there && !alter.target.empty())
    builder.fails(error_of(sqlstate::duplicate_object, object_named("domain", *meant),
                           R"(constraint "{}" for domain "{}" already exists)", alter.target, meant->name));
  const bool checks = (alter.action == "ADD CONSTRAINT" && !alter.not_valid) ||
                      alter.action == "VALIDATE CONSTRAINT" || (alter.action == "SET NOT NULL" && !domain.not_null);
  if (!checks) return;
  for (const auto& [name, relation] : catalog.relations) {
    if (relation.kind == pg::RelationKind::view || relation.kind == pg::RelationKind::composite_type) continue;
    for (const auto& column : relation.columns) {
      const bool inside = holds_domain(column.type, *meant, catalog) ||
                          (read_type(column.type).array && is_domain_or_over(column.type, *meant, catalog));
      if (inside) {
        builder.fails(error_of(sqlstate::feature_not_supported, object_named("domain", *meant),
                               R"(cannot alter type "{}" because column "{}.{}" uses it)", meant->name, name.name,
                               column.name)
                          .about(column_of(relation, column.name)));
      } else if (is_domain_or_over(column.type, *meant, catalog)) {
        builder.lock(name, LockMode::share, "writes wait while every value of the domain is checked");
        if (relation.kind == pg::RelationKind::table) builder.scan(relation, "every value of the domain is checked");
      }
    }
  }
}

static void judge_reassign(const sql::Other& reassign, EffectsBuilder& builder) {
  for (const auto& [name, relation] : builder.catalog.relations) {
    if (!is_among(reassign, relation.owner, builder.catalog)) continue;
    builder.lock(name, LockMode::access_exclusive, "changing the owner");
    builder.lock_indexes(relation, LockMode::access_exclusive);
  }
}

static void judge_execute(const sql::Other& execute, EffectsBuilder& builder) {
  const auto& name = execute.target;
  const auto found = builder.catalog.settings.find(prepared_key(name));
  if (found == builder.catalog.settings.end()) {
    if (builder.catalog.has_server()) return builder.fails(is_missing("prepared statement", name));
    return builder.unknown(fmt::format("the prepared statement {} is not known", name));
  }
  try {
    for (const auto& inner : sql::parse(found->second, "PREPARE"))
      builder.absorb(effects_within(builder, inner, builder.catalog, builder.made()));
  } catch (const base::Error& error) {
    builder.unknown(fmt::format("the prepared statement {} does not parse: {}", name, error.message()));
  }
}

static void add_planned(const pg::Relation& relation, const pg::Catalog& catalog, std::set<pg::Name>& names) {
  if (!names.insert(relation.name).second) return;
  for (const auto* below : descendants(relation.name, catalog)) names.insert(below->name);
  for (const auto& name : relation.reads) {
    if (const auto* below = find_relation(name, catalog)) add_planned(*below, catalog, names);
  }
}

// What planning looks at: the relations named, what views stand for, partitions and heirs.
static std::set<pg::Name> planned_relations(const EffectsBuilder& builder, const sql::Statement& statement) {
  std::set<pg::Name> names;
  for (const auto& use : statement.uses) {
    if (const auto* relation = builder.find(use.name)) add_planned(*relation, builder.catalog, names);
  }
  return names;
}

// PREPARE parses and rewrites: the relations named and those of views.
static void judge_prepare(EffectsBuilder& builder) {
  for (const auto& use : builder.statement.uses) {
    const auto* relation = builder.find(use.name);
    if (!relation) continue;
    const auto mode = lock_of(use.access);
    if (relation->kind == pg::RelationKind::view) {
      read_relation(builder, *relation, mode, false, true, {});
    } else {
      builder.lock(relation->name, mode);
    }
  }
}

// EXPLAIN plans its statement, which takes the locks; with ANALYZE it runs it.
static void judge_explain(EffectsBuilder& builder) {
  auto rest = base::trim(builder.statement.text.substr(std::string_view("explain").size()));
  bool runs = false;
  if (rest.starts_with("(")) {
    const auto end = rest.find(')');
    if (end == rest.npos) return builder.unknown("EXPLAIN of a statement that could not be read");
    const auto options = rest.substr(0, end);
    runs =
        has_words(options, "analyze") && !has_words(options, "analyze off") && !has_words(options, "analyze false");
    rest = base::trim(rest.substr(end + 1));
  }
  for (const std::string_view word : {"analyze", "analyse", "verbose"}) {
    if (!base::starts_with_ignoring_case(rest, word)) continue;
    runs = runs || word != "verbose";
    rest = base::trim(rest.substr(word.size()));
  }
  try {
    for (auto& inner : sql::parse(rest, "EXPLAIN")) {
      for (auto& call : inner.calls) call.perhaps = call.perhaps || !runs;
      auto found = effects_within(builder, inner, builder.catalog, builder.made());
      if (!runs) {
        Effects planned;
        const auto named = planned_relations(builder, inner);
        for (auto& relation : found.relations) {
          if (!named.contains(relation.relation)) continue;  // foreign keys and triggers come with the rows
          relation.scan = relation.rewrite = false;
          planned.relations.push_back(std::move(relation));
        }
        if (inner.as<sql::Select>()) planned.fails = std::move(found.fails);  // writes may be refused for their rows
        found = std::move(planned);
      }
      builder.absorb(std::move(found));
    }
  } catch (const base::Error& error) {
    builder.unknown(fmt::format("EXPLAIN of a statement that could not be read: {}", error.message()));
  }
}

// What the roles own in this database goes; privileges they were given go too, without a lock on a relation.
static void judge_drop_owned(const sql::Other& other, EffectsBuilder& builder) {
  sql::Drop drop{.object = "OWNED", .cascade = other.cascade};
  for (const auto& [name, relation] : builder.catalog.relations) {
    const bool owned = std::any_of(
        other.names.begin(), other.names.end(), [&, owner = relation.owner](const sql::QualifiedName& role) {
          return owner == role.name || (role.name == "current_user" && owner == builder.catalog.role);
        });
    if (owned && !relation.owned_by) drop_relation(builder, relation, other.cascade);
  }
}

// SET TABLE takes the lock on what was published before as well; heirs and partitions are published with their
// parent.
static void judge_publication(EffectsBuilder& builder) {
  const auto text = builder.statement.text;
  const auto lock = [&](const pg::Relation& relation) {
    builder.lock(relation.name, LockMode::share_update_exclusive, "what is published changes");
    if (relation.kind == pg::RelationKind::partitioned_table) return;
    for (const auto* below : descendants(relation.name, builder.catalog))
      builder.lock(below->name, LockMode::share_update_exclusive, "it is published with its parent");
  };
  for (const auto& use : builder.statement.uses) {
    if (const auto* relation = builder.find(use.name)) lock(*relation);
  }
  if (!has_words(text, "set table") && !has_words(text, "set tables")) return;
  for (const auto& publication : builder.catalog.publications) {
    if (!mentions(text.substr(0, text.find(" SET ")), publication.name) || publication.all_tables) continue;
    for (const auto& name : publication.tables) {
      if (const auto* relation = find_relation(name, builder.catalog))
        builder.lock(relation->name, LockMode::share_update_exclusive, "it was published before");
    }
  }
}

// ALTER INDEX, TRIGGER, MATERIALIZED VIEW … DEPENDS ON EXTENSION.
static void judge_dependence(const sql::Other& other, EffectsBuilder& builder) {
  for (const auto& use : builder.statement.uses) {
    if (const auto* relation = builder.find(use.name)) {
      builder.lock(relation->name, other.object == "TRIGGER" ? LockMode::access_share : LockMode::access_exclusive,
                   "what it depends on changes");
    } else if (const auto index = find_index(use.name, builder.catalog)) {
      builder.lock_index(*index.table, index.index->name, LockMode::access_exclusive, "what it depends on changes");
    }
  }
}

void judge(const sql::Other& other, EffectsBuilder& builder) {
  if (other.tag == "AlterTableMoveAllStmt") return move_all(other, builder);
  if (other.tag == sql::unparsed_tag) {
    builder.unknown(fmt::format("it does not parse: {}", other.action));
    // The grammar is that of PostgreSQL 15: what it refuses, 15 and those before it refuse as well.
    if (builder.catalog.has_server() && builder.catalog.server_version < 160000)
      builder.fails(error_of(sqlstate::syntax_error, {}, "{}", other.action));
    return;
  }
  if (other.tag == "ExplainStmt") return judge_explain(builder);
  if (other.tag == "PrepareStmt") return judge_prepare(builder);
  if (other.tag == "DeclareCursorStmt") return run_scopes(builder, false);  // FETCH reads
  if (other.tag == "ExecuteStmt") return judge_execute(other, builder);
  if (other.tag == "DropOwnedStmt") return judge_drop_owned(other, builder);
  if (other.tag == "AlterPublicationStmt" || other.tag == "CreatePublicationStmt") return judge_publication(builder);
  if (other.tag == "AlterObjectDependsStmt") return judge_dependence(other, builder);
  for (const auto& facts : tags) {
    if (facts.tag != other.tag) continue;
    if (!facts.outside.empty()) builder.outside_transaction(std::string(facts.outside));
    if (facts.lock == LockMode::none) return;
    for (const auto& use : builder.statement.uses) {
      const auto* relation = builder.find(use.name);
      if (!relation) continue;
      if (facts.tag == "RuleStmt" && &use != &builder.statement.uses.front()) {  // what its actions name
        builder.lock(relation->name,
                     use.access == sql::Access::write ? LockMode::row_exclusive : LockMode::access_share);
        continue;
      }
      if (facts.tag == "RuleStmt" && use.access != sql::Access::other) {  // the rule's statements are only planned
        builder.lock(relation->name, lock_of(use.access));
        continue;
      }
      // The table of OWNED BY is only looked at.
      const bool owner = facts.tag == "AlterSeqStmt" && relation->kind != pg::RelationKind::sequence;
      builder.lock(relation->name, owner ? LockMode::access_share : facts.lock);
    }
    return;
  }
  if (other.tag == "MergeStmt") {
    run_scopes(builder, true);
    return follow_calls(builder);
  }
  if (other.tag == "AlterDomainStmt") return judge_domain(other, builder);
  if (other.tag == "ReassignOwnedStmt") return judge_reassign(other, builder);
  if (other.tag == "CallStmt") {
    if (other.names.empty()) return builder.unknown("a procedure runs code that is not looked into");
    return follow_procedure(builder, other.names.front());
  }
  builder.unknown(fmt::format("there is no judge for {}", other.tag.empty() ? "this statement" : other.tag));
}

}  // namespace impact
