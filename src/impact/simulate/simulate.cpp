// The schema as a statement leaves it: to the replay of its kind.
#include <algorithm>

#include "base/text.h"
#include "impact/impact.h"
#include "impact/simulate/catalog_update.h"
#include "sql/lexer.h"
#include "sql/objects.h"

namespace impact {

// These leave the schema as it is, or do to it what cannot be told.
static void replay(const sql::Copy&, CatalogUpdate&) {}
static void replay(const sql::Lock&, CatalogUpdate&) {}
static void replay(const sql::Reindex&, CatalogUpdate&) {}
static void replay(const sql::Vacuum&, CatalogUpdate&) {}
static void replay(const sql::Cluster&, CatalogUpdate&) {}
static void replay(const sql::RefreshView&, CatalogUpdate&) {}
static void replay(const sql::TransactionControl&, CatalogUpdate&) {}
static void replay(const sql::Comment&, CatalogUpdate&) {}
static void replay(const sql::Grant&, CatalogUpdate&) {}

static void replay(const sql::Policy& policy, CatalogUpdate& state) {
  auto* relation = find_relation(policy.table, state.catalog);
  if (!relation || std::ranges::count(relation->policies, policy.name) > 0) return;
  relation->policies.push_back(policy.name);
}

static void replay_rule(const sql::Other& rule, CatalogUpdate& state) {
  if (state.statement.uses.empty()) return;
  auto* relation = find_relation(state.statement.uses.front().name, state.catalog);
  if (!relation) return;
  std::erase_if(relation->rules, [&](const pg::Rule& each) { return each.name == rule.target; });
  relation->rules.push_back({.name = rule.target, .definition = std::string(state.statement.text)});
}

std::string prepared_key(const std::string& name) {
  return "prepared " + name;
}

// What PREPARE … AS keeps. No word of it but AS stands before the statement outside of brackets.
static std::string_view prepared_text(std::string_view prepare) {
  sql::Lexer lexer(prepare);
  int depth = 0;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (lexer.text(token) == "(") ++depth;
    if (lexer.text(token) == ")") --depth;
    if (depth == 0 && lexer.is(token, "as")) return base::trim(prepare.substr(token.end));
  }
  return {};
}

static void replay_prepare(const sql::Other& other, CatalogUpdate& state) {
  auto& settings = state.catalog.settings;
  if (other.tag == "PrepareStmt") {
    settings[prepared_key(other.target)] = std::string(prepared_text(state.statement.text));
  } else if (!other.target.empty()) {
    settings.erase(prepared_key(other.target));
  } else {  // DEALLOCATE ALL
    std::erase_if(settings, [](const auto& each) { return each.first.starts_with(prepared_key("")); });
  }
}

static void replay_roles(const sql::Other& other, CatalogUpdate& state) {
  auto& roles = state.catalog.roles;
  if (roles.empty()) return;  // not known
  const auto facts = sql::object_facts(state.statement.text);
  for (const auto& name : facts.new_roles)
    roles.push_back({.name = name, .superuser = has_words(state.statement.text, "superuser")});
  if (other.tag == "DropRoleStmt")
    std::erase_if(roles, [&](const pg::Role& role) { return std::ranges::count(facts.roles, role.name) > 0; });
}

static void replay_publication(CatalogUpdate& state) {
  const auto facts = sql::object_facts(state.statement.text);
  auto& all = state.catalog.publications;
  auto found = std::ranges::find(all, facts.publication, &pg::Publication::name);
  if (found == all.end()) {
    if (facts.publication_action != "CREATE") return;
    found = all.insert(all.end(),
                       {.name = facts.publication, .all_tables = has_words(state.statement.text, "for all tables")});
  }
  if (!facts.publishes.empty()) {
    found->updates = has_words(facts.publishes, "update");
    found->deletes = has_words(facts.publishes, "delete");
  }
  if (facts.publication_action == "SET") found->tables.clear();
  for (const auto& name : facts.published) {
    const auto table = resolve(name, state.catalog);
    if (!table) continue;
    std::erase(found->tables, *table);
    if (facts.publication_action != "DROP") found->tables.push_back(*table);
  }
}

static void replay_domain(const sql::Other& other, CatalogUpdate& state) {
  for (auto& [name, domain] : state.catalog.domains) {
    if (other.names.empty() || name.name != other.names.front().name) continue;
    if (other.action == "ADD CONSTRAINT") {
      domain.constrained = true;
      if (!other.target.empty()) domain.constraints.push_back({.name = other.target, .validated = !other.not_valid});
    } else if (other.action == "DROP CONSTRAINT") {
      std::erase_if(domain.constraints, [&](const pg::Constraint& each) { return each.name == other.target; });
    } else if (other.action == "SET NOT NULL") {
      domain.not_null = domain.constrained = true;
    }
  }
}

// Operators and casts of the schema's own: what they do is not known, so that nothing is said of their names and
// types.
static void replay_operators(const sql::Other& other, CatalogUpdate& state) {
  const auto text = state.statement.text;
  if (other.tag == "DefineStmt" && other.object == "OPERATOR" && !other.names.empty())
    state.catalog.operators.push_back(other.names.front().name);
  if (other.tag != "CreateCastStmt") return;
  const auto open = text.find('(');
  const auto close = text.find(')', open);
  const auto as = base::to_lower(text).find(" as ", open);
  if (open == text.npos || close == text.npos || as == std::string::npos || as > close) return;
  state.catalog.casts.emplace_back(base::trim(text.substr(open + 1, as - open - 1)));
  state.catalog.casts.emplace_back(base::trim(text.substr(as + 4, close - as - 4)));
}

bool is_among(const sql::Other& roles, const std::string& owner, const pg::Catalog& catalog) {
  return std::ranges::any_of(roles.names, [&](const sql::QualifiedName& role) {
    return owner == role.name || (role.name == "current_user" && owner == catalog.role);
  });
}

static void replay_drop_owned(const sql::Other& other, pg::Catalog& catalog) {
  std::vector<pg::Name> gone;
  for (const auto& [name, relation] : catalog.relations) {
    if (is_among(other, relation.owner, catalog)) gone.push_back(name);
  }
  for (const auto& name : gone) remove_relation(catalog, name);
  for (const auto& each : catalog.owned) {
    if (each.kind != "function" || !is_among(other, each.owner, catalog)) continue;
    std::erase(catalog.functions, each.name);
    std::erase_if(catalog.routines, [&](const pg::Routine& routine) { return routine.name == each.name; });
  }
  std::erase_if(catalog.owned, [&](const pg::Owned& each) {
    return each.kind != "database" && is_among(other, each.owner, catalog);
  });
}

static void replay(const sql::Other& other, CatalogUpdate& state) {
  if (other.tag == "DropOwnedStmt") return replay_drop_owned(other, state.catalog);
  replay_operators(other, state);
  if (other.tag == "CreateRoleStmt" || other.tag == "DropRoleStmt") return replay_roles(other, state);
  if (other.tag == "CreatePublicationStmt" || other.tag == "AlterPublicationStmt") return replay_publication(state);
  if (other.tag == "AlterDomainStmt") return replay_domain(other, state);
  if (other.tag == "PrepareStmt" || other.tag == "DeallocateStmt") return replay_prepare(other, state);
  if (other.tag == "RuleStmt") return replay_rule(other, state);
  if (other.tag != "CreateStatsStmt" || other.names.empty() || state.statement.uses.empty()) return;
  const auto table = resolve(state.statement.uses.front().name, state.catalog);
  if (!table) return;
  state.catalog.statistics.push_back({.name = created_name(other.names.front(), state.catalog), .table = *table});
}

bool changes_relations(const sql::Statement& statement) {
  if (const auto* other = statement.as<sql::Other>()) return other->tag == "DropOwnedStmt";
  return !(statement.as<sql::CreateFunction>() || statement.as<sql::Grant>() || statement.as<sql::Vacuum>() ||
           statement.as<sql::Reindex>() || statement.as<sql::Cluster>() || statement.as<sql::Copy>() ||
           statement.as<sql::Lock>() || statement.as<sql::RefreshView>() || statement.as<sql::Comment>() ||
           statement.as<sql::TransactionControl>());
}

std::vector<pg::Name> simulate(const sql::Statement& statement, pg::Catalog& catalog) {
  CatalogUpdate state{statement, catalog};
  note_copies(state);
  std::visit([&](const auto& node) { replay(node, state); }, statement.node);
  return std::move(state.made);
}

}  // namespace impact
