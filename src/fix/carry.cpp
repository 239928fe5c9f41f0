#include "fix/carry.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fix/tokens.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace fix {

namespace {

// "reader=rw*/owner" of pg_attribute.attacl.
struct Acl {
  std::string grantee = {};  // empty: PUBLIC
  std::string letters = {};
  std::string grantor = {};
};

}  // namespace

// A role's name from `at` on, which ends up behind it. There are quotes around other characters than letters, digits
// and _ alone: AppReader stands as it is.
static std::string read_role(std::string_view text, std::size_t& at) {
  std::string name;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (!quoted && (text[at] == '=' || text[at] == '/')) break;
    if (text[at] != '"') {
      name += text[at];
      continue;
    }
    const bool doubled = quoted && at + 1 < text.size() && text[at + 1] == '"';
    if (doubled) name += text[at++];
    if (!doubled) quoted = !quoted;
  }
  return name;
}

static Acl read_acl(std::string_view text) {
  std::size_t at = 0;
  Acl acl{.grantee = read_role(text, at)};
  const auto slash = std::min(text.find('/', at), text.size());
  if (at < slash) acl.letters = std::string(text.substr(at + 1, slash - at - 1));
  at = slash + 1;
  acl.grantor = read_role(text, at);
  return acl;
}

static std::string privilege_of(char letter) {
  switch (letter) {
    case 'a':
      return "INSERT";
    case 'r':
      return "SELECT";
    case 'w':
      return "UPDATE";
    case 'x':
      return "REFERENCES";
    default:
      return "";
  }
}

static void add_grants(const pg::Relation& table, const Acl& acl, const std::string& column,
                       std::vector<std::string>& statements) {
  const auto to = acl.grantee.empty() ? "PUBLIC" : pg::quote_identifier(acl.grantee);
  for (std::size_t at = 0; at < acl.letters.size(); ++at) {
    const auto privilege = privilege_of(acl.letters[at]);
    if (privilege.empty()) continue;
    const bool option = at + 1 < acl.letters.size() && acl.letters[at + 1] == '*';
    statements.push_back(fmt::format("GRANT {} ({}) ON {} TO {}{}", privilege, column, table.name.text(), to,
                                     option ? " WITH GRANT OPTION" : ""));
  }
}

std::vector<std::string> carried(const pg::Relation& table, const pg::Column& column, const std::string& name) {
  std::vector<std::string> statements;
  const auto own = table.name.text();
  if (column.comment)
    statements.push_back(fmt::format("COMMENT ON COLUMN {}.{} IS {}", own, name, pg::quote_literal(*column.comment)));
  if (column.statistics_target)
    statements.push_back(
        fmt::format("ALTER TABLE {} ALTER COLUMN {} SET STATISTICS {}", own, name, *column.statistics_target));
  if (!column.options.empty())
    statements.push_back(
        fmt::format("ALTER TABLE {} ALTER COLUMN {} SET ({})", own, name, fmt::join(column.options, ", ")));
  for (const auto& text : column.privileges) add_grants(table, read_acl(text), name, statements);
  return statements;
}

std::vector<std::string> carried(const pg::Relation& table, const pg::Index& index) {
  std::vector<std::string> statements;
  const auto own = table.name.text();
  if (index.comment)
    statements.push_back(fmt::format("COMMENT ON INDEX {} IS {}", pg::Name{table.name.schema, index.name}.text(),
                                     pg::quote_literal(*index.comment)));
  for (const auto& target : index.targets) {
    const auto colon = target.find(':');
    statements.push_back(fmt::format("ALTER INDEX {} ALTER COLUMN {} SET STATISTICS {}",
                                     pg::Name{table.name.schema, index.name}.text(), target.substr(0, colon),
                                     target.substr(colon + 1)));
  }
  if (index.clustered)
    statements.push_back(fmt::format("ALTER TABLE {} CLUSTER ON {}", own, pg::quote_identifier(index.name)));
  if (index.replica_identity)
    statements.push_back(
        fmt::format("ALTER TABLE {} REPLICA IDENTITY USING INDEX {}", own, pg::quote_identifier(index.name)));
  return statements;
}

static bool names_row_type(const std::string& type, const pg::Name& table) {
  const Tokens tokens(type);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens.is_name(at) && tokens.name(at) == table.name) return true;
  }
  return false;
}

// Whoever has the table's rows as a type sees their columns in another order.
static std::string who_has_rows(const pg::Relation& table, const pg::Catalog& catalog) {
  for (const auto& [name, relation] : catalog.relations) {
    for (const auto& column : relation.columns) {
      if (names_row_type(column.type, table.name)) return fmt::format("{}.{}", name.text(), column.name);
    }
  }
  for (const auto& routine : catalog.routines) {
    const bool has = names_row_type(routine.result, table.name) ||
                     std::any_of(routine.arguments.begin(), routine.arguments.end(),
                                 [&](const auto& type) { return names_row_type(type, table.name); });
    if (has) return routine.name.text() + "()";
  }
  return "";
}

std::string why_not_carried(const pg::Relation& table, const pg::Column& column, const pg::Catalog& catalog) {
  for (const auto& user : table.column_users) {
    if (user.column == column.name) return fmt::format("the {} stands on it", user.what);
  }
  for (const auto& statistics : catalog.statistics) {
    if (statistics.table == table.name && impact::mentions(statistics.definition, column.name))
      return fmt::format("the statistics {} are over it", statistics.name.text());
  }
  for (const auto& trigger : table.triggers) {
    if (impact::mentions(trigger.definition, column.name))
      return fmt::format("the trigger {} names it", trigger.name);
  }
  for (const auto& rule : table.rules) {
    if (impact::mentions(rule.definition, column.name)) return fmt::format("the rule {} names it", rule.name);
  }
  for (const auto& other : table.columns) {
    if (other.generated && other.default_expression && impact::mentions(*other.default_expression, column.name))
      return fmt::format("{} is generated from it", other.name);
  }
  if (const auto who = who_has_rows(table, catalog); !who.empty())
    return fmt::format(
        "{} has its table's rows as a type, whose columns would "
        "stand in another order",
        who);
  for (const auto& text : column.privileges) {
    const auto acl = read_acl(text);
    if (acl.grantor != table.owner)
      return fmt::format(
          "a privilege on it was granted by {}, who would have "
          "to grant it again",
          acl.grantor);
  }
  return "";
}

}  // namespace fix
