// Types, sequences, schemas, functions, triggers, policies, comments, grants: catalog work, with the lock it takes.
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/analyze/judges.h"
#include "impact/errors/errors.h"
#include "impact/simulate/schema_elements.h"
#include "sql/plpgsql.h"

namespace impact {

void judge(const sql::CreateType& create, Gathering& gathering) {
  (void)create, (void)gathering;
}
void judge(const sql::CreateSequence& create, Gathering& gathering) {
  for (const auto& use : gathering.statement.uses) {  // OWNED BY
    const auto* owner = gathering.find(use.name);
    if (owner && owner->kind != pg::RelationKind::sequence && use.name != create.name)
      gathering.lock(owner->name, LockMode::access_share, "the sequence belongs to it");
  }
}
void judge(const sql::CreateSchema& create, Gathering& gathering) {
  const auto elements = elements_of(gathering.statement);
  if (elements.empty()) return;
  auto catalog = within_schema(create, gathering.catalog);
  auto made = gathering.made();
  for (const auto& text : elements) {
    for (const auto& element : sql::parse(text, "CREATE SCHEMA")) {
      gathering.absorb(effects_within(gathering, element, catalog, made));
      for (auto& name : simulate(element, catalog)) made.insert(made.end(), std::move(name));
    }
  }
}
void judge(const sql::CreateExtension& create, Gathering& gathering) {
  (void)create, (void)gathering;
}
// The row type of a relation is looked up in it.
static void look_up_type(const std::string& written, Gathering& gathering) {
  auto text = base::to_lower(written);
  if (text.starts_with("setof ")) text = text.substr(6);
  if (text.find('%') != std::string::npos) return;
  const auto dot = text.find('.');
  const auto* relation = gathering.find(
      {dot == std::string::npos ? "" : text.substr(0, dot), dot == std::string::npos ? text : text.substr(dot + 1)});
  if (relation && relation->kind != pg::RelationKind::composite_type)
    gathering.lock(relation->name, LockMode::access_share, "the function uses its row type");
}

// A view is opened up when the query that names it is planned.
static void lock_below(const pg::Relation& view, Gathering& gathering, int depth = 0) {
  for (const auto& name : view.reads) {
    gathering.lock(name, LockMode::access_share, "the function's body is checked");
    const auto* source = find_relation(name, gathering.catalog);
    if (source && source->kind == pg::RelationKind::view && depth < 20) lock_below(*source, gathering, depth + 1);
  }
}

// The body runs when the function is called, not now; but one in SQL is checked, which takes the locks of planning
// it.
static ExpectedError unreadable(const sql::CreateFunction& create, const std::string& why) {
  return error_of(sqlstate::syntax_error, object_named(create.procedure ? "procedure" : "function", create.name), why)
      .with(fmt::format("the body of {} does not parse", create.name.text()));
}

static void check_sql(const sql::CreateFunction& create, Gathering& gathering) {
  if (create.sql_body) {
    for (const auto& use : gathering.statement.uses) {
      const auto* relation = use.access == sql::Access::other ? nullptr : gathering.find(use.name);
      if (relation) gathering.lock(relation->name, lock_of(use.access), "the function's body names it");
    }
    return;
  }
  try {
    for (const auto& each : sql::parse(create.body, "the body")) {
      const bool planned = each.as<sql::Select>() || each.as<sql::Insert>() || each.as<sql::Update>() ||
                           each.as<sql::Delete>() || sql::kind_of(each) == "MERGE";
      if (!planned) continue;
      auto found = effects_within(gathering, each, gathering.catalog, gathering.made());
      for (const auto& use : each.uses) {
        const auto* relation = use.access == sql::Access::other ? nullptr : gathering.find(use.name);
        if (relation) gathering.lock(relation->name, lock_of(use.access), "the function's body is checked");
        if (relation && relation->kind == pg::RelationKind::view) lock_below(*relation, gathering);
      }
      if (found.fails) gathering.fails(std::move(*found.fails));
    }
  } catch (const base::Error& error) {
    if (gathering.catalog.server_version != 0 && gathering.catalog.server_version < 160000)
      gathering.fails(unreadable(create, error.message()));
  }
}

void judge(const sql::CreateFunction& create, Gathering& gathering) {
  const auto language = base::to_lower(create.language);
  if (language != "sql" && language != "plpgsql") return;
  for (const auto& argument : create.arguments) look_up_type(argument, gathering);
  look_up_type(create.result, gathering);
  if (language == "sql") return check_sql(create, gathering);
  if (gathering.catalog.server_version == 0 || gathering.catalog.server_version >= 160000) return;
  const auto body = sql::read_plpgsql_routine(create.signature, create.procedure ? "" : create.result, create.body);
  // It is read under another name, so that variables qualified with the function's own are not found.
  if (body.problem.find("is not a known variable") != std::string::npos) return;
  if (!body.problem.empty()) return gathering.fails(unreadable(create, body.problem));
  for (const auto& statement : body.statements) {
    if (statement.text.empty()) continue;
    try {
      sql::parse(statement.text, "the body");
    } catch (const base::Error& error) {
      if (statement.checked) gathering.fails(unreadable(create, error.message()));
    }
  }
}

void judge(const sql::AlterEnum& alter, Gathering& gathering) {
  if (!alter.renamed_from.empty()) {
    gathering.breaks(fmt::format("the value {} of {} is called {} from now on", alter.renamed_from, alter.name.text(),
                                 alter.value));
    return;
  }
  const bool old_server = gathering.catalog.server_version != 0 && gathering.catalog.server_version < 120000;
  if (old_server)
    gathering.outside_transaction("ALTER TYPE … ADD VALUE runs in a transaction only since PostgreSQL 12");
}

void judge(const sql::CreateTrigger& create, Gathering& gathering) {
  const auto* relation = gathering.find(create.table);
  if (!relation) return;
  constexpr auto why = "writes wait while the trigger is put on";
  gathering.lock(relation->name, LockMode::share_row_exclusive, why);
  if (has_words(gathering.statement.text, "each row")) {
    for (const auto* below : descendants(relation->name, gathering.catalog)) {
      if (below->partition_of) gathering.lock(below->name, LockMode::share_row_exclusive, why);
    }
  }
  for (const auto& use : gathering.statement.uses) {  // CREATE CONSTRAINT TRIGGER … FROM other
    const auto* other = gathering.find(use.name);
    if (other && other->name != relation->name) gathering.lock(other->name, LockMode::access_share);
  }
}

void judge(const sql::Policy& policy, Gathering& gathering) {
  if (const auto* relation = gathering.find(policy.table))
    gathering.lock(relation->name, LockMode::access_exclusive, "a policy changes what everyone sees of the table");
  for (const auto& use : gathering.statement.uses) {
    const auto* other = gathering.find(use.name);
    if (other && use.access == sql::Access::read)
      gathering.lock(other->name, LockMode::access_share, "the policy names it");
  }
}

void judge(const sql::Comment& comment, Gathering& gathering) {
  if (!comment.relation) return;
  const auto* relation = gathering.find(*comment.relation);
  if (!relation) {
    if (const auto index = find_index(*comment.relation, gathering.catalog))
      gathering.lock_index(*index.table, index.index->name, LockMode::share_update_exclusive);
    return;
  }
  if (relation->kind == pg::RelationKind::composite_type) return;
  const bool part = comment.object == "CONSTRAINT" || comment.object == "TRIGGER" || comment.object == "RULE" ||
                    comment.object == "POLICY" || comment.object == "TABCONSTRAINT";
  gathering.lock(relation->name, part ? LockMode::access_share : LockMode::share_update_exclusive);
}

void judge(const sql::Grant& grant, Gathering& gathering) {
  if (gathering.catalog.server_version >= 180000) {
    for (const auto& name : grant.relations) {
      if (const auto* relation = gathering.find(name)) gathering.lock(relation->name, LockMode::access_share);
    }
  }
  if (!grant.revoke) return;
  for (const auto& name : grant.relations) {
    const auto* relation = gathering.find(name);
    if (relation && !gathering.made_here(relation->name))
      gathering.breaks(fmt::format("takes privileges on {} away", shown(relation->name)));
  }
}

}  // namespace impact
