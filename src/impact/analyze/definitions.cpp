// Types, sequences, schemas, functions, triggers, policies, comments, grants: catalog work, with the lock it takes.
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/errors/errors.h"
#include "impact/simulate/schema_elements.h"
#include "sql/plpgsql.h"

namespace impact {

void judge(const sql::CreateType& create, EffectsBuilder& builder) {
  (void)create, (void)builder;
}
void judge(const sql::CreateSequence& create, EffectsBuilder& builder) {
  for (const auto& use : builder.statement.uses) {  // OWNED BY
    const auto* owner = builder.find(use.name);
    if (owner && owner->kind != pg::RelationKind::sequence && use.name != create.name)
      builder.lock(owner->name, LockMode::access_share, "the sequence belongs to it");
  }
}
void judge(const sql::CreateSchema& create, EffectsBuilder& builder) {
  const auto elements = elements_of(builder.statement);
  if (elements.empty()) return;
  auto catalog = within_schema(create, builder.catalog);
  auto made = builder.made();
  for (const auto& text : elements) {
    for (const auto& element : sql::parse(text, "CREATE SCHEMA")) {
      builder.absorb(effects_within(builder, element, catalog, made));
      for (auto& name : simulate(element, catalog)) made.insert(made.end(), std::move(name));
    }
  }
}
void judge(const sql::CreateExtension& create, EffectsBuilder& builder) {
  (void)create, (void)builder;
}
// The row type of a relation is looked up in it.
static void look_up_type(const std::string& written, EffectsBuilder& builder) {
  auto text = base::to_lower(written);
  if (text.starts_with("setof ")) text = text.substr(6);
  if (text.find('%') != std::string::npos) return;
  const auto dot = text.find('.');
  const auto* relation = builder.find(
      {dot == std::string::npos ? "" : text.substr(0, dot), dot == std::string::npos ? text : text.substr(dot + 1)});
  if (relation && relation->kind != pg::RelationKind::composite_type)
    builder.lock(relation->name, LockMode::access_share, "the function uses its row type");
}

// A view is opened up when the query that names it is planned.
static void lock_below(const pg::Relation& view, EffectsBuilder& builder, int depth = 0) {
  for (const auto& name : view.reads) {
    builder.lock(name, LockMode::access_share, "the function's body is checked");
    const auto* source = find_relation(name, builder.catalog);
    if (source && source->kind == pg::RelationKind::view && depth < 20) lock_below(*source, builder, depth + 1);
  }
}

// The body runs when the function is called, not now; but one in SQL is checked, which takes the locks of planning
// it.
static ExpectedError unreadable(const sql::CreateFunction& create, const std::string& why) {
  return error_of(sqlstate::syntax_error, object_named(create.procedure ? "procedure" : "function", create.name), why)
      .with(fmt::format("the body of {} does not parse", create.name.text()));
}

static void check_sql(const sql::CreateFunction& create, EffectsBuilder& builder) {
  if (create.sql_body) {
    for (const auto& use : builder.statement.uses) {
      const auto* relation = use.access == sql::Access::other ? nullptr : builder.find(use.name);
      if (relation) builder.lock(relation->name, lock_of(use.access), "the function's body names it");
    }
    return;
  }
  try {
    for (const auto& each : sql::parse(create.body, "the body")) {
      const bool planned = each.as<sql::Select>() || each.as<sql::Insert>() || each.as<sql::Update>() ||
                           each.as<sql::Delete>() || sql::kind_of(each) == "MERGE";
      if (!planned) continue;
      auto found = effects_within(builder, each, builder.catalog, builder.made());
      for (const auto& use : each.uses) {
        const auto* relation = use.access == sql::Access::other ? nullptr : builder.find(use.name);
        if (relation) builder.lock(relation->name, lock_of(use.access), "the function's body is checked");
        if (relation && relation->kind == pg::RelationKind::view) lock_below(*relation, builder);
      }
      if (found.fails) builder.fails(std::move(*found.fails));
    }
  } catch (const base::Error& error) {
    if (builder.catalog.has_server() && builder.catalog.server_version < 160000)
      builder.fails(unreadable(create, error.message()));
  }
}

void judge(const sql::CreateFunction& create, EffectsBuilder& builder) {
  const auto language = base::to_lower(create.language);
  if (language != "sql" && language != "plpgsql") return;
  for (const auto& argument : create.arguments) look_up_type(argument, builder);
  look_up_type(create.result, builder);
  if (language == "sql") return check_sql(create, builder);
  if (!builder.catalog.has_server() || builder.catalog.server_version >= 160000) return;
  const auto body = sql::read_plpgsql_routine(create.signature, create.procedure ? "" : create.result, create.body);
  // It is read under another name, so that variables qualified with the function's own are not found.
  if (body.problem.find("is not a known variable") != std::string::npos) return;
  if (!body.problem.empty()) return builder.fails(unreadable(create, body.problem));
  for (const auto& statement : body.statements) {
    if (statement.text.empty()) continue;
    try {
      sql::parse(statement.text, "the body");
    } catch (const base::Error& error) {
      if (statement.checked) builder.fails(unreadable(create, error.message()));
    }
  }
}

void judge(const sql::AlterEnum& alter, EffectsBuilder& builder) {
  if (!alter.renamed_from.empty()) {
    builder.breaks(fmt::format("the value {} of {} is called {} from now on", alter.renamed_from, alter.name.text(),
                               alter.value));
    return;
  }
  const bool old_server = builder.catalog.has_server() && builder.catalog.server_version < 120000;
  if (old_server)
    builder.outside_transaction("ALTER TYPE … ADD VALUE runs in a transaction only since PostgreSQL 12");
}

void judge(const sql::CreateTrigger& create, EffectsBuilder& builder) {
  const auto* relation = builder.find(create.table);
  if (!relation) return;
  constexpr auto why = "writes wait while the trigger is put on";
  builder.lock(relation->name, LockMode::share_row_exclusive, why);
  if (create.for_each_row) {
    for (const auto* below : descendants(relation->name, builder.catalog)) {
      if (below->partition_of) builder.lock(below->name, LockMode::share_row_exclusive, why);
    }
  }
  for (const auto& use : builder.statement.uses) {  // CREATE CONSTRAINT TRIGGER … FROM other
    const auto* other = builder.find(use.name);
    if (other && other->name != relation->name) builder.lock(other->name, LockMode::access_share);
  }
}

void judge(const sql::Policy& policy, EffectsBuilder& builder) {
  if (const auto* relation = builder.find(policy.table))
    builder.lock(relation->name, LockMode::access_exclusive, "a policy changes what everyone sees of the table");
  for (const auto& use : builder.statement.uses) {
    const auto* other = builder.find(use.name);
    if (other && use.access == sql::Access::read)
      builder.lock(other->name, LockMode::access_share, "the policy names it");
  }
}

void judge(const sql::Comment& comment, EffectsBuilder& builder) {
  if (!comment.relation) return;
  const auto* relation = builder.find(*comment.relation);
  if (!relation) {
    if (const auto index = find_index(*comment.relation, builder.catalog))
      builder.lock_index(*index.table, index.index->name, LockMode::share_update_exclusive);
    return;
  }
  if (relation->kind == pg::RelationKind::composite_type) return;
  const bool part = comment.object == "CONSTRAINT" || comment.object == "TRIGGER" || comment.object == "RULE" ||
                    comment.object == "POLICY" || comment.object == "TABCONSTRAINT";
  builder.lock(relation->name, part ? LockMode::access_share : LockMode::share_update_exclusive);
}

void judge(const sql::Grant& grant, EffectsBuilder& builder) {
  if (builder.catalog.server_version >= 180000) {
    for (const auto& name : grant.relations) {
      if (const auto* relation = builder.find(name)) builder.lock(relation->name, LockMode::access_share);
    }
  }
  if (!grant.revoke) return;
  for (const auto& name : grant.relations) {
    const auto* relation = builder.find(name);
    if (relation && !builder.made_here(relation->name))
      builder.breaks(fmt::format("takes privileges on {} away", shown(relation->name)));
  }
}

}  // namespace impact
